"""Answering a call from a kiosk: taken by exactly one agent, finished by the same one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from contactcenter.queue import line, match
from shared.models import TaskKind

DISPOSITIONS = ("helped", "staff_sent", "nobody_there")


def claim_request(db: Session, agent_id: str, at: datetime) -> str | None:
    """Give the agent whoever has waited longest; the task's id, or None when nobody waits."""
    task = match.take_next(db, agent_id, at, (TaskKind.HELP,))
    return None if task is None else task.id


def finish_request(
    db: Session, task_id: str, agent_id: str, disposition: str, at: datetime
) -> bool:
    """Complete a request this agent holds; False when it is not theirs, or was finished before."""
    return line.finish(db, task_id, agent_id, disposition, at)
