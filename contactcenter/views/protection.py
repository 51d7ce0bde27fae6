"""What people are told about their data, and the register of what the city does with it."""

from __future__ import annotations

from flask import Blueprint, Response

from contactcenter.gates import language
from shared.intake import notices
from shared.intake.register import register
from shared.web import audience, respond

views = Blueprint("protection", __name__)


@views.get("/dane/<any(kiosk, phone, desk):place>")
@audience("anyone")
def notice(place: str) -> Response:
    """Both layers of the notice of one place: for whoever asks, and for a clerk to print."""
    return respond(
        "notice.html",
        place=place,
        places=tuple(notices.PLACES),
        short=notices.short(place, language()),
        parts=notices.long(place, language()),
    )


@views.get("/dane/rejestr")
@audience("staff")
def processing() -> Response:
    """The processing register as a page: the same data as the document."""
    return respond(
        "processing.html",
        register=register(),
        told_of=notices.told_of,
        length=lambda kept: notices.length(kept, language()),
        said=lambda text: text.in_(language()).text,
    )
