"""Where to go with a service: the right point, why that one, and whether it is open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from shared.catalog.model import Location, Where
from shared.catalog.schedule import Opening, opening, to_city_time
from shared.text import Text

EARTH_RADIUS_M = 6_371_000
DISTRICTS = {
    "baluty": "Bałuty",
    "gorna": "Górna",
    "polesie": "Polesie",
    "srodmiescie": "Śródmieście",
    "widzew": "Widzew",
}


class Position(NamedTuple):
    """A point on the map, degrees, WGS 84."""

    lat: float
    lon: float


class Placement(NamedTuple):
    """One place to go. `distance_m`: straight line, meters, approximate by nature (no street known).

    `replaces`: the id of the closed place this one stands in for.
    """

    location: Location
    reason: Text
    opening: Opening
    distance_m: int | None = None
    replaces: str | None = None
