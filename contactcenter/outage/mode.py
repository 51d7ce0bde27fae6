"""How the line is run: as usual, out of order, or practicing that. One stretch is open at most.

The line itself may say that it is out of order; that it works again only a person says. A drill is
what the staff see; callers notice nothing of it, and it is over by itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.models import LineMode, LineState, new_id
from shared.store.ledger import record
from shared.store.once import insert_once

LINE = "main"
DRILL_MINUTES = (15, 30, 60)


class Why(StrEnum):
    """Why the line is not run as usual; the words: outage-why-<value>."""

    NO_CALLBACKS = "no_callbacks"  # calls are waiting, and the provider no longer asks about them
    PORT_FAILS = "port_fails"  # what we ask of the provider is not done
    PROVIDER = "provider"
    NETWORK = "network"
    POWER = "power"
    OTHER = "other"
    DRILL = "drill"


BY_HAND = (Why.PROVIDER, Why.NETWORK, Why.POWER, Why.OTHER)


class Now(NamedTuple):
    """The mode as it is; `life_at`: the first sign of life since an outage began."""

    id: str | None
    state: LineState
    why: str | None = None
    is_automatic: bool = False
    began_at: datetime | None = None
    ends_at: datetime | None = None
    life_at: datetime | None = None

    @property
    def is_outage(self) -> bool:
        """Whether the line really is out of order."""
        return self.state is LineState.OUTAGE

    @property
    def is_drill(self) -> bool:
        """Whether it is practiced."""
        return self.state is LineState.DRILL


NORMAL = Now(None, LineState.NORMAL)
OPEN = select(LineMode).where(LineMode.line == LINE, LineMode.ended_at.is_(None))


def now_in(db: Session) -> Now:
    """The mode; reading is enough for it."""
    row = db.scalars(OPEN).first()
    if row is None:
        return NORMAL
    is_automatic = row.began_by is None
    return Now(row.id, row.state, row.why, is_automatic, row.began_at, row.ends_at, row.life_at)


def is_out(db: Session) -> bool:
    """Whether the line is out of order now; a drill is not."""
    return now_in(db).is_outage


def begin_outage(db: Session, why: Why, agent_id: str | None, at: datetime) -> str | None:
    """The line is out of order from now on; None when it was already. A drill ends with it."""
    row = _locked(db)
    if row is not None and row.state is LineState.OUTAGE:
        return None
    if row is not None:
        _end(db, row, agent_id, at)
    return _begin(db, LineState.OUTAGE, why, agent_id, at)


def begin_drill(db: Session, agent_id: str, minutes: int, at: datetime) -> str | None:
    """Practice for a while; None when the line is not as usual already."""
    if minutes not in DRILL_MINUTES:
        raise ValueError(f"a drill lasts {DRILL_MINUTES} minutes, not {minutes}")
    if _locked(db) is not None:
        return None
    ends_at = at + timedelta(minutes=minutes)
    return _begin(db, LineState.DRILL, Why.DRILL, agent_id, at, ends_at)


def end(db: Session, agent_id: str, at: datetime) -> bool:
    """A person says that the line is as usual again; False when it was."""
    row = _locked(db)
    if row is not None:
        _end(db, row, agent_id, at)
    return row is not None


def end_drill_in_time(db: Session, at: datetime) -> bool:
    """A drill whose time has come is over; an outage never is by itself."""
    row = _locked(db)
    if row is None or row.ends_at is None or row.ends_at > at:
        return False
    _end(db, row, None, at)
    return True


def note_life(db: Session, mode_id: str, at: datetime) -> bool:
    """Something works again: it is offered to go back. True for the first sign."""
    row = db.get_one(LineMode, mode_id, with_for_update=True, populate_existing=True)
    if row.life_at is not None or row.ended_at is not None:
        return False
    row.life_at = at
    return True


def _begin(
    db: Session,
    state: LineState,
    why: Why,
    agent_id: str | None,
    at: datetime,
    ends_at: datetime | None = None,
) -> str | None:
    mode_id = new_id()
    values = {"state": state, "why": why, "began_by": agent_id, "began_at": at, "ends_at": ends_at}
    if not insert_once(db, LineMode, id=mode_id, line=LINE, **values):
        return None  # somebody was quicker
    record(db, "line_switched", at, mode_id=mode_id, agent_id=agent_id, state=state, why=why)
    return mode_id


def _end(db: Session, row: LineMode, agent_id: str | None, at: datetime) -> None:
    row.ended_at, row.ended_by = at, agent_id
    db.flush()
    fields = {"agent_id": agent_id, "state": LineState.NORMAL, "why": row.why}
    record(db, "line_switched", at, mode_id=row.id, **fields)


def _locked(db: Session) -> LineMode | None:
    query = OPEN.with_for_update().execution_options(populate_existing=True)
    return db.scalars(query).first()
