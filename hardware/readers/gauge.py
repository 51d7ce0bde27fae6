"""A reader's cached status: what was last seen, and since when."""

from __future__ import annotations

import threading

from hardware.clock import Clock
from hardware.device import DeviceStatus, Fault, Health, Kind, Tell


class Gauge:
    """Holds one device's status; set by the driver's thread, read by anybody."""

    def __init__(self, name: str, kind: Kind, tell: Tell, clock: Clock) -> None:
        now = clock.now()
        self._tell = tell
        self._clock = clock
        self._guard = threading.Lock()
        self._status = DeviceStatus(name, kind, Health.UNKNOWN, (), now, now)

    def show(self, health: Health, *reasons: Fault) -> None:
        """The device is so now; `since` stays when it was so before."""
        now = self._clock.now()
        with self._guard:
            last = self._status
            is_same = (health, reasons) == (last.health, last.reasons)
            since = last.since if is_same else now
            self._status = DeviceStatus(last.name, last.kind, health, reasons, since, now)
        if not is_same:
            self._tell("status", {})

    def read(self) -> DeviceStatus:
        """The status as last shown."""
        return self._status
