"""Ranges to tap, exactly: at most seven, cut where something flips, round where nothing does."""

from __future__ import annotations

from itertools import pairwise

import pytest

from shared.diagnosis import Band, Household, Known, Question
from tests.shared.diagnosis.build import FACTS, ON, engine, fact, household, rule


def asked(*rules, of: Household | None = None, **facts) -> Question:
    """The next question about these rules."""
    tried = engine(*rules, facts={**FACTS, **facts})
    found = tried.question(tried.assess(of or household(), ON))
    assert found is not None
    return found


def cuts(question: Question) -> list[int]:
    """Where each band but the first begins; none overlaps the one before or leaves a gap."""
    bands = question.bands
    assert all(one.high + 1 == other.low for one, other in pairwise(bands))
    assert (bands[0].low, bands[-1].high) == (question.fact.minimum, question.fact.maximum)
    return [band.low for band in bands[1:]]


def of_number(low: int, high: int) -> list[int]:
    """The cuts of a whole number from `low` to `high` about which nothing flips."""
    one = fact("number", "int", minimum=low, maximum=high)
    return cuts(asked(rule(amount="number * 1 zł"), number=one))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 6, [1, 2, 3, 4, 5, 6]),
        (0, 9, [2, 4, 6, 8]),
        (0, 30, [5, 10, 15, 20, 25, 30]),
        (0, 60, [10, 20, 30, 40, 50, 60]),
        (0, 120, [20, 40, 60, 80, 100, 120]),
        (0, 300, [50, 100, 150, 200, 250, 300]),
        (3, 43, [10, 20, 30, 40]),
        (25, 85, [30, 40, 50, 60, 70, 80]),
        (25, 79, [30, 40, 50, 60, 70]),
        (25, 80, [30, 40, 50, 60, 70, 80]),
        (1, 6, [2, 3, 4, 5, 6]),
    ],
)
def test_even_steps_where_nothing_flips(low: int, high: int, expected: list[int]) -> None:
    assert of_number(low, high) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 1_000_000, [50_000, 100_000, 150_000, 200_000, 300_000, 500_000]),
        (50_000, 150_000, [100_000, 150_000]),
        (49_999, 149_999, [50_000, 100_000]),
        (0, 40_000, [10_000, 20_000, 30_000, 40_000]),
    ],
)
def test_round_sums_of_money(low: int, high: int, expected: list[int]) -> None:
    rent = fact("rent", "money", minimum=low, maximum=high)
    assert cuts(asked(rule(amount="rent"), rent=rent)) == expected


def test_round_areas() -> None:
    question = asked(rule(amount="flat / 1 m² * 1 zł"))
    assert cuts(question) == [2_500, 3_500, 4_500, 5_500, 7_000, 9_000]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("income < 900", [90_000]),
        ("income <= 900", [90_001]),
        ("income > 900", [90_001]),
        ("income >= 900", [90_000]),
        ("2 * income < 900 zł", [45_000]),
        ("3 * income < 100 zł", [3_334]),
        ("100 zł - income > 30 zł", [7_000]),
        ("round_up(income, 10) <= 900", [90_001]),
        ("round_down(income, 10) <= 900", [91_000]),
        ("income / 7 < 1 zł", [700]),
        ("max(income - 900 zł, 0) < 100 zł", [100_000]),
        ("income * income / 1 zł < 1 zł", [100]),
        ("income < limit", [101_000]),
        ("income < 50 % * limit", [50_500]),
        ("1000 zł < 7 * income", [14_286]),
    ],
)
def test_cut_exactly_where_it_flips(condition: str, expected: list[int]) -> None:
    assert cuts(asked(rule(condition))) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("income < costs", [20_000, 30_000]),
        ("income <= costs", [20_001, 30_001]),
        ("income + costs <= 700 zł", [40_001, 50_001]),
        ("income > costs or income < 50", [5_000, 20_001, 30_001]),
    ],
)
def test_cut_where_it_may_flip_and_where_it_surely_has(condition: str, expected: list[int]) -> None:
    told = household(costs={"min": 200, "max": 300})
    assert cuts(asked(rule(condition), of=told)) == expected


def limits(*sums: str) -> list[int]:
    """The cuts of an income that each of these sums limits, for another service each."""
    rules = [rule(f"income < {limit}", name=f"s{n}") for n, limit in enumerate(sums)]
    return cuts(asked(*rules))


def test_a_cut_nearer_than_a_tenth_to_an_earlier_one_is_dropped() -> None:
    assert limits("1000", "900") == [100_000]
    assert limits("1000", "899.99") == [89_999, 100_000]
    assert limits("900", "1000") == [90_000]
    assert limits("900", "1000.01") == [90_000, 100_001]
    assert limits("1000", "900", "800") == [80_000, 100_000]


def test_whole_numbers_are_cut_however_near() -> None:
    found = asked(
        rule("self(age) < 100", name="one"),
        rule("self(age) < 101", name="two"),
        rule("self(age) < 101 or self(age) > 110", name="three"),
    )
    assert cuts(found) == [100, 101, 111]


def test_two_that_flip_at_one_number_cut_once() -> None:
    found = asked(rule("self(age) < 100", name="one"), rule("self(age) >= 100", name="two"))
    assert cuts(found) == [100]


def test_one_that_flips_twice_may_be_cut_once_for_want_of_room() -> None:
    five = [rule(f"income < {n}", name=f"s{n}") for n in (1000, 2000, 4000, 6000, 8000)]
    twice = rule("income < costs", name="twice")
    found = asked(*five, twice, of=household(costs={"min": 100, "max": 400}))
    assert cuts(found) == [10_000, 100_000, 200_000, 400_000, 600_000, 800_000]


def test_at_most_six_cuts_the_first_of_those_that_weigh_the_same() -> None:
    sums = ("100", "200", "400", "800", "1600", "3200", "6400")
    assert limits(*sums) == [10_000, 20_000, 40_000, 80_000, 160_000, 320_000]
    assert limits(*reversed(sums)) == [20_000, 40_000, 80_000, 160_000, 320_000, 640_000]


def test_the_weightiest_cut_comes_first() -> None:
    light = rule("costs < 9 and income < 950", name="light")
    heavy = rule("income < 1000", name="heavy")
    assert cuts(asked(light, heavy)) == [100_000]


def test_the_size_is_tried_with_all_who_may_exist_and_put_back() -> None:
    tried = engine(rule("count(learns) >= 3", amount="100 zł * count(learns)"))
    assessment = tried.assess(Household({}, ({"learns": Known(True)},)), ON)
    first = tried.question(assessment)
    assert first is not None
    assert (first.key.fact, first.price) == ("household_size", None)
    assert first.bands == (Band(1, 2), Band(3, 6))
    assert tried.question(assessment) == first
    assert tried.assess(assessment.household, ON) == assessment


def test_a_date_and_an_exact_number_have_no_bands() -> None:
    between = household(income={"min": 100, "max": 1500})
    again = asked(rule("income < 900"), of=between)
    assert (again.key.fact, again.is_precise, again.bands) == ("income", True, ())
