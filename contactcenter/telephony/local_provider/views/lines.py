"""What goes on: the running calls, the rooms and the last webhooks; no number, no word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from contactcenter.telephony.local_provider import hearing
from contactcenter.telephony.local_provider.exchange import Exchange
from contactcenter.telephony.local_provider.parts import Leg
from contactcenter.telephony.local_provider.provider import provider
from shared.clock import CITY_ZONE
from shared.web import audience, respond

MOST_WEBHOOKS = 40
MOST_FAULTS = 5

views = Blueprint("lines", __name__, url_prefix="/lines")


@dataclass(frozen=True)
class Row:
    """One running leg: the end of its sid, what it is, how it stands and who hears it."""

    sid: str
    what: str
    label: str
    status: str
    sound: str
    room: str
    hears: int
    seconds: int


@views.get("")
@audience("anyone")
def page() -> ResponseReturnValue:
    """The page, or its live part."""
    return respond("lines.html", **_seen())


@views.get("/seen")
@audience("anyone")
def seen() -> ResponseReturnValue:
    """The live part again."""
    return respond("lines.html", "seen", **_seen())


def _seen() -> dict[str, Any]:
    with provider().board.turn() as exchange:
        legs = tuple(_row(exchange, leg) for leg in exchange.live_legs())
        webhooks = [
            (one, one.at.astimezone(CITY_ZONE).strftime("%H:%M:%S"))
            for one in reversed(exchange.post.log)
        ]
        faults = exchange.faults[-MOST_FAULTS:]
    return {
        "legs": legs,
        "webhooks": webhooks[:MOST_WEBHOOKS],
        "faults": faults,
        "app_url": provider().settings.app_url,
        "here": "lines",
    }


def _row(exchange: Exchange, leg: Leg) -> Row:
    room = exchange.rooms.room_of(leg)
    heard_by = hearing.sends(exchange.calls, exchange.rooms, leg)
    passed = exchange.clock.now() - (leg.answered_at or leg.made_at)
    is_agent = leg.to.startswith("client:")
    return Row(
        f"…{leg.sid[-6:]}",
        "agent" if is_agent else leg.direction.partition("-")[0],
        (leg.label or "")[:24],
        leg.status.value,
        leg.sound,
        f"…{room.sid[-6:]}" if room else "",
        len(heard_by),
        int(passed.total_seconds()),
    )
