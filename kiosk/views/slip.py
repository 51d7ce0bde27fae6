"""The slip on the screen, and what became of the paper: known, or asked for, never claimed."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.kiosk import kiosk, visit
from kiosk.sheet.typesetter import qr_svg
from kiosk.visit import Visit
from shared.intake.anew import take_anew
from shared.intake.paper import print_again, print_state
from shared.intake.submit import NoNumberLeft, Slip
from shared.web import audience, respond, wants_fragment

screen = Blueprint("slip", __name__)

CAME_OUT = ("yes", "no", "partly")


@screen.get("/slip")
@audience("citizen")
def show() -> AnyResponse:
    """Digits, word and code, large."""
    slip = visit().slip
    if slip is None:
        return redirect("/take", 303)
    return respond("slip.html", slip=slip, paper=_paper(slip))


@screen.get("/slip/paper")
@audience("onlooker")
def paper() -> AnyResponse:
    """How the printing stands. Polled, passive."""
    slip = visit().slip or abort(404)
    if not wants_fragment():
        return redirect("/slip", 303)
    state = _paper(slip)
    if state == request.args.get("seen"):
        return make_response("", 204)
    return respond("slip.html", "paper", slip=slip, paper=state)


@screen.post("/slip/paper")
@audience("citizen")
def said() -> AnyResponse:
    """Nobody but the citizen knows whether the paper came out: believe what is said."""
    answer = request.form.get("said")
    if answer in CAME_OUT:
        visit().paper_said = answer
    return redirect("/slip", 303)


@screen.post("/slip/again")
@audience("citizen")
def again() -> AnyResponse:
    """Print once more under another number, because nobody is sure where the first sheet is."""
    citizen = visit()
    with citizen.lock:
        slip = _print_anew(citizen)
        if slip is not None:
            citizen.slip, citizen.paper_said = slip, None
            kiosk().ring()
    return redirect("/slip", 303)


@screen.get("/slip/code.svg")
@audience("onlooker")
def code() -> Response:
    """The slip as a QR code."""
    slip = visit().slip or abort(404)
    response = make_response(qr_svg(slip.digits, slip.word))
    response.mimetype = "image/svg+xml"
    return response


def _print_anew(citizen: Visit) -> Slip | None:
    """The slip now on its way to paper: the same one, as a copy, when no number is left."""
    if citizen.slip is None or citizen.taking is None:
        abort(404)
    room, earlier = kiosk(), citizen.slip
    with room.store.write() as db:
        slip = take_anew(db, earlier, citizen.taking, room.keys, room.clock.now())
        if isinstance(slip, NoNumberLeft):
            return earlier if print_again(db, earlier.key) else None
    return slip if isinstance(slip, Slip) else None


def _paper(slip: Slip) -> str:
    """What can honestly be said about the paper; what the citizen said outweighs not knowing."""
    with kiosk().store.read() as db:
        state = print_state(db, slip.key)
    if state is None:
        return "none"
    said = visit().paper_said
    return said if said and state == "unknown" else str(state)
