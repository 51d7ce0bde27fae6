"""A hardware daemon's client that a test plays: it happens what the test says, and is told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from hardware.client import (
    DeviceEvent,
    DeviceStatus,
    Happening,
    HardwareAway,
    Health,
    Kind,
)
from shared.clock import Clock


@dataclass
class Bench:
    """Devices without a daemon."""

    clock: Clock
    events_ahead: list[DeviceEvent] = field(default_factory=list)
    payloads: dict[int, dict[str, str]] = field(default_factory=dict)
    statuses: dict[str, DeviceStatus] = field(default_factory=dict)
    away: bool = False
    _seq: int = 0

    def happen(
        self, event: Happening, payload: dict[str, str] | None = None, at: datetime | None = None
    ) -> int:
        """Somebody used a device; the number under which it can be taken."""
        self._seq += 1
        now = at or self.clock.now()
        self.events_ahead.append(DeviceEvent("boot", self._seq, now, "reader", event))
        if payload is not None:
            self.payloads[self._seq] = payload
        return self._seq

    def scan(self, text: str, at: datetime | None = None) -> int:
        return self.happen(Happening.SCAN, {"symbology": "qr", "text": text}, at)

    def tap(self, number: str, kind: str = "virtual") -> int:
        return self.happen(Happening.CARD, {"format": kind, "number": number})

    def press(self, key: str, at: datetime | None = None) -> int:
        return self.happen(Happening.KEY, {"key": key}, at)

    def plug(self, position: str, *, quietly: bool = False) -> None:
        """The headphones are plugged in or out; quietly: nobody hears the news of it."""
        self.become("headphones", Kind.HEADPHONES, Health.OK, position, quietly=quietly)

    def become(
        self, name: str, kind: Kind, health: Health, position: str = "", *, quietly: bool = False
    ) -> None:
        """A device is so now."""
        now = self.clock.now()
        status = self.statuses[name] = DeviceStatus(name, kind, health, (), now, now, position)
        if not quietly:
            self._seq += 1
            event = DeviceEvent("boot", self._seq, now, name, Happening.STATUS, status)
            self.events_ahead.append(event)

    def devices(self) -> list[DeviceStatus] | HardwareAway:
        """Every device as it is."""
        return HardwareAway("not_running") if self.away else list(self.statuses.values())

    def events(
        self, since: int = 0, *, quiet_seconds: float = 15.0
    ) -> Iterator[DeviceEvent | HardwareAway]:
        """As the client does it, without waiting."""
        if self.away:
            yield HardwareAway("not_running")
            return
        yield from [event for event in self.events_ahead if event.seq > since]

    def take_event(self, seq: int) -> dict[str, str] | None:
        """For the first who asks."""
        return self.payloads.pop(seq, None)
