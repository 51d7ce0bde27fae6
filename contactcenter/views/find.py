"""Find a service while somebody is on the line. What is typed never reaches an address bar."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, request

from contactcenter.calls import looked
from contactcenter.center import center, now
from contactcenter.gates import language
from contactcenter.missed import count_if_missed
from shared.catalog.search import Found
from shared.routing.journey import Journey
from shared.web import audience, respond, wants_fragment
from shared.web.present import service_view
from shared.web.present.classes import class_lines
from shared.web.present.door_map import door_map
from shared.web.present.event import event_lines, event_view

views = Blueprint("find", __name__)

LONGEST_SEARCH = 200
MOST_FOUND = 12
MOST_SUGGESTED = 8
MOST_DOORS = 2  # told at once
MOST_HELP = 3  # unfolded at once, with the numbers to call
SHORTEST_SUGGESTED = 2


@views.get("/find")
@audience("agent")
def page() -> Response:
    """The search field."""
    return respond("find.html", **_told("", _search("")))


@views.post("/find")
@audience("agent")
def find() -> Response:
    """What the words find."""
    typed = _words()
    found = _search(typed)
    if len(typed) >= SHORTEST_SUGGESTED:
        count_if_missed(typed, found, language())
    return respond("find.html", **_told(typed, found))


@views.post("/find/suggest")
@audience("agent")
def suggest() -> Response:
    """What the words typed so far find; the last one need not be finished."""
    typed = _words()
    return respond("find.html", "found", **_told(typed, _search(typed, typing=True), typing=True))


@views.get("/find/services/<service_id>")
@audience("agent")
def service(service_id: str) -> Response:
    """One service told: the part of the page under htmx, else a page of its own."""
    if service_id not in center().knowledge.services:
        abort(404)
    looked.note(service_id)
    block = "told" if wants_fragment() else "main"
    known, on = center().knowledge, center().clock.today()
    classes = class_lines(known, service_id, center().words(language()), on)
    view = _view(service_id)
    doors = door_map(known, view.places[:MOST_DOORS], of=f"{service_id}-")
    return respond("found_service.html", block, view=view, classes=classes, map=doors)


@views.get("/find/events/<event_id>")
@audience("agent")
def event(event_id: str) -> Response:
    """What happened to the caller: the first door, and what else to check."""
    known = center().knowledge
    if event_id not in known.life_events:
        abort(404)
    journey = Journey(at=now())
    view = event_view(known, known.life_events[event_id], center().words(language()), journey)
    return respond("found_event.html", event=view)


def _words() -> str:
    return request.form.get("words", "").strip()[:LONGEST_SEARCH]


def _search(typed: str, *, typing: bool = False) -> Found:
    asked = typed if len(typed) >= SHORTEST_SUGGESTED else ""
    most = MOST_SUGGESTED if typing else MOST_FOUND
    return center().knowledge.search.find(asked, language(), limit=most, typing=typing)


def _told(typed: str, found: Found, *, typing: bool = False) -> dict[str, Any]:
    views_of = [_view(one.id) for one in found.services]
    return {
        "typed": typed,
        "typing": typing,
        "crisis": found.crisis,
        "helping": _helping(found),
        "found": views_of,
        "events": event_lines(center().knowledge.life_events.values(), center().words(language())),
    }


def _helping(found: Found) -> list[dict[str, Any]]:
    """The nearest help, in the shape the template tells it."""
    if not found.crisis:
        return []
    helping = [_view(one.id) for one in found.services if one.kind == "help"][:MOST_HELP]
    return [{"card": view, "view": view} for view in helping]


def _view(service_id: str) -> Any:
    return service_view(center().knowledge, service_id, center().words(language()), now())
