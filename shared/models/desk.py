"""Information desks: who sits where, who waits with which number, who has an appointment.

A ticket is a task of the one line, seen from a waiting room: its letter and number. It has no name.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, new_id, one_of


class AppointmentState(StrEnum):
    """What became of an appointment."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    MISSED = "missed"
    CANCELED = "canceled"


KEPT = text("state <> 'canceled'")


class Seat(Base):
    """The counter at which a clerk sits; two clerks may share one, for a while."""

    __tablename__ = "seat"

    agent_id: Mapped[str] = mapped_column(ForeignKey("agent.id"), primary_key=True)
    point_id: Mapped[str]
    counter: Mapped[int]
    taken_at: Mapped[datetime]


class TicketCount(Base):
    """The last number given out of one letter, at one point, on one day of the city."""

    __tablename__ = "ticket_count"

    point_id: Mapped[str] = mapped_column(primary_key=True)
    day_on: Mapped[date] = mapped_column(primary_key=True)
    letter: Mapped[str] = mapped_column(primary_key=True)
    latest: Mapped[int]


class Ticket(Base):
    """One number in a waiting room. `task_id`: its place in the line now; who comes back after they
    were called in vain gets another place, and keeps the number.

    `calls`: how often it was called, `called_at` the last time, at `counter`. `call_id`: the record
    of the telephone number of somebody who would rather be called back.
    """

    __tablename__ = "ticket"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(unique=True)
    task_id: Mapped[str] = mapped_column(ForeignKey("task.id"), unique=True)
    point_id: Mapped[str]
    day_on: Mapped[date]
    letter: Mapped[str]
    number: Mapped[int]
    calls: Mapped[int] = mapped_column(default=0)
    called_at: Mapped[datetime | None]
    counter: Mapped[int | None]
    call_id: Mapped[str | None]
    made_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("point_id", "day_on", "letter", "number"),)


class Appointment(Base):
    """One slot that is taken; `place` tells those of one slot apart, 0 first.

    `code`: four digits by which the citizen names it on its day; there is no name to name it by.
    """

    __tablename__ = "appointment"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(unique=True)
    point_id: Mapped[str]
    day_on: Mapped[date]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    place: Mapped[int]
    code: Mapped[str]
    language: Mapped[str]
    matter: Mapped[str | None]
    state: Mapped[AppointmentState] = mapped_column(
        one_of(AppointmentState, "appointment_state"), default=AppointmentState.BOOKED
    )
    ticket_id: Mapped[str | None]
    booked_by: Mapped[str]
    booked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_appointment_place",
            "point_id",
            "starts_at",
            "place",
            unique=True,
            sqlite_where=KEPT,
            postgresql_where=KEPT,
        ),
        Index(
            "uq_appointment_code",
            "point_id",
            "day_on",
            "code",
            unique=True,
            sqlite_where=KEPT,
            postgresql_where=KEPT,
        ),
    )
