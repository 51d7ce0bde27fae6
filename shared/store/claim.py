"""Taking the next piece of work: one statement, so that nobody is ever given the same piece.

See docs/adr/0003-one-statement-claim.md for what two statements do.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from shared.models import PrintJob, PrintState, Task, TaskState

Work = TypeVar("Work", Task, PrintJob)


def claim_task(db: Session, agent_id: str, at: datetime) -> Task | None:
    """Give the agent the task that is first in line, or None when nobody waits."""
    taken = {"state": TaskState.ASSIGNED, "agent_id": agent_id, "claimed_at": at}
    return _claim(db, Task, Task.state == TaskState.WAITING, taken)


def claim_print_job(db: Session, at: datetime) -> PrintJob | None:
    """Take the print job that is first in line, or None when there is nothing to print."""
    taken = {"state": PrintState.PRINTING, "claimed_at": at}
    return _claim(db, PrintJob, PrintJob.state == PrintState.WAITING, taken)


def release_print_jobs(db: Session) -> int:
    """Put claimed jobs back in line after a crash; their key keeps the paper from coming twice."""
    in_hand = update(PrintJob).where(PrintJob.state == PrintState.PRINTING)
    released = db.scalars(in_hand.values(state=PrintState.WAITING).returning(PrintJob.id))
    return len(released.all())


def _claim(
    db: Session, table: type[Work], is_free: ColumnElement[bool], taken: dict[str, Any]
) -> Work | None:
    first = (
        select(table.id)
        .where(is_free)
        .order_by(table.priority, table.created_at, table.id)
        .limit(1)
        .with_for_update(skip_locked=True)  # SQLite, where writers stand in line, leaves it out
        .scalar_subquery()
    )
    claim = update(table).where(table.id == first).values(**taken).returning(table)
    return db.scalars(
        claim.execution_options(synchronize_session=False, populate_existing=True)
    ).first()
