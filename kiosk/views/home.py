"""Four doors, what may have happened, and a fifth door that says little."""

from __future__ import annotations

from flask import Blueprint, Response

from kiosk.kiosk import kiosk, visit, words
from shared.web import audience, respond
from shared.web.present.event import event_lines

screen = Blueprint("home", __name__)

EVENTS_AT_HOME = 8


@screen.get("/home")
@audience("citizen")
def home() -> Response:
    """Where to begin."""
    events = list(kiosk().knowledge.life_events.values())[:EVENTS_AT_HOME]
    return respond(
        "home.html",
        has_answers=visit().has_answers,
        slip=visit().slip,
        can_read=kiosk().devices.can_read,
        events=event_lines(events, words()),
    )
