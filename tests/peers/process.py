"""What every real peer of the tests needs: its program, a place to listen, and a certain end."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PATIENCE_SECONDS = 20.0
# Whatever ends the tests, the kernel ends the peers.
DIES_WITH_US = ("setpriv", "--pdeathsig", "KILL", "--")


class PeerFailed(AssertionError):
    """A peer did not start: the tests that need it fail, they are not skipped."""


def program(name: str) -> str:
    """Where a Debian program lies. Raises PeerFailed when it is not installed."""
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if found is None:
        raise PeerFailed(f"{name} is not installed: run provisioning/setup")
    return found


def await_that(is_so: Callable[[], object], what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until `is_so`; fail with `what` when it does not come."""
    deadline, pause = time.monotonic() + seconds, threading.Event()
    while not is_so():
        if time.monotonic() > deadline:
            raise PeerFailed(what)
        pause.wait(0.01)


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether somebody answers on a loopback port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that leads a group of its own, with everything in the group."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def write_at_once(path: Path, content: str) -> None:
    """Write a file that nobody sees half written."""
    part = path.with_name(path.name + ".part")
    part.write_text(content)
    part.rename(path)
