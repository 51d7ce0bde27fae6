"""A thermal printer on a pty that speaks ESC/POS: it answers while data flows, prints and breaks.

What it prints it keeps as rows of dots, so that a test can compare paper with what was sent.
"""

from __future__ import annotations

import os
import pty
import re
import select
import threading
import tty
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_ASK = re.compile(rb"\x10\x04([\x01-\x04])")
_RASTER = re.compile(rb"\x1dv0.(..)(..)", re.DOTALL)
_ECHO = re.compile(rb"\x1d\(H\x06\x00\x30\x30(....)", re.DOTALL)
_CUT = re.compile(rb"\x1dV(?:[\x41\x42\x61\x62].|[\x00\x01\x30\x31])", re.DOTALL)
_CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
_OTHER = re.compile(rb"\x1b@|\x1ba.|\x1bd.|\n|\x00", re.DOTALL)


@dataclass
class ThermalPrinter:
    """`rows` are on the paper, `slips` were cut off it. Faults are set as plain attributes."""

    rows: list[bytes] = field(default_factory=list)
    slips: list[list[bytes]] = field(default_factory=list)
    paper: str = "ok"  # ok | near | out
    cover_open: bool = False
    cutter_stuck: bool = False
    is_dumb: bool = False  # answers nothing at all
    echoes: bool = True
    stop_after_rows: int | None = None  # then `then` happens to it
    then: str = ""
    strange: bytes = b""  # what it did not understand

    def __post_init__(self) -> None:
        self._master, slave = pty.openpty()
        tty.setraw(slave)
        self.path = Path(os.ttyname(slave))
        self._slave: int | None = slave
        self._buffer = b""
        self._stop = threading.Event()
        self.reached = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def unplug(self) -> None:
        """The cable is pulled: the other side's line is dead, and its name is gone."""
        self._stop.set()
        if threading.current_thread() is not self._thread:
            self._thread.join()
        for handle in (self._master, self._slave):
            if handle is not None:
                with suppress(OSError):
                    os.close(handle)
        self._slave = None

    def status(self, question: int) -> int:
        """The answer to DLE EOT `question`."""
        is_out = self.paper == "out"
        is_stopped = is_out or self.cover_open or self.cutter_stuck
        bits = {
            1: 0x08 * is_stopped,
            2: 0x04 * self.cover_open | 0x20 * is_out | 0x40 * self.cutter_stuck,
            3: 0x08 * self.cutter_stuck,
            4: {"ok": 0, "near": 0x0C, "out": 0x6C}[self.paper],
        }
        return 0x12 | bits[question]

    def _run(self) -> None:
        while not self._stop.is_set():
            if select.select([self._master], [], [], 0.02)[0]:
                try:
                    self._take(os.read(self._master, 65536))
                except OSError:
                    return
            self._print()

    def _take(self, received: bytes) -> None:
        """Real-time commands are obeyed at once, wherever they stand."""
        self._buffer += received
        while found := _ASK.search(self._buffer):
            self._buffer = self._buffer[: found.start()] + self._buffer[found.end() :]
            if not self.is_dumb:
                os.write(self._master, bytes((self.status(found[1][0]),)))
        if _CLEAR in self._buffer:
            self._buffer = self._buffer.partition(_CLEAR)[2]
            self.rows = []

    def _print(self) -> None:
        """Carry out what is whole in the buffer, for as long as nothing stops it."""
        while self._buffer and self.status(1) == 0x12 and not self._stop.is_set():
            used = self._step()
            if not used:
                return
            self._buffer = self._buffer[used:]

    def _step(self) -> int:
        """One command; how many bytes it was, 0 while it is not whole."""
        data = self._buffer
        if raster := _RASTER.match(data):
            width, height = (int.from_bytes(raster[n], "little") for n in (1, 2))
            end = raster.end() + width * height
            return self._put(data[raster.end() : end], width, end) if len(data) >= end else 0
        if echo := _ECHO.match(data):
            if self.echoes and not self.is_dumb:
                os.write(self._master, b"\x37\x22" + echo[1] + b"\x00")
            return echo.end()
        if cut := _CUT.match(data):
            self.slips.append(self.rows)
            self.rows = []
            return cut.end()
        if other := _OTHER.match(data):
            return other.end()
        if len(data) < 12:
            return 0
        self.strange += data[:1]
        return 1

    def _put(self, dots: bytes, width: int, used: int) -> int:
        for start in range(0, len(dots), width):
            self.rows.append(dots[start : start + width])
            if self.stop_after_rows is not None and len(self.rows) >= self.stop_after_rows:
                self.stop_after_rows = None
                self._happen()
                self.reached.set()
        return used

    def _happen(self) -> None:
        match self.then:
            case "out":
                self.paper = "out"
            case "cover":
                self.cover_open = True
            case "cutter":
                self.cutter_stuck = True
            case "dumb":
                self.is_dumb = True
            case "unplug":
                self._stop.set()
                os.close(self._master)
