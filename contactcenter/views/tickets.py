"""Tickets as others see them: the screen of the waiting room, and the kiosk that gives them out."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

from contactcenter.center import center, now
from contactcenter.desk import appointments, tickets
from contactcenter.desk.board import Screen, find_point, screen
from contactcenter.desk.day_end import desk_points
from contactcenter.desk.points import Point
from contactcenter.desk.tickets import Held, Wish
from contactcenter.gates import STAFF_LANGUAGES
from contactcenter.realtime import WAITING
from contactcenter.speech import spoken
from shared.catalog.schedule import opening
from shared.models import Kiosk, Seat
from shared.web import audience
from shared.web.present import Words

views = Blueprint("tickets", __name__)

LONGEST_KEY = 80
CODE_LENGTH = appointments.CODE_DIGITS


@views.get("/board/<key>")
@audience("anyone")
def board(key: str) -> Response:
    """The screen of a waiting room: large numbers, and which counter. Nobody signs it in."""
    point = _point(key)
    place = center().words("pl").read(center().knowledge.locations[point.id].names)
    shown = _screen(point)
    return make_response(
        render_template(
            "ticket_board.html", key=key, place=place, lost=_lost_words(), **_board(shown)
        )
    )


@views.get("/board/<key>/now")
@audience("anyone")
def board_now(key: str) -> ResponseReturnValue:
    """What the screen shows now; 204 when it shows just that."""
    shown = _board(_screen(_point(key)))
    if request.args.get("seen") == shown["seen"]:
        return "", 204
    return make_response(render_template("ticket_board_region.html", **shown))


@views.get("/kiosk-api/desk")
@audience("kiosk")
def desk() -> Response:
    """Whether tickets are given where this kiosk stands: {"state": "open", "waiting": 3}.

    state: none (no desk there), closed, open. `appointments`: whether codes are taken.
    """
    point = _kiosks_point()
    if point is None:
        return jsonify(state="none")
    with center().store.read() as db:
        state = "open" if _takes(db, point) else "closed"
        waiting = tickets.waiting_count(db, point.id, now())
    return jsonify(state=state, waiting=waiting, appointments=bool(point.slots))


@views.post("/kiosk-api/tickets")
@audience("kiosk")
def give() -> ResponseReturnValue:
    """A ticket for a visit: {"key", "language"} or {"key", "language", "code"} → {"state", …}.

    state: given (with name, ahead, place, day), none, closed; for a code: unknown, other_day.
    """
    asked = request.get_json(silent=True)
    wish = _wish(asked if isinstance(asked, dict) else {})
    if wish is None:
        return jsonify(error="not_a_wish"), 400
    key, language, code = wish
    point = _kiosks_point()
    if point is None:
        return jsonify(state="none")
    with center().store.write() as db:
        held = tickets.of_key(db, key)
        if held is None and not _takes(db, point):
            return jsonify(state="closed")
        if code:
            arrived = appointments.arrive(db, point.id, code, now(), kiosk_id=g.kiosk_id)
            if not isinstance(arrived, Held):
                return jsonify(state=arrived.value)
            held = arrived
        held = held or tickets.give(db, Wish(key, point.id, language, kiosk_id=g.kiosk_id), now())
        ahead = tickets.ahead_of(db, held, now())
    center().doorbell.ring(WAITING)
    return jsonify(state="given", **_told(held, ahead, center().words(held.language)))


def _told(held: Held, ahead: int, words: Words) -> dict[str, Any]:
    place = words.read(center().knowledge.locations[held.point_id].names)
    return {
        "name": held.name,
        "letter": held.letter,
        "number": held.number,
        "ahead": ahead,
        "place": str(place),
        "day": tickets.local_day(held.made_at).isoformat(),
        "given_at": held.made_at.isoformat(),
    }


def _wish(asked: dict[str, Any]) -> tuple[str, str, str] | None:
    """The key, the language staff are told, and the code, if one was typed."""
    key, language, code = (asked.get(name, "") for name in ("key", "language", "code"))
    if not all(isinstance(one, str) for one in (key, language, code)):
        return None
    is_code = code == "" or (len(code) == CODE_LENGTH and code.isdecimal())
    if not 8 <= len(key) <= LONGEST_KEY or not is_code:
        return None
    return f"kiosk {g.kiosk_id} {key}", spoken(language), code


def _takes(db: Any, point: Point) -> bool:
    """Whether the desk takes people now; where hours are unknown, whether somebody sits there."""
    state = opening(center().knowledge.locations[point.id], now()).state
    return state == "open" or (state == "unknown" and _is_staffed(db, point))


def _is_staffed(db: Any, point: Point) -> bool:
    seats = db.query(Seat).filter(Seat.point_id == point.id)
    return any(tickets.local_day(seat.taken_at) == tickets.local_day(now()) for seat in seats)


def _kiosks_point() -> Point | None:
    with center().store.read() as db:
        kiosk = db.get(Kiosk, g.kiosk_id)
        location_id = kiosk.location_id if kiosk else None
    return desk_points(center()).get(location_id or "")


def _point(key: str) -> Point:
    point = find_point(desk_points(center()), key, center().settings.city_secret)
    if point is None:
        abort(404)
    return point


def _screen(point: Point) -> Screen:
    with center().store.read() as db:
        return screen(db, point, now())


def _board(shown: Screen) -> dict[str, Any]:
    """What the screen is drawn from; `seen` changes whenever anything on it does."""
    calls = [(one, _call_words(one.language, one.letter, one.number, one.counter))
             for one in shown.called]  # fmt: skip
    seen = "|".join([*(one.turn for one in shown.called), str(shown.waiting)]) or "-"
    return {"calls": calls, "waiting": shown.waiting, "seen": seen.replace(" ", ".")}


def _lost_words() -> list[tuple[str, str]]:
    """What stands there while nothing new comes, in every language; "•": since when."""
    return [(tongue, center().words(tongue).say("hall-lost", at="•")) for tongue in STAFF_LANGUAGES]


def _call_words(language: str, letter: str, number: int, counter: int) -> list[tuple[str, str]]:
    """What the voice says: Polish, and the citizen's own language after it."""
    tongues = list(dict.fromkeys(("pl", language)))
    said = {"letter": letter, "number": str(number), "counter": str(counter)}
    return [(tongue, center().words(tongue).say("hall-spoken", **said)) for tongue in tongues]
