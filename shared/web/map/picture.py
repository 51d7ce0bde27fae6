"""What stands on the picture, in its own units: the template only writes it down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """A district or a street: an SVG path."""

    path: str
    is_main: bool = False


@dataclass(frozen=True)
class Written:
    """A name on the map, its middle at `x`, `y`."""

    x: int
    y: int
    text: str
    kind: str


@dataclass(frozen=True)
class Mark:
    """A numbered point: its sign at `x`, `y`; a line leads to `at_x`, `at_y` if it had to move."""

    number: int
    x: int
    y: int
    at_x: int
    at_y: int
    name: str
    href: str
    is_moved: bool


@dataclass(frozen=True)
class Picture:
    """The whole map. `here` is where the person stands; `bar` is the scale's length and meters."""

    width: int
    height: int
    districts: tuple[Shape, ...]
    streets: tuple[Shape, ...]
    names: tuple[Written, ...]
    marks: tuple[Mark, ...]
    here: tuple[int, int] | None
    bar_length: int
    bar_meters: int
    attributions: tuple[str, ...]
