"""Take it with you: choose what goes on paper, and get a slip to go on with elsewhere."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk import whereabouts
from kiosk.kiosk import assessment, kiosk, visit, words
from kiosk.paper import sheet_of
from shared.diagnosis import write_household
from shared.intake.submit import Slip, Taking, take
from shared.routing.place import DISTRICTS
from shared.web import audience, respond
from shared.web.present import ResultCard, results

screen = Blueprint("take", __name__)

BY_HOME = frozenset({"nearest", "by_district"})


@screen.get("/take")
@audience("citizen")
def choose() -> AnyResponse:
    """What was found, to be ticked; what could endanger somebody is not on the list at all."""
    if visit().slip is not None:
        return redirect("/slip", 303)
    return _list()


@screen.post("/take")
@audience("citizen")
def taken() -> AnyResponse:
    """One slip per visit, however often the button is pressed. Speaks only after the commit."""
    citizen = visit()
    with citizen.lock:
        if citizen.slip is None:
            _note_district(request.form.get("district", ""))
            slip = _take(request.form.getlist("chosen"), request.form.get("paper") == "yes")
            if not isinstance(slip, Slip):
                kiosk().ring()  # the outbox fetches numbers while the citizen reads why not
                return _list(no_number=True)
            citizen.slip = slip
            kiosk().ring()
    return redirect("/slip", 303)


def _list(*, no_number: bool = False) -> Response:
    cards = _offered()
    return respond(
        "take.html",
        cards=cards,
        no_number=no_number,
        district=visit().district,
        districts=DISTRICTS if _needs_district(cards) else (),
    )


def _needs_district(cards: list[ResultCard]) -> bool:
    """Whether for something offered the right door depends on where the citizen lives."""
    services = kiosk().knowledge.services
    return any(services[card.service_id].where.rule in BY_HOME for card in cards)


def _note_district(given: str) -> None:
    if given in DISTRICTS:
        whereabouts.say_district(given)


def _offered() -> list[ResultCard]:
    """What was found or still may be; when nothing was, everything, for anybody may apply."""
    found = results(kiosk().knowledge, assessment(), words())
    cards = [*found.likely, *found.open, *found.ask] or found.no
    return [card for card in cards if not card.safety_sensitive]


def _take(wanted: list[str], wants_paper: bool) -> object:
    room, citizen, now = kiosk(), visit(), assessment()
    offered = [card.service_id for card in _offered()]
    citizen.chosen = tuple(s for s in offered if s in wanted)
    at = room.clock.now()
    citizen.taking = Taking(
        language=citizen.language,
        household=write_household(
            citizen.household, room.knowledge.facts, ages_only=True, on=now.on
        ),
        chosen=list(citizen.chosen),
        content_hash=now.content_hash,
        on=now.on,
        sheet=sheet_of(
            room.knowledge, now, citizen.chosen, words(), at, journey=whereabouts.journey()
        ),
        wants_paper=wants_paper,
        visit_id=citizen.key,
    )
    with room.store.write() as db:
        return take(db, citizen.key, citizen.taking, room.keys, at)
