"""Find a service by typing a word or by its topic. What is typed never reaches an address bar."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.keyboard import rows
from kiosk.kiosk import kiosk, visit, words
from kiosk.lines import helplines
from kiosk.shelf import by_topic, entries
from shared.catalog.find import find
from shared.web import audience, respond

screen = Blueprint("find", __name__)

SEARCH_LENGTH = 80


@screen.get("/find")
@audience("citizen")
def search() -> Response:
    """The search field, what it found, and the topics."""
    known, citizen = kiosk().knowledge, visit()
    found = find(known.services.values(), citizen.search, citizen.language, known.crisis_words)
    return respond(
        "find.html",
        crisis=found.crisis,
        lines=helplines(known, words()) if found.crisis else (),
        typed=citizen.search,
        found=entries(found.services, words()),
        keys=rows(citizen.language),
        shelves=by_topic(known, words()),
    )


@screen.post("/find")
@audience("citizen")
def typed() -> AnyResponse:
    """Keep the words in the visit and show what they find."""
    visit().search = request.form.get("words", "").strip()[:SEARCH_LENGTH]
    return redirect("/find", 303)


@screen.get("/topic/<topic>")
@audience("citizen")
def topic(topic: str) -> Response:
    """Everything under one topic."""
    shelf = next((s for s in by_topic(kiosk().knowledge, words()) if s.topic == topic), None)
    if shelf is None:
        abort(404)
    return respond("topic.html", shelf=shelf)
