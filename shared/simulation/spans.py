"""Columns of intervals: what `shared.diagnosis.interval` says of one interval, said of many.

Ends are exact and included. `no_low` and `no_high` tell the rows without that end: what stands in
`low` or `high` there means nothing. A column whose rows all hold one number has one and the same
object for both ends, and is calculated with once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from shared.simulation import ratios
from shared.simulation.ratios import (
    NOTHING,
    Mask,
    Ratio,
    choose,
    constant,
    is_below,
    is_same,
    larger,
    plus,
    smaller,
    times,
)
from shared.simulation.truths import Truths, opposite


class Span(NamedTuple):
    """One interval a row."""

    low: Ratio
    high: Ratio
    no_low: Mask = False
    no_high: Mask = False

    @property
    def is_exact(self) -> bool:
        """Whether every row is known to hold one number only."""
        return self.low is self.high and self.has_ends

    @property
    def has_ends(self) -> bool:
        """Whether every row has both ends."""
        return self.no_low is False and self.no_high is False

    def take(self, rows: np.ndarray) -> Span:
        """The intervals of these rows, in this order."""
        if self.is_exact:
            return point(self.low.take(rows))
        masks = (_take(mask, rows) for mask in (self.no_low, self.no_high))
        return Span(self.low.take(rows), self.high.take(rows), *masks)


def _take(mask: Mask, rows: np.ndarray) -> Mask:
    return mask[rows] if isinstance(mask, np.ndarray) else mask


def point(numbers: Ratio) -> Span:
    """Exactly these numbers."""
    return Span(numbers, numbers)


ZERO = point(NOTHING)
UNBOUNDED = Span(NOTHING, constant(0), True, True)
NOT_NEGATIVE = Span(NOTHING, constant(0), False, True)


def _without(mask: Mask) -> Mask:
    """The same mask, as plain False where it marks no row: that is not calculated with."""
    return mask if mask is not False and np.any(mask) else False


def add(a: Span, b: Span) -> Span:
    """Every sum."""
    if a.is_exact and b.is_exact:
        return point(plus(a.low, b.low))
    return Span(
        plus(a.low, b.low), plus(a.high, b.high), a.no_low | b.no_low, a.no_high | b.no_high
    )


def negate(a: Span) -> Span:
    """Every number with its sign turned."""
    if a.is_exact:
        return point(ratios.minus(a.low))
    return Span(ratios.minus(a.high), ratios.minus(a.low), a.no_high, a.no_low)


def subtract(a: Span, b: Span) -> Span:
    """Every difference."""
    return add(a, negate(b))


def multiply(a: Span, b: Span) -> Span:
    """Every product. Zero times anything, even something undefined, is zero."""
    if a.is_exact and b.is_exact:
        return point(times(a.low, b.low))
    is_simple = ratios.is_all_positive(a.low) and ratios.is_all_positive(b.low)
    if a.has_ends and b.has_ends:
        return _simply(a, b) if is_simple else _corners(a, b)
    return _multiply_unended(a, b)


def _simply(a: Span, b: Span) -> Span:
    return Span(times(a.low, b.low), times(a.high, b.high))


def _corners(a: Span, b: Span) -> Span:
    found = [times(one, other) for one in (a.low, a.high) for other in (b.low, b.high)]
    low = high = found[0]
    for one in found[1:]:
        low, high = smaller(low, one), larger(high, one)
    return Span(low, high)


def _multiply_unended(a: Span, b: Span) -> Span:
    zero = _is_zero(a) | _is_zero(b)
    no_low, no_high = a.no_low | b.no_low, a.no_high | b.no_high
    positive = (a.low.num >= 0) & (b.low.num >= 0) & np.logical_not(no_low)
    corners, least = _corners(a, b), times(a.low, b.low)
    lowless = no_low | (no_high & np.logical_not(positive))
    low = choose(zero, NOTHING, choose(positive, least, corners.low))
    high = choose(zero, NOTHING, corners.high)
    is_not_zero = np.logical_not(zero)
    return Span(low, high, lowless & is_not_zero, (no_low | no_high) & is_not_zero)


def _is_zero(a: Span) -> Mask:
    ends = np.logical_not(a.no_low | a.no_high)
    return (a.low.num == 0) & (a.high.num == 0) & ends


def divide(a: Span, b: Span) -> Span:
    """Every quotient; anything at all where the divisor may be zero."""
    above = (b.low.num > 0) & np.logical_not(b.no_low)
    below = (b.high.num < 0) & np.logical_not(b.no_high)
    undefined = _without(np.logical_not(above | below))
    if undefined is not False:
        b = _where(undefined, point(constant(1)), b)
    found = _divide_defined(a, b, _without(below))
    if undefined is False:
        return found
    return Span(found.low, found.high, found.no_low | undefined, found.no_high | undefined)


def _divide_defined(a: Span, b: Span, below: Mask) -> Span:
    if a.is_exact and b.is_exact:
        return point(times(a.low, ratios.inverse(b.low)))
    if below is not False:
        a, b = _where(below, negate(a), a), _where(below, negate(b), b)
    ended = b.high if b.no_high is False else choose(b.no_high, constant(1), b.high)
    least = ratios.inverse(ended)
    if b.no_high is not False:
        least = choose(b.no_high, NOTHING, least)
    return multiply(a, Span(least, ratios.inverse(b.low)))


def _where(mask: Mask, a: Span, b: Span) -> Span:
    if not isinstance(mask, np.ndarray):
        return a if mask else b
    low = choose(mask, a.low, b.low)
    if a.is_exact and b.is_exact:
        return point(low)
    no_low, no_high = np.where(mask, a.no_low, b.no_low), np.where(mask, a.no_high, b.no_high)
    return Span(low, choose(mask, a.high, b.high), _without(no_low), _without(no_high))


def least(a: Span, b: Span) -> Span:
    """Every smaller one of two."""
    if a.is_exact and b.is_exact:
        return point(smaller(a.low, b.low))
    high = smaller(a.high, b.high)
    high = choose(b.no_high, a.high, high) if b.no_high is not False else high
    high = choose(a.no_high, b.high, high) if a.no_high is not False else high
    return Span(smaller(a.low, b.low), high, a.no_low | b.no_low, a.no_high & b.no_high)


def greatest(a: Span, b: Span) -> Span:
    """Every greater one of two."""
    if a.is_exact and b.is_exact:
        return point(larger(a.low, b.low))
    return negate(least(negate(a), negate(b)))


def hull(a: Span, b: Span) -> Span:
    """The smallest intervals that hold both."""
    low, high = smaller(a.low, b.low), larger(a.high, b.high)
    return Span(low, high, a.no_low | b.no_low, a.no_high | b.no_high)


def branch(condition: Truths, a: Span, b: Span) -> Span:
    """The branch taken; while the condition is unknown, everything either could be."""
    taken = _where(condition.yes, a, b)
    if condition.no is None or not np.any(condition.unknown):
        return taken
    return _where(condition.unknown, hull(a, b), taken)


def round_down(a: Span, step: Fraction) -> Span:
    """Every number down to a multiple of `step`."""
    if a.is_exact:
        return point(ratios.round_down(a.low, step))
    low, high = ratios.round_down(a.low, step), ratios.round_down(a.high, step)
    return Span(low, high, a.no_low, a.no_high)


def round_up(a: Span, step: Fraction) -> Span:
    """Every number up to a multiple of `step`."""
    return negate(round_down(negate(a), step))


def round_half_up(a: Span, step: Fraction) -> Span:
    """Every number to the nearest multiple of `step`; halves go up."""
    return round_down(add(a, point(constant(step / 2))), step)


def is_less(a: Span, b: Span) -> Truths:
    """Whether it is so for every number of both, for none, or unknown."""
    if a.is_exact and b.is_exact:
        return Truths(is_below(a.low, b.low))
    yes = is_below(a.high, b.low) & np.logical_not(a.no_high | b.no_low)
    not_less = np.logical_not(is_below(a.low, b.high))
    return Truths(yes, not_less & np.logical_not(a.no_low | b.no_high))


def is_equal(a: Span, b: Span) -> Truths:
    """Surely only where both hold one and the same number."""
    if a.is_exact and b.is_exact:
        return Truths(is_same(a.low, b.low))
    below = is_below(a.high, b.low) & np.logical_not(a.no_high | b.no_low)
    above = is_below(b.high, a.low) & np.logical_not(b.no_high | a.no_low)
    no = below | above
    return Truths(holds_one(a) & holds_one(b) & np.logical_not(no), no)


def holds_one(a: Span) -> Mask:
    """Where there is exactly one number."""
    if a.is_exact:
        return True
    return is_same(a.low, a.high) & np.logical_not(a.no_low | a.no_high)


RELATIONS: Mapping[str, Callable[[Span, Span], Truths]] = {
    "<": is_less,
    ">": lambda a, b: is_less(b, a),
    ">=": lambda a, b: opposite(is_less(a, b)),
    "<=": lambda a, b: opposite(is_less(b, a)),
    "=": is_equal,
    "!=": lambda a, b: opposite(is_equal(a, b)),
}
