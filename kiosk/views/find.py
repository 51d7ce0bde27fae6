"""Find a service by typing a word or by its topic. What is typed never reaches an address bar."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.keyboard import rows
from kiosk.kiosk import kiosk, visit, words
from kiosk.lines import helplines
from kiosk.shelf import by_topic, entries
from kiosk.views.talk import desks
from shared.catalog.search import Found
from shared.web import audience, respond
from shared.web.present.event import event_lines
from shared.web.present.service import LineView

screen = Blueprint("find", __name__)

SEARCH_LENGTH = 80
MOST_FOUND = 12
MOST_SUGGESTED = 5
MOST_EVENTS = 6  # offered where nothing was found
SHORTEST_SUGGESTED = 2
EMERGENCY = "112"
FIRST_DOOR = ("lckm",)  # whoever finds nothing here is told where everybody is taken in


@screen.get("/find")
@audience("citizen")
def search() -> Response:
    """The search field, what it found, and the topics."""
    return _show(MOST_FOUND)


@screen.post("/find")
@audience("citizen")
def typed() -> AnyResponse:
    """Keep the words in the visit and show what they find."""
    visit().search = _words()
    kiosk().missed.begin(visit(), visit().search)
    return redirect("/find", 303)


@screen.post("/find/suggest")
@audience("citizen")
def suggest() -> Response:
    """What the words typed so far find; the last one need not be finished."""
    visit().search = _words()
    return _show(MOST_SUGGESTED, typing=True)


@screen.get("/topic/<topic>")
@audience("citizen")
def topic(topic: str) -> Response:
    """Everything under one topic."""
    shelf = next((s for s in by_topic(kiosk().knowledge, words()) if s.topic == topic), None)
    if shelf is None:
        abort(404)
    return respond("topic.html", shelf=shelf)


def _lines(found: Found) -> list[LineView]:
    """Every number to call: the emergency number, then those of the nearest help."""
    near = [line.number for service in found.services for line in service.helplines]
    order = {number: place for place, number in reversed(list(enumerate([EMERGENCY, *near])))}
    every = helplines(kiosk().knowledge, words())
    return sorted(every, key=lambda line: order.get(line.number, len(order)))


def _words() -> str:
    return request.form.get("words", "").strip()[:SEARCH_LENGTH]


def _show(most: int, *, typing: bool = False) -> Response:
    known, citizen = kiosk().knowledge, visit()
    events = list(known.life_events.values())[:MOST_EVENTS]
    text = citizen.search if len(citizen.search) >= (SHORTEST_SUGGESTED if typing else 1) else ""
    found = known.search.find(text, citizen.language, typing=typing)
    return respond(
        "find.html",
        "found" if typing else "main",
        crisis=found.crisis,
        lines=_lines(found) if found.crisis else (),
        typed=text,
        typing=typing,
        found=entries(found.services[:most], words()),
        desks=tuple(desks(FIRST_DOOR)),
        events=event_lines(events, words()),
        keys=rows(citizen.language),
        shelves=by_topic(known, words()),
    )
