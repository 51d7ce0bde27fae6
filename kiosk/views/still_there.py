"""Is anybody still there? Asked before the visit is wiped, with and without scripts."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.kiosk import kiosk, visit
from kiosk.visit import Presence
from shared.web import audience, respond, wants_fragment

screen = Blueprint("still_there", __name__)


@screen.get("/watch")
@audience("onlooker")
def watch() -> AnyResponse:
    """Nothing while somebody is here; the question once nobody seems to be. Polled, passive."""
    if not wants_fragment():
        return redirect("/still-there", 303)
    visits = kiosk().visits
    warned = visits.presence(visit()) is Presence.WARNED
    if not warned and request.args.get("shown") != "yes":
        return make_response("", 204)
    return respond("watch.html", "watch", warned=warned, seconds=visits.seconds_left(visit()))


@screen.get("/still-there")
@audience("onlooker")
def ask() -> Response:
    """The same question as a page of its own, for a browser without scripts."""
    return respond("still_there.html", seconds=kiosk().visits.seconds_left(visit()))


@screen.post("/still-there")
@audience("citizen")
def here() -> AnyResponse | tuple[str, int]:
    """Somebody is: the time starts anew and the screen stays as it was."""
    if wants_fragment() and "typing" in request.form:
        return "", 204
    if wants_fragment():
        return respond("watch.html", "watch", warned=False, seconds=0)
    return redirect(visit().page, 303)
