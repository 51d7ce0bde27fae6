"""What happened: the citizen's own words for it, the first door, and what else to check."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from kiosk import whereabouts
from kiosk.kiosk import kiosk, visit, words
from kiosk.missed import touched
from shared.web import audience, respond
from shared.web.present.event import event_lines, event_view
from shared.web.present.short_forms import forms_of_event

screen = Blueprint("event", __name__)


@screen.get("/events")
@audience("citizen")
def every() -> Response:
    """All events, the common ones first."""
    events = kiosk().knowledge.life_events.values()
    return respond("events.html", events=event_lines(events, words()))


@screen.get("/event/<event_id>")
@audience("citizen")
def show(event_id: str) -> Response:
    """One event: where to begin, and what to ask about."""
    known = kiosk().knowledge
    event = known.life_events.get(event_id)
    if event is None:
        abort(404)
    touched(visit())
    view = event_view(known, event, words(), whereabouts.journey())
    return respond("event.html", event=view, forms=forms_of_event(known, view, words()))
