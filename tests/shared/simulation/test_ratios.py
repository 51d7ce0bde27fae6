"""Columns of ratios and intervals, against fractions and against the engine's own intervals."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.diagnosis import interval
from shared.simulation import ratios, spans
from shared.simulation.ratios import Ratio, constant
from shared.simulation.spans import Span

SMALL = st.integers(-20, 20)
ANY = st.one_of(SMALL, st.integers(-(10**9), 10**9), st.integers(-(10**25), 10**25))
DENS = st.one_of(st.just(1), st.integers(1, 12), st.integers(1, 10**13))
NUMBERS = st.builds(Fraction, ANY, DENS)
PAIRS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=5)
often = settings(derandomize=True, deadline=None, database=None, max_examples=40)


def column(numbers: list[Fraction], *, one_den: bool = False) -> Ratio:
    """A column of these numbers, over one denominator for all or over each one's own."""
    dens = [one.denominator for one in numbers]
    if one_den:
        dens = [int(np.lcm.reduce(np.array(dens, dtype=object)))] * len(numbers)
    nums = [int(one * den) for one, den in zip(numbers, dens, strict=True)]
    most, den_most = max(abs(num) for num in nums), max(dens)
    kind = np.int64 if max(most, den_most) < ratios.FITS else object
    den: Any = dens[0] if one_den else np.array(dens, dtype=kind)
    return Ratio(np.array(nums, dtype=kind), den, most, den_most)


def told(a: Ratio, rows: int) -> list[Fraction]:
    """The numbers of a column, and that its bounds are true."""
    nums, dens = np.broadcast_to(a.num, rows), np.broadcast_to(a.den, rows)
    assert all(abs(int(num)) <= a.most for num in nums)
    assert all(0 < int(den) <= a.den_most for den in dens)
    return [Fraction(int(num), int(den)) for num, den in zip(nums, dens, strict=True)]


OPERATIONS: dict[str, tuple[Callable[..., Ratio], Callable[..., Fraction]]] = {
    "plus": (ratios.plus, lambda a, b: a + b),
    "times": (ratios.times, lambda a, b: a * b),
    "smaller": (ratios.smaller, min),
    "larger": (ratios.larger, max),
}


@pytest.mark.parametrize("name", OPERATIONS)
@often
@given(PAIRS, st.booleans(), st.booleans())
def test_operations_are_exact(
    name: str, pairs: list[tuple[Fraction, Fraction]], first: bool, second: bool
) -> None:
    of_columns, of_fractions = OPERATIONS[name]
    a, b = ([pair[side] for pair in pairs] for side in (0, 1))
    found = of_columns(column(a, one_den=first), column(b, one_den=second))
    assert told(found, len(pairs)) == [of_fractions(*pair) for pair in pairs]
    same = of_columns(constant(a[0]), column(b, one_den=second))
    assert told(same, len(pairs)) == [of_fractions(a[0], one) for one in b]
    assert told(of_columns(constant(a[0]), constant(b[0])), 1) == [of_fractions(a[0], b[0])]


