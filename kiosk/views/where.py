"""Where to go: choose the matter, say the part of the city, read the doors."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.kiosk import kiosk, visit, words
from kiosk.shelf import by_topic
from shared.routing.place import DISTRICTS
from shared.web import audience, respond
from shared.web.present import service_view

screen = Blueprint("where", __name__)


@screen.get("/where")
@audience("citizen")
def choose() -> Response:
    """All matters under their topics."""
    return respond("where.html", shelves=by_topic(kiosk().knowledge, words(), quietly=True))


@screen.get("/where/<service_id>")
@audience("citizen")
def doors(service_id: str) -> Response:
    """The doors for one matter, best first."""
    known, citizen = kiosk().knowledge, visit()
    if service_id not in known.services:
        abort(404)
    view = service_view(known, service_id, words(), kiosk().clock.now(), district=citizen.district)
    return respond(
        "doors.html",
        service=view,
        districts=DISTRICTS,
        district=citizen.district,
    )


@screen.post("/where/<service_id>")
@audience("citizen")
def live_in(service_id: str) -> AnyResponse:
    """Remember the part of the city, for every matter of this visit."""
    district = request.form.get("district")
    if district in DISTRICTS or district == "":
        visit().district = district or None
    if service_id not in kiosk().knowledge.services:
        abort(404)
    return redirect(f"/where/{service_id}", 303)
