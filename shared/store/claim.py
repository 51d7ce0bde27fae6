"""Taking the next piece of work: one statement, so that nobody is ever given the same piece.

See docs/adr/0003-one-statement-claim.md for what two statements do.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from shared.models import Activity, AgentStatus, PrintJob, PrintState, Task, TaskState

Work = TypeVar("Work", Task, PrintJob, AgentStatus)


def claim_task(db: Session, agent_id: str, at: datetime, *only: ColumnElement[bool]) -> Task | None:
    """Give the agent the task that is first in line, or None when nobody waits.

    `only`: what else must be true of it.
    """
    taken = {"state": TaskState.ASSIGNED, "agent_id": agent_id, "claimed_at": at}
    waiting = (Task.state == TaskState.WAITING, *only)
    return _claim(db, Task, waiting, taken, (Task.priority, Task.place_at, Task.id))


def claim_print_job(db: Session, at: datetime) -> PrintJob | None:
    """Take the print job that is first in line, or None when there is nothing to print."""
    taken = {"state": PrintState.PRINTING, "claimed_at": at}
    waiting = (PrintJob.state == PrintState.WAITING,)
    order = (PrintJob.priority, PrintJob.created_at, PrintJob.id)
    return _claim(db, PrintJob, waiting, taken, order)


def reserve_task(db: Session, task_id: str) -> bool:
    """Keep one waiting task for an offer; False when it is in another hand by now."""
    free = (Task.id == task_id, Task.state == TaskState.WAITING)
    return _claim(db, Task, free, {"state": TaskState.RESERVED}, (Task.id,)) is not None


def reserve_agent(db: Session, agent_id: str, at: datetime) -> bool:
    """Let one ready agent's phone ring; False when they are not ready any more."""
    free = (AgentStatus.agent_id == agent_id, AgentStatus.activity == Activity.READY)
    rings = {"activity": Activity.RINGING, "reason": None, "since_at": at}
    return _claim(db, AgentStatus, free, rings, (AgentStatus.agent_id,)) is not None


def release_print_jobs(db: Session) -> int:
    """Put claimed jobs back in line after a crash; their key keeps the paper from coming twice."""
    in_hand = update(PrintJob).where(PrintJob.state == PrintState.PRINTING)
    released = db.scalars(in_hand.values(state=PrintState.WAITING).returning(PrintJob.id))
    return len(released.all())


def _claim(
    db: Session,
    table: type[Work],
    is_free: tuple[ColumnElement[bool], ...],
    taken: dict[str, Any],
    order: tuple[InstrumentedAttribute[Any], ...],
) -> Work | None:
    """Take the first free row; `order` ends with the table's key."""
    key = order[-1]
    first = (
        select(key)
        .where(*is_free)
        .order_by(*order)
        .limit(1)
        .with_for_update(skip_locked=True)  # SQLite, where writers stand in line, leaves it out
        .scalar_subquery()
    )
    claim = update(table).where(key == first).values(**taken).returning(table)
    return db.scalars(
        claim.execution_options(synchronize_session=False, populate_existing=True)
    ).first()