@often
@given(PAIRS, st.booleans())
def test_comparisons_inverses_and_multiples_are_exact(
    pairs: list[tuple[Fraction, Fraction]], one_den: bool
) -> None:
    a, b = ([pair[side] for pair in pairs] for side in (0, 1))
    mine, other = column(a, one_den=one_den), column(b)
    assert list(ratios.is_below(mine, other)) == [x < y for x, y in pairs]
    assert list(ratios.is_same(mine, other)) == [x == y for x, y in pairs]
    assert told(ratios.floored(mine), len(a)) == [Fraction(x // 1) for x in a]
    step = Fraction(5, 2)
    assert told(ratios.round_down(mine, step), len(a)) == [x // step * step for x in a]
    nonzero = [x or Fraction(1) for x in a]
    assert told(ratios.inverse(column(nonzero)), len(a)) == [1 / x for x in nonzero]
    mask = np.array([x < y for x, y in pairs])
    assert told(ratios.choose(mask, mine, other), len(a)) == [min(pair) for pair in pairs]


@often
@given(st.lists(st.lists(NUMBERS, min_size=1, max_size=4), min_size=1, max_size=4), st.booleans())
def test_sums_over_runs_are_exact(runs: list[list[Fraction]], one_den: bool) -> None:
    flat = [one for run in runs for one in run]
    starts = np.cumsum([0, *(len(run) for run in runs[:-1])])
    found = ratios.sums(column(flat, one_den=one_den), starts, len(flat))
    assert told(found, len(runs)) == [sum(run, Fraction(0)) for run in runs]
    assert told(ratios.sums(constant(flat[0]), starts, len(flat)), len(runs)) == [
        flat[0] * len(run) for run in runs
    ]


FEW = st.builds(Fraction, SMALL, st.integers(1, 4))
ENDS = st.tuples(st.one_of(st.none(), FEW), st.one_of(st.none(), FEW))
INTERVALS = ENDS.map(
    lambda ends: (min(ends), max(ends)) if None not in ends else ends  # type: ignore[type-var]
)
ROWS = st.lists(st.tuples(INTERVALS, INTERVALS), min_size=1, max_size=6)
EXACTLY = FEW.map(lambda one: (one, one))


def spanned(rows: list[interval.Interval]) -> Span:
    """These intervals as a column."""
    lows = column([Fraction(low or 0) for low, _ in rows])
    if all(low is not None and low == high for low, high in rows):
        return spans.point(lows)
    highs = column([Fraction(high or 0) for _, high in rows])
    no_low, no_high = (np.array([row[side] is None for row in rows]) for side in (0, 1))
    return Span(lows, highs, no_low, no_high)


def rows_of(a: Span, many: int) -> list[interval.Interval]:
    """What a column of intervals says, row by row."""
    no_low, no_high = np.broadcast_to(a.no_low, many), np.broadcast_to(a.no_high, many)
    ends = zip(told(a.low, many), told(a.high, many), no_low, no_high, strict=True)
    return [(None if a else low, None if b else high) for low, high, a, b in ends]


TWO = ("add", "subtract", "multiply", "divide", "least", "greatest", "hull")


@pytest.mark.parametrize("name", TWO)
@often
@given(st.one_of(ROWS, st.lists(st.tuples(INTERVALS, EXACTLY), min_size=1, max_size=6)))
def test_intervals_are_those_of_the_engine(name: str, rows: list[Any]) -> None:
    a, b = ([row[side] for row in rows] for side in (0, 1))
    found = getattr(spans, name)(spanned(a), spanned(b))
    assert rows_of(found, len(rows)) == [getattr(interval, name)(*row) for row in rows]


@pytest.mark.parametrize("name", ["round_up", "round_down", "round_half_up"])
@often
@given(ROWS, st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(5, 3)]))
def test_rounding_is_that_of_the_engine(name: str, rows: list[Any], step: Fraction) -> None:
    a = [row[0] for row in rows]
    found = getattr(spans, name)(spanned(a), step)
    assert rows_of(found, len(a)) == [getattr(interval, name)(one, step) for one in a]


@pytest.mark.parametrize("name", ["is_less", "is_equal"])
@often
@given(st.one_of(ROWS, st.lists(st.tuples(EXACTLY, EXACTLY), min_size=1, max_size=6)))
def test_comparisons_are_those_of_the_engine(name: str, rows: list[Any]) -> None:
    a, b = ([row[side] for row in rows] for side in (0, 1))
    found = getattr(spans, name)(spanned(a), spanned(b))
    yes, no = np.broadcast_to(found.yes, len(rows)), np.broadcast_to(found.surely_not, len(rows))
    said = [
        True if is_so else False if is_not else None for is_so, is_not in zip(yes, no, strict=True)
    ]
    assert said == [getattr(interval, name)(*row) for row in rows]
