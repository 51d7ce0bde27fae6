"""Keeps a driver running, and says so when it is not."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from hardware.clock import Clock
from hardware.device import DeviceStatus, Driver, Fault, Health

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 60.0
SILENCE_SECONDS = 10.0

Pause = Callable[[threading.Event, float], object]


class Supervisor:
    """Runs one driver in a thread of its own and starts it again, less and less eagerly."""

    def __init__(self, driver: Driver, clock: Clock, pause: Pause = threading.Event.wait) -> None:
        self.driver = driver
        self._clock = clock
        self._pause = pause
        self._stop = threading.Event()
        self._down_since: datetime | None = None
        self._thread = threading.Thread(target=self._keep_running, name=driver.name, daemon=True)

    def start(self) -> None:
        """Start the driver's thread."""
        self._thread.start()

    def stop(self, patience_seconds: float = 1.0) -> None:
        """Ask the driver to stop and wait a little; a thread that hangs dies with the process."""
        self._stop.set()
        self._thread.join(patience_seconds)

    def status(self) -> DeviceStatus:
        """The driver's word, unless the driver is down or has had no word from the device."""
        seen = self.driver.status()
        down_since, now = self._down_since, self._clock.now()
        if down_since is not None:
            return _overrule(seen, Health.BROKEN, Fault.DRIVER_STOPPED, down_since)
        if now - seen.seen_at > timedelta(seconds=SILENCE_SECONDS):
            return _overrule(seen, Health.UNKNOWN, Fault.NOT_ANSWERING, seen.seen_at)
        return seen

    def _keep_running(self) -> None:
        pause_seconds = FIRST_PAUSE_SECONDS
        while not self._stop.is_set():
            began_at = self._clock.now()
            self._run_once()
            if self._clock.now() - began_at >= timedelta(seconds=STEADY_SECONDS):
                pause_seconds = FIRST_PAUSE_SECONDS
            self._pause(self._stop, pause_seconds)
            pause_seconds = min(pause_seconds * 2, LONGEST_PAUSE_SECONDS)
            self._down_since = None

    def _run_once(self) -> None:
        """One life of the driver; its death is logged, its return means the device left."""
        try:
            self.driver.run(self._stop)
        except Exception:
            log.exception("the driver of %s stopped", self.driver.name)
            self._down_since = self._clock.now()


def _overrule(seen: DeviceStatus, health: Health, fault: Fault, since: datetime) -> DeviceStatus:
    return DeviceStatus(seen.name, seen.kind, health, (fault,), since, seen.seen_at)
