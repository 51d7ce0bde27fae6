"""The board: how the line serves now, in counts and times. No citizen, no number, no matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter import agents, kiosks
from contactcenter.outage import mode
from contactcenter.outage.mode import Now
from contactcenter.queue import figures
from contactcenter.queue.figures import Figures
from contactcenter.supervising import hours
from contactcenter.supervising.hours import Opening
from contactcenter.supervising.part import Part, parts
from shared.clock import CITY_ZONE
from shared.models import (
    Activity,
    Agent,
    AgentRole,
    AgentStatus,
    Call,
    CallMedium,
    CallState,
    Kiosk,
    Task,
    TaskKind,
    TaskState,
)

LATELY = timedelta(minutes=30)
# Whoever holds the line. A callback that was promised for tomorrow is no wait of eighteen hours.
ON_THE_LINE = (TaskKind.CALL, TaskKind.KIOSK_CALL)
IN_LINE = (TaskState.WAITING, TaskState.RESERVED)
IN_TALK = (CallState.CONNECTING, CallState.TALKING, CallState.HELD)
# In this order, always all of them: on a wall each number has its place.
KINDS = (
    TaskKind.CALL,
    TaskKind.KIOSK_CALL,
    TaskKind.CALLBACK,
    TaskKind.VOICEMAIL,
    TaskKind.HELP,
    TaskKind.TICKET,
)
ACTIVITIES = (
    Activity.READY,
    Activity.RINGING,
    Activity.TALKING,
    Activity.HOLDING,
    Activity.WRAP_UP,
    Activity.DESK,
    Activity.PAUSE,
)


class Waiting(NamedTuple):
    """How many wait for one reason, and since when the first of them."""

    kind: TaskKind
    number: int
    longest_since: datetime | None


class Doing(NamedTuple):
    """How many agents do one thing, and since when the first of them."""

    activity: Activity
    number: int
    longest_since: datetime | None


class Talk(NamedTuple):
    """A call in an agent's hand; `parts`: the supervisors in it."""

    call_id: str
    medium: CallMedium
    state: CallState
    language: str
    since: datetime
    is_recorded: bool
    parts: tuple[Part, ...]


class Person(NamedTuple):
    """One agent at work."""

    agent_id: str
    name: str
    activity: Activity
    reason: str | None
    since: datetime | None
    talk: Talk | None


class KioskSign(NamedTuple):
    """One kiosk and when it was last heard of."""

    name: str
    seen_at: datetime | None
    is_silent: bool


@dataclass(frozen=True)
class Board:
    """Everything a board shows."""

    today: Figures
    lately: Figures
    waiting: tuple[Waiting, ...]
    doing: tuple[Doing, ...]
    people: tuple[Person, ...]
    kiosks: tuple[KioskSign, ...]
    mode: Now
    opening: Opening

    @property
    def silent(self) -> tuple[KioskSign, ...]:
        """The kiosks nobody has heard of for too long."""
        return tuple(one for one in self.kiosks if one.is_silent)


def board_of(db: Session, at: datetime, *, is_always_open: bool = False) -> Board:
    """The board as it is at `at`."""
    people = _people(db, at)
    day, half_hour = midnight(at), at - LATELY
    waits = figures.courses(db, min(day, half_hour), at, at, ON_THE_LINE)
    return Board(
        today=figures.sum_up([one for one in waits if one.began_at >= day]),
        lately=figures.sum_up([one for one in waits if one.began_at >= half_hour]),
        waiting=_waiting(db, at),
        doing=_doing(people),
        people=people,
        kiosks=_kiosks(db, at),
        mode=mode.now_in(db),
        opening=hours.opening(db, at, is_always_open=is_always_open),
    )


def midnight(at: datetime) -> datetime:
    """When the city's day of `at` began."""
    return datetime.combine(at.astimezone(CITY_ZONE).date(), time.min, tzinfo=CITY_ZONE)


def _waiting(db: Session, at: datetime) -> tuple[Waiting, ...]:
    """A callback waits from the moment it was promised for."""
    columns = (Task.kind, Task.created_at, Task.not_before_at)
    rows = db.execute(select(*columns).where(Task.state.in_(IN_LINE))).all()
    since: dict[TaskKind, list[datetime]] = {kind: [] for kind in KINDS}
    for kind, created_at, not_before_at in rows:
        began_at = max(created_at, not_before_at or created_at)
        if began_at <= at:
            since[kind].append(began_at)
    return tuple(Waiting(kind, len(all_), min(all_, default=None)) for kind, all_ in since.items())


def _doing(people: Sequence[Person]) -> tuple[Doing, ...]:
    theirs = {what: [one for one in people if one.activity is what] for what in ACTIVITIES}
    return tuple(
        Doing(what, len(some), min((one.since for one in some if one.since), default=None))
        for what, some in theirs.items()
    )


def _people(db: Session, at: datetime) -> tuple[Person, ...]:
    """Whoever is signed in or on the line, agencies aside: those in a talk first, then by name."""
    at_agencies = set(db.scalars(select(Agent.id).where(Agent.role == AgentRole.AGENCY)))
    here = {id_: name for id_, name in agents.agents_here(db, at).items() if id_ not in at_agencies}
    rows = {row.agent_id: row for row in db.scalars(select(AgentStatus))}
    on_line = {id_ for id_, row in rows.items() if row.activity is not Activity.OFFLINE}
    names = {**here, **agents.names_of(db, on_line - set(here))}
    talks = _talks(db)
    found = [_person(id_, name, rows.get(id_), talks.get(id_)) for id_, name in names.items()]
    return tuple(sorted(found, key=lambda one: (one.talk is None, one.name, one.agent_id)))


def _person(agent_id: str, name: str, row: AgentStatus | None, talk: Talk | None) -> Person:
    if row is None:
        return Person(agent_id, name, Activity.OFFLINE, None, None, talk)
    return Person(agent_id, name, row.activity, row.reason, row.since_at, talk)


def _talks(db: Session) -> dict[str, Talk]:
    """The calls that are being talked in, by their agent."""
    going = (Call.state.in_(IN_TALK), Call.agent_id.is_not(None))
    calls = db.scalars(select(Call).where(*going).order_by(Call.began_at)).all()
    taking_part = parts(db, {call.id for call in calls})
    return {
        call.agent_id or "": Talk(
            call.id,
            call.medium,
            call.state,
            call.language,
            call.answered_at or call.began_at,
            call.is_recorded,
            taking_part.get(call.id, ()),
        )
        for call in calls
    }


def _kiosks(db: Session, at: datetime) -> tuple[KioskSign, ...]:
    """The kiosks in service, the silent first."""
    rows = db.scalars(select(Kiosk).where(Kiosk.is_enabled.is_(True)).order_by(Kiosk.name)).all()
    signs = [KioskSign(one.name, one.seen_at, kiosks.is_silent(one.seen_at, at)) for one in rows]
    return tuple(sorted(signs, key=lambda one: not one.is_silent))
