"""Intervals, exactly: an open end is like infinity, and nothing wider than need be comes out."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import inf

import pytest

from shared.diagnosis import interval
from shared.diagnosis.interval import NOT_NEGATIVE, UNBOUNDED, ZERO, Interval

HALF = Fraction(1, 2)
ENDS = (None, -2, -1, 0, 1, HALF, 2)
INTERVALS = [
    (low, high) for low, high in product(ENDS, ENDS) if low is None or high is None or low <= high
]
CLOSED = [one for one in INTERVALS if None not in one]
PAIRS = list(product(INTERVALS, INTERVALS))


def wide(one: Interval) -> tuple[float, float]:
    """The interval with infinities for its open ends."""
    low, high = one
    return -inf if low is None else low, inf if high is None else high


def narrow(low: float, high: float) -> Interval:
    """The interval with open ends for infinities."""
    return None if low == -inf else low, None if high == inf else high


def both(a: Interval, b: Interval) -> tuple[float, float, float, float]:
    """The ends of two."""
    return *wide(a), *wide(b)


def test_sums_and_differences_end_where_the_ends_do() -> None:
    for a, b in PAIRS:
        al, ah, bl, bh = both(a, b)
        assert interval.add(a, b) == narrow(al + bl, ah + bh)
        assert interval.subtract(a, b) == narrow(al - bh, ah - bl)
        assert interval.negate(a) == narrow(-ah, -al)


def test_the_smaller_and_the_greater_of_two() -> None:
    for a, b in PAIRS:
        al, ah, bl, bh = both(a, b)
        assert interval.least(a, b) == narrow(min(al, bl), min(ah, bh))
        assert interval.greatest(a, b) == narrow(max(al, bl), max(ah, bh))
        assert interval.hull(a, b) == narrow(min(al, bl), max(ah, bh))


def test_comparisons_are_sure_exactly_where_all_pairs_agree() -> None:
    for a, b in PAIRS:
        al, ah, bl, bh = both(a, b)
        less = True if ah < bl else False if al >= bh else None
        not_more = True if ah <= bl else False if al > bh else None
        assert interval.is_less(a, b) is less
        assert interval.is_more(b, a) is less
        assert interval.is_not_more(a, b) is not_more
        assert interval.is_not_less(b, a) is not_more


def test_equal_are_only_two_points() -> None:
    for a, b in PAIRS:
        al, ah, bl, bh = both(a, b)
        apart, same = ah < bl or bh < al, al == ah == bl == bh
        assert interval.is_equal(a, b) is (False if apart else True if same else None)
        assert interval.is_point(a) is (al == ah)


def test_products_and_quotients_of_closed_ones_end_in_their_corners() -> None:
    for a, b in product(CLOSED, CLOSED):
        corners = [x * y for x, y in product(a, b)]
        assert interval.multiply(a, b) == (min(corners), max(corners))
        if b[0] > 0 or b[1] < 0:
            quotients = [Fraction(x) / y for x, y in product(a, b)]
            assert interval.divide(a, b) == (min(quotients), max(quotients))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((1, 2), (3, None), (3, None)),
        ((1, None), (3, 4), (3, None)),
        ((0, 2), (0, None), (0, None)),
        ((0, None), (2, 3), (0, None)),
        ((-1, 2), (3, None), UNBOUNDED),
        ((3, None), (-1, 2), UNBOUNDED),
        ((None, 2), (3, 4), UNBOUNDED),
        ((3, 4), (None, 2), UNBOUNDED),
        (ZERO, UNBOUNDED, ZERO),
        (NOT_NEGATIVE, ZERO, ZERO),
        (UNBOUNDED, ZERO, ZERO),
    ],
)
def test_products_with_open_ends(a: Interval, b: Interval, expected: Interval) -> None:
    assert interval.multiply(a, b) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((6, 12), (2, 3), (2, 6)),
        ((6, 12), (2, None), (0, 6)),
        ((6, None), (2, 3), (2, None)),
        ((0, 12), (4, 4), (0, 3)),
        ((-6, 12), (2, None), (-3, 6)),
        ((-6, -4), (2, None), (-3, 0)),
        ((None, 12), (2, 4), UNBOUNDED),
        ((6, 12), (-3, -2), (-6, -2)),
        ((6, 12), (None, -2), (-6, 0)),
        ((1, 2), (None, 0), UNBOUNDED),
        ((1, 2), (0, 1), UNBOUNDED),
        ((1, 2), (-1, 0), UNBOUNDED),
    ],
)
def test_quotients_with_open_ends(a: Interval, b: Interval, expected: Interval) -> None:
    assert interval.divide(a, b) == expected


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [
        (interval.round_down, ((20, 30), (-10, None), (None, -20))),
        (interval.round_up, ((20, 40), (0, None), (None, -10))),
        (interval.round_half_up, ((20, 40), (0, None), (None, -10))),
    ],
)
def test_rounding_keeps_open_ends_open(rounding, expected: tuple[Interval, ...]) -> None:
    told = ((20, 35), (-5, None), (None, -15))
    assert tuple(rounding(one, 10) for one in told) == expected


def test_a_multiple_of_a_part_is_rounded_to_that_part() -> None:
    assert interval.round_down((Fraction(7, 4), Fraction(7, 4)), HALF) == (Fraction(3, 2),) * 2
    assert interval.round_up((Fraction(7, 4), Fraction(7, 4)), HALF) == (2, 2)
    assert interval.round_half_up((Fraction(7, 4), Fraction(17, 8)), HALF) == (2, 2)


def test_scaling_keeps_open_ends_open() -> None:
    assert interval.scale((HALF, None), 100) == (50, None)
    assert interval.scale((None, 3), 100) == (None, 300)


@pytest.mark.parametrize(
    ("number", "whole"),
    [(Fraction(6, 2), 3), (Fraction(-4), -4), (7, 7), (Fraction(0), 0)],
)
def test_what_is_whole_is_an_int(number: Fraction | int, whole: int) -> None:
    for made in (interval.tidy(number), interval.point(number)[0], interval.times(number, 1)):
        assert (made, type(made)) == (whole, int)
    assert type(interval.over(number, 1)) is int


@pytest.mark.parametrize(
    ("a", "b", "product_", "quotient"),
    [
        (6, 3, 18, 2),
        (HALF, 4, 2, Fraction(1, 8)),
        (4, HALF, 2, 8),
        (HALF, 3, Fraction(3, 2), Fraction(1, 6)),
        (3, HALF, Fraction(3, 2), 6),
        (Fraction(3, 2), Fraction(3, 4), Fraction(9, 8), 2),
        (-6, 4, -24, Fraction(-3, 2)),
    ],
)
def test_two_numbers_make_an_int_where_they_can(a, b, product_, quotient) -> None:
    for found, expected in ((interval.times(a, b), product_), (interval.over(a, b), quotient)):
        assert (found, type(found)) == (expected, type(expected))


def test_intervals_of_whole_numbers_hold_ints() -> None:
    halves = (HALF, Fraction(3, 2))
    for found in (
        interval.multiply(halves, (2, 2)),
        interval.multiply((-HALF, HALF), (2, 4)),
        interval.divide((3, 6), (3, 3)),
        interval.round_down((Fraction(5, 2), 4), HALF * 2),
        interval.scale(halves, 2),
    ):
        assert {type(end) for end in found} == {int}


@pytest.mark.parametrize(
    ("a", "b", "conjoined", "disjoined"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (False, False, False, False),
        (True, None, None, True),
        (False, None, False, None),
        (None, None, None, None),
    ],
)
def test_truths_go_together_either_way_round(a, b, conjoined, disjoined) -> None:
    for one, other in ((a, b), (b, a)):
        assert interval.conjoin(one, other) is conjoined
        assert interval.disjoin(one, other) is disjoined


def test_not_turns_a_truth_round() -> None:
    assert [interval.negated(truth) for truth in (True, False, None)] == [False, True, None]
