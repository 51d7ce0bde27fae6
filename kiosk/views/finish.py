"""The end of a visit: asked for, or come by itself. Nothing of it stays."""

from __future__ import annotations

from flask import Blueprint, Response, abort, g, redirect, session
from werkzeug.wrappers import Response as AnyResponse

from kiosk.gates import VISIT_COOKIE
from kiosk.kiosk import kiosk, visit
from shared.text import LANGUAGES
from shared.web import audience, redirect_whole_page, respond

screen = Blueprint("finish", __name__)


@screen.get("/finish")
@audience("citizen")
def ask() -> Response:
    """Really finish? What will be forgotten, and what stays in the citizen's hand."""
    return respond("finish.html", slip=visit().slip, back=visit().page)


@screen.post("/finish")
@audience("citizen")
def finish() -> Response:
    """Forget everything and say goodbye."""
    language = visit().language
    _wipe()
    return _clear_browser(redirect_whole_page(f"/goodbye/{language}"))


@screen.post("/hide")
@audience("citizen")
def hide() -> Response:
    """Somebody comes near: back to the picture everybody knows, at once."""
    _wipe()
    return _clear_browser(redirect_whole_page("/"))


@screen.get("/goodbye/<language>")
@audience("anyone")
def goodbye(language: str) -> Response:
    """Say that everything is forgotten, in the language the visit had."""
    if language not in LANGUAGES:
        abort(404)
    g.language = language
    return respond("goodbye.html")


@screen.get("/wiped")
@audience("anyone")
def wiped() -> AnyResponse:
    """Nobody answered in time: say, in every language, that the answers are gone."""
    if kiosk().visits.find(session.get(VISIT_COOKIE)) is not None:
        return redirect("/still-there", 303)
    session.clear()
    return _clear_browser(respond("wiped.html"))


def _wipe() -> None:
    kiosk().visits.wipe(session.get(VISIT_COOKIE))
    session.clear()


def _clear_browser(response: Response) -> Response:
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
