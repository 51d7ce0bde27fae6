"""A card or code reader on a serial line, named by its by-id path; survives being unplugged."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import serial

from hardware.clock import Clock
from hardware.device import DeviceStatus, Fault, Health, Kind, Outcome, Tell
from hardware.readers.frames import FORMATS, REPEATING, Reading
from hardware.readers.gauge import Gauge

BAUD_RATE = 9600
SILENCE_SECONDS = 0.1  # a frame at 9600 baud takes 20 ms; a person needs longer for a second card
LOOK_SECONDS = 0.25
MOST_BYTES = 4096
HELD_SECONDS = 0.5
MOST_A_SECOND = 5
GARBLED_AFTER = 5
STEADY_SECONDS = 60.0

CODE_FORMATS = frozenset({"barcode", "barcode_no_suffix"})


class SerialReader:
    """Reads one serial line as long as it is there, and waits for it when it is not.

    `path` should be a link that names the device itself (/dev/serial/by-id/…); while it is away it
    is looked for four times a second. `frames` is one of FORMATS; raises ValueError for another.
    Of a flood, `most_a_second` readings are told.
    """

    def __init__(  # noqa: PLR0913 - a line of the configuration, and a voice
        self,
        name: str,
        tell: Tell,
        clock: Clock,
        *,
        path: Path,
        frames: str,
        baud_rate: int = BAUD_RATE,
        most_a_second: int = MOST_A_SECOND,
    ) -> None:
        if frames not in FORMATS:
            raise ValueError(f"no frames {frames!r}; there are {', '.join(FORMATS)}")
        self.name = name
        self.kind = Kind.CODE_READER if frames in CODE_FORMATS else Kind.CARD_READER
        self._path = path
        self._baud_rate = baud_rate
        self._decoder = FORMATS[frames]()
        self._gauge = Gauge(name, self.kind, tell, clock)
        self._turnstile = Turnstile(tell, most_a_second, repeats=frames in REPEATING)

    def run(self, stop: threading.Event) -> None:
        """Read until `stop`; a line that is cut is closed and opened anew once it is back."""
        while not stop.is_set():
            port = self._open()
            if port is None:
                stop.wait(LOOK_SECONDS)
                continue
            try:
                self._read_until_lost(port, stop)
            except (serial.SerialException, OSError):
                self._gauge.show(Health.ABSENT, Fault.UNPLUGGED)
            finally:
                self._decoder.forget()
                _close(port)

    def status(self) -> DeviceStatus:
        """The reader as last seen. A serial reader cannot be asked: an open line is all we know."""
        return self._gauge.read()

    def do(self, _action: str, _args: Mapping[str, str], _key: str | None, /) -> Outcome | None:
        """A serial reader can be asked nothing."""
        return None

    def _open(self) -> serial.Serial | None:
        if not self._path.exists():
            self._gauge.show(Health.ABSENT, Fault.UNPLUGGED)
            return None
        try:
            return serial.Serial(
                str(self._path), self._baud_rate, timeout=SILENCE_SECONDS, exclusive=True
            )
        except (serial.SerialException, OSError):
            # Somebody else holds it, or udev has not yet handed it to us.
            self._gauge.show(Health.BROKEN, Fault.BUSY)
            return None

    def _read_until_lost(self, port: serial.Serial, stop: threading.Event) -> None:
        """Hand on what is read. Raises SerialException or OSError when the cable is out."""
        port.reset_input_buffer()  # what was read while nobody listened is nobody's card
        noise = Noise(self._decoder.bad)
        while not stop.is_set():
            data = port.read(min(max(port.in_waiting, 1), MOST_BYTES))
            readings = self._decoder.feed(data) if data else self._decoder.silence()
            for reading in readings:
                self._turnstile.pass_on(reading)
                noise.settle()
            if noise.is_heard(self._decoder.bad):
                self._gauge.show(Health.ATTENTION, Fault.GARBLED)
            else:
                self._gauge.show(Health.OK)


class Turnstile:
    """Lets every reading through once, and a flood only drop by drop."""

    def __init__(self, tell: Tell, most_a_second: int, *, repeats: bool) -> None:
        self._tell = tell
        self._repeats = repeats
        self._last: Reading | None = None
        self._seen_at = 0.0
        self._passed: deque[float] = deque(maxlen=most_a_second)

    def pass_on(self, reading: Reading) -> None:
        """Tell the reading, unless it is the card still being held, or one too many."""
        now = time.monotonic()
        is_held = self._repeats and reading == self._last and now - self._seen_at < HELD_SECONDS
        self._last, self._seen_at = reading, now
        is_flood = len(self._passed) == self._passed.maxlen and now - self._passed[0] < 1.0
        if is_held or is_flood:
            return
        self._passed.append(now)
        self._tell(reading.event, reading.payload)


class Noise:
    """Whether a line brings more garbage than readings: a wrong speed, a worn plug."""

    def __init__(self, bad: int) -> None:
        self._before = bad
        self._last = bad
        self._heard_at = time.monotonic()

    def settle(self) -> None:
        """Something whole was read: what came before is forgiven."""
        self._before = self._last

    def is_heard(self, bad: int) -> bool:
        """Whether there were five bad frames since the last whole one, and one lately."""
        now = time.monotonic()
        if bad != self._last:
            self._last, self._heard_at = bad, now
        elif now - self._heard_at > STEADY_SECONDS:
            self._before = bad
        return self._last - self._before >= GARBLED_AFTER


def _close(port: serial.Serial) -> None:
    with suppress(OSError):  # a device that is gone cannot be closed any better
        port.close()
