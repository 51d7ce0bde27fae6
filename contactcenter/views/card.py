"""Cards for dangerous talks, one key away from anywhere in a call."""

from __future__ import annotations

from flask import Blueprint, Response, abort, url_for
from flask.typing import ResponseReturnValue

from contactcenter.agreeing import Talk, find_talk
from contactcenter.center import center, now, presence
from contactcenter.crisis_cards import STEP, open_card, suggested, ticks_of
from contactcenter.gates import language
from contactcenter.speech import spoken
from shared.bundle.cards import Card, act_of, numbers_of, read_cards
from shared.intake.contact import note
from shared.models import Call
from shared.text import Phrase, Text
from shared.web import audience, respond

views = Blueprint("card", __name__)


@views.get("/calls/<call_id>/cards")
@audience("agent")
def choose(call_id: str) -> Response:
    """All cards, the likely ones first. Looking at the list opens none."""
    call = _call(call_id)
    return respond("cards.html", call=call, **listed(call))


@views.get("/calls/<call_id>/cards/<card_id>")
@audience("agent")
def page(call_id: str, card_id: str) -> Response:
    """One card beside the call. That it was opened is written down, but not which to a reader."""
    call, card = _call(call_id), _card(card_id)
    with center().store.write() as db:
        open_card(db, call, card, presence().agent_id, now())
        done = ticks_of(db, call_id).done.get(card.mark, frozenset())
    read = center().words(language()).read
    knowledge = center().knowledge
    return respond(
        "card.html",
        call=call,
        card=card,
        others=[one for one in read_cards() if one.id != card.id],
        done=done,
        read=read,
        aloud=lambda text: _aloud(text, call.language),
        numbers=numbers_of(card, knowledge),
        duties=[(duty, act_of(duty, knowledge)) for duty in card.duties],
    )


@views.post("/calls/<call_id>/cards/<card_id>/steps/<number>")
@audience("agent")
def tick(call_id: str, card_id: str, number: str) -> ResponseReturnValue:
    """A step is done. The timeline keeps its number and a letter, and no word."""
    _call(call_id)
    card = _card(card_id)
    if number not in {str(one) for one in range(1, len(card.steps) + 1)}:
        abort(404)
    step = int(number)
    with center().store.write() as db:
        if step not in ticks_of(db, call_id).done.get(card.mark, frozenset()):
            note(db, call_id, STEP, now(), card=card.mark, step=step)
    following = min(step + 1, len(card.steps))
    where = url_for("card.page", call_id=call_id, card_id=card_id, next=following)
    return "", 303, {"Location": where}


def listed(call: Call) -> dict[str, object]:
    """What `call_cards.html` wants, for the page of a call as well: include it with `call`."""
    cards = read_cards()
    with center().store.read() as db:
        opened = ticks_of(db, call.id).opened
    likely = suggested(call, center().knowledge, cards)
    ordered = sorted(cards, key=lambda card: (card.id not in likely, card.mark))
    return {
        "cards": ordered,
        "cards_likely": likely,
        "cards_opened": opened,
        "card_name": center().words(language()).read,
    }


def _aloud(text: Text, caller: str) -> tuple[Phrase, ...]:
    """In the caller's language first, in Polish beside it."""
    found = dict.fromkeys(text.in_(tongue) for tongue in (spoken(caller), "pl"))
    return tuple(found)


def _card(card_id: str) -> Card:
    found = [card for card in read_cards() if card.id == card_id]
    if not found:
        abort(404)
    return found[0]


def _call(call_id: str) -> Call:
    talk: Talk | None = find_talk(center(), "calls", call_id, presence().agent_id)
    if talk is None or talk.call is None:
        abort(404)
    return talk.call
