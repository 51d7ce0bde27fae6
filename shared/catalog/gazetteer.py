"""Where things are in the city: neighborhoods and landmarks to name, outlines and streets to draw.

Nothing here is an address register. A neighborhood is one point somewhere in its middle and an
outline is simplified, so whatever follows from them is *about*.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Annotated, NamedTuple

from msgspec import Meta

from shared.catalog.model import District, Id, Record, Status

Latitude = Annotated[float, Meta(ge=51.6, le=51.95)]
Longitude = Annotated[float, Meta(ge=19.2, le=19.75)]
PAIR = r"[0-9]{2}\.[0-9]{1,6},[0-9]{2}\.[0-9]{1,6}"
Line = Annotated[str, Meta(pattern=rf"^{PAIR}( {PAIR})+$")]


class Position(NamedTuple):
    """A point on the map, degrees, WGS 84."""

    lat: float
    lon: float


class Osiedle(Record, frozen=True):
    """A neighborhood: its name and a point somewhere in its middle."""

    id: Id
    name: str
    district: District
    lat: Latitude
    lon: Longitude


class Landmark(Record, frozen=True):
    """A square, a station, a hospital: what people say when they have no address."""

    id: Id
    name: str
    lat: Latitude
    lon: Longitude


class Label(Record, frozen=True):
    """Where a district's name is written."""

    lat: Latitude
    lon: Longitude


class Outline(Record, frozen=True):
    """A district's border, simplified; `line` is "lat,lon" pairs and ends where it begins."""

    district: District
    label: Label
    line: Line


class Street(Record, frozen=True):
    """A street people find their way by, schematic; a `main` one is drawn wider and named."""

    name: str
    line: Line
    main: bool = False


class PlacesFile(Record, frozen=True):
    """map/places.yaml: what a person can name."""

    attribution: str
    source: str
    status: Status
    checked_on: date
    osiedla: tuple[Osiedle, ...]
    landmarks: tuple[Landmark, ...] = ()


class ShapesFile(Record, frozen=True):
    """map/shapes.yaml: what the map draws."""

    attribution: str
    source: str
    status: Status
    checked_on: date
    outlines: tuple[Outline, ...]
    streets: tuple[Street, ...] = ()


class Gazetteer(Record, frozen=True):
    """The places people name and the shapes the map draws; `attributions` must stay beside it."""

    osiedla: tuple[Osiedle, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    outlines: tuple[Outline, ...] = ()
    streets: tuple[Street, ...] = ()
    attributions: tuple[str, ...] = ()

    def district_at(self, point: Position) -> str | None:
        """The district whose outline is around a point; None outside the city."""
        inside = (o.district for o in self.outlines if _is_inside(point, points_of(o.line)))
        return next(inside, None)


@lru_cache(maxsize=128)
def points_of(line: str) -> tuple[Position, ...]:
    """The points of a line, in its order."""
    pairs = (pair.split(",") for pair in line.split(" "))
    return tuple(Position(float(lat), float(lon)) for lat, lon in pairs)


def _is_inside(point: Position, outline: tuple[Position, ...]) -> bool:
    """Whether a line from the point eastwards crosses the outline an odd number of times."""
    return sum(_crosses(point, a, b) for a, b in _sides(outline)) % 2 == 1


def _sides(outline: tuple[Position, ...]) -> Iterator[tuple[Position, Position]]:
    return zip(outline, outline[1:] + outline[:1], strict=True)


def _crosses(point: Position, a: Position, b: Position) -> bool:
    if (a.lat > point.lat) == (b.lat > point.lat):
        return False
    return point.lon < a.lon + (point.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon)
