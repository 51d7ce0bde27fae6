"""From what people say ("osiedle Retkinia", "Bałuty", a square, a point) to a spot in the city."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from shared.catalog.gazetteer import Gazetteer, Position
from shared.catalog.search.fold import fold
from shared.routing.journey import Journey
from shared.routing.reason import DISTRICTS

PREFIX = re.compile(r"^(osiedle|os\.|dzielnica|dz\.)\s+", re.IGNORECASE)
POINT = re.compile(r"\s*(-?[0-9]+(?:\.[0-9]+)?)\s*,\s*(-?[0-9]+(?:\.[0-9]+)?)\s*")
MOST_SUGGESTED = 3
LEAST_ALIKE = 60  # of 100: below that a suggestion has nothing to do with what was said


class Spot(NamedTuple):
    """A place somebody named. `position` is about; a district has none, it is too large for one.

    `district`: what it lies in. Who names an osiedle or a district lives there; who names a
    landmark or a point is near it, and the district is read off the map.
    """

    kind: Literal["osiedle", "district", "landmark", "point"]
    name: str
    position: Position | None
    district: str | None


class Unknown(NamedTuple):
    """Nothing of that name, or a point that is not in the city; `alike`: what was perhaps meant."""

    why: Literal["unknown_place", "outside_the_city", "several_places"]
    alike: tuple[str, ...] = ()


def find_spot(gazetteer: Gazetteer, said: str) -> Spot | Unknown:
    """The spot somebody named, in any spelling of its name or a part of it."""
    point = POINT.fullmatch(said)
    if point:
        return _point(gazetteer, Position(float(point[1]), float(point[2])))
    prefix = PREFIX.match(said.strip())
    kind = None if prefix is None else ("district" if prefix[1][0] in "dD" else "osiedle")
    name = fold(PREFIX.sub("", said.strip()))
    named = [one for one in _named(gazetteer) if kind in (None, one.spot.kind)]
    exact = [one.spot for one in named if name in (one.id, one.name)]
    return exact[0] if exact else _by_part(named, name)


def find_by_id(gazetteer: Gazetteer, spot_id: str) -> Spot | None:
    """The district, osiedle or landmark of this id."""
    return next((one.spot for one in _named(gazetteer) if one.id == spot_id), None)


def journey_from(journey: Journey, spot: Spot) -> Journey:
    """The journey of somebody who said they live in, or near, this spot."""
    return replace(
        journey,
        home=spot.position,
        district=spot.district,
        osiedle=spot.name if spot.kind == "osiedle" else None,
        is_sure=spot.kind in ("osiedle", "district"),
    )


class _Named(NamedTuple):
    id: str
    name: str
    spot: Spot


def _named(gazetteer: Gazetteer) -> Iterator[_Named]:
    """Every spot that has a name, the largest first: "Bałuty" is the district."""
    for code, name in DISTRICTS.items():
        yield _Named(code, fold(name), Spot("district", name, None, code))
    for one in gazetteer.osiedla:
        spot = Spot("osiedle", one.name, Position(one.lat, one.lon), one.district)
        yield _Named(one.id, fold(one.name), spot)
    for landmark in gazetteer.landmarks:
        position = Position(landmark.lat, landmark.lon)
        spot = Spot("landmark", landmark.name, position, gazetteer.district_at(position))
        yield _Named(landmark.id, fold(landmark.name), spot)


def _point(gazetteer: Gazetteer, point: Position) -> Spot | Unknown:
    district = gazetteer.district_at(point)
    if district is None:
        return Unknown("outside_the_city")
    return Spot("point", f"{point.lat},{point.lon}", point, district)


def _by_part(named: Sequence[_Named], name: str) -> Spot | Unknown:
    """What has all these words in its name; several parts of one larger place are taken together.

    "Retkinia" is two osiedla of one district: their middle, under the name that was said.
    """
    words = name.split()
    alike = [one.spot for one in named if words and set(words) <= set(one.name.split())]
    found = [spot for spot in alike if spot.kind == "osiedle"] or alike
    if len(found) == 1:
        return found[0]
    if not found:
        return Unknown("unknown_place", _alike(named, name))
    same = {(spot.kind, spot.district) for spot in found}
    if len(same) > 1 or found[0].kind != "osiedle":
        return Unknown("several_places", tuple(spot.name for spot in found))
    return Spot("osiedle", name.title(), _middle(found), found[0].district)


def _middle(spots: Sequence[Spot]) -> Position:
    points = [spot.position for spot in spots if spot.position]
    lat, lon = (sum(values) / len(points) for values in zip(*points, strict=True))
    return Position(round(lat, 5), round(lon, 5))


def _alike(named: Sequence[_Named], name: str) -> tuple[str, ...]:
    names = {one.name: one.spot.name for one in named}
    near = process.extract(
        name, list(names), scorer=fuzz.WRatio, limit=MOST_SUGGESTED, score_cutoff=LEAST_ALIKE
    )
    return tuple(names[folded] for folded, _, _ in near)
