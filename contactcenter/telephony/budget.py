"""How many calls the line may begin itself within a day, so that no mistake and no thief can run up
a bill. What is promised is kept: a callback waits, at its place, until there is room for it again.

A call marked urgent is always made, and a talk that goes on is never refused a third party.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from shared.models import Call, CallDirection, Task, TaskKind, TaskState

CALLS_PER_DAY = 600
DAY = timedelta(days=1)
NEAR_PERCENT = 80


class Spent(NamedTuple):
    """Of `most` calls in any 24 hours; `frees_at`: when the next may begin, if none may now."""

    calls: int
    most: int
    frees_at: datetime | None

    @property
    def is_near(self) -> bool:
        """Whether somebody should know before it is used up."""
        return self.calls * 100 >= self.most * NEAR_PERCENT


def spent(db: Session, most: int, at: datetime) -> Spent:
    """The calls begun by the line in the last 24 hours."""
    ours = (Call.direction == CallDirection.OUTBOUND, Call.began_at > at - DAY)
    calls = db.scalar(select(func.count()).select_from(Call).where(*ours)) or 0
    if calls < most:
        return Spent(calls, most, None)
    oldest = select(Call.began_at).where(*ours).order_by(Call.began_at).offset(calls - most)
    last_at = db.scalar(oldest.limit(1))
    return Spent(calls, most, (last_at or at) + DAY)


def hold_callbacks(db: Session, until: datetime) -> None:
    """Let those who wait to be called back wait so long at their places; the urgent need not."""
    urgent = select(Call.id).where(Call.is_urgent.is_(True), Call.id == Task.call_id)
    early = or_(Task.not_before_at.is_(None), Task.not_before_at < until)
    waiting = (Task.kind == TaskKind.CALLBACK, Task.state == TaskState.WAITING)
    held = update(Task).where(*waiting, early, ~urgent.exists()).values(not_before_at=until)
    db.execute(held.execution_options(synchronize_session="fetch"))
