"""One service, as a page and as paper: what, how much, with what, where, and what next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.bundle import Knowledge
from shared.catalog.model import Deadline, Helpline, Service, Window
from shared.diagnosis.result import Assessment
from shared.routing.place import Journey, Placer
from shared.routing.route import Route, route
from shared.text import Phrase, Text
from shared.web.present.places import PlaceView, place_view
from shared.web.present.results import is_draft, polish_name
from shared.web.present.words import Words


@dataclass(frozen=True)
class DocumentLine:
    """A paper to bring, and who has it."""

    name: Phrase
    held_by: str


@dataclass(frozen=True)
class LineView:
    """A number to call."""

    number: str
    name: Phrase
    to_confirm: bool


@dataclass(frozen=True)
class ServiceView:
    """Everything a citizen needs to know about one service before going."""

    service_id: str
    kind: str
    name: Phrase
    polish_name: str | None
    summary: Phrase
    description: Phrase
    organization: Phrase
    basis: str
    documents: tuple[DocumentLine, ...]
    places: tuple[PlaceView, ...]
    where_rule: str
    where_note: Phrase | None
    apply: Phrase | None
    channels: tuple[tuple[str, Phrase], ...]
    windows: tuple[str, ...]
    decision: Phrase | None
    appeal: Phrase | None
    helplines: tuple[LineView, ...]
    to_confirm: bool
    is_draft: bool
    safety_sensitive: bool
    assignment: str = "certain"
    ask: str | None = None
    instead: tuple[tuple[str, Phrase], ...] = ()
    cost: Phrase | None = None
    cost_to_confirm: bool = False
    easy: Phrase | None = None


def service_view(  # noqa: PLR0913  # what, in which words, when, for whom: each has its own name
    knowledge: Knowledge,
    service_id: str,
    words: Words,
    at: datetime,
    *,
    assessment: Assessment | None = None,
    district: str | None = None,
    journey: Journey | None = None,
) -> ServiceView:
    """One service in one language. With an assessment, only the documents its facts call for.

    `journey`: who goes, from where; without one, somebody of whom at most the district is known.
    """
    service = knowledge.services[service_id]
    way = _route(knowledge, service, journey or Journey(at=at, district=district))
    application = service.application
    return ServiceView(
        service_id=service.id,
        kind=service.kind,
        name=words.read(service.names),
        polish_name=polish_name(service, words),
        summary=words.read(service.summary),
        description=words.read(service.description),
        organization=words.read(knowledge.organizations[service.organization].names),
        basis="; ".join(f"{knowledge.acts[b.act].title}, {b.article}" for b in service.legal_basis),
        documents=_documents(knowledge, service, words, assessment),
        places=tuple(place_view(door, words) for door in way.doors),
        where_rule=service.where.rule,
        where_note=_maybe(service.where.text, words),
        apply=words.read(application.text) if application else None,
        channels=tuple((c.kind, words.read(c.text)) for c in application.channels)
        if application
        else (),
        windows=tuple(_window(w, words) for w in application.windows) if application else (),
        decision=_deadline(service.decision, words),
        appeal=_deadline(service.appeal, words),
        helplines=tuple(_line(line, words) for line in service.helplines),
        to_confirm=service.status == "to_confirm",
        is_draft=is_draft(service, words),
        safety_sensitive=service.safety_sensitive,
        assignment=way.assignment,
        ask=way.ask.number if way.ask else None,
        instead=tuple((channel.kind, words.read(channel.text)) for channel in way.instead),
        cost=_maybe(service.cost.text if service.cost else None, words),
        cost_to_confirm=service.cost is not None and service.cost.status == "to_confirm",
        easy=_easy(service),
    )


def _easy(service: Service) -> Phrase | None:
    """The easy-to-read text, once the readers it is for have tested it."""
    easy = service.easy
    return Phrase(easy.text, "pl") if easy is not None and easy.is_tested else None


def _documents(
    knowledge: Knowledge, service: Service, words: Words, assessment: Assessment | None
) -> tuple[DocumentLine, ...]:
    wanted = (
        knowledge.engine.document_ids(assessment, service.id)
        if assessment
        else tuple(reference.id for reference in service.documents)
    )
    documents = [knowledge.documents[document_id] for document_id in wanted]
    return tuple(DocumentLine(words.read(d.names), d.held_by) for d in documents)


def _route(knowledge: Knowledge, service: Service, journey: Journey) -> Route:
    return route(service, knowledge.organizations, Placer(knowledge.locations, journey))


def _window(window: Window, words: Words) -> str:
    days = f"{_day(window.from_)} – {_day(window.to)}"
    return f"{days} ({words.read(window.note)})" if window.note else days


def _day(month_day: str) -> str:
    month, day = month_day.split("-")
    return f"{int(day)}.{month}"


def _maybe(text: Text | None, words: Words) -> Phrase | None:
    return words.read(text) if text else None


def _deadline(deadline: Deadline | None, words: Words) -> Phrase | None:
    return words.read(deadline.text) if deadline else None


def _line(line: Helpline, words: Words) -> LineView:
    return LineView(line.number, words.read(line.names), line.status == "to_confirm")
