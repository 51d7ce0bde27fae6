"""What time alone changes: long waits weigh more, and nobody waits for a colleague who is away."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from contactcenter.queue import line, priority
from shared.models import Activity, AgentStatus, Task, TaskState

FORGOTTEN = timedelta(hours=24)  # a note nobody finishes is closed as it is; its draft is kept
UNRECORDED = "unrecorded"
ONLY_ONE_SECONDS = 5 * 60  # so long somebody waits for one agent who is busy; an absent one, not


def age(db: Session, at: datetime) -> int:
    """Bring long waits to the front and free those who wait for somebody away; how many changed."""
    return _weigh_waits(db, at) + _free_from_absent(db, at)


def close_forgotten(db: Session, at: datetime) -> int:
    """Complete what has been written up for a day: its agent went home and does not come back."""
    tasks = _locked(db, forgotten(at))
    for task in tasks:
        line.complete(db, task, UNRECORDED, at)
        line.release(db, task.agent_id or "", TaskState.WRAPPING, at, task.kind)
    return len(tasks)


def forgotten(at: datetime) -> Select[tuple[Task]]:
    """What has been written up for a day."""
    is_old = (Task.state == TaskState.WRAPPING, Task.wrapping_at <= at - FORGOTTEN)
    return select(Task).where(*is_old)


def long_waits(at: datetime) -> Select[tuple[Task]]:
    """Who has waited so long that it may begin to count, and is not served first already."""
    furthest = priority.REASONS[priority.WAITING_VERY_LONG]
    is_long = (Task.priority > furthest, Task.place_at <= at - priority.SHORTEST_LONG)
    return select(Task).where(Task.state == TaskState.WAITING, *is_long)


def waits_for_one() -> Select[tuple[Task]]:
    """Who waits for one agent alone."""
    return select(Task).where(Task.state == TaskState.WAITING, Task.only_agent_id.is_not(None))


def waiting_since(task: Task) -> datetime:
    """Since when a wait counts; a promised callback does not wait before its time."""
    return max(task.place_at, task.not_before_at or task.place_at)


def _weigh_waits(db: Session, at: datetime) -> int:
    """Each task is changed twice at most, so a round that finds nothing is the usual one."""
    changed = 0
    for task in _locked(db, long_waits(at)):
        reason = priority.long_wait(task.kind, at - waiting_since(task))
        if reason is not None and reason not in task.reasons:
            line.add_reason(task, reason)
            changed += 1
    return changed


def _free_from_absent(db: Session, at: datetime) -> int:
    """Whoever waits for one agent alone is everybody's once that agent cannot come."""
    is_here = AgentStatus.activity.not_in({Activity.OFFLINE, Activity.PAUSE})
    here = select(AgentStatus.agent_id).where(is_here)
    patience = at - timedelta(seconds=ONLY_ONE_SECONDS)
    away = or_(Task.only_agent_id.not_in(here), Task.place_at <= patience)
    due = or_(Task.not_before_at.is_(None), Task.not_before_at <= at)
    freed = _locked(db, waits_for_one().where(away, due))
    for task in freed:
        task.only_agent_id = None
        line.note(db, task, TaskState.WAITING, at, reason="colleague_away")
    return len(freed)


def _locked(db: Session, which: Select[tuple[Task]]) -> list[Task]:
    """Those nobody else has in hand; the others are looked at in the next round."""
    query = which.with_for_update(skip_locked=True)
    return list(db.scalars(query.execution_options(populate_existing=True)))
