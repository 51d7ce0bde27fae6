"""Smaller, greater, branches and quotients: what still matters, and where the ranges are cut."""

from __future__ import annotations

import pytest

from shared.diagnosis import Band, Household, Known
from tests.shared.diagnosis.build import FACTS, ON, engine, fact, household, rule
from tests.shared.diagnosis.test_weights_exact import MORE

ALL = {**FACTS, "rent": fact("rent", "money", maximum=500_000)}


def doubtful(amount: str, **facts: object) -> set[str]:
    """The facts an amount still hangs on."""
    tried = engine(rule(amount=amount), facts=ALL)
    (result,) = tried.assess(household(**facts), ON).results
    return {str(key) for key in result.missing}


def span(low: int, high: int) -> dict[str, int]:
    """A range in złote."""
    return {"min": low, "max": high}


@pytest.mark.parametrize(
    ("amount", "income", "costs", "expected"),
    [
        ("max(income, costs)", span(0, 10), span(20, 80), {"costs"}),
        ("min(income, costs)", span(0, 10), span(20, 80), {"income"}),
        ("max(costs, income)", span(0, 10), span(20, 80), {"costs"}),
        ("min(costs, income)", span(0, 10), span(20, 80), {"income"}),
        ("max(income, costs)", span(0, 20), span(20, 80), {"costs"}),
        ("min(income, costs)", span(0, 20), span(20, 80), {"income"}),
        ("max(income, costs)", span(0, 21), span(20, 80), {"costs", "income"}),
        ("min(income, costs)", span(0, 21), span(20, 80), {"costs", "income"}),
        ("min(income, costs)", span(0, 90), span(20, 80), {"costs", "income"}),
        ("max(income, costs)", span(0, 90), span(20, 80), {"costs", "income"}),
        ("max(income, costs, 50)", span(0, 10), span(20, 80), {"costs"}),
        ("min(income, costs, 50)", span(60, 70), span(20, 80), {"costs"}),
        ("max(income, costs, 90)", span(0, 10), span(20, 80), set()),
        ("max(0, min(income, costs) - 15)", span(0, 30), span(20, 80), {"costs", "income"}),
        ("min(future, income)", span(0, 10), span(1, 2), {"income"}),
        ("max(future, income)", span(0, 10), span(1, 2), {"income"}),
    ],
)
def test_what_another_one_dominates_is_in_no_doubt(
    amount: str, income: object, costs: object, expected: set[str]
) -> None:
    assert doubtful(amount, income=income, costs=costs) == expected


def test_each_argument_is_looked_at_on_its_own() -> None:
    assert doubtful(
        "min(costs, income, flat / 1 m² * 1 zł)", costs=span(50, 80), income=span(0, 10), flat=30
    ) == {"income"}
    assert doubtful("max(income, costs)") == {"income", "costs"}


@pytest.mark.parametrize(
    ("amount", "cuts"),
    [
        ("min(income, 700 zł)", [70_000]),
        ("max(income, 700 zł)", [70_001]),
        ("min(income, 700 zł, 300 zł)", [30_000]),
        ("max(income, 700 zł, 300 zł)", [70_001]),
        ("min(700 zł, 300 zł, income)", [30_000]),
        ("max(200 zł, min(income, 700 zł))", [20_001, 70_000]),
        ("min(2 * income, 700 zł)", [35_000]),
        ("min(income + 100 zł, 700 zł)", [60_000]),
    ],
)
def test_ranges_are_cut_where_another_one_is_chosen(amount: str, cuts: list[int]) -> None:
    tried = engine(rule(amount=amount))
    question = tried.question(tried.assess(household(), ON))
    assert question is not None
    assert question.key.fact == "income"
    starts = [0, *cuts]
    ends = [cut - 1 for cut in cuts] + [1_000_000]
    assert question.bands == tuple(map(Band, starts, ends))


def test_the_size_is_cut_by_those_who_may_exist() -> None:
    tried = engine(rule("count(learns) >= 3"))
    question = tried.question(tried.assess(Household({}, ({"learns": Known(True)},)), ON))
    assert question is not None
    assert str(question.key) == "household_size"
    assert question.bands == (Band(1, 2), Band(3, 6))


def test_a_division_by_zero_is_asked_nothing_about() -> None:
    assert doubtful("income / (costs / 1 zł)", costs=0) == set()
    assert doubtful("income / (costs / 1 zł)", costs=2) == {"income"}
    assert doubtful("income / (costs / 1 zł)", income=2) == {"costs"}


@pytest.mark.parametrize(
    ("source", "facts", "expected"),
    [
        ("first = second", {"first": True}, "unknown"),
        ("first = second", {"second": False}, "unknown"),
        ("first = second", {"first": True, "second": True}, "eligible"),
        ("first = second", {"first": True, "second": False}, "not_eligible"),
        ("first != second", {"first": True, "second": False}, "eligible"),
        ("first != second", {"first": False, "second": False}, "not_eligible"),
        ("first != second", {}, "unknown"),
        ("if(first, second, third)", {"second": True, "third": True}, "eligible"),
        ("if(first, second, third)", {"second": False, "third": False}, "not_eligible"),
        ("if(first, second, third)", {"second": True, "third": False}, "unknown"),
        ("if(first, second, third)", {"second": True}, "unknown"),
        ("if(first, second, third)", {"first": True, "second": True}, "eligible"),
        ("if(first, second, third)", {"first": False, "third": True}, "eligible"),
        ("not first", {}, "unknown"),
        ("first or not first", {}, "unknown"),
    ],
)
def test_truths(source: str, facts: dict[str, bool], expected: str) -> None:
    told = Household({name: Known(value) for name, value in facts.items()})
    (result,) = engine(rule(source), facts=MORE).assess(told, ON).results
    assert result.verdict == expected


def test_a_table_that_is_not_announced_waits_and_else_its_number_is_asked() -> None:
    tried = engine(rule("income < table(norm, household_size)"))
    told = household(income=37)
    (result,) = tried.assess(told, ON).results
    assert [str(key) for key in result.missing] == ["household_size"]
    assert not result.reasons[0].not_announced
    early = ON.replace(year=2024)
    (before,) = tried.assess(told, early).results
    assert before.missing == ()
    assert before.reasons[0].not_announced
