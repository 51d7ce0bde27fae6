"""Where to go with a service: the right point, why that one, and whether one is let in on arrival.

How sure it is that a point is the right one follows from the data. There is one place only, or any
will do: certain. Lists of streets are incomplete and borders are read off a sketch: probable. Who
cannot be told without knowing the house, and places that take different people: ask first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple

from shared.catalog.gazetteer import Position
from shared.catalog.model import Location, Where, YesNo
from shared.catalog.schedule import Opening, opening, to_city_time
from shared.routing.candidate import Candidate, candidates
from shared.routing.journey import Journey, Need, Way, position_of, straight_m, way_between
from shared.routing.needs import doubt, met
from shared.routing.reason import (
    DISTRICTS,
    EACH_FOR_OTHERS,
    HEAD_OFFICE,
    NO_ADDRESS,
    ONE_OF_OFFICES,
    Because,
)
from shared.text import Text

__all__ = [
    "DISTRICTS",
    "Assignment",
    "Journey",
    "Placement",
    "Placer",
    "Position",
    "distance_m",
    "place",
]

Assignment = Literal["certain", "probable", "ask_first"]
OPEN_FIRST = {"open": 0, "unknown": 1, "closed": 2}
FAR = 10**9


class Placement(NamedTuple):
    """One place to go. `opening`: when one gets there, as far as the way is known, else now.

    `assignment`: how sure it is the right one. `way`: about, for no street is known. `replaces`:
    the id of the closed place this one stands in for. `serves_district`: it is known to serve the
    district asked about. `needs`: what the person needs there, and whether it is met.
    """

    location: Location
    opening: Opening
    because: Because
    assignment: Assignment = "certain"
    way: Way | None = None
    replaces: str | None = None
    serves_district: bool = False
    arrive_at: datetime | None = None
    needs: tuple[tuple[Need, YesNo], ...] = ()

    @property
    def reason(self) -> Text:
        """Why this place, in short sentences."""
        return self.because.in_words()

    @property
    def distance_m(self) -> int | None:
        """Meters in a straight line, about; None for a place that is not on the map."""
        return self.way.straight_m if self.way else None

    @property
    def is_meant_for(self) -> bool:
        """Whether something known about the person says that this is their place."""
        return self.because.area is not None or self.serves_district


def place(
    where: Where,
    locations: Mapping[str, Location],
    *,
    district: str | None = None,
    position: Position | None = None,
    at: datetime,
) -> tuple[Placement, ...]:
    """Places to go to, best first, for who lives in `district` and sets out from `position`."""
    journey = Journey(at=at, here=position, district=district)
    return Placer(locations, journey).place(where)


def distance_m(here: Position, location: Location) -> int | None:
    """Meters in a straight line, to the nearest 10; None for a place off the map."""
    there = position_of(location)
    return straight_m(here, there) if there else None


class Placer:
    """One journey's answers; what holds for a place is worked out once for all services."""

    def __init__(self, locations: Mapping[str, Location], journey: Journey) -> None:
        self.locations = locations
        self.journey = journey
        self.at = to_city_time(journey.at)
        self._arrivals: dict[str, tuple[Way | None, datetime | None, Opening]] = {}
        self._placed: dict[tuple[object, ...], tuple[Placement, ...]] = {}

    def place(self, where: Where, *, is_help: bool = False) -> tuple[Placement, ...]:
        """Places to go to, best first: theirs, then what meets their needs, then the nearest.

        Where any place will do, one that is open on arrival comes before one that is not; places
        that help different people stay in the order they were listed in. A closed place is replaced
        by its successor and left out if it has none, unless it is the only one.
        """
        key = (where.rule, where.locations, where.no_address, is_help)
        if key not in self._placed:
            self._placed[key] = self._place(where, is_help=is_help)
        return self._placed[key]

    def _place(self, where: Where, *, is_help: bool) -> tuple[Placement, ...]:
        found = candidates(where, self.locations, self.at.date())
        if where.rule == "by_district":
            return self._by_district(where, found)
        placements = [self._placement(where, one) for one in found]
        if where.rule == "any" and is_help and len(placements) > 1:
            placements.sort(key=lambda one: doubt(one.needs))
            return tuple(_said(one, EACH_FOR_OTHERS, "ask_first") for one in placements)
        placements.sort(key=self._rank)
        return self._nearest(placements) if where.rule == "nearest" else tuple(placements)

    def _by_district(self, where: Where, found: list[Candidate]) -> tuple[Placement, ...]:
        if not any(one.is_local for one in found):
            return self._ask_the_first(where, found)
        if not self.journey.has_address:
            own = [one for one in found if one.location.id == where.no_address]
            if own:
                placement = self._placement(where, own[0])
                return (_said(placement, NO_ADDRESS, _surely(placement)),)
        local = [one for one in found if self.journey.district in one.districts]
        placements = sorted((self._placement(where, one) for one in local or found), key=self._rank)
        if len(local) != 1:
            return tuple(one._replace(assignment="ask_first") for one in placements)
        sure = _surely(placements[0]) if self.journey.is_sure else "probable"
        return (placements[0]._replace(assignment=sure),)

    def _ask_the_first(self, where: Where, found: list[Candidate]) -> tuple[Placement, ...]:
        """Nobody knows who serves whom: the first of the list does, in the order of the list."""
        first, *others = [self._placement(where, one) for one in found]
        return (
            _said(first, HEAD_OFFICE, "ask_first"),
            *(_said(other, ONE_OF_OFFICES, "ask_first") for other in others),
        )

    def _nearest(self, placements: list[Placement]) -> tuple[Placement, ...]:
        """The first is the likely one, if anything but the rule speaks for it."""
        own = [one for one in placements if one.is_meant_for]
        is_likely = bool(own) and (
            len(own) == 1 or own[0].because.area is not None or self.journey.home is not None
        )
        return tuple(
            one._replace(assignment="probable" if is_likely and not number else "ask_first")
            for number, one in enumerate(placements)
        )

    def _placement(self, where: Where, candidate: Candidate) -> Placement:
        journey, location = self.journey, candidate.location
        way, arrive_at, on_arrival = self._arrival(location)
        asked = journey.district if where.rule != "single" else None
        served = asked if asked in candidate.districts else None
        because = Because(
            rule=where.rule,
            area=candidate.area_of(journey.osiedle) if where.rule == "nearest" else None,
            district=served if where.rule != "any" else None,
            is_sure=journey.is_sure,
            way=way,
            from_home=journey.here is None and journey.is_sure,
            replaces=candidate.replaces,
        )
        return Placement(
            location=location,
            opening=on_arrival,
            because=because,
            way=way,
            replaces=candidate.replaces.id if candidate.replaces else None,
            serves_district=served is not None,
            arrive_at=arrive_at,
            needs=met(location, journey.needs, self.at.date()),
        )

    def _arrival(self, location: Location) -> tuple[Way | None, datetime | None, Opening]:
        """The way there, when one arrives, and whether one is let in then."""
        if location.id not in self._arrivals:
            start, there = self.journey.start, position_of(location)
            way = way_between(start, there) if start and there else None
            arrive_at = way.arrival(self.at) if way else None
            on_arrival = opening(location, arrive_at or self.at)
            self._arrivals[location.id] = way, arrive_at, on_arrival
        return self._arrivals[location.id]

    def _rank(self, placement: Placement) -> tuple[bool, bool, int, bool, int, int]:
        """Theirs, fit for them, sure to be there, open, near; the content's order breaks a tie."""
        is_any = placement.because.rule == "any"
        state = OPEN_FIRST[placement.opening.state]
        return (
            placement.because.area is None,
            not placement.serves_district,
            doubt(placement.needs),
            is_any and placement.location.status == "to_confirm",
            state if is_any else 0,
            self._far(placement),
        )

    def _far(self, placement: Placement) -> int:
        """How far from home for what the home decides, else from where the way begins."""
        home, there = self.journey.home, position_of(placement.location)
        if placement.because.rule == "nearest" and home and there:
            return straight_m(home, there)
        return placement.way.straight_m if placement.way else FAR


def _said(placement: Placement, why: Text, assignment: Assignment) -> Placement:
    because = placement.because._replace(said=why)
    return placement._replace(because=because, assignment=assignment)


def _surely(placement: Placement) -> Assignment:
    """Certain, if somebody has confirmed what this place serves."""
    return "certain" if placement.location.status == "verified" else "probable"
