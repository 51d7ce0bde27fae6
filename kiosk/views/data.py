"""What becomes of what is said here: the short layer of the notice, and the long one on request."""

from __future__ import annotations

from flask import Blueprint, Response

from kiosk.kiosk import visit
from shared.intake import notices
from shared.web import audience, respond

screen = Blueprint("data", __name__)

PLACE = "kiosk"


@screen.get("/data")
@audience("citizen")
def show() -> Response:
    """The first layer, in the plainest words there are."""
    said = notices.short(PLACE, visit().language)
    return respond("data.html", said=said, back=visit().page)


@screen.get("/data/all")
@audience("citizen")
def everything() -> Response:
    """The second layer: who, why, which, to whom, how long, what one may ask for."""
    spoken = "pl" if visit().language == "plain" else visit().language
    return respond("data_all.html", parts=notices.long(PLACE, spoken))
