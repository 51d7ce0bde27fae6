"""Ranges to answer a number with, cut where the answer changes something for this household.

Somebody who would rather not say an exact income taps a range. Each open comparison the fact stands
in is tried on whole minor units, everything else as it is known so far, and the ranges are cut
exactly where it flips, the weightiest first. A cut so near a weightier one that nobody could tell
the ranges apart is dropped; whoever taps the range around it may be asked for the number. Where
nothing can be derived (too much else is still open), the cuts are round numbers of the fact's kind;
they are a convenience and decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import floor
from typing import NamedTuple, cast

from shared.diagnosis.frame import NOBODY, Frame, Memos
from shared.diagnosis.household import SIZE, FactKey
from shared.diagnosis.interval import Interval, Truth
from shared.diagnosis.model import Fact
from shared.diagnosis.relevance import Watch, Watching
from shared.diagnosis.result import Band

MOST_CUTS = 6
NEAR_SHARE = 10  # nearer than a tenth
ROUND_CUTS = {
    "money": (50_000, 100_000, 150_000, 200_000, 300_000, 500_000),
    "area": (2_500, 3_500, 4_500, 5_500, 7_000, 9_000),
}


class Tried(NamedTuple):
    """A value of the fact, how the comparison comes out, and by how much its left side is more."""

    value: int
    truth: Truth
    gap: Interval


def cut_bands(fact: Fact, watches: Sequence[Watch], trial: Trial) -> tuple[Band, ...]:
    """At most seven bands, covering the fact's range without a gap; the weightiest watch first."""
    low, high = trial.low, trial.high
    cuts: list[int] = []
    for watch in watches:
        for cut in _flips_between(low, high, trial.of(watch)):
            if len(cuts) < MOST_CUTS and not any(_is_near(fact, cut, one) for one in cuts):
                cuts.append(cut)
        if len(cuts) == MOST_CUTS:
            break
    trial.close()
    starts = [low, *sorted(cuts or _round_cuts(fact, low, high)), high + 1]
    return tuple(Band(start, end - 1) for start, end in pairwise(starts))


def _is_near(fact: Fact, cut: int, other: int) -> bool:
    """Whether somebody who does not know to the grosz could not tell on which side of both."""
    if fact.type not in ROUND_CUTS:
        return cut == other
    return abs(cut - other) * NEAR_SHARE <= max(cut, other)


@dataclass(slots=True, kw_only=True)
class Weighing(Watching):
    """Watches, and how much hangs on each."""

    weighed: dict[tuple[int, int], int] = field(default_factory=dict)

    def add(self, key: FactKey, weight: int) -> None:
        """Keep the comparisons on the way to the fact, and add up what hangs on them."""
        if key != self.key:
            return
        for watch in self.trail:
            place = id(watch.compared), watch.person
            self.watches.setdefault(place, watch)
            self.weighed[place] = self.weighed.get(place, 0) + weight

    def in_order(self) -> tuple[Watch, ...]:
        """The weightiest first, those that weigh the same in the order of the descent."""
        places = sorted(self.watches, key=lambda place: -self.weighed[place])
        return tuple(self.watches[place] for place in places)


class Trial:
    """Tries values of one numeric fact on a frame. `close` leaves the frame as it was.

    `low` and `high`: what the fact can be by now, in minor units.
    """

    def __init__(self, key: FactKey, frame: Frame) -> None:
        self.key, self.frame, self.possible = key, frame, frame.possible
        self.low, self.high = cast(tuple[int, int], frame.value_at(key))

    def of(self, watch: Watch) -> Callable[[int], Tried]:
        """How a comparison comes out for a value. Only what it looks at itself is forgotten."""
        persons = self.frame.layout.slots.person.keys()
        memos = watch.compared.memos_on(self.key.fact, persons)
        return lambda value: self._at(watch, memos, value)

    def _at(self, watch: Watch, memos: Memos, value: int) -> Tried:
        self.frame.put(self.key, (value, value), memos)
        if self.key.fact == SIZE:
            self.frame.possible = value - len(self.frame.persons)
        self.frame.look_at(watch.person)
        return Tried(value, watch.compared.truth(self.frame), watch.compared.gap(self.frame))

    def close(self) -> None:
        """Put back what was known."""
        self.frame.put(self.key, (self.low, self.high))
        self.frame.possible = self.possible
        self.frame.look_at(NOBODY)


def _flips_between(low: int, high: int, at: Callable[[int], Tried]) -> Iterator[int]:
    """The first values at which the truth leaves what it is at `low` and reaches that of `high`."""
    first, last = at(low), at(high)
    if first.truth is last.truth:
        return
    leaves = first_where(first, last, at, lambda truth: truth is not first.truth)
    yield leaves.value
    if leaves.truth is not last.truth:
        yield first_where(leaves, last, at, lambda truth: truth is last.truth).value


def first_where(
    low: Tried, high: Tried, at: Callable[[int], Tried], fits: Callable[[Truth], bool]
) -> Tried:
    """The value past `low` where `fits` turns true; it is true at `high`.

    Most comparisons are linear in the fact, so where the two sides would meet is tried first, and
    the values beside it; whatever is left is halved.
    """
    meeting = _meeting_points(low, high)
    while high.value - low.value > 1:
        guess = next((one for one in meeting if low.value < one < high.value), None)
        tried = at((low.value + high.value) // 2 if guess is None else guess)
        low, high = (low, tried) if fits(tried.truth) else (tried, high)
    return high


def _meeting_points(low: Tried, high: Tried) -> list[int]:
    """Where one of the bounds of the gap would be zero if it were linear in between."""
    points: set[int] = set()
    for near, far in zip(low.gap, high.gap, strict=True):
        if near is not None and far is not None and (near < 0) != (far < 0):
            point = low.value + floor(near * (high.value - low.value) / (near - far))
            points |= {point, point + 1}
    return sorted(points)


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
