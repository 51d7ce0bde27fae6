"""The screen nobody stands before: a touch anywhere starts a visit."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, session
from werkzeug.wrappers import Response as AnyResponse

from kiosk.gates import VISIT_COOKIE
from kiosk.kiosk import kiosk
from shared.web import audience, respond

screen = Blueprint("attract", __name__)


@screen.get("/")
@audience("anyone")
def attract() -> Response:
    """Invite, in every language at once."""
    return respond("attract.html")


@screen.post("/start")
@audience("anyone")
def start() -> AnyResponse:
    """Begin a visit; whoever stood here before is forgotten."""
    visits = kiosk().visits
    visits.sweep()
    visits.wipe(session.get(VISIT_COOKIE))
    session[VISIT_COOKIE], _ = visits.start()
    return redirect("/language", 303)
