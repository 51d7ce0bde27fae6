"""Hurts the hardware daemon as a power cut or a bad library would, to see that it comes back."""

from __future__ import annotations

import os
import signal
import socket
import struct
from contextlib import suppress
from pathlib import Path

HURTS = {"kill": signal.SIGKILL, "hang": signal.SIGSTOP}
_PEER = struct.Struct("3i")


def hurt_daemon(path: Path, how: str) -> bool:
    """Kill or hang whoever listens at the socket; False when nobody does, or it is not ours."""
    pid = _listener(path)
    if pid is None or how not in HURTS:
        return False
    with suppress(ProcessLookupError):
        os.kill(pid, HURTS[how])
        return True
    return False


def _listener(path: Path) -> int | None:
    """The kernel knows who listens: it answers for a process that hangs, too."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(1.0)
        try:
            connection.connect(str(path))
        except OSError:
            return None
        pid, uid, _ = _PEER.unpack(
            connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size)
        )
    is_ours = uid == os.geteuid() and pid not in {0, os.getpid()} and _is_the_daemon(pid)
    return pid if is_ours else None


def _is_the_daemon(pid: int) -> bool:
    try:
        return b"\0hardware\0" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
