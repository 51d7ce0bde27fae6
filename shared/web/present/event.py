"""What happened to somebody, as a page: the first door, the numbers to call, what else to check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shared.bundle import Knowledge
from shared.catalog.life_event import FirstDoor, LifeEvent
from shared.catalog.model import Service, Where
from shared.routing.journey import Journey
from shared.routing.place import Placer
from shared.text import Phrase
from shared.web.present.places import PlaceView, place_view
from shared.web.present.results import polish_name
from shared.web.present.service import LineView, service_view
from shared.web.present.words import Words

EMERGENCY = "112"


@dataclass(frozen=True)
class EventLine:
    """One thing that happens, in a list; `topic` says which drawing stands beside it."""

    event_id: str
    name: Phrase
    summary: Phrase
    topic: str
    is_crisis: bool


@dataclass(frozen=True)
class EventService:
    """A service to check."""

    service_id: str
    name: Phrase
    polish_name: str | None
    summary: Phrase


@dataclass(frozen=True)
class EventView:
    """Everything about one event. `is_asked`: there are questions whose answers decide something.

    `helplines` are told in a crisis only, the emergency number first.
    """

    line: EventLine
    door: Phrase
    agency: Phrase | None
    phones: tuple[LineView, ...]
    places: tuple[PlaceView, ...]
    helplines: tuple[LineView, ...]
    services: tuple[EventService, ...]
    is_asked: bool
    is_quiet: bool
    is_draft: bool


def event_lines(events: Iterable[LifeEvent], words: Words) -> tuple[EventLine, ...]:
    """Events as a list, in the order given."""
    return tuple(_line(event, words) for event in events)


def event_view(knowledge: Knowledge, event: LifeEvent, words: Words, journey: Journey) -> EventView:
    """One event in one language; its door for whoever goes on this `journey`."""
    services = [knowledge.services[service_id] for service_id in event.services]
    agency = knowledge.organizations.get(event.first_door.organization or "")
    return EventView(
        line=_line(event, words),
        door=words.read(event.first_door.text),
        agency=words.read(agency.names) if agency else None,
        phones=tuple(
            LineView(p.number, words.read(p.note or agency.names), p.status == "to_confirm")
            for p in agency.phones
        )
        if agency
        else (),
        places=_places(knowledge, event.first_door, words, journey),
        helplines=_helplines(services, words) if event.crisis else (),
        services=tuple(_service(service, words) for service in services),
        is_asked=any(service.kind == "entitlement" for service in services),
        is_quiet=any(service.safety_sensitive for service in services),
        is_draft=_is_draft(event, words),
    )


def _line(event: LifeEvent, words: Words) -> EventLine:
    name, summary = words.read(event.names), words.read(event.summary)
    return EventLine(event.id, name, summary, event.topics[0], event.crisis is not None)


def _service(service: Service, words: Words) -> EventService:
    name, summary = words.read(service.names), words.read(service.summary)
    return EventService(service.id, name, polish_name(service, words), summary)


def _places(
    knowledge: Knowledge, door: FirstDoor, words: Words, journey: Journey
) -> tuple[PlaceView, ...]:
    if door.service:
        return service_view(knowledge, door.service, words, journey.at, journey=journey).places
    if door.location is None:
        return ()
    where = Where("single", (door.location,))
    placements = Placer(knowledge.locations, journey).place(where)
    return tuple(place_view(placement, words) for placement in placements)


def _helplines(services: Iterable[Service], words: Words) -> tuple[LineView, ...]:
    found: dict[str, LineView] = {}
    for service in services:
        for one in service.helplines:
            line = LineView(one.number, words.read(one.names), one.status == "to_confirm")
            found.setdefault(one.number, line)
    return tuple(sorted(found.values(), key=lambda line: line.number != EMERGENCY))


def _is_draft(event: LifeEvent, words: Words) -> bool:
    mark = getattr(event.translation, words.language, None) if event.translation else None
    return words.language in ("uk", "en") and mark != "reviewed"
