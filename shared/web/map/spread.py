"""Numbers that would cover each other step aside; a line shows where each of them belongs."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, pi, sin
from typing import NamedTuple

APART = 62  # from middle to middle: a sign of 52 and a gap a finger feels
TRIES = 60


class Spot(NamedTuple):
    """Where a sign stands."""

    x: float
    y: float


def spread(points: Sequence[tuple[int, int]], width: int, height: int) -> list[tuple[int, int]]:
    """A place for the sign of each point, none nearer to another than APART, all on the picture.

    The same points give the same places. Signs push each other away, half of the overlap each;
    those of one address start from a small ring. What is still too close after TRIES rounds stays
    so: a hundred doors on one map are no map, and callers show a dozen.
    """
    spots = [_from_ring(points, index) for index in range(len(points))]
    for _ in range(TRIES):
        if not _push_apart(spots):
            break
        spots = [_inside(spot, width, height) for spot in spots]
    return [(round(spot.x), round(spot.y)) for spot in spots]


def _from_ring(points: Sequence[tuple[int, int]], index: int) -> Spot:
    """The point itself, or its place on a ring around an address that others share."""
    x, y = points[index]
    twins = [i for i, point in enumerate(points) if point == points[index]]
    if len(twins) == 1:
        return Spot(x, y)
    angle = 2 * pi * twins.index(index) / len(twins)
    return Spot(x + 2 * cos(angle), y + 2 * sin(angle))


def _push_apart(spots: list[Spot]) -> bool:
    has_moved = False
    for i, one in enumerate(spots):
        for j in range(i + 1, len(spots)):
            one, other = spots[i], spots[j]
            gap = hypot(other.x - one.x, other.y - one.y)
            if gap >= APART - 0.5:
                continue
            has_moved = True
            along_x, along_y = ((other.x - one.x) / gap, (other.y - one.y) / gap) if gap else (1, 0)
            push = (APART - gap) / 2
            spots[i] = Spot(one.x - along_x * push, one.y - along_y * push)
            spots[j] = Spot(other.x + along_x * push, other.y + along_y * push)
    return has_moved


def _inside(spot: Spot, width: int, height: int) -> Spot:
    edge = APART / 2
    x = min(max(spot.x, edge), width - edge)
    return Spot(x, min(max(spot.y, edge), height - edge))
