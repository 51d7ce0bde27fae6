"""Appointments: slots as data, taken one place at a time, known by four digits and no name."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.desk import tickets
from contactcenter.desk.points import Point
from contactcenter.desk.tickets import BY_APPOINTMENT, Held, Wish, local_day
from shared.models import Appointment, AppointmentState, new_id
from shared.store.ledger import record
from shared.store.once import insert_once

EARLY = timedelta(minutes=5)  # so long before their slot somebody may be called
LATE = timedelta(minutes=15)  # who comes later stands in line like everybody else
FURTHEST = timedelta(days=60)
CODE_DIGITS = 4
TRIES = 12


class Slot(NamedTuple):
    """One slot of a day and how many more may come in it."""

    starts_at: datetime
    places: int
    free: int


class Booking(NamedTuple):
    """What is booked: the same `key` twice is one appointment. `matter`: never a sensitive one."""

    key: str
    starts_at: datetime
    language: str
    matter: str | None = None


class Booked(NamedTuple):
    """An appointment as a clerk sees it."""

    id: str
    point_id: str
    day_on: date
    starts_at: datetime
    code: str
    language: str
    matter: str | None
    state: AppointmentState
    ticket_id: str | None


class NotBooked(StrEnum):
    """Why there is no appointment, or no ticket for one."""

    NO_SLOT = "no_slot"  # not an hour of this desk, or one that is over
    FULL = "full"
    TOO_FAR = "too_far"
    UNKNOWN = "unknown"  # no such code today, or it was canceled
    OTHER_DAY = "other_day"


def slots(db: Session, point: Point, day: date, at: datetime) -> list[Slot]:
    """The slots of a day that have not begun, with what is free of each."""
    taken = Counter(one.starts_at for one in booked_on(db, point.id, day) if _holds(one))
    return [
        Slot(starts_at, places, max(0, places - taken[starts_at]))
        for starts_at, places in point.slots_on(day)
        if starts_at > at
    ]


def book(
    db: Session, point: Point, booking: Booking, agent_id: str, at: datetime
) -> Booked | NotBooked:
    """Take one place of a slot. Two who want the last one at once: one gets it."""
    found = db.scalar(select(Appointment).where(Appointment.key == booking.key))
    if found is not None:
        return _shown(found)
    day = local_day(booking.starts_at)
    if booking.starts_at > at + FURTHEST:
        return NotBooked.TOO_FAR
    places = dict(point.slots_on(day)).get(booking.starts_at)
    if places is None or booking.starts_at <= at:
        return NotBooked.NO_SLOT
    for place in _free_places(db, point.id, booking.starts_at, places):
        made = _try(db, point.id, booking, place, agent_id, at)
        if made is not None:
            record(db, "appointment_booked", at, appointment_id=made.id, agent_id=agent_id)
            return _shown(made)
    return NotBooked.FULL


def cancel(db: Session, appointment_id: str, agent_id: str, at: datetime) -> bool:
    """The place is free again; False when the citizen has been there, or it was canceled before."""
    return _settle(db, appointment_id, AppointmentState.CANCELED, agent_id, at)


def arrive(  # where, what, who, when
    db: Session,
    point_id: str,
    code: str,
    at: datetime,
    *,
    agent_id: str | None = None,
    kiosk_id: str | None = None,
) -> Held | NotBooked:
    """The citizen is here: a ticket of its own letter, once. Who is far too late stands in line."""
    found = _of_code(db, point_id, code, at)
    if found is None:
        return NotBooked.UNKNOWN
    local = found.day_on == local_day(at)
    if not local:
        return NotBooked.OTHER_DAY
    is_late = at > found.starts_at + LATE
    early = found.starts_at - EARLY
    wish = Wish(
        key=f"appointment:{found.id}",
        point_id=point_id,
        language=found.language,
        letter=BY_APPOINTMENT,
        kiosk_id=kiosk_id,
        agent_id=agent_id,
        reasons=() if is_late else ("appointment",),
        place_at=None if is_late else found.starts_at,
        not_before_at=early if early > at else None,
    )
    held = tickets.give(db, wish, at)
    if found.state is AppointmentState.BOOKED:
        _settle(db, found.id, AppointmentState.ARRIVED, agent_id, at)
        found.ticket_id = held.id
    return held


def miss(db: Session, points: Iterable[str], before: date, at: datetime) -> int:
    """Appointments of these points before a day, to which nobody came."""
    open_ones = select(Appointment.id).where(
        Appointment.state == AppointmentState.BOOKED,
        Appointment.point_id.in_(list(points)),
        Appointment.day_on < before,
    )
    state = AppointmentState.MISSED
    return sum(_settle(db, one, state, None, at) for one in db.scalars(open_ones).all())


def booked_on(db: Session, point_id: str, day: date) -> list[Booked]:
    """The appointments of a day that were not canceled, earliest first."""
    query = select(Appointment).where(
        Appointment.point_id == point_id,
        Appointment.day_on == day,
        Appointment.state != AppointmentState.CANCELED,
    )
    rows = db.scalars(query.order_by(Appointment.starts_at, Appointment.place))
    return [_shown(row) for row in rows]


def find(db: Session, appointment_id: str) -> Booked | None:
    """One appointment."""
    row = db.get(Appointment, appointment_id, populate_existing=True)
    return None if row is None else _shown(row)


def _holds(one: Booked) -> bool:
    return one.state is not AppointmentState.CANCELED


def _free_places(db: Session, point_id: str, starts_at: datetime, places: int) -> list[int]:
    taken = select(Appointment.place).where(
        Appointment.point_id == point_id,
        Appointment.starts_at == starts_at,
        Appointment.state != AppointmentState.CANCELED,
    )
    return sorted(set(range(places)) - set(db.scalars(taken)))


def _try(
    db: Session, point_id: str, booking: Booking, place: int, agent_id: str, at: datetime
) -> Appointment | None:
    """Put the row down; a code that is taken is drawn anew, a place that is taken is not ours."""
    for _ in range(TRIES):
        values = {
            "id": new_id(),
            "key": booking.key,
            "point_id": point_id,
            "day_on": local_day(booking.starts_at),
            "starts_at": booking.starts_at,
            "place": place,
            "code": f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}",
            "language": booking.language,
            "matter": booking.matter,
            "state": AppointmentState.BOOKED,
            "booked_by": agent_id,
            "booked_at": at,
        }
        if insert_once(db, Appointment, **values):
            return db.get_one(Appointment, values["id"])
        if place not in _free_places(db, point_id, booking.starts_at, place + 1):
            return None
    return None


def _of_code(db: Session, point_id: str, code: str, at: datetime) -> Appointment | None:
    """The appointment of this code: today's, else the next one that has it."""
    query = select(Appointment).where(
        Appointment.point_id == point_id,
        Appointment.code == code,
        Appointment.day_on >= local_day(at),
        Appointment.state.in_((AppointmentState.BOOKED, AppointmentState.ARRIVED)),
    )
    return db.scalars(query.order_by(Appointment.day_on).limit(1).with_for_update()).first()


def _settle(
    db: Session, appointment_id: str, to: AppointmentState, agent_id: str | None, at: datetime
) -> bool:
    row = db.get(Appointment, appointment_id, with_for_update=True, populate_existing=True)
    if row is None or row.state is not AppointmentState.BOOKED:
        return False
    row.state, row.settled_at = to, at
    db.flush()
    what = {"appointment_id": row.id, "agent_id": agent_id, "state": to.value}
    record(db, "appointment_settled", at, **what)
    return True


def _shown(row: Appointment) -> Booked:
    return Booked(**{name: getattr(row, name) for name in Booked._fields})
