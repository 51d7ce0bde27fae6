"""A real pcscd with a virtual reader and a card of our own. Fails when it cannot start."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOM = Path(__file__).with_name("pcsc_room.py")
SOCKET_VARIABLE = "PCSCLITE_CSOCK_NAME"


@dataclass(frozen=True)
class Pcsc:
    """The room as seen from outside; its commands are done when they return."""

    process: subprocess.Popen[str]
    log: Path

    def start(self) -> None:
        """Start pcscd."""
        self._say("start")

    def kill(self) -> None:
        """kill -9."""
        self._say("kill")

    def put(self, uid: str) -> None:
        """Lay a card on the reader; `uid` in hex."""
        self._say(f"put {uid}")

    def put_slow(self, uid: str) -> None:
        """Lay down a card that has been asked for its UID and keeps its reader waiting."""
        self._say(f"put_slow {uid}")

    def take(self) -> None:
        """Take the card away, as slowly as hands are: pcscd has noticed."""
        self._say("take")

    def snatch(self) -> None:
        """Take the card away faster than pcscd looks."""
        self._say("snatch")

    def _say(self, command: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if answer != "done":
            log = (
                self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
            )
            raise AssertionError(f"pcscd's room: {answer or 'it is gone'}\n{log[-2000:]}")


@contextmanager
def pcsc_room() -> Iterator[Pcsc]:
    """The room, with pcscd running in it; this process is pointed at its socket.

    The library looks up once a process where pcscd's socket is, so the folder is always the same.
    """
    folder = _folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    os.environ[SOCKET_VARIABLE] = str(folder / "run" / "pcscd.comm")
    try:
        with _opened(folder) as room:
            yield room
    finally:
        shutil.rmtree(folder)


@cache
def _folder() -> Path:
    """A name of this process's own, short enough for a socket's address."""
    return Path(tempfile.mkdtemp(prefix="okienko-pcsc-"))


@contextmanager
def _opened(folder: Path) -> Iterator[Pcsc]:
    as_root = [] if os.geteuid() == 0 else ["--map-root-user"]
    process = subprocess.Popen(
        ["unshare", *as_root, "--net", "--mount", sys.executable, str(ROOM), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={name: value for name, value in os.environ.items() if name != SOCKET_VARIABLE},
    )
    room = Pcsc(process, folder / "pcscd.log")
    try:
        room.start()
        yield room
    finally:
        process.communicate(timeout=30)
