"""What was agreed with the line: its code typed in, the lines read in peace, a paper if wished."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.agreed import Shown, Unshown, agreed_sheet, made_on
from kiosk.kiosk import kiosk, say_in, visit, words
from kiosk.views.paper import answered, news, paper_state
from kiosk.visit import Visit
from shared.intake.agreement_code import DIGITS, LETTERS
from shared.intake.paper import Paper, print_again
from shared.intake.submit import print_only
from shared.web import audience, respond, wants_fragment

screen = Blueprint("agreed", __name__)

LONGEST = 40
KEYS = (DIGITS, *("".join(sorted(LETTERS))[start : start + 10] for start in (0, 10)))


@screen.get("/agreed")
@audience("citizen")
def show() -> Response:
    """What was agreed; before that, the keys to type its code with."""
    shown = visit().agreed
    return _typing() if shown is None else _page(shown)


@screen.post("/agreed")
@audience("citizen")
def find() -> AnyResponse:
    """Ask the city once. What was typed stays in the field when it shows nothing."""
    citizen, typed = visit(), request.form.get("code", "")[:LONGEST]
    with citizen.lock:
        found = kiosk().agreed_codes.find(typed)
        if isinstance(found, Unshown):
            return _typing(typed, found)
        citizen.codes_shown += 1
        citizen.agreed = Shown(found, f"{citizen.key}.agreed{citizen.codes_shown}")
    return redirect("/agreed", 303)


@screen.post("/agreed/other")
@audience("citizen")
def other() -> AnyResponse:
    """Put it away, and type another code."""
    visit().agreed = None
    return redirect("/agreed", 303)


@screen.post("/agreed/print")
@audience("citizen")
def on_paper() -> AnyResponse:
    """One paper, however often it is pressed. Speaks only after the commit."""
    citizen, shown, room = visit(), _shown(), kiosk()
    agreed = shown.agreed
    sheet = agreed_sheet(agreed, say_in(agreed.language))
    paper = Paper("", "", agreed.language, sheet, kind="agreed")
    with citizen.lock:
        with room.store.write() as db:
            at = room.clock.now()
            is_taken = print_only(db, shown.key, citizen.key, paper, room.keys, at)
        shown.is_printed = shown.is_printed or is_taken
    room.ring()
    return redirect("/agreed", 303)


@screen.get("/agreed/paper")
@audience("onlooker")
def paper() -> AnyResponse:
    """How the printing stands. Polled, passive."""
    shown = _shown()
    if not wants_fragment():
        return redirect("/agreed", 303)
    return news("agreed.html", paper_state(shown.key, shown.said), shown=shown)


@screen.post("/agreed/paper")
@audience("citizen")
def said() -> AnyResponse:
    """Nobody but the citizen knows whether the paper came out: believe what is said."""
    shown = _shown()
    shown.said = answered() or shown.said
    return redirect("/agreed", 303)


@screen.post("/agreed/again")
@audience("citizen")
def again() -> AnyResponse:
    """Print once more what did not come out; the second paper says that it is one."""
    citizen, shown = visit(), _shown()
    with citizen.lock:
        with kiosk().store.write() as db:
            is_again = print_again(db, shown.key)
        if is_again:
            shown.said = None
    kiosk().ring()
    return redirect("/agreed", 303)


def _typing(typed: str = "", why: Unshown | None = None) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if why else HTTPStatus.OK
    return respond("agreed_code.html", status=status, typed=typed, why=why, keys=KEYS)


def _page(shown: Shown) -> Response:
    return respond(
        "agreed.html",
        shown=shown,
        agreed=shown.agreed,
        made_on=made_on(shown.agreed, words()),
        paper=paper_state(shown.key, shown.said),
    )


def _shown() -> Shown:
    citizen: Visit = visit()
    return citizen.agreed or abort(404)
