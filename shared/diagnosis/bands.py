"""Ranges to answer a number with, cut where the answer changes something for this household.

Somebody who would rather not say an exact income taps a range. Each open comparison the fact stands
in is tried on whole minor units, everything else as it is known so far, and the ranges are cut
exactly where it flips. Where nothing can be derived (too much else is still open), the cuts are
round numbers of the fact's kind; they are a convenience and decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import cast

from shared.diagnosis.frame import NOBODY, Frame, Slots
from shared.diagnosis.household import SIZE, FactKey
from shared.diagnosis.interval import Truth
from shared.diagnosis.model import Fact
from shared.diagnosis.relevance import Watch
from shared.diagnosis.result import Band

MOST_CUTS = 6
ROUND_CUTS = {
    "money": (50_000, 100_000, 150_000, 200_000, 300_000, 500_000),
    "area": (2_500, 3_500, 4_500, 5_500, 7_000, 9_000),
}


def cut_bands(
    key: FactKey, fact: Fact, watches: Sequence[Watch], frame: Frame, slots: Slots
) -> tuple[Band, ...]:
    """At most seven bands, covering the fact's range without a gap; the frame stays as it was."""
    low, high = _current_range(key, frame, slots)
    cuts = list(dict.fromkeys(_flips(key, watches, frame, slots)))[:MOST_CUTS]
    starts = [low, *sorted(cuts or _round_cuts(fact, low, high)), high + 1]
    return tuple(Band(start, end - 1) for start, end in pairwise(starts))


def _current_range(key: FactKey, frame: Frame, slots: Slots) -> tuple[int, int]:
    value = frame.replace(key, slots, None)
    frame.replace(key, slots, value)
    return cast(tuple[int, int], value)


def _flips(key: FactKey, watches: Sequence[Watch], frame: Frame, slots: Slots) -> Iterator[int]:
    low, high = _current_range(key, frame, slots)
    possible = frame.possible
    for watch in watches:
        yield from _flips_between(low, high, _trial(key, watch, frame, slots))
    frame.replace(key, slots, (low, high))
    frame.possible = possible
    frame.look_at(NOBODY)


def _trial(key: FactKey, watch: Watch, frame: Frame, slots: Slots) -> Callable[[int], Truth]:
    def at(value: int) -> Truth:
        frame.replace(key, slots, (value, value))
        if key.fact == SIZE:
            frame.possible = value - len(frame.persons)
        frame.look_at(watch.index)
        return watch.truth(frame)

    return at


def _flips_between(low: int, high: int, at: Callable[[int], Truth]) -> Iterator[int]:
    """The first values at which the truth leaves what it is at `low` and reaches that of `high`."""
    first, last = at(low), at(high)
    if first is last:
        return
    leaves = _first_where(low, high, lambda value: at(value) is not first)
    yield leaves
    if at(leaves) is not last:
        yield _first_where(leaves, high, lambda value: at(value) is last)


def _first_where(low: int, high: int, fits: Callable[[int], bool]) -> int:
    """The value past `low` where `fits` turns true, by halving; it is true at `high`."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(middle) else (middle, high)
    return high


def _round_cuts(fact: Fact, low: int, high: int) -> list[int]:
    usual = [cut for cut in ROUND_CUTS.get(fact.type, ()) if low < cut <= high]
    if usual:
        return usual
    step = next(
        step
        for power in range(len(str(high)) + 1)
        for step in (10**power, 2 * 10**power, 5 * 10**power)
        if (high - low) // step <= MOST_CUTS
    )
    return list(range(low // step * step + step, high + 1, step))[:MOST_CUTS]
