"""A thermal printer that speaks ESC/POS, on a serial line or as the kernel's USB printer device.

The kiosk's short slip comes as a PDF and leaves as a picture, band by band; between bands the
printer is asked how it is. Printers that echo a process id confirm the slip; of others it stays
unknown whether it came out, and the citizen is asked.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from pathlib import Path

from hardware.clock import Clock
from hardware.device import (
    DeviceStatus,
    Document,
    Fault,
    Handing,
    Health,
    Kind,
    Leftover,
    Outcome,
    State,
    Tell,
)
from hardware.printers.escpos_status import QUESTIONS, Answers, Echo, ask, ask_for_echo, health_of
from hardware.printers.line import Line, open_line
from hardware.printers.slip_raster import Raster
from hardware.readers.gauge import Gauge

LOOK_SECONDS = 2.0
ANSWER_SECONDS = 0.25
BAND_SECONDS = 2.5  # a band of 9 kB needs 0.8 s at 115 200 baud; who takes longer has stopped
ECHO_SECONDS = 20.0
ECHO_LOOK_SECONDS = 0.1
PRINTS = frozenset({Health.OK, Health.ATTENTION})
# DLE DC4 function 8, clear buffer: what was cut short must not stand on top of the next slip.
CLEAR_BUFFER = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


class EscposPrinter:
    """Prints short PDFs on the thermal printer at `path`, a name that stays the same."""

    kind = Kind.RECEIPT_PRINTER

    def __init__(  # noqa: PLR0913 - a line of the configuration, and a voice
        self,
        name: str,
        tell: Tell,
        clock: Clock,
        *,
        path: Path,
        profile: str = "TM-T20II",
        baud: int = 115200,
        confirms: bool = True,
    ) -> None:
        self.name = name
        self._path = path
        self._baud = baud
        self._confirms = confirms
        self._raster = Raster(profile)
        self._gauge = Gauge(name, self.kind, tell, clock)
        self._line = threading.Lock()
        self._port: Line | None = None
        self._answers = Answers()
        self._printed = 0

    def run(self, stop: threading.Event) -> None:
        """Keep the line open and ask how it is until `stop`. Raises OSError when it is pulled."""
        try:
            with self._line:
                self._port = open_line(self._path, self._baud)
            while True:
                if self._line.acquire(blocking=False):  # else a slip is printing, and asks itself
                    try:
                        self._look()
                    finally:
                        self._line.release()
                if stop.wait(LOOK_SECONDS):
                    return
        finally:
            self._hang_up()

    def status(self) -> DeviceStatus:
        """The printer as last seen."""
        return self._gauge.read()

    def do(self, _action: str, _args: Mapping[str, str], _key: str | None, /) -> Outcome | None:
        """A real printer has no buttons for programs."""
        return None

    def print_document(self, document: Document, handing: Handing) -> Outcome:
        """Draw the document, put it out band by band, cut, and wait for the echo."""
        bands = self._raster.draw(document.pdf)
        if isinstance(bands, Fault):
            return Outcome(State.FAILED, bands)
        with self._line:
            fault = self._trouble()
            if fault is not None:
                return Outcome(State.FAILED, fault)
            handing()
            try:
                return self._put_out(bands)
            except OSError:
                self._gauge.show(Health.ABSENT, Fault.UNPLUGGED)
                return Outcome(State.UNKNOWN, Fault.UNPLUGGED)

    def withdraw(self, _key: str, /) -> None:
        """Too late: half a slip helps nobody, and the cut lets it fall into the citizen's hand."""

    def follow_up(self, _leftover: Leftover, /) -> Outcome:
        """This printer keeps no list of what it printed."""
        return Outcome(State.UNKNOWN, Fault.INTERRUPTED)

    def _put_out(self, bands: list[bytes]) -> Outcome:
        """Write, and stop between two bands when the printer does."""
        for band in bands:
            self._write(band)
            fault = self._trouble(BAND_SECONDS)
            if fault is Fault.UNPLUGGED:
                raise OSError("pulled in the middle of a slip")
            if fault is not None:
                self._write(CLEAR_BUFFER)
                return Outcome(State.UNKNOWN, fault)
        if not self._confirms:
            return Outcome(State.UNKNOWN, Fault.NOT_CONFIRMED)
        self._printed += 1
        return self._await_echo(b"%04d" % (self._printed % 10_000))

    def _await_echo(self, number: bytes) -> Outcome:
        """Everything is printed when the printer sends the number back."""
        self._write(ask_for_echo(number))
        deadline, pause = time.monotonic() + ECHO_SECONDS, threading.Event()
        while time.monotonic() < deadline:
            answers, is_echoed = self._ask(BAND_SECONDS, number)
            health, reasons = self._show(answers)
            if health not in PRINTS:
                return Outcome(State.UNKNOWN, reasons[0])
            if is_echoed:
                return Outcome(State.CONFIRMED)
            pause.wait(ECHO_LOOK_SECONDS)
        return Outcome(State.UNKNOWN, Fault.NOT_CONFIRMED)

    def _trouble(self, patience_seconds: float = ANSWER_SECONDS) -> Fault | None:
        """What keeps it from printing, asked now; None when nothing does."""
        if self._port is None:
            seen = self._gauge.read().reasons
            return seen[0] if seen else Fault.NOT_ANSWERING
        try:
            health, reasons = self._look(patience_seconds)
        except OSError:
            return Fault.UNPLUGGED
        return None if health in PRINTS else reasons[0]

    def _look(self, patience_seconds: float = ANSWER_SECONDS) -> tuple[Health, tuple[Fault, ...]]:
        answers, _ = self._ask(patience_seconds)
        return self._show(answers)

    def _show(self, answers: dict[int, int] | None) -> tuple[Health, tuple[Fault, ...]]:
        health, reasons = health_of(answers)
        self._gauge.show(health, *reasons)
        return health, reasons

    def _ask(
        self, patience_seconds: float, awaited: bytes = b""
    ) -> tuple[dict[int, int] | None, bool]:
        """The four answers, None if one is missing; and whether the awaited echo came between.

        Only the first has to wait for what is still on the line before it.
        """
        answers: dict[int, int] = {}
        is_echoed = False
        for question in QUESTIONS:
            self._write(ask(question))
            for answer in self._read_answers(patience_seconds):
                if isinstance(answer, Echo):
                    is_echoed |= answer.number == awaited
                else:
                    answers[question] = answer
            if question not in answers:
                return None, is_echoed
            patience_seconds = ANSWER_SECONDS
        return answers, is_echoed

    def _read_answers(self, patience_seconds: float) -> list[int | Echo]:
        """What comes until a status byte is among it, or until patience ends."""
        found: list[int | Echo] = []
        deadline = time.monotonic() + patience_seconds
        while not any(isinstance(answer, int) for answer in found):
            left = deadline - time.monotonic()
            if left <= 0:
                break
            found.extend(self._answers.feed(self._open_line().read(left)))
        return found

    def _write(self, commands: bytes) -> None:
        self._open_line().write(commands)

    def _open_line(self) -> Line:
        if self._port is None:
            raise OSError("the line is closed")
        return self._port

    def _hang_up(self) -> None:
        with self._line:
            port, self._port = self._port, None
            if port is not None:
                port.close()
