"""Several matters as one way: which doors, in which order, and who holds it together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shared.bundle import Knowledge
from shared.routing.journey import Journey
from shared.routing.plan import Coordinator, Stop, plan
from shared.routing.route import route_all
from shared.text import Phrase
from shared.web.present.places import PlaceView, place_view
from shared.web.present.words import Words


@dataclass(frozen=True)
class StopView:
    """One door: the place, what to settle there, and the other offices behind the same door."""

    place: PlaceView
    services: tuple[Phrase, ...]
    others: tuple[Phrase, ...]
    call_first: bool


@dataclass(frozen=True)
class PlanView:
    """The way in order; `coordinator`: who keeps several agencies together, and their number."""

    stops: tuple[StopView, ...]
    elsewhere: tuple[Phrase, ...]
    coordinator: Phrase | None
    coordinator_phone: str | None


def plan_view(
    knowledge: Knowledge, service_ids: Iterable[str], words: Words, journey: Journey
) -> PlanView:
    """The fewest doors for these services, in words. Safety-sensitive ones are never among them."""
    services = [knowledge.services[one] for one in service_ids]
    named = [service for service in services if not service.safety_sensitive]
    routes = route_all(named, knowledge.organizations, knowledge.locations, journey)
    found = plan(routes, journey)
    name, phone = _coordinator(knowledge, found.coordinator, words)
    return PlanView(
        stops=tuple(_stop(knowledge, stop, words) for stop in found.stops),
        elsewhere=tuple(words.read(knowledge.services[one].names) for one in found.elsewhere),
        coordinator=name,
        coordinator_phone=phone,
    )


def _stop(knowledge: Knowledge, stop: Stop, words: Words) -> StopView:
    then = stop.placement._replace(opening=stop.opening, arrive_at=stop.arrive_at)
    return StopView(
        place=place_view(then, words),
        services=tuple(words.read(knowledge.services[one].names) for one in stop.service_ids),
        others=tuple(words.read(office.location.names) for office in stop.offices[1:]),
        call_first=stop.call_first,
    )


def _coordinator(
    knowledge: Knowledge, coordinator: Coordinator | None, words: Words
) -> tuple[Phrase | None, str | None]:
    agency = knowledge.organizations.get(coordinator.organization) if coordinator else None
    if agency is None:
        return None, None
    line = agency.call_line.transfer if agency.call_line else None
    numbers = [phone.number for phone in (*((line,) if line else ()), *agency.phones)]
    return words.read(agency.names), numbers[0] if numbers else None
