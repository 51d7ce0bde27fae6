"""The people at the line and the desks, and what waits for them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, Codes, new_id, one_of


class AgentRole(StrEnum):
    """What an agent may do."""

    AGENT = "agent"
    CLERK = "clerk"
    SUPERVISOR = "supervisor"


class Permission(StrEnum):
    """What somebody may do to the content, beside any role."""

    EDIT = "edit"
    PUBLISH = "publish"


class Activity(StrEnum):
    """What an agent is doing now."""

    OFFLINE = "offline"
    AVAILABLE = "available"
    BUSY = "busy"
    BREAK = "break"


class TaskKind(StrEnum):
    """Why somebody waits."""

    HELP = "help"
    CALL = "call"
    CALLBACK = "callback"


class TaskState(StrEnum):
    """Where a task stands."""

    WAITING = "waiting"
    ASSIGNED = "assigned"
    WRAPPING = "wrapping"
    COMPLETED = "completed"
    CANCELED = "canceled"


class Agent(Base):
    """One member of staff; `password_hash` is argon2id in its usual text form."""

    __tablename__ = "agent"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    sign_in: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    role: Mapped[AgentRole] = mapped_column(one_of(AgentRole, "role"), default=AgentRole.AGENT)
    languages: Mapped[tuple[str, ...]] = mapped_column(Codes, default=("pl",))
    activity: Mapped[Activity] = mapped_column(
        one_of(Activity, "activity"), default=Activity.OFFLINE
    )
    is_enabled: Mapped[bool] = mapped_column(default=True)
    permissions: Mapped[tuple[str, ...]] = mapped_column(Codes, default=(), server_default="")
    created_at: Mapped[datetime]


class AgentSession(Base):
    """One sign-in: SHA-256 of the token, never the token. Only deeds of a person move `seen_at`."""

    __tablename__ = "agent_session"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agent.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Task(Base):
    """Somebody waits for a person; lower `priority` is served first. Holds no personal data."""

    __tablename__ = "task"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[TaskKind] = mapped_column(one_of(TaskKind, "kind"))
    state: Mapped[TaskState] = mapped_column(one_of(TaskState, "state"), default=TaskState.WAITING)
    priority: Mapped[int] = mapped_column(default=5)
    language: Mapped[str] = mapped_column(default="pl")
    kiosk_id: Mapped[str | None]
    agent_id: Mapped[str | None] = mapped_column(ForeignKey("agent.id"), index=True)
    created_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "state", "priority", "created_at", "id"),)
