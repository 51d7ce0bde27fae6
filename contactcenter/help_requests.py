"""Answering a call from a kiosk: taken by exactly one agent, finished by the same one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from shared.models import Task, TaskState
from shared.store.claim import claim_task
from shared.store.ledger import record

DISPOSITIONS = ("helped", "staff_sent", "nobody_there")


def claim_request(db: Session, agent_id: str, at: datetime) -> str | None:
    """Give the agent whoever has waited longest; the task's id, or None when nobody waits."""
    task = claim_task(db, agent_id, at)
    if task is None:
        return None
    record(db, "task_claimed", at, task_id=task.id, agent_id=agent_id)
    return task.id


def finish_request(
    db: Session, task_id: str, agent_id: str, disposition: str, at: datetime
) -> bool:
    """Complete a request this agent holds; False when it is not theirs, or was finished before."""
    finished = db.execute(
        update(Task)
        .where(Task.id == task_id, Task.agent_id == agent_id, Task.state == TaskState.ASSIGNED)
        .values(state=TaskState.COMPLETED, completed_at=at)
        .returning(Task.id)
    ).first()
    if finished is None:
        return False
    record(db, "task_completed", at, task_id=task_id, agent_id=agent_id, disposition=disposition)
    return True
