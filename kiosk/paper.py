"""What goes on the printed sheet, in words: what, why, how much, with which papers, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from shared.bundle import Knowledge
from shared.clock import CITY_ZONE
from shared.diagnosis import Assessment
from shared.routing.journey import Journey
from shared.web import wording
from shared.web.present import (
    PlaceView,
    ResultCard,
    ServiceView,
    Words,
    result_card,
    service_view,
)

FRONT_DESK = "lckm"
ONE_DOOR_IS_RIGHT = frozenset({"single", "any"})
MOST_PHONES = 2
LABELS = (
    "title", "copy", "copy-void", "slip", "word", "slip-use", "qr-alt", "in-polish", "to-confirm",
    "why", "documents", "where", "how", "not-a-decision", "may-apply", "footer",
)  # fmt: skip


def sheet_of(  # noqa: PLR0913  # what, about whom, in which words: each has its own name
    knowledge: Knowledge,
    assessment: Assessment,
    chosen: Iterable[str],
    words: Words,
    at: datetime,
    district: str | None = None,
    journey: Journey | None = None,
) -> dict[str, Any]:
    """The sheet's words. A safety-sensitive service is never among them, whoever asked for it."""
    whose = journey or Journey(at=at, district=district)
    named = [s for s in chosen if not knowledge.services[s].safety_sensitive]
    return {
        "language": wording.babel_locale(words.language),
        "made_on": wording.long_date(at.astimezone(CITY_ZONE).date(), words.language),
        "words": _labels(words),
        "services": [_service(knowledge, assessment, s, words, whose) for s in named],
        "phones": _phones(knowledge, words),
    }


def empty_sheet(words: Words) -> dict[str, Any]:
    """A sheet with every label and nothing chosen."""
    return {
        "language": wording.babel_locale(words.language),
        "made_on": "", "words": _labels(words), "services": [], "phones": [],
    }  # fmt: skip


def _labels(words: Words) -> dict[str, str]:
    return {label.replace("-", "_"): words.say(f"sheet-{label}") for label in LABELS}


def _service(
    knowledge: Knowledge,
    assessment: Assessment,
    service_id: str,
    words: Words,
    whose: Journey,
) -> dict[str, Any]:
    view = service_view(
        knowledge, service_id, words, whose.at, assessment=assessment, journey=whose
    )
    card = result_card(knowledge, assessment, assessment.result(service_id), words)
    return {
        "name": str(view.name),
        "name_pl": view.polish_name,
        "summary": str(view.summary),
        "verdict": words.say(f"verdict-{card.said_as}"),
        "amount": _amount(card, words),
        "to_confirm": card.to_confirm or view.to_confirm,
        "why": [str(reason.text) for reason in card.deciding],
        "documents": [str(document.name) for document in view.documents],
        "how": str(view.apply) if view.apply else None,
        "where": _where(view, words) if view.places else None,
    }


def _amount(card: ResultCard, words: Words) -> str | None:
    if card.verdict == "not_eligible":
        return None
    return card.amount or (words.say("amount-discretionary") if card.discretionary else None)


def _where(view: ServiceView, words: Words) -> Mapping[str, Any]:
    """The door, when it is certain which; otherwise the doors it may be, and whom to ask."""
    if view.where_rule in ONE_DOOR_IS_RIGHT or view.assignment != "ask_first":
        return _door(view.places[0], words)
    own = [point for point in view.places if point.serves_district]
    return _door(own[0], words) if len(own) == 1 else _doors(own, view.places, words)


def _doors(
    own: Sequence[PlaceView], places: Sequence[PlaceView], words: Words
) -> Mapping[str, Any]:
    numbers = dict.fromkeys(number for point in own or places for number in point.phones)
    return {
        "name": words.say("sheet-where-depends"),
        "address": " · ".join(point.address.split(",")[0] for point in own),
        "map_reference": None,
        "hours": [],
        "phones": [f"{words.say('phone-label')}: {number}" for number in [*numbers][:MOST_PHONES]],
        "note": words.say("sheet-where-ask"),
    }


def _door(point: PlaceView, words: Words) -> Mapping[str, Any]:
    field = point.map_reference
    return {
        "name": str(point.name),
        "address": point.address,
        "map_reference": field and words.say("map-reference", field=field),
        "hours": list(point.hours),
        "phones": [f"{words.say('phone-label')}: {number}" for number in point.phones],
        "note": words.say("opening-unknown") if point.opening_state == "unknown" else None,
    }


def _phones(knowledge: Knowledge, words: Words) -> list[str]:
    desk = knowledge.organizations.get(FRONT_DESK)
    return [f"{words.read(desk.names)}: {_whole(p.number)}." for p in desk.phones] if desk else []


def _whole(number: str) -> str:
    """A telephone number that no line end cuts in two."""
    return number.replace(" ", wording.NO_BREAK)
