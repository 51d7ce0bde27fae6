"""Who waits for a person, to whom they were offered, and how long everything took."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, Codes, new_id, one_of


class TaskKind(StrEnum):
    """Why somebody waits."""

    HELP = "help"
    CALL = "call"
    KIOSK_CALL = "kiosk_call"
    CALLBACK = "callback"
    VOICEMAIL = "voicemail"
    TICKET = "ticket"


class TaskState(StrEnum):
    """Where a task stands."""

    WAITING = "waiting"
    RESERVED = "reserved"
    ASSIGNED = "assigned"
    WRAPPING = "wrapping"
    COMPLETED = "completed"
    CANCELED = "canceled"


class ReservationState(StrEnum):
    """What became of an offer to one agent."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TIMED_OUT = "timed_out"
    CANCELED = "canceled"


class PeriodSubject(StrEnum):
    """Whose time a period measures."""

    AGENT = "agent"
    TASK = "task"
    CALL = "call"


PENDING = text("state = 'pending'")
OPEN = text("ended_at IS NULL")


class Task(Base):
    """Somebody waits for a person; lower `priority` is served first. Holds no personal data.

    `place_at` orders those of one priority: a callback keeps the place the caller had. `reasons`:
    why the priority is what it is, as codes. `matter`: the life event or service it is about, never
    a sensitive one. `not_before_at`: the slot of a callback.
    """

    __tablename__ = "task"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[TaskKind] = mapped_column(one_of(TaskKind, "kind"))
    state: Mapped[TaskState] = mapped_column(one_of(TaskState, "state"), default=TaskState.WAITING)
    priority: Mapped[int] = mapped_column(default=5)
    reasons: Mapped[tuple[str, ...]] = mapped_column(Codes, default=(), server_default="")
    language: Mapped[str] = mapped_column(default="pl")
    skills: Mapped[tuple[str, ...]] = mapped_column(Codes, default=(), server_default="")
    matter: Mapped[str | None]
    kiosk_id: Mapped[str | None]
    call_id: Mapped[str | None] = mapped_column(index=True)
    agent_id: Mapped[str | None] = mapped_column(ForeignKey("agent.id"))
    only_agent_id: Mapped[str | None]
    disposition: Mapped[str | None]
    created_at: Mapped[datetime]
    place_at: Mapped[datetime]
    not_before_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    wrapping_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]

    __table_args__ = (
        Index(None, "state", "priority", "place_at", "id"),
        Index(None, "agent_id", "state"),
    )


class Reservation(Base):
    """One task offered to one agent until `expires_at`; a task, and an agent, has one pending."""

    __tablename__ = "reservation"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    task_id: Mapped[str] = mapped_column(ForeignKey("task.id"), index=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agent.id"), index=True)
    state: Mapped[ReservationState] = mapped_column(
        one_of(ReservationState, "reservation_state"), default=ReservationState.PENDING
    )
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_reservation_pending_task",
            "task_id",
            unique=True,
            sqlite_where=PENDING,
            postgresql_where=PENDING,
        ),
        Index(
            "uq_reservation_pending_agent",
            "agent_id",
            unique=True,
            sqlite_where=PENDING,
            postgresql_where=PENDING,
        ),
    )


class Period(Base):
    """One stretch of time in one state; reports are sums of these and of nothing else.

    A subject has one open stretch at most, and each begins where the one before it ended.
    """

    __tablename__ = "period"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    subject: Mapped[PeriodSubject] = mapped_column(one_of(PeriodSubject, "period_subject"))
    subject_id: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str | None]
    agent_id: Mapped[str | None]
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        Index(None, "subject", "began_at"),
        Index(None, "subject", "subject_id", "began_at"),
        Index(
            "uq_period_open",
            "subject",
            "subject_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )


class WaitEstimate(Base):
    """What a task was told about its wait when it came, and how long it really waited.

    Both bounds are None when we could not tell; `waited_seconds` when nobody answered it.
    """

    __tablename__ = "wait_estimate"

    task_id: Mapped[str] = mapped_column(ForeignKey("task.id"), primary_key=True)
    told_at: Mapped[datetime] = mapped_column(index=True)
    position: Mapped[int]
    low_minutes: Mapped[int | None]
    high_minutes: Mapped[int | None]
    waited_seconds: Mapped[int | None]
