"""Where to go: choose the matter, say where you live, read the doors."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk import whereabouts
from kiosk.kiosk import kiosk, visit, words
from kiosk.shelf import by_topic
from shared.routing.place import DISTRICTS
from shared.web import audience, respond
from shared.web.present import service_view
from shared.web.present.door_map import door_map

screen = Blueprint("where", __name__)

MOST_SHOWN = 6  # doors; the others are folded away


@screen.get("/where")
@audience("citizen")
def choose() -> Response:
    """All matters under their topics."""
    return respond("where.html", shelves=by_topic(kiosk().knowledge, words(), quietly=True))


@screen.get("/where/<service_id>")
@audience("citizen")
def doors(service_id: str) -> Response:
    """The doors for one matter, best first."""
    known, journey = kiosk().knowledge, whereabouts.journey()
    if service_id not in known.services:
        abort(404)
    view = service_view(known, service_id, words(), journey.at, journey=journey)
    return respond(
        "doors.html",
        service=view,
        home=visit().home,
        home_name=whereabouts.home_name(),
        needs=visit().needs,
        asked_needs=whereabouts.ASKED_NEEDS,
        map=door_map(known, view.places[:MOST_SHOWN], whereabouts.kiosk_position()),
        shown=MOST_SHOWN,
    )


@screen.post("/where/<service_id>")
@audience("citizen")
def live_in(service_id: str) -> AnyResponse:
    """Remember the part of the city or a need, for every matter of this visit."""
    whereabouts.say_district(request.form.get("district"))
    whereabouts.toggle_need(request.form.get("need", ""))
    if service_id not in kiosk().knowledge.services:
        abort(404)
    return redirect(f"/where/{service_id}", 303)


@screen.get("/where/<service_id>/home")
@audience("citizen")
def home(service_id: str) -> Response:
    """Where do you live? First the district, then what lies in it."""
    if service_id not in kiosk().knowledge.services:
        abort(404)
    return respond(
        "home_spot.html",
        service_id=service_id,
        home=visit().home,
        districts=DISTRICTS,
        district=visit().district,
        osiedla=whereabouts.osiedla() if visit().district else (),
        landmarks=whereabouts.landmarks(),
        knows_where_it_stands=whereabouts.kiosk_position() is not None,
    )


@screen.post("/where/<service_id>/home")
@audience("citizen")
def live_at(service_id: str) -> AnyResponse:
    """Take a spot; after a district its neighborhoods are asked, after all else the doors shown."""
    if service_id not in kiosk().knowledge.services:
        abort(404)
    said = request.form.get("home", "")
    is_taken = whereabouts.say_home(said)
    is_finer_to_come = said in DISTRICTS or not is_taken
    return redirect(f"/where/{service_id}{'/home' if is_finer_to_come else ''}", 303)
