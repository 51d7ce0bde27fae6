"""Help that nobody has to deserve: shelter, violence, crisis. A calm screen that can vanish."""

from __future__ import annotations

from flask import Blueprint, Response

from kiosk.kiosk import kiosk, words
from kiosk.lines import helplines
from kiosk.shelf import entries
from shared.web import audience, respond

screen = Blueprint("help", __name__)


@screen.get("/help")
@audience("citizen")
def show() -> Response:
    """The help there is, and the numbers to call."""
    known = kiosk().knowledge
    offered = [s for s in known.services.values() if s.kind == "help"]
    return respond("help.html", services=entries(offered, words()), lines=helplines(known, words()))
