"""Waits for a process to say that it lives, as systemd does for a unit of Type=notify."""

from __future__ import annotations

import os
import secrets
import socket
import time

MICROSECONDS = 1_000_000
START_SECONDS = 15.0  # until the process must have said that it is ready


class Watchdog:
    """One process's NOTIFY_SOCKET. It bites whoever says nothing for so many `seconds`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._due = time.monotonic() + START_SECONDS
        self._name = f"okienko-{os.getpid()}-{secrets.token_hex(8)}"
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(f"\0{self._name}")
        self._socket.setblocking(False)

    @property
    def environment(self) -> dict[str, str]:
        """What the process is told."""
        limit = str(round(self._seconds * MICROSECONDS))
        return {"NOTIFY_SOCKET": f"@{self._name}", "WATCHDOG_USEC": limit}

    def is_starved(self) -> bool:
        """Whether the process has said nothing for too long."""
        while words := self._hear():
            if words in {b"READY=1", b"WATCHDOG=1"}:
                self._due = time.monotonic() + self._seconds
        return time.monotonic() > self._due

    def forget(self) -> None:
        """The process is gone; the next one has its own time to come up."""
        self.is_starved()
        self._due = time.monotonic() + START_SECONDS

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()

    def _hear(self) -> bytes:
        try:
            return self._socket.recv(4096)
        except BlockingIOError:
            return b""
