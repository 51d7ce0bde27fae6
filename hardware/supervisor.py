"""Keeps a driver running, and says so when it is not."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from hardware.clock import Clock
from hardware.device import DeviceStatus, Driver, Fault, Health

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 60.0
SILENCE_SECONDS = 10.0
HUNG_SECONDS = 120.0

Pause = Callable[[threading.Event, float], object]


class Pulse(threading.Event):
    """A driver's `stop`, which remembers when the driver last looked at it: a thread stuck in a
    vendor's library is alive to Python, and has no pulse."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._felt = monotonic()

    def feel(self) -> None:
        """The driver begins another life."""
        self._felt = self._monotonic()

    def is_set(self) -> bool:
        """Whether the driver should stop."""
        self._felt = self._monotonic()
        return super().is_set()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the driver should stop, or for so many seconds."""
        self._felt = self._monotonic()
        stopped = super().wait(timeout)
        self._felt = self._monotonic()
        return stopped

    def has_stopped(self) -> bool:
        """Whether the driver has not looked for longer than any of its errands takes."""
        return self._monotonic() - self._felt > HUNG_SECONDS


class Down(NamedTuple):
    """Why there is no word from a driver: since when, and when it fell last."""

    health: Health
    fault: Fault
    since: datetime
    fell_at: datetime


class Supervisor:
    """Runs one driver in a thread of its own and starts it again, less and less eagerly."""

    def __init__(
        self,
        driver: Driver,
        clock: Clock,
        pause: Pause = threading.Event.wait,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.driver = driver
        self._clock = clock
        self._pause = pause
        self._stop = Pulse(monotonic)
        self._wake = threading.Event()
        self._down: Down | None = None
        self._is_pausing = False
        self._thread = threading.Thread(target=self._keep_running, name=driver.name, daemon=True)

    def start(self) -> None:
        """Start the driver's thread."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Tell the driver to stop, without waiting for it."""
        self._stop.set()
        self._wake.set()

    def stop(self, patience_seconds: float = 1.0) -> None:
        """Tell the driver to stop and wait a little; a thread that hangs dies with the process."""
        self.ask_to_stop()
        self._thread.join(patience_seconds)

    def wake(self) -> None:
        """Something was plugged in: start the driver at once if it waits for its next life."""
        self._wake.set()

    def is_alive(self) -> bool:
        """Whether the driver's thread is there and has a pulse."""
        return self._thread.is_alive() and (self._is_pausing or not self._stop.has_stopped())

    def status(self) -> DeviceStatus:
        """The driver's word, unless that is older than its last fall, or older than ten seconds."""
        seen, down, now = self.driver.status(), self._down, self._clock.now()
        if down is not None and seen.seen_at <= down.fell_at:
            return _overrule(seen, down.health, down.fault, down.since)
        if now - seen.seen_at > timedelta(seconds=SILENCE_SECONDS):
            return _overrule(seen, Health.UNKNOWN, Fault.NOT_ANSWERING, seen.seen_at)
        return seen

    def _keep_running(self) -> None:
        pause_seconds = FIRST_PAUSE_SECONDS
        while not self._stop.is_set():
            began_at = self._clock.now()
            self._run_once()
            if self._stop.is_set():
                return
            if self._clock.now() - began_at >= timedelta(seconds=STEADY_SECONDS):
                pause_seconds = FIRST_PAUSE_SECONDS
            self._is_pausing = True
            self._pause(self._wake, pause_seconds)
            self._stop.feel()
            self._is_pausing = False
            pause_seconds = self._longer(pause_seconds)

    def _run_once(self) -> None:
        """One life of the driver; its death is logged, its return means the device left."""
        self._wake.clear()
        try:
            self.driver.run(self._stop)
            if not self._stop.is_set():
                self._fall(Health.ABSENT, Fault.UNPLUGGED)
        except Exception as fault:
            log.error("the driver of %s stopped: %s", self.driver.name, _in_a_line(fault))
            self._fall(Health.BROKEN, Fault.DRIVER_STOPPED)

    def _fall(self, health: Health, fault: Fault) -> None:
        """It is down since its first fall after the last word from the device."""
        last, now = self._down, self._clock.now()
        if last is None or last.fault is not fault or self.driver.status().seen_at > last.fell_at:
            self._down = Down(health, fault, now, now)
        else:
            self._down = Down(health, fault, last.since, now)

    def _longer(self, seconds: float) -> float:
        if self._wake.is_set():
            return FIRST_PAUSE_SECONDS
        return min(seconds * 2, LONGEST_PAUSE_SECONDS)


def _in_a_line(fault: BaseException) -> str:
    """What it was and where; no message, which may quote what a citizen's card said."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "" if trace is None else f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
    return f"{type(fault).__name__}{where}"


def _overrule(seen: DeviceStatus, health: Health, fault: Fault, since: datetime) -> DeviceStatus:
    return msgspec.structs.replace(seen, health=health, reasons=(fault,), since=since, position="")
