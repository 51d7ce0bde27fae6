"""Routing on the city's own content, as the tests below ask for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from shared.catalog.gazetteer import Position
from shared.catalog.schedule import CITY_ZONE
from shared.routing.journey import Journey, Need
from shared.routing.plan import Plan, plan
from shared.routing.route import Route, route_all
from shared.routing.whereabouts import Spot, find_spot, journey_from
from tests.city import real_knowledge

TUESDAY = datetime(2026, 11, 24, 10, tzinfo=CITY_ZONE)


def journey(
    said: str | None = None,
    *,
    here: Position | None = None,
    has_address: bool = True,
    needs: frozenset[Need] = frozenset(),
) -> Journey:
    """Somebody who lives where they said, or just stands somewhere."""
    bare = Journey(at=TUESDAY, here=here, has_address=has_address, needs=needs)
    if said is None:
        return bare
    spot = find_spot(real_knowledge().gazetteer, said)
    assert isinstance(spot, Spot), spot
    return journey_from(bare, spot)


def routed(*service_ids: str, to: Journey) -> tuple[Route, ...]:
    known = real_knowledge()
    services = [known.services[service_id] for service_id in service_ids]
    return route_all(services, known.organizations, known.locations, to)


def route_of(service_id: str, said: str | None = None, **more: bool) -> Route:
    (found,) = routed(service_id, to=journey(said, **more))
    return found


def doors(service_id: str, said: str | None = None, **more: bool) -> list[str]:
    return [door.location.id for door in route_of(service_id, said, **more).doors]


def plan_of(*service_ids: str, said: str | None = None) -> Plan:
    where = journey(said)
    return plan(routed(*service_ids, to=where), where)


def at(time: datetime, where: Journey) -> Journey:
    return replace(where, at=time)
