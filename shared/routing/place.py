"""Where to go with a service: the right point, why that one, and whether it is open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from shared.catalog.model import Location, Where
from shared.catalog.schedule import Opening, opening, to_city_time
from shared.routing.reason import DISTRICTS, why
from shared.text import Text

__all__ = ["DISTRICTS", "Placement", "Position", "distance_m", "place"]

EARTH_RADIUS_M = 6_371_000
OPEN_FIRST = {"open": 0, "unknown": 1, "closed": 2}


class Position(NamedTuple):
    """A point on the map, degrees, WGS 84."""

    lat: float
    lon: float


class Placement(NamedTuple):
    """One place to go. `distance_m`: straight line in meters, approximate: no street is known.

    `replaces`: the id of the closed place this one stands in for. `serves_district`: it is known to
    serve the district asked about.
    """

    location: Location
    reason: Text
    opening: Opening
    distance_m: int | None = None
    replaces: str | None = None
    serves_district: bool = False


class _Candidate(NamedTuple):
    location: Location
    districts: frozenset[str]
    replaces: Location | None


def place(
    where: Where,
    locations: Mapping[str, Location],
    *,
    district: str | None = None,
    position: Position | None = None,
    at: datetime,
) -> tuple[Placement, ...]:
    """Places to go to, best first.

    `district`: where the person lives, one of DISTRICTS. `position`: where the person stands. The
    one is never guessed from the other: people ask at a kiosk far from home. A closed place is
    replaced by its successor and left out if it has none, unless it is the only one.
    """
    candidates = _candidates(where, locations, to_city_time(at).date())
    local = [candidate for candidate in candidates if district in candidate.districts]
    if where.rule == "by_district" and local:
        candidates = local
    placements = [_placement(where, one, district, position, at) for one in candidates]
    return tuple(sorted(placements, key=_rank))


def distance_m(here: Position, location: Location) -> int | None:
    """Meters along a great circle (haversine), to the nearest 10; None for a place off the map."""
    if location.lat is None or location.lon is None:
        return None
    north, east = radians(location.lat - here.lat) / 2, radians(location.lon - here.lon) / 2
    across = sin(north) ** 2
    across += cos(radians(here.lat)) * cos(radians(location.lat)) * sin(east) ** 2
    return round(2 * EARTH_RADIUS_M * asin(sqrt(across)) / 10) * 10


def _candidates(where: Where, locations: Mapping[str, Location], on: date) -> list[_Candidate]:
    """The listed places that exist on this day, or what has taken their place."""
    found: dict[str, _Candidate] = {}
    for location_id in where.locations:
        listed = locations[location_id]
        standing = _standing(listed, locations, on)
        if standing is None:
            continue
        same = found.get(standing.id)
        districts = frozenset(listed.districts) | (same.districts if same else frozenset())
        replaces = None if standing.id in where.locations else listed
        found[standing.id] = _Candidate(standing, districts, replaces)
    if found:
        return list(found.values())
    shut = [locations[location_id] for location_id in where.locations]
    return [_Candidate(location, frozenset(location.districts), None) for location in shut]


def _standing(location: Location, locations: Mapping[str, Location], on: date) -> Location | None:
    """The place itself, or the first of its successors that is not closed."""
    met: set[str] = set()
    current: Location | None = location
    while current is not None and current.id not in met:
        if current.closed_from is None or current.closed_from > on:
            return current
        met.add(current.id)
        current = locations.get(current.successor) if current.successor else None
    return None


def _placement(
    where: Where,
    candidate: _Candidate,
    district: str | None,
    position: Position | None,
    at: datetime,
) -> Placement:
    location = candidate.location
    distance = distance_m(position, location) if position else None
    served = district if district in candidate.districts and where.rule != "single" else None
    return Placement(
        location=location,
        reason=why(where.rule, served, distance, candidate.replaces),
        opening=opening(location, at),
        distance_m=distance,
        replaces=candidate.replaces.id if candidate.replaces else None,
        serves_district=served is not None,
    )


def _rank(placement: Placement) -> tuple[bool, int, int]:
    """Own district first, then near, then open; the order of the content breaks a tie."""
    far = 10**9 if placement.distance_m is None else placement.distance_m
    return (not placement.serves_district, far, OPEN_FIRST[placement.opening.state])
