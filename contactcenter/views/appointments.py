"""Appointments at a desk: free slots of a day, booked at the desk or on the phone, and canceled."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from contactcenter.center import center, now, presence
from contactcenter.desk import appointments
from contactcenter.desk.appointments import FURTHEST, Booked, Booking
from contactcenter.desk.day_end import desk_points
from contactcenter.desk.points import Point
from contactcenter.gates import STAFF_LANGUAGES, language
from shared.clock import CITY_ZONE
from shared.models import AppointmentState, Seat, new_id
from shared.web import audience, go_to, respond, wording

views = Blueprint("appointments", __name__)

SAID = {"appointment-canceled", "appointment-gone"}
DAYS_SHOWN = 10
LONGEST_KEY = 64


@views.get("/appointments")
@audience("agent")
def page() -> Response:
    """The slots of one day at one desk."""
    said = request.args.get("said", "")
    return _show(_day(request.args.get("day", "")), said=said if said in SAID else None)


@views.post("/appointments")
@audience("agent")
def book() -> ResponseReturnValue:
    """Take one place of a slot; pressed twice it is one appointment."""
    point, form = _point(), request.form
    starts_at, key = _instant(form.get("starts", "")), form.get("key", "")
    spoken = form.get("language", "")
    if starts_at is None or spoken not in STAFF_LANGUAGES or not 1 <= len(key) <= LONGEST_KEY:
        return _show(_day(form.get("day", "")), problem="appointment-choose", status=422)
    agent_id = presence().agent_id
    booking = Booking(f"{agent_id} {key}", starts_at, spoken)
    with center().store.write() as db:
        made = appointments.book(db, point, booking, agent_id, now())
    if not isinstance(made, Booked):
        problem = f"appointment-{made.value.replace('_', '-')}"
        return _show(_day(form.get("day", "")), problem=problem, status=422)
    return go_to(url_for("appointments.show", appointment_id=made.id))


@views.get("/appointments/<appointment_id>")
@audience("agent")
def show(appointment_id: str) -> Response:
    """One appointment: what to tell the citizen, and a small paper with it."""
    found, point = _found(appointment_id)
    words = center().words(found.language)
    location = center().knowledge.locations[point.id]
    return respond(
        "desk_appointment.html",
        booked=found,
        is_open=found.state is AppointmentState.BOOKED,
        place=words.read(location.names),
        street=location.address.street,
        tongue=found.language,
        say=words.say,
        day=wording.long_date(found.day_on, found.language),
    )


@views.post("/appointments/<appointment_id>/cancel")
@audience("agent")
def cancel(appointment_id: str) -> Response:
    """The citizen does not come; the place is free again."""
    found, point = _found(appointment_id)
    with center().store.write() as db:
        done = appointments.cancel(db, appointment_id, presence().agent_id, now())
    said = "appointment-canceled" if done else "appointment-gone"
    where = {"point": point.id, "day": found.day_on.isoformat()}
    return go_to(url_for("appointments.page", said=said, **where))


def _show(
    day: date, *, said: str | None = None, problem: str | None = None, status: int = 200
) -> Response:
    point, words = _point(), center().words(language())
    with center().store.read() as db:
        slots = appointments.slots(db, point, day, now())
        booked = appointments.booked_on(db, point.id, day)
    names = center().knowledge.locations
    return respond(
        "desk_appointments.html",
        status=status,
        point=point,
        points=[(one.id, words.read(names[one.id].names)) for one in _points().values()],
        day=day,
        day_words=wording.long_date(day, words.language),
        days=[(one, wording.long_date(one, words.language)) for one in _days(point)],
        slots=slots,
        booked=booked,
        languages=STAFF_LANGUAGES,
        key=new_id(),
        said=said,
        problem=problem,
    )


def _points() -> dict[str, Point]:
    return dict(desk_points(center()))


def _point() -> Point:
    """The desk the form or the address names; else where I sit; else the first."""
    points = _points()
    if not points:
        abort(404)
    asked = request.values.get("point", "")
    if asked in points:
        return points[asked]
    with center().store.read() as db:
        seat = db.get(Seat, presence().agent_id)
        mine = seat.point_id if seat else ""
    return points.get(mine) or next(iter(points.values()))


def _days(point: Point) -> list[date]:
    """The next days on which this desk has slots."""
    today = center().clock.today()
    ahead = (today + timedelta(days=number) for number in range(FURTHEST.days))
    return [one for one in ahead if point.slots_on(one)][:DAYS_SHOWN]


def _day(written: str) -> date:
    """The day asked for, if it can be booked; else the next one that can."""
    today = center().clock.today()
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = next(iter(_days(_point())), today)
    return day if today <= day <= today + FURTHEST else today


def _instant(written: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=CITY_ZONE)


def _found(appointment_id: str) -> tuple[Booked, Point]:
    with center().store.read() as db:
        found = appointments.find(db, appointment_id)
    if found is None or found.point_id not in _points():
        abort(404)
    return found, _points()[found.point_id]
