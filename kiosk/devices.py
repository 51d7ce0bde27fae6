"""What happens at the kiosk's devices: a bell for the page, and one reading for the visit.

Follows the hardware daemon's events in a thread of its own. What a card or a code says is taken
from the daemon once, for the visit that is open at that moment, and stays here: the page only
hears that there is something to look at.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Condition

from hardware.client import (
    DeviceEvent,
    DeviceStatus,
    HardwareAway,
    HardwareClient,
    Health,
    Kind,
)
from kiosk.visit import READING_LASTS_SECONDS, Reading, Visit, Visits
from shared.clock import Clock

QUIET_SECONDS = 5.0
AGAIN_SECONDS = 0.5
MOST_RINGS = 32
KEY_LASTS = timedelta(seconds=2)  # a key that took longer was meant for another page
READING_LASTS = timedelta(seconds=READING_LASTS_SECONDS)

KEYS = frozenset("0123456789") | {
    "up", "down", "left", "right", "ok", "back", "help", "repeat", "louder", "quieter",
}  # fmt: skip
POSITIONS = frozenset({"plugged", "unplugged"})
UNKNOWN = "unknown"
READERS = frozenset({Kind.CARD_READER, Kind.CODE_READER})
WORKING = frozenset({Health.OK, Health.ATTENTION})


@dataclass(frozen=True)
class Ring:
    """One ring of the bell: `reading`, `key`, `headphones` or `over`; never what was read."""

    event: str
    detail: str = ""


OVER = Ring("over")


@dataclass
class Bell:
    """What one open page hears."""

    visit_key: str
    _changed: Condition = field(default_factory=Condition)
    _rings: deque[Ring] = field(default_factory=lambda: deque(maxlen=MOST_RINGS))

    def ring(self, ring: Ring) -> None:
        """Let the page hear it."""
        with self._changed:
            self._rings.append(ring)
            self._changed.notify_all()

    def next(self, wait_seconds: float) -> Ring | None:
        """The next ring, as soon as there is one; None when it stays quiet."""
        with self._changed:
            self._changed.wait_for(lambda: self._rings, wait_seconds)
            return self._rings.popleft() if self._rings else None


class Devices:
    """The kiosk's side of its devices."""

    def __init__(self, hardware: HardwareClient, visits: Visits, clock: Clock) -> None:
        self.hardware = hardware
        self.headphones = UNKNOWN
        self._readers: dict[str, bool] = {}
        self._visits = visits
        self._clock = clock
        self._since = 0
        self._is_closed = False
        self._is_connected = False
        self._bells: dict[str, Bell] = {}
        self._guard = Condition()
        self._handlers: Mapping[str, Callable[[DeviceEvent], None]] = {
            "status": self._became,
            "card": self._read,
            "scan": self._read,
            "key": self._pressed,
        }

    @property
    def can_read(self) -> bool:
        """Whether some reader is there and works."""
        return any(self._readers.values())

    def listen(self, visit: Visit) -> Bell:
        """A bell for the page that shows this visit; an older page of it hears no more."""
        bell = Bell(visit.key)
        with self._guard:
            older = self._bells.get(visit.key)
            self._bells[visit.key] = bell
            is_closed = self._is_closed
        if older is not None:
            older.ring(OVER)
        bell.ring(OVER if is_closed else Ring("headphones", self.headphones))
        if visit.has_reading(self._clock.now()):
            bell.ring(Ring("reading"))
        return bell

    def stop_listening(self, bell: Bell) -> None:
        """The page is gone."""
        with self._guard:
            if self._bells.get(bell.visit_key) is bell:
                del self._bells[bell.visit_key]

    def leave(self, visit_key: str) -> None:
        """The visit is over, and so is its page's stream."""
        with self._guard:
            bell = self._bells.pop(visit_key, None)
        if bell is not None:
            bell.ring(OVER)

    def close(self) -> None:
        """The kiosk stops: let every stream end."""
        with self._guard:
            self._is_closed = True
            bells = list(self._bells.values())
        for bell in bells:
            bell.ring(OVER)

    def work(self) -> float:
        """Follow the events until it is quiet or the daemon is away; when to come back."""
        again_seconds = 0.0
        if not self._is_connected:
            self._look_around()
        for event in self.hardware.events(self._since, quiet_seconds=QUIET_SECONDS):
            if isinstance(event, HardwareAway):
                self._lose_sight()
                again_seconds = AGAIN_SECONDS
            else:
                self._since = event.seq
                self._handlers[event.event](event)
        self._visits.forget_readings()
        return again_seconds

    def _look_around(self) -> None:
        """How every device is, since what changed meanwhile may have been missed."""
        statuses = self.hardware.devices()
        if isinstance(statuses, list):
            self._is_connected = True
            for status in statuses:
                self._note(status)

    def _lose_sight(self) -> None:
        """The daemon is away: nobody knows how anything is."""
        self._is_connected = False
        self._readers.clear()
        self._set_headphones(UNKNOWN)

    def _became(self, event: DeviceEvent) -> None:
        if event.status is not None:
            self._note(event.status)

    def _note(self, status: DeviceStatus) -> None:
        if status.kind is Kind.HEADPHONES:
            self._set_headphones(_position(status))
        if status.kind in READERS:
            self._readers[status.name] = status.health in WORKING

    def _read(self, event: DeviceEvent) -> None:
        """Take what was read, if somebody stands here who may have held it there."""
        visit = self._visit_at(event, READING_LASTS)
        payload = self.hardware.take_event(event.seq) if visit is not None else None
        if visit is not None and isinstance(payload, dict):
            visit.reading = Reading(str(event.event), payload, event.at)
            self._ring(visit.key, Ring("reading"))

    def _pressed(self, event: DeviceEvent) -> None:
        visit = self._visit_at(event, KEY_LASTS)
        payload = self.hardware.take_event(event.seq) if visit is not None else None
        key = payload.get("key") if isinstance(payload, dict) else None
        if visit is not None and key in KEYS:
            self._ring(visit.key, Ring("key", str(key)))

    def _visit_at(self, event: DeviceEvent, lasts: timedelta) -> Visit | None:
        """Who stood here when it happened; nobody, when that was too long ago."""
        visit = self._visits.current()
        is_late = self._clock.now() - event.at >= lasts
        return None if visit is None or is_late or event.at < visit.started_at else visit

    def _set_headphones(self, position: str) -> None:
        if position != self.headphones:
            self.headphones = position
            with self._guard:
                bells = list(self._bells.values())
            for bell in bells:
                bell.ring(Ring("headphones", position))

    def _ring(self, visit_key: str, ring: Ring) -> None:
        with self._guard:
            bell = self._bells.get(visit_key)
        if bell is not None:
            bell.ring(ring)


def _position(status: DeviceStatus) -> str:
    return status.position if status.position in POSITIONS else UNKNOWN
