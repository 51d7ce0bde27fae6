"""Who sits at which counter. A number is called to a counter: two clerks at one would mislead."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from contactcenter.agents import agents_here
from contactcenter.desk.tickets import local_day
from shared.models import Seat

Counter = tuple[str, int]  # the point and the number at it


def taken(db: Session, at: datetime) -> dict[Counter, str]:
    """The counters somebody took today who is still signed in: their names."""
    here = agents_here(db, at)
    return {(one.point_id, one.counter): here[one.agent_id] for one in _sitting(db, here, at)}


def free_for(db: Session, agent_id: str, point_id: str, counter: int, at: datetime) -> bool:
    """Free a counter for this clerk of whoever forgot to leave it; False: a colleague is there."""
    others = (Seat.point_id == point_id, Seat.counter == counter, Seat.agent_id != agent_id)
    if _sitting(db, agents_here(db, at), at, *others):
        return False
    db.execute(delete(Seat).where(*others))
    return True


def _sitting(
    db: Session, here: Container[str], at: datetime, *which: ColumnElement[bool]
) -> list[Seat]:
    """The seats taken today by whoever is here."""
    seats = db.scalars(select(Seat).where(*which))
    today = local_day(at)
    return [one for one in seats if one.agent_id in here and local_day(one.taken_at) == today]
