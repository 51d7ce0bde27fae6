"""From doors and a place to stand to the picture of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from shared.catalog.gazetteer import Gazetteer, Position, points_of
from shared.web.map.frame import WIDTH, Frame, around
from shared.web.map.names import names_on
from shared.web.map.picture import Mark, Picture, Shape
from shared.web.map.spread import spread

LANDSCAPE = 0.72  # height over width
WORTH_ZOOMING = 0.7  # a frame wider than this share of the city shows all of it
NEAR = 8  # a sign this close to its point needs no line
OFF = 200  # how far past the edge a line is still drawn


@dataclass(frozen=True)
class Pin:
    """A door: the number it has in the list, its place and name, and where a touch leads."""

    number: int
    position: Position
    name: str
    href: str


def draw_map(
    gazetteer: Gazetteer,
    pins: Sequence[Pin],
    here: Position | None = None,
    shape: float = LANDSCAPE,
) -> Picture | None:
    """The map of these doors, zoomed in where they lie close together; None with nothing to show.

    `shape` is the picture's height over its width.
    """
    if not gazetteer.outlines or not (pins or here):
        return None
    frame = _frame(gazetteer, pins, here, shape)
    places = [frame.at(pin.position) for pin in pins]
    signs = spread(places, WIDTH, frame.height)
    here_at = frame.at(here) if here else None
    meters, length = frame.scale_bar
    return Picture(
        width=WIDTH,
        height=frame.height,
        districts=tuple(Shape(_path(o.line, frame) + "Z") for o in gazetteer.outlines),
        streets=tuple(
            Shape(path, street.main)
            for street in gazetteer.streets
            if (path := _path(street.line, frame, only_near=True))
        ),
        names=names_on(gazetteer, frame, [*signs, *([here_at] if here_at else [])]),
        marks=tuple(_mark(pin, *pair) for pin, *pair in zip(pins, places, signs, strict=True)),
        here=here_at,
        bar_length=length,
        bar_meters=meters,
        attributions=gazetteer.attributions,
    )


def _frame(gazetteer: Gazetteer, pins: Sequence[Pin], here: Position | None, shape: float) -> Frame:
    city = around((p for o in gazetteer.outlines for p in points_of(o.line)), shape)
    shown = [pin.position for pin in pins] + ([here] if here else [])
    close = around(shown, shape)
    return city if close.width_meters > WORTH_ZOOMING * city.width_meters else close


def _mark(pin: Pin, place: tuple[int, int], sign: tuple[int, int]) -> Mark:
    (at_x, at_y), (x, y) = place, sign
    is_moved = max(abs(x - at_x), abs(y - at_y)) > NEAR
    return Mark(pin.number, x, y, at_x, at_y, pin.name, pin.href, is_moved)


def _path(line: str, frame: Frame, *, only_near: bool = False) -> str:
    """An SVG path in whole units; `only_near`: the parts that come near the picture."""
    spots = [frame.at(point) for point in points_of(line)]
    if not only_near:
        return "M" + "L".join(f"{x} {y}" for x, y in spots)
    parts, is_drawing = [], False
    for one, other in pairwise(spots):
        if _may_cross(one, other, frame):
            start = "" if is_drawing else f"M{one[0]} {one[1]}"
            parts.append(f"{start}L{other[0]} {other[1]}")
            is_drawing = True
        else:
            is_drawing = False
    return "".join(parts)


def _may_cross(one: tuple[int, int], other: tuple[int, int], frame: Frame) -> bool:
    (x, y), (u, v) = one, other
    is_beside = max(x, u) < -OFF or min(x, u) > WIDTH + OFF
    return not (is_beside or max(y, v) < -OFF or min(y, v) > frame.height + OFF)
