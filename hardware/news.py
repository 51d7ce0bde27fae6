"""What happened at the devices lately, for whoever asks `since` a number.

What somebody's card, code or key said is kept apart from the news of it: in memory only, for one
taker, for ten seconds. Nobody who reloads a page or comes next sees it again.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping

from hardware.clock import Clock
from hardware.device import DeviceEvent, DeviceStatus, Happening, Tell

REMEMBERED = 256
PRIVATE_SECONDS = 10.0


class News:
    """The last events, numbered. Numbers start at the present millisecond, so that they go on
    growing when the daemon starts again; `boot` tells its lives apart."""

    def __init__(self, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.boot = secrets.token_hex(4)
        self._clock = clock
        self._monotonic = monotonic
        self._changed = threading.Condition()
        self._look = threading.Event()
        self._events: deque[DeviceEvent] = deque(maxlen=REMEMBERED)
        self._private: dict[int, tuple[float, Mapping[str, str] | None]] = {}
        self._last: dict[str, DeviceStatus] = {}
        self._seq = int(clock.now().timestamp() * 1000)
        self._is_closed = False

    def notice(self, status: DeviceStatus) -> None:
        """Tell about a device if it is not as it was; a first sight is a change too."""
        with self._changed:
            last = self._last.get(status.name)
            self._last[status.name] = status
            if last is None or _what_matters(last) != _what_matters(status):
                self._add(status.name, Happening.STATUS, status)

    def tell_of(self, device: str) -> Tell:
        """The voice of one device's driver."""

        def tell(event: str, what: Mapping[str, str]) -> None:
            if event == Happening.STATUS:
                self._look.set()
            else:
                self._read(device, Happening(event), what)

        return tell

    def take(self, seq: int) -> Mapping[str, str] | None:
        """What was read at `seq`, for the first who asks; None when it is taken or too old."""
        with self._changed:
            self.forget()
            if seq not in self._private:
                return None
            at, what = self._private[seq]
            self._private[seq] = (at, None)  # its news goes when its time is over
            return what

    def forget(self) -> None:
        """Drop what was read and not taken in time, and the news of it."""
        with self._changed:
            before = self._monotonic() - PRIVATE_SECONDS
            late = {seq for seq, (at, _) in self._private.items() if at <= before}
            for seq in late:
                del self._private[seq]
            if late:
                kept = [event for event in self._events if event.seq not in late]
                self._events = deque(kept, maxlen=REMEMBERED)

    def since(self, seq: int, wait_seconds: float) -> list[DeviceEvent]:
        """Every remembered event after `seq`; waits for one when there is none yet.

        A `seq` from the future (the machine's clock was set back) is answered with everything.
        """
        with self._changed:
            if seq > self._seq:
                seq = 0
            self._changed.wait_for(lambda: self._is_closed or self._newer(seq), wait_seconds)
            return self._newer(seq)

    def await_look(self, wait_seconds: float) -> None:
        """Wait until a driver says that its status changed, or the time is over."""
        self._look.wait(wait_seconds)
        self._look.clear()

    def close(self) -> None:
        """Let everybody who waits go home."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._look.set()

    def _read(self, device: str, event: Happening, what: Mapping[str, str]) -> None:
        with self._changed:
            self.forget()
            self._private[self._seq + 1] = (self._monotonic(), dict(what))
            self._add(device, event, None)

    def _add(self, device: str, event: Happening, status: DeviceStatus | None) -> None:
        self._seq += 1
        at = self._clock.now()
        self._events.append(DeviceEvent(self.boot, self._seq, at, device, event, status))
        self._changed.notify_all()

    def _newer(self, seq: int) -> list[DeviceEvent]:
        return [event for event in self._events if event.seq > seq]


def _what_matters(status: DeviceStatus) -> tuple[object, ...]:
    return status.health, status.reasons, status.position
