"""A colleague fetched into somebody else's talk: nothing rings at them meanwhile, and afterwards
they go on with what they did before.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.queue import line, moves, periods
from contactcenter.queue.moves import Happening
from shared.models import Activity, Period, PeriodSubject

GO_BACK_TO = frozenset({Activity.PAUSE, Activity.DESK})


def engage(db: Session, agent_id: str, at: datetime) -> bool:
    """They are in the talk now; what rang at them rings elsewhere."""
    line.quieten(db, agent_id, at)
    return moves.happened(db, agent_id, Happening.ENGAGED, at)


def part(db: Session, agent_id: str, at: datetime) -> bool:
    """They are out of it. False when they have a talk of their own by now, or none at all."""
    row = moves.locked(db, agent_id, at)
    if row.activity not in moves.IN_A_CALL or line.is_talking(db, agent_id):
        return False
    before = _before(db, agent_id)
    if before is not None and before.state in GO_BACK_TO:
        moves.move(db, row, Activity(before.state), before.reason, at)
        return True
    return moves.happened(db, agent_id, Happening.RELEASED, at)


def _before(db: Session, agent_id: str) -> Period | None:
    """The last stretch in which they were in no call."""
    mine = (Period.subject == PeriodSubject.AGENT, Period.subject_id == agent_id)
    elsewhere = Period.state.not_in(moves.IN_A_CALL)
    query = select(Period).where(*mine, elsewhere).order_by(*periods.LATEST_FIRST).limit(1)
    return db.scalars(query).first()
