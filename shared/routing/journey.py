"""Who goes, from where and when: what routing has to know about a person, and nothing more.

Nobody here knows a street network or a timetable. How long a way takes is worked out from the
straight line with the assumptions below, each of them on the slow side: who comes too early waits,
who comes too late goes home again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Literal, NamedTuple, get_args

from shared.catalog.gazetteer import Position
from shared.catalog.model import Language, Location

EARTH_RADIUS_M = 6_371_000
# Streets bend: in a city laid out in blocks, as this one is, the way is between 1 and 1.41 times as
# long as the straight line, 1.27 on average over all directions.
DETOUR = 1.3
# One meter in a second: an older person, or a parent with a small child. Many walk faster.
WALKED_M_PER_MINUTE = 60
# Who has further to go than this takes a tram or a bus, if there is one; nobody knows which.
WALKED_AT_MOST_MINUTES = 30
# To the stop, the wait, and from the stop; and the pace of a tram that stops in between (12 km/h).
RIDE_AROUND_MINUTES = 20
RIDDEN_M_PER_MINUTE = 200
STEP_MINUTES = 5  # nothing here is known more exactly than that

Need = Literal[
    "step_free",
    "lift",
    "toilet",
    "parking",
    "induction_loop",
    "sign_language",
    "guide_dog",
    "evening",
    "pl",
    "uk",
    "en",
    "ru",
    "be",
    "de",
    "fr",
    "ar",
    "vi",
]
NEEDS: tuple[Need, ...] = get_args(Need)
LANGUAGE_NEEDS: frozenset[str] = frozenset(get_args(Language))


@dataclass(frozen=True)
class Journey:
    """One person's question "where do I go?".

    `here`: where the person sets out. `home`: a point near where they live, `district` and
    `osiedle` (its name) what that lies in. Neither is guessed from the other: people ask at a kiosk
    far from home. `is_sure`: they said that they live there; if not, it was read off the map.
    `has_address`: False for who lives nowhere in particular.
    """

    at: datetime
    here: Position | None = None
    home: Position | None = None
    district: str | None = None
    osiedle: str | None = None
    is_sure: bool = True
    has_address: bool = True
    needs: frozenset[Need] = field(default_factory=frozenset)

    @property
    def start(self) -> Position | None:
        """Where the way begins: here, or else at home."""
        return self.here or self.home


class Way(NamedTuple):
    """A way to a place: meters in a straight line, and about how many minutes it takes.

    `walk_minutes`: all of it on foot. `minutes`: until one is there, by tram if that is quicker.
    """

    straight_m: int
    walk_minutes: int
    minutes: int

    def arrival(self, at: datetime) -> datetime:
        """When one is there, setting out at `at`."""
        return at + timedelta(minutes=self.minutes)


def way_between(start: Position, end: Position) -> Way:
    """The way from one point to another."""
    straight = straight_m(start, end)
    streets = straight * DETOUR
    walk = _stepped(streets / WALKED_M_PER_MINUTE)
    ride = _stepped(RIDE_AROUND_MINUTES + streets / RIDDEN_M_PER_MINUTE)
    is_walked = walk <= max(WALKED_AT_MOST_MINUTES, ride)
    return Way(straight, walk, walk if is_walked else ride)


def straight_m(start: Position, end: Position) -> int:
    """Meters along a great circle (haversine), to the nearest 10."""
    north, east = radians(end.lat - start.lat) / 2, radians(end.lon - start.lon) / 2
    across = sin(north) ** 2
    across += cos(radians(start.lat)) * cos(radians(end.lat)) * sin(east) ** 2
    return round(2 * EARTH_RADIUS_M * asin(sqrt(across)) / 10) * 10


def position_of(location: Location) -> Position | None:
    """Where a place is; None for one that is not on the map."""
    if location.lat is None or location.lon is None:
        return None
    return Position(location.lat, location.lon)


def _stepped(minutes: float) -> int:
    return ceil(minutes / STEP_MINUTES) * STEP_MINUTES
