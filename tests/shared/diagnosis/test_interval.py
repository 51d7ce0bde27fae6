"""Exact intervals: every operation holds every result, and narrower in gives narrower out."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.diagnosis import interval
from shared.diagnosis.interval import UNBOUNDED, ZERO

numbers = st.integers(-6, 6) | st.fractions(-6, 6, max_denominator=4)
intervals = st.tuples(numbers, numbers).map(lambda ends: (min(ends), max(ends)))
few = settings(derandomize=True, deadline=None, database=None, max_examples=150)

EXACT = {
    interval.add: lambda a, b: a + b,
    interval.subtract: lambda a, b: a - b,
    interval.multiply: lambda a, b: a * b,
    interval.divide: lambda a, b: Fraction(a) / b,
    interval.least: min,
    interval.greatest: max,
}
RELATIONS = {interval.is_less: lambda a, b: a < b, interval.is_equal: lambda a, b: a == b}


def holds(wide: interval.Interval, number: Fraction | int) -> bool:
    """Whether a number lies in an interval."""
    low, high = wide
    return (low is None or low <= number) and (high is None or number <= high)


def inside(wide: interval.Interval) -> list[Fraction]:
    """Some numbers of an interval, its ends among them."""
    low, high = map(Fraction, wide)
    return [low, high, (low + high) / 2]


@few
@given(intervals, intervals)
def test_every_operation_holds_every_result(a, b) -> None:
    for combine, exact in EXACT.items():
        found = combine(a, b)
        for x, y in product(inside(a), inside(b)):
            if combine is not interval.divide or y != 0:
                assert holds(found, exact(x, y)), combine.__name__


@few
@given(intervals, intervals)
def test_a_certain_truth_is_true_of_every_pair(a, b) -> None:
    for relate, exact in RELATIONS.items():
        truth = relate(a, b)
        for x, y in product(inside(a), inside(b)):
            assert truth is None or truth is exact(x, y), relate.__name__


@few
@given(intervals, st.sampled_from([1, 2, Fraction(1, 2), Fraction(5, 2)]))
def test_rounding_keeps_order_and_reaches_multiples(a, step) -> None:
    down, near, up = (
        rounding(a, step)
        for rounding in (interval.round_down, interval.round_half_up, interval.round_up)
    )
    for end in (0, 1):
        assert down[end] <= near[end] <= up[end]
        assert down[end] <= a[end] <= up[end]
        assert up[end] - down[end] in {0, step}
        assert all(Fraction(rounded[end]) / step % 1 == 0 for rounded in (down, near, up))


def test_halves_go_up() -> None:
    assert interval.round_half_up((Fraction(1, 2), Fraction(-1, 2)), 1) == (1, 0)


@pytest.mark.parametrize("divisor", [ZERO, (0, 5), (-5, 0), (-1, 1), UNBOUNDED, (0, None)])
def test_a_divisor_that_may_be_zero_leaves_nothing_known(divisor) -> None:
    assert interval.divide((1, 2), divisor) == UNBOUNDED


def test_zero_times_anything_is_zero_and_unbounded_stays_unbounded() -> None:
    assert interval.multiply(ZERO, UNBOUNDED) == ZERO
    assert interval.multiply((1, 2), (3, None)) == (3, None)
    assert interval.multiply((-1, 2), (3, None)) == UNBOUNDED


def test_an_end_that_is_open_can_still_be_decided() -> None:
    assert interval.least((1, 2), (5, None)) == (1, 2)
    assert interval.greatest((1, 2), (5, None)) == (5, None)
    assert interval.is_less((1, 2), (3, None)) is True
    assert interval.is_less((3, None), (1, 3)) is False
    assert interval.is_less((1, None), (3, None)) is None


def test_unknown_is_neither_equal_nor_unequal() -> None:
    assert interval.is_equal((1, 2), (2, 3)) is None
    assert interval.is_equal((2, 2), (2, 2)) is True
    assert interval.is_equal((1, 2), (3, 4)) is False


def test_three_valued_truths() -> None:
    assert interval.conjoin(None, False) is False
    assert interval.conjoin(None, True) is None
    assert interval.disjoin(None, True) is True
    assert interval.disjoin(None, False) is None
    assert interval.negated(None) is None
