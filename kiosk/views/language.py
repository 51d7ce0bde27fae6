"""In which language the citizen wants to go on."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.kiosk import visit
from shared.text import LANGUAGES
from shared.web import audience, respond

screen = Blueprint("language", __name__)


@screen.get("/language")
@audience("citizen")
def choose() -> Response:
    """The four languages, each under its own name."""
    return respond("language.html", languages=LANGUAGES)


@screen.post("/language")
@audience("citizen")
def chosen() -> AnyResponse:
    """Go on in that language; an unknown one changes nothing."""
    wanted = request.form.get("language", "")
    if wanted in LANGUAGES:
        visit().language = wanted
    return redirect("/home", 303)
