"""How the screen looks: colors, size of the letters, and how high the buttons are."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.kiosk import kiosk, visit
from kiosk.visit import SIZES, THEMES
from shared.web import audience, respond

screen = Blueprint("look", __name__)


@screen.get("/look")
@audience("citizen")
def look() -> Response:
    """What can be chosen, and what is chosen now."""
    return respond(
        "look.html",
        look=visit().look,
        themes=THEMES,
        sizes=SIZES,
        headphones=kiosk().devices.headphones,
        back=visit().page,
    )


@screen.post("/look")
@audience("citizen")
def changed() -> AnyResponse:
    """One choice at a time; anything unknown changes nothing."""
    citizen = visit()
    theme, size = request.form.get("theme"), request.form.get("size")
    if theme in THEMES:
        citizen.look = replace(citizen.look, theme=theme)
    if size in SIZES:
        citizen.look = replace(citizen.look, size=size)
    if "reach" in request.form:
        citizen.look = replace(citizen.look, reach=request.form["reach"] == "low")
    return redirect("/look", 303)
