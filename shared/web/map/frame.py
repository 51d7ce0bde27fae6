"""The part of the city a picture shows, and where a point of it falls on the paper.

Łódź is small: one degree of longitude has the same length all over it to within 0.3 %, so a plain
scaling by the cosine of its middle latitude is all the projection there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

from shared.catalog.gazetteer import Position

METERS_PER_DEGREE = 111_320.0
MIDDLE_LATITUDE = 51.77
METERS_PER_DEGREE_EAST = METERS_PER_DEGREE * cos(radians(MIDDLE_LATITUDE))
WIDTH = 1000
MARGIN = 0.14  # of the longer side: room for the numbers of points at the edge
LEAST_METERS = 3000.0  # closer than this a schematic street says nothing
SCALES_METERS = (5000, 2000, 1000, 500)


@dataclass(frozen=True)
class Frame:
    """A stretch of the city, north up: `west`, `north` in degrees, sides in meters."""

    west: float
    north: float
    width_meters: float
    height_meters: float

    @property
    def height(self) -> int:
        """The picture's height when it is WIDTH wide."""
        return round(WIDTH * self.height_meters / self.width_meters)

    def at(self, point: Position) -> tuple[int, int]:
        """Where a point falls: from the left, from the top."""
        east = (point.lon - self.west) * METERS_PER_DEGREE_EAST
        south = (self.north - point.lat) * METERS_PER_DEGREE
        scale = WIDTH / self.width_meters
        return round(east * scale), round(south * scale)

    def point(self, across: float, down: float) -> Position:
        """What lies at these shares of its width and height."""
        south = self.height_meters * down / METERS_PER_DEGREE
        east = self.width_meters * across / METERS_PER_DEGREE_EAST
        return Position(self.north - south, self.west + east)

    def holds(self, point: Position, inset: int = 0) -> bool:
        """Whether a point falls on the picture, at least `inset` from its edge."""
        x, y = self.at(point)
        return inset <= x <= WIDTH - inset and inset <= y <= self.height - inset

    @property
    def scale_bar(self) -> tuple[int, int]:
        """The longest round distance that takes at most a third: meters, and its length here."""
        wide = (m for m in SCALES_METERS if m <= self.width_meters / 3)
        meters = next(wide, SCALES_METERS[-1])
        return meters, round(meters * WIDTH / self.width_meters)


def around(points: Iterable[Position], shape: float) -> Frame:
    """The frame around these points, with a margin; `shape` is its height over its width."""
    listed = tuple(points)
    south, north = min(p.lat for p in listed), max(p.lat for p in listed)
    west, east = min(p.lon for p in listed), max(p.lon for p in listed)
    wide = (east - west) * METERS_PER_DEGREE_EAST
    high = (north - south) * METERS_PER_DEGREE
    room = 1 + 2 * MARGIN
    width = max(wide * room, high * room / shape, LEAST_METERS)
    height = width * shape
    return Frame(
        west=(west + east) / 2 - width / 2 / METERS_PER_DEGREE_EAST,
        north=(north + south) / 2 + height / 2 / METERS_PER_DEGREE,
        width_meters=width,
        height_meters=height,
    )
