"""A number for the desk: taken with one press, printed at once, and large on the screen."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.kiosk import kiosk, say_in, visit
from kiosk.ticket import NoTicket, Ticket, ticket_sheet
from kiosk.visit import Visit
from shared.intake.paper import Paper, print_again, print_state
from shared.intake.submit import print_only
from shared.web import audience, respond, wants_fragment

screen = Blueprint("ticket", __name__)

SPOKEN = {"plain": "pl"}  # plain Polish is Polish to the clerk
KEYS = ("1234567890",)


@screen.get("/ticket")
@audience("citizen")
def show() -> Response:
    """The number, or the way to one."""
    ticket = visit().ticket
    return _offer() if ticket is None else _page(ticket)


@screen.post("/ticket")
@audience("citizen")
def take() -> AnyResponse:
    """One number per visit, however often it is pressed; its paper comes by itself."""
    citizen, typed = visit(), request.form.get("code", "").strip()[:8]
    with citizen.lock:
        if citizen.ticket is None:
            key = f"{citizen.key}.{typed}" if typed else citizen.key
            taken = kiosk().ticket_door.take(key, _spoken(citizen), typed)
            if isinstance(taken, NoTicket):
                return _offer(taken, typed)
            citizen.ticket = taken
            _print(citizen, taken)
    kiosk().ring()
    return redirect("/ticket", 303)


@screen.get("/ticket/paper")
@audience("onlooker")
def paper() -> AnyResponse:
    """How the printing stands. Polled, passive."""
    if not wants_fragment():
        return redirect("/ticket", 303)
    state = _paper(visit())
    if state == request.args.get("seen"):
        return make_response("", HTTPStatus.NO_CONTENT)
    return respond("ticket.html", "paper", paper=state)


@screen.post("/ticket/again")
@audience("citizen")
def again() -> AnyResponse:
    """Print once more what did not come out: the same number."""
    with kiosk().store.write() as db:
        print_again(db, _key(visit()))
    kiosk().ring()
    return redirect("/ticket", 303)


def _print(citizen: Visit, ticket: Ticket) -> None:
    room, language = kiosk(), _spoken(citizen)
    sheet = ticket_sheet(ticket, language, say_in(language))
    paper = Paper("", "", language, sheet, kind="ticket")
    with room.store.write() as db:
        print_only(db, _key(citizen), citizen.key, paper, room.keys, room.clock.now())


def _offer(why: NoTicket | None = None, typed: str = "") -> Response:
    desk = kiosk().ticket_door.look()
    state = "away" if desk is None else desk.state
    return respond(
        "ticket_take.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if why else HTTPStatus.OK,
        state=state,
        desk=desk,
        why=why.value.replace("_", "-") if why else None,
        typed=typed,
        keys=KEYS,
    )


def _page(ticket: Ticket) -> Response:
    return respond("ticket.html", ticket=ticket, paper=_paper(visit()))


def _paper(citizen: Visit) -> str:
    with kiosk().store.read() as db:
        return str(print_state(db, _key(citizen)) or "canceled")


def _key(citizen: Visit) -> str:
    return f"{citizen.key}.ticket"


def _spoken(citizen: Visit) -> str:
    return SPOKEN.get(citizen.language, citizen.language)
