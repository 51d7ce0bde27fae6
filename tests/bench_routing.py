"""`make bench`: every service routed from a hundred random places, and hours minute by minute."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from shared.catalog.gazetteer import Position
from shared.catalog.model import Location, ScheduleEntry
from shared.catalog.schedule import CITY_ZONE
from shared.routing.journey import Journey
from shared.routing.plan import plan
from shared.routing.route import route_all
from shared.routing.whereabouts import Spot, find_spot, journey_from
from tests.city import real_knowledge

PLACES = 100
MOST_AT_ONCE = 8
AT = datetime(2026, 11, 24, 10, tzinfo=CITY_ZONE)
OFFICE = ScheduleEntry(
    days=("mon", "tue", "wed", "thu", "fri"), opens="08:00", closes="16:00", last_client="15:30"
)


def main() -> None:
    """Print the table."""
    known = real_knowledge()
    services, journeys = tuple(known.services.values()), list(_journeys())
    fresh = {place.id: _checked_today(place) for place in known.locations.values()}
    print(f"\n## Routing: all {len(services)} services from {PLACES} random places\n")
    print("| what | median, ms | p95, ms |\n| --- | ---: | ---: |")
    for name, locations in (("as checked", known.locations), ("all hours known", fresh)):
        _row(
            f"every service, {name}",
            [_timed(lambda j=j, at=locations: route_all(services, known.organizations, at, j))
             for j in journeys],
        )  # fmt: skip
    chance, times = random.Random(3), []
    for journey in journeys:
        some = chance.sample(services, MOST_AT_ONCE)
        routes = route_all(some, known.organizations, fresh, journey)
        times.append(_timed(lambda r=routes, j=journey: plan(r, j)))
    _row(f"the fewest doors for {MOST_AT_ONCE} services", times)


def _journeys() -> list[Journey]:
    gazetteer, chance = real_knowledge().gazetteer, random.Random(2)
    found: list[Journey] = []
    while len(found) < PLACES:
        point = Position(chance.uniform(51.69, 51.86), chance.uniform(19.32, 19.64))
        spot = find_spot(gazetteer, f"{point.lat:.5f},{point.lon:.5f}")
        if isinstance(spot, Spot):
            found.append(journey_from(Journey(at=AT), spot))
    return found


def _checked_today(place: Location) -> Location:
    """The place with hours somebody knows, so that nothing is left out of the reckoning."""
    schedule = place.schedule or (OFFICE,)
    return msgspec.structs.replace(place, schedule=schedule, checked_on=date(2026, 11, 1))


def _timed(work: object) -> float:
    began = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - began) * 1000


def _row(what: str, times: Sequence[float]) -> None:
    slow = statistics.quantiles(times, n=20)[-1]
    print(f"| {what} | {statistics.median(times):.2f} | {slow:.2f} |")


if __name__ == "__main__":
    main()
