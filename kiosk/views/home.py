"""Four doors, and a fifth that says little."""

from __future__ import annotations

from flask import Blueprint, Response

from kiosk.kiosk import kiosk, visit
from shared.web import audience, respond

screen = Blueprint("home", __name__)


@screen.get("/home")
@audience("citizen")
def home() -> Response:
    """Where to begin."""
    return respond(
        "home.html",
        has_answers=visit().has_answers,
        slip=visit().slip,
        can_read=kiosk().devices.can_read,
    )
