"""Who sits at which counter. A number is called to a counter: two clerks at one would mislead."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from contactcenter.agents import agents_here
from contactcenter.desk.tickets import local_day
from shared.models import Seat

Counter = tuple[str, int]  # the point and the number at it


def taken(db: Session, at: datetime) -> dict[Counter, str]:
    """The counters somebody took today who is still signed in: their names."""
    here = agents_here(db, at)
    return {
        (seat.point_id, seat.counter): here[seat.agent_id]
        for seat in db.scalars(select(Seat))
        if seat.agent_id in here and local_day(seat.taken_at) == local_day(at)
    }


def free_for(db: Session, agent_id: str, point_id: str, counter: int, at: datetime) -> bool:
    """Free a counter for this clerk of whoever forgot to leave it; False: a colleague is there."""
    others = (Seat.point_id == point_id, Seat.counter == counter, Seat.agent_id != agent_id)
    here = agents_here(db, at)
    sitting = db.scalars(select(Seat).where(*others)).all()
    if any(one.agent_id in here and local_day(one.taken_at) == local_day(at) for one in sitting):
        return False
    db.execute(delete(Seat).where(*others))
    return True
