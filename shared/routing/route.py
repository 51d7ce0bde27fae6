"""The way of one matter: its doors, what to ask first, and what saves the trip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from shared.catalog.model import CallLine, Channel, Location, Organization, Phone, Service
from shared.routing.journey import Journey
from shared.routing.place import Assignment, Placement, Placer

__all__ = ["Route", "route", "route_all"]

SAVES_THE_TRIP = {"phone": 0, "online": 1, "post": 2}  # what most people can do comes first


class Route(NamedTuple):
    """Where one matter goes. `doors`: best first, none for what has no place yet.

    `ask`: the number to call before going, where going alone might be in vain. `instead`: the ways
    that need no trip. `line`: where a call about it goes.
    """

    service_id: str
    organization: str
    doors: tuple[Placement, ...]
    ask: Phone | None
    instead: tuple[Channel, ...]
    line: CallLine | None

    @property
    def assignment(self) -> Assignment:
        """How sure the first door is the right one."""
        return self.doors[0].assignment if self.doors else "ask_first"

    @property
    def is_sure_to_be_let_in(self) -> bool:
        """Whether the first door is the right one and open on arrival."""
        return bool(self.doors) and _is_safe(self.doors[0])


def route(service: Service, organizations: Mapping[str, Organization], placer: Placer) -> Route:
    """The way of one matter, on this journey."""
    doors = placer.place(service.where, is_help=service.kind == "help")
    organization = organizations[service.organization]
    channels = service.application.channels if service.application else ()
    remote = [channel for channel in channels if channel.kind in SAVES_THE_TRIP]
    return Route(
        service_id=service.id,
        organization=service.organization,
        doors=doors,
        ask=None if doors and _is_safe(doors[0]) else _number(service, doors, organization),
        instead=tuple(sorted(remote, key=lambda channel: SAVES_THE_TRIP[channel.kind])),
        line=organization.call_line,
    )


def route_all(
    services: Iterable[Service],
    organizations: Mapping[str, Organization],
    locations: Mapping[str, Location],
    journey: Journey,
) -> tuple[Route, ...]:
    """The way of each matter, in the order given."""
    placer = Placer(locations, journey)
    return tuple(route(service, organizations, placer) for service in services)


def _is_safe(door: Placement) -> bool:
    return door.assignment == "certain" and door.opening.state == "open"


def _number(
    service: Service, doors: tuple[Placement, ...], organization: Organization
) -> Phone | None:
    """For help its own line, else the first door's number, else the agency's."""
    lines = [Phone(line.number, line.status) for line in service.helplines]
    numbers = (*lines, *(doors[0].location.phones if doors else ()), *organization.phones)
    return numbers[0] if numbers else None
