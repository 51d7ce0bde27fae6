"""A life event leads somewhere: one first door, services that exist, no event without a way on."""

from __future__ import annotations

from collections.abc import Iterator

from shared.bundle.fault import Fault
from shared.bundle.gather import Written
from shared.bundle.ids import Ids, missing
from shared.bundle.read import Sheet, Trail
from shared.catalog.life_event import FirstDoor, LifeEvent

DOORS = (("service", "services"), ("location", "locations"), ("organization", "organizations"))


def faults(written: Written, ids: Ids) -> Iterator[Fault]:
    """Doors and services that are not there, doors named twice or not at all, no topic."""
    for sheet, file in written.life_events:
        for index, event in enumerate(file.life_events):
            trail = ("life_events", index)
            yield from _of_door(sheet, (*trail, "first_door"), event.first_door, ids)
            yield from _of_services(sheet, trail, event, ids)


def _of_door(sheet: Sheet, trail: Trail, door: FirstDoor, ids: Ids) -> Iterator[Fault]:
    named = [(field, kind) for field, kind in DOORS if getattr(door, field) is not None]
    if len(named) != 1:
        problem = f"the first door is {len(named)} doors"
        yield sheet.fault(trail, problem, "name one service, one location or one organization")
    for field, kind in named:
        yield from missing(ids, kind, getattr(door, field), sheet, (*trail, field))


def _of_services(sheet: Sheet, trail: Trail, event: LifeEvent, ids: Ids) -> Iterator[Fault]:
    if not event.services or not event.topics:
        problem = f"`{event.id}` has nothing to check: no service or no topic"
        yield sheet.fault(trail, problem, "list `services:` and `topics:`, the likeliest first")
    for index, service in enumerate(event.services):
        yield from missing(ids, "services", service, sheet, (*trail, "services", index))
        if service in event.services[:index]:
            problem = f"`{event.id}` names `{service}` twice"
            yield sheet.fault((*trail, "services", index), problem, "delete one")
