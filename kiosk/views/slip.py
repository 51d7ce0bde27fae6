"""The slip on the screen, and what became of the paper: known, or asked for, never claimed."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, redirect
from werkzeug.wrappers import Response as AnyResponse

from kiosk.kiosk import kiosk, visit
from kiosk.sheet.typesetter import qr_svg
from kiosk.views.paper import answered, news, paper_state
from kiosk.visit import Visit
from shared.intake.anew import take_anew
from shared.intake.paper import print_again
from shared.intake.submit import NoNumberLeft, Slip
from shared.web import audience, respond, wants_fragment

screen = Blueprint("slip", __name__)


@screen.get("/slip")
@audience("citizen")
def show() -> AnyResponse:
    """Digits, word and code, large."""
    slip = visit().slip
    if slip is None:
        return redirect("/take", 303)
    return respond("slip.html", slip=slip, paper=paper_state(slip.key, visit().paper_said))


@screen.get("/slip/paper")
@audience("onlooker")
def paper() -> AnyResponse:
    """How the printing stands. Polled, passive."""
    slip = visit().slip or abort(404)
    if not wants_fragment():
        return redirect("/slip", 303)
    return news("slip.html", paper_state(slip.key, visit().paper_said), slip=slip)


@screen.post("/slip/paper")
@audience("citizen")
def said() -> AnyResponse:
    """Nobody but the citizen knows whether the paper came out: believe what is said."""
    citizen = visit()
    citizen.paper_said = answered() or citizen.paper_said
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
