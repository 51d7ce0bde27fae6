"""The table of moves between the activities of an agent, and what happens to them unasked.

Ready means that the phone in the browser was seen a moment ago, not that somebody once pressed a
button.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter import bells
from contactcenter.bells import Bell
from contactcenter.queue import periods
from shared.models import Activity, AgentStatus, PeriodSubject
from shared.store.once import insert_once

PHONE_SECONDS = 45
WRAP_UP_SECONDS = 5 * 60  # after this we ask whether they are still writing; nothing ends by itself
PHONE_GONE = "phone_gone"


class Happening(StrEnum):
    """What happens to an agent without their asking."""

    OFFERED = "offered"
    ANSWERED = "answered"
    DECLINED = "declined"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"  # what was ringing is no longer there
    HELD = "held"
    RESUMED = "resumed"
    WRAPPED = "wrapped"
    RELEASED = "released"  # the work is done, or goes on without them
    PULLED = "pulled"  # they took work that does not ring
    ENGAGED = "engaged"  # a colleague fetched them into a call
    GONE = "gone"


_A, _H = Activity, Happening
# What is not in here does not move anybody: it came late, or twice.
MOVES: Mapping[tuple[Activity, Happening], Activity] = MappingProxyType(
    {
        (_A.READY, _H.OFFERED): _A.RINGING,
        (_A.RINGING, _H.ANSWERED): _A.TALKING,
        (_A.RINGING, _H.DECLINED): _A.PAUSE,
        (_A.RINGING, _H.MISSED): _A.PAUSE,
        (_A.RINGING, _H.WITHDRAWN): _A.READY,
        (_A.TALKING, _H.HELD): _A.HOLDING,
        (_A.HOLDING, _H.RESUMED): _A.TALKING,
        (_A.TALKING, _H.WRAPPED): _A.WRAP_UP,
        (_A.HOLDING, _H.WRAPPED): _A.WRAP_UP,
        (_A.DESK, _H.WRAPPED): _A.WRAP_UP,
        (_A.TALKING, _H.RELEASED): _A.READY,
        (_A.HOLDING, _H.RELEASED): _A.READY,
        (_A.WRAP_UP, _H.RELEASED): _A.READY,
        (_A.DESK, _H.RELEASED): _A.READY,
        (_A.READY, _H.PULLED): _A.DESK,
        (_A.READY, _H.ENGAGED): _A.TALKING,
        (_A.PAUSE, _H.ENGAGED): _A.TALKING,
        (_A.DESK, _H.ENGAGED): _A.TALKING,
        (_A.READY, _H.GONE): _A.OFFLINE,
        (_A.RINGING, _H.GONE): _A.OFFLINE,
        (_A.WRAP_UP, _H.GONE): _A.OFFLINE,
        (_A.PAUSE, _H.GONE): _A.OFFLINE,
        (_A.DESK, _H.GONE): _A.OFFLINE,
    }
)
IN_A_CALL = frozenset({_A.TALKING, _A.HOLDING})
ON_DUTY = frozenset({_A.READY, _A.RINGING, _A.TALKING, _A.HOLDING, _A.WRAP_UP})


@dataclass(frozen=True)
class Status:
    """What an agent is doing, why, and since when."""

    agent_id: str
    activity: Activity
    reason: str | None = None
    since_at: datetime | None = None  # None: they have never come to the line
    phone_seen_at: datetime | None = None

    def is_phone_here(self, at: datetime) -> bool:
        """Whether the phone in the browser was seen a moment ago."""
        return self.phone_seen_at is not None and self.phone_seen_at >= oldest_sight(at)

    def is_long_in_wrap_up(self, at: datetime) -> bool:
        """Whether to ask if they are still writing; nobody is thrown out."""
        if self.activity is not Activity.WRAP_UP or self.since_at is None:
            return False
        return at - self.since_at >= timedelta(seconds=WRAP_UP_SECONDS)


def oldest_sight(at: datetime) -> datetime:
    """A phone last seen before this is not here."""
    return at - timedelta(seconds=PHONE_SECONDS)


def status(db: Session, agent_id: str) -> Status:
    """What the agent is doing; reading is enough for it."""
    row = db.get(AgentStatus, agent_id, populate_existing=True)
    return Status(agent_id, Activity.OFFLINE) if row is None else status_of(row)


def happened(
    db: Session, agent_id: str, what: Happening, at: datetime, reason: str | None = None
) -> bool:
    """Move the agent by the table; False when what happened moves nobody from where they are.

    Whoever would be ready without a phone is offline.
    """
    row = locked(db, agent_id, at)
    to = MOVES.get((row.activity, what))
    if to is None:
        return False
    if to is Activity.READY and not status_of(row).is_phone_here(at):
        to, reason = Activity.OFFLINE, PHONE_GONE
    if what in (Happening.ANSWERED, Happening.ENGAGED, Happening.RELEASED):
        row.idle_since_at = at
    move(db, row, to, reason, at)
    return True


def rings(db: Session, agent_id: str, at: datetime) -> None:
    """Write down that the agent's phone rings: `reserve_agent` has just let it."""
    periods.begin(db, PeriodSubject.AGENT, agent_id, Activity.RINGING, at, agent_id=agent_id)


def locked(db: Session, agent_id: str, at: datetime) -> AgentStatus:
    """The agent's own row, nobody else's until the end of this transaction; made if need be."""
    row = _lock(db, agent_id)
    if row is None:
        fresh = {"activity": Activity.OFFLINE, "since_at": at, "idle_since_at": at}
        if insert_once(db, AgentStatus, agent_id=agent_id, **fresh):
            periods.begin(
                db, PeriodSubject.AGENT, agent_id, Activity.OFFLINE, at, agent_id=agent_id
            )
        row = _lock(db, agent_id)
    if row is None:
        raise LookupError(agent_id)
    return row


def among(db: Session, activities: Collection[Activity]) -> list[Status]:
    """The agents who do one of these now."""
    query = select(AgentStatus).where(AgentStatus.activity.in_(activities))
    rows = db.scalars(query.order_by(AgentStatus.agent_id))
    return [status_of(row) for row in rows]


def move(db: Session, row: AgentStatus, to: Activity, reason: str | None, at: datetime) -> None:
    """Let the agent, whose row is locked, do something else from now on."""
    if to is Activity.READY:
        bells.note(db, Bell.LINE)
    if row.activity is Activity.OFFLINE:
        row.idle_since_at = at  # whoever comes to work goes to the end of the agents' own line
    row.activity, row.reason, row.since_at = to, reason, at
    db.flush()
    periods.begin(
        db, PeriodSubject.AGENT, row.agent_id, to, at, reason=reason, agent_id=row.agent_id
    )


def _lock(db: Session, agent_id: str) -> AgentStatus | None:
    return db.get(AgentStatus, agent_id, with_for_update=True, populate_existing=True)


def status_of(row: AgentStatus) -> Status:
    """What the row says, as a value."""
    return Status(row.agent_id, row.activity, row.reason, row.since_at, row.phone_seen_at)
