"""Key and switch events as Linux tells them (linux/input.h), from a device or from a recording."""

from __future__ import annotations

import fcntl
import select
import struct
from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Condition
from typing import Any, NamedTuple, Protocol

# linux/input-event-codes.h
EV_SYN, EV_KEY, EV_SW = 0, 1, 5
SYN_REPORT, SYN_DROPPED = 0, 3
SW_HEADPHONE_INSERT = 2
FRAME = struct.Struct("llHHi")  # struct input_event: seconds, microseconds, type, code, value

_SWITCH_BYTES = 8
_EVIOCGSW = 2 << 30 | _SWITCH_BYTES << 16 | ord("E") << 8 | 0x1B  # _IOR('E', 0x1b, 8 bytes)


class InputEvent(NamedTuple):
    """One event; `value` of a key is 1 down, 0 up, 2 repeated; of a switch 1 in, 0 out."""

    type: int
    code: int
    value: int


class InputSource(Protocol):
    """Where a sensor's events come from. Every method raises OSError when the device is gone."""

    def open(self) -> frozenset[int]:
        """Begin; answers the codes of the switches that are in right now."""

    def read(self, seconds: float) -> Sequence[InputEvent]:
        """What happened, as soon as something did; nothing after so many seconds."""

    def close(self) -> None:
        """End; harmless when it never began."""


class EvdevSource:
    """A device by its stable name, `/dev/input/by-id/…`.

    `grab` keeps its keys from everybody else, such as the browser, which would type them.
    """

    def __init__(self, path: Path, *, grab: bool) -> None:
        self._path = path
        self._grab = grab
        self._device: Any = None

    def open(self) -> frozenset[int]:
        """Open, take it for us alone, and read its switches."""
        import evdev

        device = self._device = evdev.InputDevice(str(self._path))
        if self._grab:
            device.grab()
        bits = bytearray(_SWITCH_BYTES)
        fcntl.ioctl(device.fd, _EVIOCGSW, bits)
        return frozenset(bit for bit in range(8 * len(bits)) if bits[bit // 8] >> bit % 8 & 1)

    def read(self, seconds: float) -> Sequence[InputEvent]:
        """The events that wait, or none after so many seconds."""
        if self._device is None:
            raise OSError("the device is not open")
        ready, _, _ = select.select([self._device.fd], [], [], seconds)
        if not ready:
            return ()
        return [InputEvent(event.type, event.code, event.value) for event in self._device.read()]

    def close(self) -> None:
        """Let go of it."""
        if self._device is not None:
            self._device.close()
        self._device = None


class QueueSource:
    """Events that a person makes on the lab's page: an ordinary source without a device."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._waiting: deque[InputEvent] = deque()
        self._switches: frozenset[int] = frozenset()
        self._is_gone = False

    def put(self, events: Iterable[InputEvent]) -> None:
        """Let these happen now."""
        with self._changed:
            for event in events:
                self._waiting.append(event)
                if event.type == EV_SW:
                    others = self._switches - {event.code}
                    self._switches = others | {event.code} if event.value else others
            self._changed.notify_all()

    def set_gone(self, is_gone: bool) -> None:
        """Pull its cable, or put it in again."""
        with self._changed:
            self._is_gone = is_gone
            self._waiting.clear()
            self._changed.notify_all()

    def open(self) -> frozenset[int]:
        """The switches as they are."""
        with self._changed:
            self._look_for_the_cable()
            return self._switches

    def read(self, seconds: float) -> Sequence[InputEvent]:
        """What happened, as soon as something did."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._is_gone, seconds)
            self._look_for_the_cable()
            events = list(self._waiting)
            self._waiting.clear()
            return events

    def close(self) -> None:
        """Nothing is held."""

    def _look_for_the_cable(self) -> None:
        if self._is_gone:
            raise OSError("its cable is out")


def read_frames(recording: bytes) -> list[InputEvent]:
    """A recording of `/dev/input/event…` as events; half a frame at its end is dropped."""
    whole = len(recording) - len(recording) % FRAME.size
    return [InputEvent(*fields[2:]) for fields in FRAME.iter_unpack(recording[:whole])]
