"""The page of a clerk at an information desk: call, serve, finish; who waits, who is expected."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from contactcenter.board import mark_of
from contactcenter.center import center, now, presence
from contactcenter.desk import appointments, day_end, seats, tickets
from contactcenter.desk.tickets import DISPOSITIONS, NO_SHOW, Held, NoTicket, Wish
from contactcenter.gates import STAFF_LANGUAGES, language
from contactcenter.queue import activity
from contactcenter.realtime import HERE, WAITING
from contactcenter.telephony.numbers import normalize
from contactcenter.views.desk_page import my_seat, points, region, show, ticket_here
from shared.intake.phone_matter import begin_matter, begun_with
from shared.models import Activity, Agent, new_id
from shared.web import audience, go_to, respond, wording

views = Blueprint("desk", __name__)

SAID = {
    "desk-seated", "desk-nobody", "desk-busy", "desk-gone", "desk-called", "desk-recalled",
    "desk-no-show-noted", "desk-finished", "desk-back-done", "desk-number-kept",
    "desk-callback-made", "desk-left", "desk-day-ended", "desk-risen", "desk-arrived",
}  # fmt: skip
REFUSED = {
    NoTicket.NOBODY: "desk-nobody",
    NoTicket.BUSY: "desk-busy",
    NoTicket.GONE: "desk-gone",
    NoTicket.NO_SEAT: "desk-gone",
}
LONGEST_KEY = 64


@views.get("/desk")
@audience("clerk")
def home() -> Response:
    """Who is at my counter and who waits; before that, which counter is mine."""
    said = request.args.get("said", "")
    return show(said=said if said in SAID else None)


@views.post("/desk/seat")
@audience("clerk")
def sit() -> Response:
    """Take a counter; from then on I am at the desk and no telephone rings."""
    point = points().get(request.form.get("point", ""))
    counter = request.form.get("counter", "")
    if point is None or not counter.isdecimal() or not 1 <= int(counter) <= point.counters:
        return show(problem="desk-choose", status=422)
    agent_id, at = presence().agent_id, now()
    with center().store.write() as db:
        is_free = seats.free_for(db, agent_id, point.id, int(counter), at)
        if is_free:
            tickets.sit(db, agent_id, point.id, int(counter), at)
            activity.set_activity(db, agent_id, Activity.DESK, None, at)
    return _done("desk-seated") if is_free else show(problem="desk-taken", status=422)


@views.post("/desk/rise")
@audience("clerk")
def rise() -> Response:
    """Leave the counter; not with somebody still at it."""
    agent_id, at = presence().agent_id, now()
    with center().store.write() as db:
        if tickets.in_hand(db, agent_id):
            return _done("desk-busy")
        tickets.rise(db, agent_id)
        activity.set_activity(db, agent_id, Activity.OFFLINE, None, at)
    return _done("desk-risen")


@views.post("/desk/next")
@audience("clerk")
def call_next() -> Response:
    """Call who is first in line."""
    return _call(None)


@views.post("/desk/tickets/<ticket_id>/call")
@audience("clerk")
def call_one(ticket_id: str) -> Response:
    """Call this number now: I answer for the language, and for the order."""
    return _call(ticket_id)


@views.post("/desk/tickets/<ticket_id>/recall")
@audience("clerk")
def recall(ticket_id: str) -> Response:
    """Call the number once more."""
    with center().store.write() as db:
        done = tickets.recall(db, ticket_id, presence().agent_id, now())
    return _done("desk-recalled" if done else "desk-gone")


@views.post("/desk/tickets/<ticket_id>/no-show")
@audience("clerk")
def no_show(ticket_id: str) -> Response:
    """Nobody came to the counter."""
    with center().store.write() as db:
        done = tickets.finish(db, ticket_id, presence().agent_id, NO_SHOW, now())
    return _done("desk-no-show-noted" if done else "desk-gone")


@views.post("/desk/tickets/<ticket_id>/finish")
@audience("clerk")
def finish(ticket_id: str) -> Response:
    """How the talk at the counter ended."""
    disposition = request.form.get("disposition", "")
    if disposition not in DISPOSITIONS:
        return show(problem="desk-choose-end", status=422)
    with center().store.write() as db:
        done = tickets.finish(db, ticket_id, presence().agent_id, disposition, now())
    return _done("desk-finished" if done else "desk-gone")


@views.post("/desk/tickets/<ticket_id>/back")
@audience("clerk")
def back(ticket_id: str) -> Response:
    """Somebody called in vain has come after all."""
    ticket_here(ticket_id)
    with center().store.write() as db:
        done = tickets.back_in_line(db, ticket_id, presence().agent_id, now())
    return _done("desk-back-done" if done else "desk-gone")


@views.post("/desk/tickets/<ticket_id>/leave")
@audience("clerk")
def leave(ticket_id: str) -> Response:
    """Who waited has gone home."""
    ticket_here(ticket_id)
    with center().store.write() as db:
        done = tickets.leave(db, ticket_id, "gave_up", now())
    return _done("desk-left" if done else "desk-gone")


@views.post("/desk/tickets/<ticket_id>/number")
@audience("clerk")
def number(ticket_id: str) -> Response:
    """A telephone number for who cannot wait: called back at once, or when the day ends."""
    held, point = ticket_here(ticket_id)
    given = normalize(request.form.get("number", "")[:32])
    if given is None or request.form.get("is_safe") != "yes":
        return show(problem="desk-number-needs", status=422)
    location, at = center().knowledge.locations[point.id], now()
    wants_now = request.form.get("when") == "now"
    with center().store.write() as db:
        kept = day_end.leave_number(db, ticket_id, given, presence().agent_id, center().keys, at)
        made = wants_now and day_end.to_callback(db, held, location, at, at_once=True)
    if not kept:
        return _done("desk-gone")
    return _done("desk-callback-made" if made else "desk-number-kept")


@views.post("/desk/tickets")
@audience("clerk")
def give() -> Response:
    """A ticket from the clerk's hand; pressed twice it is one."""
    seat, key = my_seat(), request.form.get("key", "")
    spoken = request.form.get("language", "")
    if seat is None or spoken not in STAFF_LANGUAGES or not 1 <= len(key) <= LONGEST_KEY:
        return show(problem="desk-choose-language", status=422)
    agent_id = presence().agent_id
    with center().store.write() as db:
        wish = Wish(f"clerk {agent_id} {key}", seat.point_id, spoken, agent_id=agent_id)
        held = tickets.give(db, wish, now())
    _ring()
    return go_to(url_for("desk.paper", ticket_id=held.id))


