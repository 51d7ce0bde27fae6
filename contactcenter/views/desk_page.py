"""What a clerk's desk page shows: who is served, who waits, who is expected, at which point."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, url_for

from contactcenter import board
from contactcenter.board import mark_of
from contactcenter.center import center, now, presence
from contactcenter.desk import appointments, seats, tickets
from contactcenter.desk.board import board_key
from contactcenter.desk.day_end import desk_points
from contactcenter.desk.points import Point
from contactcenter.desk.tickets import DISPOSITIONS, Held
from contactcenter.gates import STAFF_LANGUAGES, language
from shared.models import Seat, new_id
from shared.text import Phrase
from shared.web import respond


def show(*, said: str | None = None, problem: str | None = None, status: int = 200) -> Response:
    """The desk as it is now; without a counter, the counters to choose from."""
    seat = my_seat()
    if seat is None or seat.point_id not in points():
        return _show_seats(said=said, problem=problem, status=status)
    point, at = points()[seat.point_id], now()
    with center().store.read() as db:
        held = tickets.in_hand(db, presence().agent_id)
        matters = board.open_matters(db, presence().agent_id)
        expected = appointments.booked_on(db, point.id, tickets.local_day(at))
    waits = region(seat)
    screen = board_key(center().settings.city_secret, point)
    return respond(
        "desk.html",
        status=status,
        point=point,
        place=_name(point),
        seat=seat,
        held=held,
        matters=matters,
        expected=expected,
        dispositions=DISPOSITIONS,
        press_key=new_id(),
        board_url=url_for("tickets.board", key=screen, _external=False),
        languages=STAFF_LANGUAGES,
        said=said,
        problem=problem,
        seen_desk=mark_of(waits),
        **waits,
    )


def _show_seats(*, said: str | None, problem: str | None, status: int) -> Response:
    """The counters to choose from; at those that are taken, by whom."""
    named = [(point, _name(point)) for point in points().values()]
    with center().store.read() as db:
        taken = seats.taken(db, now())
    return respond(
        "desk_seat.html", status=status, points=named, taken=taken, said=said, problem=problem
    )


def region(seat: Seat) -> dict[str, Any]:
    """Who waits and who was called in vain: the part that looks again by itself."""
    at = now()
    with center().store.read() as db:
        return {
            "waiting": tickets.waiting(db, seat.point_id, at),
            "missed": tickets.missed(db, seat.point_id, at),
            "is_busy": tickets.in_hand(db, presence().agent_id) is not None,
        }


def points() -> dict[str, Point]:
    """The desks the city's content knows, by id."""
    return dict(desk_points(center()))


def my_seat() -> Seat | None:
    """The counter I sit at."""
    with center().store.read() as db:
        seat = db.get(Seat, presence().agent_id)
        if seat is not None:
            db.expunge(seat)
        return seat


def ticket_here(ticket_id: str) -> tuple[Held, Point]:
    """A ticket of the point where I sit; of no other."""
    seat = my_seat()
    with center().store.read() as db:
        held = tickets.find(db, ticket_id)
    point = points().get(seat.point_id) if seat else None
    if held is None or point is None or held.point_id != point.id:
        abort(404)
    return held, point


def _name(point: Point) -> Phrase:
    return center().words(language()).read(center().knowledge.locations[point.id].names)
