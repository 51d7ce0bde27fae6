"""The line to a thermal printer: a serial one, or the kernel's own device for one on USB (usblp).

Both are opened by a name that stays the same and behave alike: read what is there within a time,
write whole or raise OSError.
"""

from __future__ import annotations

import os
import select
import time
from pathlib import Path
from typing import Protocol

import serial

WRITE_SECONDS = 8.0
MOST_BYTES = 4096


class Line(Protocol):
    """Bytes to and from one printer."""

    def read(self, patience_seconds: float) -> bytes:
        """What has come; waits so long for the first byte. Raises OSError when it is pulled."""

    def write(self, commands: bytes) -> None:
        """Send everything. Raises OSError when it is pulled or takes nothing for too long."""

    def close(self) -> None:
        """Let go of it."""


def open_line(path: Path, baud: int) -> Line:
    """Open the line by what it is. Raises OSError when it is not there."""
    handle = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    if not os.isatty(handle):
        return FileLine(handle)
    os.close(handle)
    return SerialLine(path, baud)


class SerialLine:
    """RS-232, or USB that looks like it."""

    def __init__(self, path: Path, baud: int) -> None:
        self._port = serial.Serial(
            str(path), baud, timeout=0, write_timeout=WRITE_SECONDS, exclusive=True
        )

    def read(self, patience_seconds: float) -> bytes:
        """See Line."""
        self._port.timeout = patience_seconds
        first: bytes = self._port.read(1)
        return first + self._port.read(self._port.in_waiting) if first else b""

    def write(self, commands: bytes) -> None:
        """See Line."""
        self._port.write(commands)

    def close(self) -> None:
        """See Line."""
        self._port.close()


class FileLine:
    """A device that is read and written like a file."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def read(self, patience_seconds: float) -> bytes:
        """See Line."""
        if not select.select([self._handle], [], [], patience_seconds)[0]:
            return b""
        received = os.read(self._handle, MOST_BYTES)
        if not received:
            raise OSError("the printer is gone")
        return received

    def write(self, commands: bytes) -> None:
        """See Line."""
        deadline = time.monotonic() + WRITE_SECONDS
        while commands:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([], [self._handle], [], left)[1]:
                raise TimeoutError("the printer takes nothing more")
            commands = commands[os.write(self._handle, commands) :]

    def close(self) -> None:
        """See Line."""
        os.close(self._handle)
