"""Made-up callers on this exchange: begun, looked at and sent home by whoever has the token."""

from __future__ import annotations

import hmac
import json
from datetime import UTC, datetime

from flask import Blueprint, Response, abort, request

from contactcenter.simulation.callers import Caller, draw
from contactcenter.simulation.crew import give_phones
from contactcenter.simulation.play import Play
from contactcenter.telephony.local_provider.exchange import Exchange
from contactcenter.telephony.local_provider.provider import provider
from contactcenter.telephony.local_provider.rest import credentials
from shared.web import audience

views = Blueprint("simulation", __name__, url_prefix="/simulation")


@views.before_request
def check() -> None:
    """Only the account's token opens this door."""
    given = request.headers.get("Authorization", "")
    if not hmac.compare_digest(given.encode(), credentials(provider().settings.token).encode()):
        abort(401)


@views.post("")
@audience("provider")
def begin() -> Response:
    """So many callers from now on; `agent` (several): whose phones the exchange rings by itself."""
    form = request.form
    with provider().board.turn() as exchange:
        if not all(play.is_over for play in provider().plays):
            abort(409)
        play = Play(exchange, _callers(exchange))
        give_phones(exchange, form.getlist("agent"))
        play.start()
        provider().plays[:] = [play]
        return _told(exchange)


def _callers(exchange: Exchange) -> tuple[Caller, ...]:
    """Those the form asks for; 400 where it makes no sense."""
    form = request.form
    try:
        seed, count, seconds = int(form["seed"]), int(form["callers"]), float(form["seconds"])
        is_open = form.get("is_always_open") == "true"
        return draw(seed, count, exchange.clock.now(), seconds, is_always_open=is_open)
    except ValueError:
        abort(400)


@views.get("")
@audience("provider")
def standing() -> Response:
    """How far it is."""
    with provider().board.turn() as exchange:
        return _told(exchange)


@views.delete("")
@audience("provider")
def stop() -> Response:
    """Everybody hangs up; the made-up agents' phones are gone."""
    with provider().board.turn() as exchange:
        for play in provider().plays:
            play.stop()
        for agent_id in request.args.getlist("agent"):
            exchange.register(agent_id, is_here=False)
        return _told(exchange)


def _told(exchange: Exchange) -> Response:
    plays = provider().plays
    told = {
        "counts": plays[0].counts() if plays else {},
        "is_over": all(play.is_over for play in plays),
        "at": _instant(exchange.clock.now()),
    }
    return Response(json.dumps(told), mimetype="application/json")


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
