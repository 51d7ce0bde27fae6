"""One citizen's visit: it starts, idles, is extended, and is wiped. It lives in memory only.

The browser holds a random token and nothing else. Who stops touching the screen is warned after
60 seconds, has 30 more to say "I am here" (as often as wanted), and then everything is forgotten.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from threading import RLock

from uuid_utils import uuid7

from kiosk.agreed import Shown
from kiosk.call import Call
from kiosk.ticket import Ticket
from shared.clock import Clock
from shared.diagnosis import (
    Answer,
    Assessment,
    Between,
    Engine,
    Fact,
    FactKey,
    Household,
    Known,
    Question,
    Refusal,
)
from shared.diagnosis.change import with_answer
from shared.diagnosis.income import Income
from shared.intake.submit import Slip, Taking
from shared.routing.journey import Need

READING_LASTS_SECONDS = 10
WARN_AFTER_SECONDS = 60
EXTEND_WITHIN_SECONDS = 30
WIPE_AFTER_SECONDS = WARN_AFTER_SECONDS + EXTEND_WITHIN_SECONDS
TOKEN_BYTES = 32

ADULT_AGE = 18  # art. 10 § 1 of the Civil Code
ASKER_AGE = FactKey("age", 0)

THEMES = ("light", "dark", "contrast")
SIZES = ("normal", "large", "largest")


class Presence(StrEnum):
    """Whether somebody still seems to be standing there."""

    HERE = "here"
    WARNED = "warned"
    GONE = "gone"


@dataclass(frozen=True)
class Look:
    """How the screen looks for this citizen."""

    theme: str = "light"
    size: str = "normal"
    reach: bool = False


@dataclass(frozen=True)
class Reading:
    """What a reader read while this citizen stood here: a "card" or a "scan", and its content."""

    event: str
    payload: Mapping[str, str] = field(repr=False)
    at: datetime


@dataclass
class Visit:
    """What one citizen has told and chosen so far."""

    key: str
    seen_at: datetime
    started_at: datetime
    language: str = "pl"
    look: Look = Look()
    household: Household = field(default_factory=Household)
    asked: dict[FactKey, Question] = field(default_factory=dict)
    trail: list[FactKey] = field(default_factory=list)
    going_back_to: FactKey | None = None
    refusal: Refusal | None = None
    money: list[Income] = field(default_factory=list, repr=False)
    page: str = "/home"
    search: str = ""
    search_open: str = field(default="", repr=False)
    topic: str | None = None
    event: str | None = None
    district: str | None = None
    home: str | None = None
    needs: frozenset[Need] = frozenset()
    chosen: tuple[str, ...] = ()
    slip: Slip | None = None
    taking: Taking | None = field(default=None, repr=False)
    paper_said: str | None = None
    help_asked: bool = False
    call: Call | None = field(default=None, repr=False)
    calls_begun: int = 0
    agreed: Shown | None = field(default=None, repr=False)
    codes_shown: int = 0
    ticket: Ticket | None = None
    reading: Reading | None = None
    lock: RLock = field(default_factory=RLock, repr=False)
    _assessment: Assessment | None = None

    def assess(self, engine: Engine, on: date) -> Assessment:
        """The assessment of what is known now; computed once per change."""
        known = self._assessment
        if known is None or known.household is not self.household or known.on != on:
            known = self._assessment = engine.assess(self.household, on)
        return known

    @property
    def has_answers(self) -> bool:
        """Whether at least one question has been answered, also by "I don't know"."""
        return bool(self.household.facts) or any(self.household.persons)

    @property
    def help_key(self) -> str:
        """The key under which this citizen asks for help: once per visit."""
        return f"{self.key}.help"

    def has_reading(self, now: datetime) -> bool:
        """Whether something was just read and not yet shown; what is older is forgotten here."""
        reading = self.reading
        if reading is not None and (now - reading.at).total_seconds() >= READING_LASTS_SECONDS:
            self.reading = None
        return self.reading is not None

    def take_reading(self, now: datetime) -> Reading | None:
        """What was just read: for the first who asks. A page loaded again does not see it."""
        with self.lock:
            reading = self.reading if self.has_reading(now) else None
            self.reading = None
        return reading

    def answer(self, key: FactKey, answer: Answer, facts: Mapping[str, Fact]) -> None:
        """Take an answer; the question that was gone back to is thereby settled.

        Who is asked something again and would rather not say takes the range back, too.
        """
        is_precise = self.going_back_to is None
        self.household = with_answer(self.household, key, answer, facts, is_precise=is_precise)
        self.going_back_to = self.refusal = None
        self.trail = [one for one in self.trail if one != key and self._is_there(one)] + [key]

    def _is_there(self, key: FactKey) -> bool:
        return key.person is None or key.person < len(self.household.persons)

    def step_back(self) -> bool:
        """Return to the question before; False when there is none."""
        self.refusal = None
        self.going_back_to = self.trail.pop() if self.trail else None
        return self.going_back_to is not None

    @property
    def may_be_a_child(self) -> bool:
        """Whether the one who asks is, or may be, under 18 by what was said."""
        match self.household.get(ASKER_AGE):
            case Known(value=age) | Between(low=age):
                return int(age) < ADULT_AGE
            case _:
                return False


class Visits:
    """All visits of this device, one per browser window, each reached by its own token."""

    def __init__(self, clock: Clock, on_end: Callable[[Visit], None] = lambda _: None) -> None:
        self.clock = clock
        self.on_end = on_end
        self._visits: dict[str, Visit] = {}
        self._lock = RLock()

    def __len__(self) -> int:
        return len(self._visits)

    def start(self) -> tuple[str, Visit]:
        """A new visit and the token that leads to it."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        now = self.clock.now()
        visit = Visit(key=str(uuid7()), seen_at=now, started_at=now)
        with self._lock:
            self._visits[token] = visit
        return token, visit

    def between(self, deed: Callable[[], None]) -> bool:
        """Do it while there is no visit and none can begin; False when somebody is here."""
        with self._lock:
            if self._visits:
                return False
            deed()
            return True

    def find(self, token: str | None) -> Visit | None:
        """The living visit behind `token`; one whose time is up is wiped here and not found."""
        visit = self._visits.get(token) if token else None
        if visit is not None and self.presence(visit) is Presence.GONE:
            self.wipe(token)
            return None
        return visit

    def is_here(self, key: str) -> bool:
        """Whether the visit with this key is still alive."""
        with self._lock:
            return any(visit.key == key for visit in self._visits.values())

    def current(self) -> Visit | None:
        """The visit of whoever stands before the screen: the living one touched last."""
        with self._lock:
            living = [v for v in self._visits.values() if self.presence(v) is not Presence.GONE]
        return max(living, key=lambda visit: visit.seen_at, default=None)

    def forget_readings(self) -> None:
        """Drop what was read and not shown in time."""
        with self._lock:
            visits = list(self._visits.values())
        for visit in visits:
            visit.has_reading(self.clock.now())

    def presence(self, visit: Visit) -> Presence:
        """Here, warned or gone, by the time since the last touch."""
        idle_seconds = self._idle_seconds(visit)
        if idle_seconds >= WIPE_AFTER_SECONDS:
            return Presence.GONE
        return Presence.WARNED if idle_seconds >= WARN_AFTER_SECONDS else Presence.HERE

    def seconds_left(self, visit: Visit) -> int:
        """Whole seconds until the visit is wiped."""
        return max(0, WIPE_AFTER_SECONDS - int(self._idle_seconds(visit)))

    def touch(self, visit: Visit) -> None:
        """Somebody touched the screen: the time starts anew."""
        visit.seen_at = self.clock.now()

    def wipe(self, token: str | None) -> None:
        """Forget a visit, completely. Wiping twice is harmless."""
        with self._lock:
            visit = self._visits.pop(token, None) if token else None
        if visit is not None:
            self.on_end(visit)

    def sweep(self) -> int:
        """Wipe every visit whose time is up; how many there were."""
        with self._lock:
            over = [t for t, v in self._visits.items() if self.presence(v) is Presence.GONE]
        for token in over:
            self.wipe(token)
        return len(over)

    def _idle_seconds(self, visit: Visit) -> float:
        return (self.clock.now() - visit.seen_at).total_seconds()
