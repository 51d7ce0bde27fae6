"""What the kiosk's reader has read: a slip, a city card, or something nobody here knows."""

from __future__ import annotations

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from kiosk.cards import CityCard, recognize
from kiosk.kiosk import kiosk, visit, words
from kiosk.shelf import entries
from kiosk.views.talk import desks
from kiosk.visit import Reading
from shared.intake.slip import SlipCode, parse_qr
from shared.web import audience, respond

screen = Blueprint("reading", __name__)


@screen.get("/reading")
@audience("citizen")
def ask() -> Response:
    """How to hold a slip or a card before the reader."""
    return respond("reading.html", kind="nothing", back=visit().page)


@screen.post("/reading")
@audience("citizen")
def look() -> AnyResponse:
    """What was just read, shown once. The number of a card is dropped right here."""
    reading = visit().take_reading(kiosk().clock.now())
    if reading is None:
        return respond("reading.html", kind="nothing", back=visit().page)
    slip = parse_qr(reading.payload.get("text", "")) if reading.event == "scan" else None
    if slip is not None:
        return _slip(slip)
    known = recognize(reading)
    return (
        _card(*known) if known else respond("reading.html", kind=_stranger(reading), back=_back())
    )


def _slip(slip: SlipCode) -> AnyResponse:
    """This visit's own slip is on a screen; another one cannot be opened here, and we say so."""
    own = visit().slip
    if own is not None and own.digits == slip.digits:
        return redirect("/slip", 303)
    return respond("reading.html", kind="slip", digits=slip.digits, back=_back())


def _card(card: CityCard, is_demo: bool) -> Response:
    known = kiosk().knowledge
    services = [known.services[name] for name in card.services if name in known.services]
    return respond(
        "reading.html",
        kind="card",
        name=words().read(card.names),
        is_demo=is_demo,
        services=entries(services, words()),
        desks=tuple(desks([card.organization])),
        back=_back(),
    )


def _stranger(reading: Reading) -> str:
    return "strange-card" if reading.event == "card" else "strange-code"


def _back() -> str:
    return visit().page
