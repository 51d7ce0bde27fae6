"""What a keypad and a jack have in common: they are read, they may be unplugged, they speak up."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar

from hardware.clock import Clock
from hardware.device import DeviceStatus, Fault, Health, Kind, Outcome, State, Tell
from hardware.sensors.input_events import (
    EV_SYN,
    SYN_DROPPED,
    InputEvent,
    InputSource,
    QueueSource,
)

READ_SECONDS = 0.25
RETRY_SECONDS = 0.5


class Sensor(ABC):
    """Reads events until it is told to stop; opens its source again whenever it comes back."""

    kind: ClassVar[Kind]

    def __init__(self, name: str, source: InputSource, tell: Tell, clock: Clock) -> None:
        self.name = name
        self._source = source
        self._tell = tell
        self._clock = clock
        now = clock.now()
        self._status = DeviceStatus(name, self.kind, Health.UNKNOWN, (), now, now)

    def run(self, stop: threading.Event) -> None:
        """Read until `stop`; while the device is not there, look for it twice a second."""
        while not stop.is_set():
            try:
                self._opened(self._source.open())
                self._read(stop)
            except PermissionError:  # it is there and we may not: somebody has to mend the setup
                raise
            except OSError:
                self._report(Health.ABSENT, Fault.UNPLUGGED)
            finally:
                self._source.close()
            stop.wait(RETRY_SECONDS)

    def status(self) -> DeviceStatus:
        """The device as last seen."""
        return self._status

    def do(self, action: str, args: Mapping[str, str], _key: str | None, /) -> Outcome | None:
        """A virtual one can be used and unplugged; a real one has no action of its own."""
        if not isinstance(self._source, QueueSource):
            return None
        fault = args.get("fault")
        if action == "simulate" and fault in {Fault.OFF, "repair"}:
            self._source.set_gone(fault == Fault.OFF)
            return Outcome(State.CONFIRMED)
        events = self._used(action, args)
        if not events or self._status.health is not Health.OK:
            return None
        self._source.put(events)
        return Outcome(State.CONFIRMED)

    @abstractmethod
    def _opened(self, switches: frozenset[int]) -> None:
        """The device is there; `switches` are in."""

    @abstractmethod
    def _happened(self, event: InputEvent) -> None:
        """One event of the device."""

    @abstractmethod
    def _used(self, action: str, args: Mapping[str, str]) -> Sequence[InputEvent]:
        """The events that a person at the lab's page makes; none for an action nobody knows."""

    def _read(self, stop: threading.Event) -> None:
        """Read until `stop`, or until events were lost and the device has to be asked anew."""
        while not stop.is_set():
            for event in self._source.read(READ_SECONDS):
                if event.type == EV_SYN and event.code == SYN_DROPPED:
                    return
                self._happened(event)
            self._report(Health.OK)

    def _report(self, health: Health, *reasons: Fault, position: str | None = None) -> None:
        """How the device is now; `position` None leaves it as it was, where there is one."""
        now, last = self._clock.now(), self._status
        if position is None:
            position = last.position if health is Health.OK else ""
        is_same = (last.health, last.reasons, last.position) == (health, reasons, position)
        since = last.since if is_same else now
        self._status = DeviceStatus(self.name, self.kind, health, reasons, since, now, position)
        if not is_same:
            self._tell("status", {})
