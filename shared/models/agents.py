"""The people at the line and the desks, and what they are doing now."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, Codes, new_id, one_of


class AgentRole(StrEnum):
    """What an agent may do."""

    AGENT = "agent"
    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    AGENCY = "agency"


class Permission(StrEnum):
    """What somebody may do to the content, beside any role."""

    EDIT = "edit"
    PUBLISH = "publish"


class Activity(StrEnum):
    """What an agent is doing now. The server alone moves it, by `contactcenter.queue.activity`."""

    OFFLINE = "offline"
    READY = "ready"
    RINGING = "ringing"
    TALKING = "talking"
    HOLDING = "holding"
    WRAP_UP = "wrap_up"
    PAUSE = "pause"
    DESK = "desk"


class Agent(Base):
    """One member of staff; `password_hash` is argon2id in its usual text form.

    `skills`: the matters they know and, as "pjm", Polish sign language; languages stand apart.
    `organization_id`: the agency whose inbox a clerk of an agency sees, and nothing else.
    `first_password_at`: when somebody else gave them their password; None once it is their own.
    """

    __tablename__ = "agent"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    sign_in: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    role: Mapped[AgentRole] = mapped_column(one_of(AgentRole, "role"), default=AgentRole.AGENT)
    languages: Mapped[tuple[str, ...]] = mapped_column(Codes, default=("pl",))
    skills: Mapped[tuple[str, ...]] = mapped_column(Codes, default=(), server_default="")
    organization_id: Mapped[str | None]
    is_enabled: Mapped[bool] = mapped_column(default=True)
    permissions: Mapped[tuple[str, ...]] = mapped_column(Codes, default=(), server_default="")
    created_at: Mapped[datetime]
    first_password_at: Mapped[datetime | None]


LIVE = text("ended_at IS NULL")


class AgentSession(Base):
    """One sign-in: SHA-256 of the token, never the token. Only deeds of a person move `seen_at`."""

    __tablename__ = "agent_session"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agent.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_agent_session_live", "seen_at", sqlite_where=LIVE, postgresql_where=LIVE),
    )


class AgentStatus(Base):
    """An agent's activity, and the last sign of life of the phone in their browser.

    `idle_since_at`: since when nobody was given to them, for a fair turn; an agent is only ready
    while `phone_seen_at` is recent.
    """

    __tablename__ = "agent_status"

    agent_id: Mapped[str] = mapped_column(ForeignKey("agent.id"), primary_key=True)
    activity: Mapped[Activity] = mapped_column(
        one_of(Activity, "activity"), default=Activity.OFFLINE
    )
    reason: Mapped[str | None]
    since_at: Mapped[datetime]
    idle_since_at: Mapped[datetime]
    phone_seen_at: Mapped[datetime | None]
