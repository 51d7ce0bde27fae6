"""A room of its own for pcscd: run by `unshare` in private network and mount namespaces.

The virtual reader's driver listens on every address, so it may only live where loopback is all
there is. Told line by line on its input what to do, it answers "done" or what went wrong.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from smartcard import scard

PORT = 0x8C7B
ATR = bytes.fromhex("3B8F8001804F0CA000000306030001000000006A")
GET_UID = bytes.fromhex("FFCA000000")
FINE, UNKNOWN_COMMAND = b"\x90\x00", b"\x6d\x00"
ASK_ATR = b"\x04"
PATIENCE_SECONDS = 20.0

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 0x1
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 0x40000

CONFIG = f"""FRIENDLYNAME "Okienko Virtual Reader"
DEVICENAME /dev/null:{PORT:#x}
LIBPATH /usr/lib/pcsc/drivers/serial/libifdvpcd.so
CHANNELID {PORT:#x}
"""


class Card:
    """A contactless card lying on the virtual reader; `slow` waits before it says its UID."""

    def __init__(self, uid: bytes, slow: threading.Event | None = None) -> None:
        self._uid = uid
        self._slow = slow
        self.asked = threading.Event()
        self._wire = _connect()
        self._thread = threading.Thread(target=self._answer, daemon=True)
        self._thread.start()

    def take_away(self) -> None:
        """Off the reader, in the middle of whatever was asked."""
        self._wire.shutdown(socket.SHUT_RDWR)
        if self._slow is not None:
            self._slow.set()
        self._thread.join(PATIENCE_SECONDS)
        self._wire.close()

    def _answer(self) -> None:
        try:
            while True:
                (length,) = struct.unpack("!H", self._receive(2))
                self._reply(self._receive(length))
        except OSError:
            return

    def _reply(self, message: bytes) -> None:
        if len(message) == 1:
            if message == ASK_ATR:
                self._send(ATR)
        elif message.startswith(GET_UID[:4]):
            self.asked.set()
            if self._slow is not None:
                self._slow.wait(PATIENCE_SECONDS)
            self._send(self._uid + FINE)
        else:
            self._send(UNKNOWN_COMMAND)

    def _send(self, answer: bytes) -> None:
        self._wire.sendall(struct.pack("!H", len(answer)) + answer)

    def _receive(self, count: int) -> bytes:
        received = b""
        while len(received) < count:
            piece = self._wire.recv(count - len(received))
            if not piece:
                raise ConnectionError
            received += piece
        return received


class Room:
    """pcscd and at most one card."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log = (folder / "pcscd.log").open("ab")
        self._pcscd: subprocess.Popen[bytes] | None = None
        self._card: Card | None = None

    def start(self) -> None:
        """pcscd, up and listening, with its virtual reader."""
        for left in Path("/run/pcscd").iterdir():
            left.unlink()
        self._pcscd = subprocess.Popen(
            ["pcscd", "--foreground", "--info", "--config", str(self._folder / "readers")],
            stdout=self._log,
            stderr=self._log,
        )
        _await(lambda: Path("/run/pcscd/pcscd.comm").is_socket(), "pcscd does not listen")
        _await(_reader_listens, "the virtual reader's driver does not listen")

    def kill(self) -> None:
        """As the kernel would: no time for goodbye."""
        assert self._pcscd is not None
        self._pcscd.kill()
        self._pcscd.wait()

    def put(self, uid: str) -> None:
        """A card is laid on the reader."""
        self._card = Card(bytes.fromhex(uid))

    def put_slow(self, uid: str) -> None:
        """A card that is asked for its UID and does not answer yet; waits until it is asked."""
        self._card = Card(bytes.fromhex(uid), threading.Event())
        if not self._card.asked.wait(PATIENCE_SECONDS):
            raise TimeoutError("nobody asked the card")

    def take(self) -> None:
        """The card is taken away, as slowly as hands are: pcscd has noticed when it is done."""
        self.snatch()
        if self._pcscd is not None and self._pcscd.poll() is None:
            _await(_readers_are_empty, "pcscd still sees a card")

    def snatch(self) -> None:
        """The card is taken away faster than pcscd looks."""
        assert self._card is not None
        self._card.take_away()
        self._card = None

    def end(self) -> None:
        """Stop what was started."""
        if self._card is not None:
            self.snatch()
        if self._pcscd is not None and self._pcscd.poll() is None:
            self._pcscd.terminate()
            self._pcscd.wait(PATIENCE_SECONDS)


def main(folder: Path) -> None:
    """Make the room, then do as told until the input ends."""
    _close_off(folder / "run")
    (folder / "readers").mkdir(exist_ok=True)
    (folder / "readers" / "vpcd").write_text(CONFIG, encoding="ascii")
    room = Room(folder)
    try:
        for line in sys.stdin:
            print(_obey(room, line.split()), flush=True)  # noqa: T201 - this is how it answers
    finally:
        room.end()


def _obey(room: Room, command: list[str]) -> str:
    try:
        getattr(room, command[0])(*command[1:])
    except (OSError, AssertionError, subprocess.SubprocessError) as fault:
        return f"{command[0]}: {fault!r}"
    return "done"


def _close_off(run: Path) -> None:
    """Loopback up; /run/pcscd is a folder of ours, seen by nobody else under that name."""
    with socket.socket() as any_socket:
        name = b"lo".ljust(16, b"\0")
        answer = fcntl.ioctl(any_socket, SIOCGIFFLAGS, name + b"\0" * 24)
        flags = struct.unpack_from("h", answer, 16)[0] | IFF_UP
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, name + struct.pack("h", flags) + b"\0" * 22)
    run.mkdir(exist_ok=True)
    _mount("none", "/", "none", MS_REC | MS_PRIVATE)
    _mount("tmpfs", "/run", "tmpfs", 0)
    Path("/run/pcscd").mkdir()
    _mount(str(run), "/run/pcscd", "none", MS_BIND)


def _mount(source: str, target: str, kind: str, flags: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    names = (source.encode(), target.encode(), kind.encode())
    if libc.mount(*names, ctypes.c_ulong(flags), None):
        raise OSError(ctypes.get_errno(), f"cannot mount over {target}")


def _connect() -> socket.socket:
    return socket.create_connection(("127.0.0.1", PORT), PATIENCE_SECONDS)


def _reader_listens() -> bool:
    wanted = f":{PORT:04X}"
    rows = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    return any(row.split()[1].endswith(wanted) and row.split()[3] == "0A" for row in rows)


def _readers_are_empty() -> bool:
    """As pcscd sees it now."""
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    try:
        _, names = scard.SCardListReaders(context, [])
        unseen = [(name, scard.SCARD_STATE_UNAWARE) for name in names]
        fault, states = scard.SCardGetStatusChange(context, 0, unseen)
    finally:
        scard.SCardReleaseContext(context)
    return not fault and not any(state & scard.SCARD_STATE_PRESENT for _, state, _ in states)


def _await(what: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    pause = threading.Event()
    while not what():
        if time.monotonic() > deadline:
            raise TimeoutError(otherwise)
        pause.wait(0.02)


if __name__ == "__main__":
    os.umask(0o077)
    main(Path(sys.argv[1]))
