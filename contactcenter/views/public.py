"""The catalog for anybody: what there is, what happens to people, one page for every service.

What is typed is sent as a form, so it stands in no address, no history and no log.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, g, request, url_for

from contactcenter.center import center, now
from contactcenter.gates import language
from contactcenter.missed import count_if_missed
from contactcenter.open_answers import JSON_LD, answer, share
from contactcenter.open_data import open_data
from contactcenter.public_service import public_service
from shared.catalog.life_event import LifeEvent
from shared.catalog.model import Service
from shared.export.schema_org import schema_org_service
from shared.export.topics import TOPICS
from shared.web import audience, respond
from shared.web.present import service_view
from shared.web.present.door_map import door_map

views = Blueprint("public", __name__, url_prefix="/uslugi")

LANGUAGES = ("pl", "uk", "en")
LONGEST_SEARCH = 200
MOST_FOUND = 20
MOST_HELP = 3


@views.before_request
def _choose_language() -> None:
    """The address says the language, so that a page can be sent to somebody in theirs."""
    asked = request.args.get("lang", "pl")
    g.page_language = asked if asked in LANGUAGES else "pl"


@views.app_template_global("public_url")
def public_url(endpoint: str, **values: Any) -> str:
    """The address of a public page in the language of the moment; Polish needs no saying."""
    spoken = values.pop("lang", language())
    return url_for(endpoint, lang=None if spoken == "pl" else spoken, **values)


@views.get("")
@audience("anyone")
def page() -> Response:
    """The search field, what happens to people, and all services by topic."""
    return respond("public.html", **_shelves())


@views.post("")
@audience("anyone")
def search() -> Response:
    """What the words find; help first where somebody is in danger."""
    typed = request.form.get("words", "").strip()[:LONGEST_SEARCH]
    found = center().knowledge.search.find(typed, language(), limit=MOST_FOUND)
    count_if_missed(typed, found, language())
    return respond(
        "public_found.html",
        typed=typed,
        found=[_line(one) for one in found.services],
        helping=_helping(found.services) if found.crisis else None,
    )


@views.get("/zdarzenia/<event_id>")
@audience("anyone")
def event(event_id: str) -> Response:
    """One thing that happens to people: the first door, the numbers, what to check."""
    happened = center().knowledge.life_events.get(event_id)
    if happened is None:
        abort(404)
    services = [center().knowledge.services[one] for one in happened.services]
    return respond(
        "public_event.html",
        event=_event(happened),
        found=[_line(one) for one in services],
        helping=_helping(services) if happened.crisis else None,
    )


@views.get("/<service_id>")
@audience("anyone")
def service(service_id: str) -> Response:
    """Everything there is to know about one service."""
    found = _find(service_id)
    told = public_service(open_data(), found, center().words(language()), now())
    doors = door_map(center().knowledge, told.view.places)
    return respond("public_service.html", told=told, view=told.view, map=doors)


@views.get("/<service_id>.jsonld")
@audience("anyone")
def data(service_id: str) -> Response:
    """The same as schema.org. A file of its own, for no page may hold a script."""
    response = answer(schema_org_service(open_data().published, _find(service_id)), JSON_LD)
    return share(response)


def _find(service_id: str) -> Service:
    found = center().knowledge.services.get(service_id)
    if found is None:
        abort(404)
    return found


def _shelves() -> dict[str, Any]:
    words, knowledge = center().words(language()), center().knowledge
    shelves = [
        (
            words.read(names),
            [_line(one) for one in knowledge.content.services if one.topic == topic],
        )
        for topic, names in TOPICS.items()
    ]
    return {
        "shelves": [(name, lines) for name, lines in shelves if lines],
        "events": [_event(one) for one in sorted(knowledge.content.life_events, key=_in_danger)],
    }


def _in_danger(one: LifeEvent) -> bool:
    """Who may be in danger reads first; the rest keeps its order."""
    return one.crisis is None


def _line(one: Service) -> dict[str, Any]:
    words = center().words(language())
    names, summary = words.read(one.names), words.read(one.summary)
    return {"id": one.id, "kind": one.kind, "name": names, "summary": summary}


def _event(one: LifeEvent) -> dict[str, Any]:
    words = center().words(language())
    first = one.first_door
    return {
        "id": one.id,
        "name": words.read(one.names),
        "summary": words.read(one.summary),
        "first": words.read(first.text),
        "first_service": first.service,
        "crisis": one.crisis,
        "to_confirm": one.status == "to_confirm",
    }


def _helping(services: Sequence[Service]) -> dict[str, Any]:
    """The nearest help, and the numbers to call, each said once."""
    words, knowledge = center().words(language()), center().knowledge
    nearest = [one for one in services if one.kind == "help"][:MOST_HELP]
    told = [service_view(knowledge, one.id, words, now()) for one in nearest]
    numbers: dict[str, Any] = {}
    for line in (line for view in told for line in view.helplines):
        numbers.setdefault(line.number, line)
    return {"services": [_line(one) for one in nearest], "numbers": list(numbers.values())}
