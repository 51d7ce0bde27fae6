"""What changed with the devices lately, for whoever asks `since` a number."""

from __future__ import annotations

import threading
from collections import deque

from hardware.clock import Clock
from hardware.device import DeviceEvent, DeviceStatus

REMEMBERED = 256


class News:
    """The last changes, numbered. Numbers start at the present millisecond, so that they go on
    growing when the daemon starts again."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self._events: deque[DeviceEvent] = deque(maxlen=REMEMBERED)
        self._last: dict[str, DeviceStatus] = {}
        self._seq = int(clock.now().timestamp() * 1000)
        self._is_closed = False

    def notice(self, status: DeviceStatus) -> None:
        """Tell about a device if it is not as it was; a first sight is a change too."""
        with self._changed:
            last = self._last.get(status.name)
            self._last[status.name] = status
            if last and (last.health, last.reasons) == (status.health, status.reasons):
                return
            self._seq += 1
            self._events.append(DeviceEvent(self._seq, self._clock.now(), status))
            self._changed.notify_all()

    def since(self, seq: int, wait_seconds: float) -> list[DeviceEvent]:
        """Every remembered change after `seq`; waits for one when there is none yet.

        A `seq` from the future (the machine's clock was set back) is answered with everything.
        """
        with self._changed:
            if seq > self._seq:
                seq = 0
            self._changed.wait_for(lambda: self._is_closed or self._newer(seq), wait_seconds)
            return self._newer(seq)

    def close(self) -> None:
        """Let everybody who waits go home."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def _newer(self, seq: int) -> list[DeviceEvent]:
        return [event for event in self._events if event.seq > seq]
