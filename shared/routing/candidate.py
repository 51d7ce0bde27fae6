"""Which places may be the right one: those that exist, or what has taken their place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from shared.catalog.model import Location, Where
from shared.catalog.search.fold import words_of
from shared.routing.needs import EVERY_DISTRICT


class Candidate(NamedTuple):
    """A place that stands; `districts`, `areas`: what it serves, with those of whom it replaces."""

    location: Location
    districts: frozenset[str]
    areas: tuple[str, ...]
    replaces: Location | None

    @property
    def is_local(self) -> bool:
        """Whether it serves some districts and not the others."""
        return bool(self.districts) and self.districts != EVERY_DISTRICT

    def area_of(self, osiedle: str | None) -> str | None:
        """The area in its list that this neighborhood is, or lies in; None where none is."""
        if osiedle is None:
            return None
        words = words_of(osiedle)
        return next((area for area in self.areas if _is_part(words_of(area), words)), None)


def candidates(where: Where, locations: Mapping[str, Location], on: date) -> list[Candidate]:
    """The listed places that exist on this day, or what has taken their place, in their order.

    Where nothing is left of them the closed ones are shown: closed is an answer, too.
    """
    found: dict[str, Candidate] = {}
    for location_id in where.locations:
        listed = locations[location_id]
        standing = _standing(listed, locations, on)
        if standing is None:
            continue
        same = found.get(standing.id)
        districts = frozenset(listed.districts) | (same.districts if same else frozenset())
        areas = (*(same.areas if same else ()), *listed.areas)
        replaces = None if standing.id in where.locations else listed
        found[standing.id] = Candidate(standing, districts, areas, replaces)
    if found:
        return list(found.values())
    shut = [locations[location_id] for location_id in where.locations]
    return [Candidate(one, frozenset(one.districts), one.areas, None) for one in shut]


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


def _is_part(area: list[str], words: list[str]) -> bool:
    """Whether the words of an area stand side by side among those of a name."""
    size = len(area)
    return any(words[start : start + size] == area for start in range(len(words) - size + 1))
