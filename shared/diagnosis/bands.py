"""Ranges to answer a number with, cut where the answer changes something for this household.

Somebody who would rather not say an exact income taps a range. Each open comparison the fact stands
in is tried on whole minor units, everything else as it is known so far, and the ranges are cut
exactly where it flips. Where nothing can be derived (too much else is still open), the cuts are
round numbers of the fact's kind; they are a convenience and decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import cast

from shared.diagnosis.frame import NOBODY, Frame
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


def cut_bands(fact: Fact, watches: Sequence[Watch], trial: Trial) -> tuple[Band, ...]:
    """At most seven bands, covering the fact's range without a gap."""
    low, high = trial.low, trial.high
    cuts: set[int] = set()
    for watch in watches:
        cuts.update(_flips_between(low, high, partial(trial.at, watch)))
        if len(cuts) >= MOST_CUTS:
            break
    trial.close()
    starts = [low, *sorted(cuts or _round_cuts(fact, low, high))[:MOST_CUTS], high + 1]
    return tuple(Band(start, end - 1) for start, end in pairwise(starts))


class Trial:
    """Tries values of one numeric fact on a frame. `close` leaves the frame as it was.

    `low` and `high`: what the fact can be by now, in minor units.
    """

    def __init__(self, key: FactKey, frame: Frame) -> None:
        self.key, self.frame, self.possible = key, frame, frame.possible
        self.low, self.high = cast(tuple[int, int], frame.value_at(key))

    def at(self, watch: Watch, value: int) -> Truth:
        """How the comparison comes out if the fact were exactly `value`."""
        self.frame.put(self.key, (value, value))
        if self.key.fact == SIZE:
            self.frame.possible = value - len(self.frame.persons)
        self.frame.look_at(watch.index)
        return watch.truth(self.frame)

    def close(self) -> None:
        """Put back what was known."""
        self.frame.put(self.key, (self.low, self.high))
        self.frame.possible = self.possible
        self.frame.look_at(NOBODY)


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
