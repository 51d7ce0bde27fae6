"""What the console's live regions show: who waits at a kiosk, who is here, what I left open."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from contactcenter.agents import agents_here
from contactcenter.center import center, now, presence
from shared.models import (
    Activity,
    AgentStatus,
    Kiosk,
    Matter,
    MatterState,
    Task,
    TaskKind,
    TaskState,
)


class HelpRequest(NamedTuple):
    """Somebody at a kiosk asked for a person. Says where and in what language, never about what."""

    id: str
    kiosk_name: str
    location_id: str | None
    language: str
    asked_at: datetime
    claimed_at: datetime | None


class Colleague(NamedTuple):
    """An agent on a live session; `is_connected`: a console is open right now."""

    id: str
    name: str
    is_connected: bool
    is_busy: bool
    activity: Activity

    @property
    def is_free(self) -> bool:
        """Whether a call could reach them now."""
        return self.is_connected and self.activity is Activity.READY

    @property
    def words(self) -> str:
        """The key of what they are doing, as the others see it."""
        if not self.is_connected:
            return "here-away"
        if self.activity is Activity.OFFLINE and self.is_busy:
            return "here-busy"
        return f"queue-activity-{self.activity.replace('_', '-')}"


class OpenMatter(NamedTuple):
    """A matter of mine that is not closed yet."""

    id: str
    opened_at: datetime


def waiting_region(db: Session) -> dict[str, Any]:
    """The requests nobody has taken, first in line first, and the ones I hold."""
    return {
        "waiting": _requests(db, Task.state == TaskState.WAITING),
        "held": held_requests(db, presence().agent_id),
    }


def here_region(db: Session) -> dict[str, Any]:
    """The agents on a live session, by name."""
    connected = center().doorbell.agents_connected()
    busy = _busy_agents(db)
    here = agents_here(db, now())
    doing = {row.agent_id: row.activity for row in db.scalars(select(AgentStatus))}
    people = [
        Colleague(id, name, id in connected, id in busy, doing.get(id, Activity.OFFLINE))
        for id, name in here.items()
    ]
    return {"people": people}


def mark_of(region: Mapping[str, Any]) -> str:
    """A short mark that changes when the region does: an unchanged region is not sent again."""
    return hashlib.sha256(repr(sorted(region.items())).encode()).hexdigest()[:16]


def held_requests(db: Session, agent_id: str) -> list[HelpRequest]:
    """The requests this agent took and has not finished."""
    return _requests(db, Task.state == TaskState.ASSIGNED, Task.agent_id == agent_id)


def open_matters(db: Session, agent_id: str) -> list[OpenMatter]:
    """This agent's open matters, oldest first."""
    query = select(Matter.id, Matter.opened_at).where(
        Matter.agent_id == agent_id, Matter.state == MatterState.OPEN
    )
    return [OpenMatter(*row) for row in db.execute(query.order_by(Matter.opened_at))]


def _requests(db: Session, *conditions: ColumnElement[bool]) -> list[HelpRequest]:
    query = (
        select(Task, Kiosk)
        .outerjoin(Kiosk, Kiosk.id == Task.kiosk_id)
        .where(Task.kind == TaskKind.HELP, *conditions)
        .order_by(Task.priority, Task.created_at, Task.id)
    )
    return [_request(task, kiosk) for task, kiosk in db.execute(query)]


def _request(task: Task, kiosk: Kiosk | None) -> HelpRequest:
    name = kiosk.name if kiosk else task.kiosk_id or ""
    location_id = kiosk.location_id if kiosk else None
    return HelpRequest(task.id, name, location_id, task.language, task.created_at, task.claimed_at)


def _busy_agents(db: Session) -> set[str]:
    at_work = select(Matter.agent_id).where(Matter.state == MatterState.OPEN)
    helping = select(Task.agent_id).where(Task.state == TaskState.ASSIGNED)
    return {agent_id for agent_id in db.scalars(at_work.union(helping)) if agent_id}