@views.get("/desk/tickets/<ticket_id>/print")
@audience("clerk")
def paper(ticket_id: str) -> Response:
    """The small ticket, for the PC's printer: number, day, language, desk; no name."""
    held, point = ticket_here(ticket_id)
    with center().store.read() as db:
        ahead = tickets.ahead_of(db, held, now())
    words = center().words(held.language)
    return respond(
        "ticket_print.html",
        held=held,
        say=words.say,
        tongue=held.language,
        place=words.read(center().knowledge.locations[point.id].names),
        ahead=ahead,
        day=wording.long_date(tickets.local_day(held.made_at), held.language),
    )


@views.post("/desk/arrivals")
@audience("clerk")
def arrive() -> Response:
    """Somebody with an appointment is here: four digits, a ticket."""
    seat = my_seat()
    if seat is None:
        return _done("desk-gone")
    code = request.form.get("code", "").strip()[:8]
    with center().store.write() as db:
        agent_id = presence().agent_id
        held = appointments.arrive(db, seat.point_id, code, now(), agent_id=agent_id)
    if not isinstance(held, Held):
        return show(problem=f"desk-code-{held.value.replace('_', '-')}", status=422)
    _ring()
    return go_to(url_for("desk.paper", ticket_id=held.id))


@views.post("/desk/matters")
@audience("clerk")
def begin() -> Response:
    """Begin the questions without a slip, in the language of who is at the counter.

    Pressed twice it is one matter: the form brings a key.
    """
    room, key = center(), request.form.get("key", "")[:LONGEST_KEY] or new_id()
    with room.store.write() as db:
        matter_id = _begin(db, f"clerk {presence().agent_id} {key}")
    room.doorbell.ring(HERE)
    return go_to(url_for("matter.page", matter_id=matter_id))


@views.post("/desk/end-day")
@audience("clerk")
def end_day() -> Response:
    """The desk shuts: whoever still waits is called back or told, by the point's policy."""
    seat = my_seat()
    point = points().get(seat.point_id) if seat else None
    if point is None or request.form.get("sure") != "yes":
        return show(problem="desk-end-sure", status=422)
    with center().store.write() as db:
        day_end.end_day(db, point, center().knowledge.locations[point.id], now(), is_asked=True)
    center().ring_all()
    return _done("desk-day-ended")


@views.get("/desk/live")
@audience("clerk-watcher")
def live() -> ResponseReturnValue:
    """Who waits and who was called in vain. Passive."""
    seat = my_seat()
    if seat is None:
        return "", 204
    shown = region(seat)
    mark = mark_of(shown)
    if request.args.get("seen") == mark:
        return "", 204
    return make_response(render_template("desk_region.html", seen_desk=mark, **shown))


def _call(ticket_id: str | None) -> Response:
    with center().store.write() as db:
        called = tickets.call_next(db, presence().agent_id, now(), ticket_id)
    said = "desk-called" if isinstance(called, Held) else REFUSED[called]
    return _done(said)


def _begin(db: Session, key: str) -> str:
    room, agent_id = center(), presence().agent_id
    db.get(Agent, agent_id, with_for_update=True)  # one press after the other
    begun = begun_with(db, key)
    if begun is not None:
        return begun
    held = tickets.in_hand(db, agent_id)
    spoken = held.language if held else language()
    content_hash, today = room.knowledge.content_hash, room.clock.today()
    matter = begin_matter(db, agent_id, spoken, content_hash, today, room.keys, now(), key=key)
    return matter.matter_id


def _done(said: str) -> Response:
    _ring()
    return go_to(url_for("desk.home", said=said))


def _ring() -> None:
    """Consoles look again; the screens of waiting rooms ask by themselves every few seconds."""
    center().doorbell.ring(WAITING, HERE)
