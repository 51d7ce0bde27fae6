"""What expressions are worth, for known, partly known and unknown households."""

from __future__ import annotations

import pytest

from shared.diagnosis import Household, Outcome
from tests.shared.diagnosis.build import ON, engine, household, rule

SELF = {"role": "self"}
CHILD = {"role": "child", "age": 7, "learns": True}


def outcome(source: str, of: Household) -> str:
    """How one condition comes out."""
    tried = engine(rule(source))
    return tried.assess(of, ON).results[0].reasons[0].outcome.value


@pytest.mark.parametrize(
    ("source", "facts", "expected"),
    [
        ("lives_in_lodz", {"lives_in_lodz": True}, "yes"),
        ("lives_in_lodz", {"lives_in_lodz": False}, "no"),
        ("lives_in_lodz", {}, "unknown"),
        ("lives_in_lodz", {"lives_in_lodz": {"unknown": "wont_say"}}, "unknown"),
        ("income < limit", {"income": "1009.99"}, "yes"),
        ("income < limit", {"income": "1010.00"}, "no"),
        ("income <= limit", {"income": "1010"}, "yes"),
        ("income < limit", {"income": {"min": "0", "max": "1009.99"}}, "yes"),
        ("income < limit", {"income": {"min": "0", "max": "1010"}}, "unknown"),
        ("income = 0", {"income": 0}, "yes"),
        ("income != 0", {"income": {"min": "1", "max": "2"}}, "yes"),
        ("income != 0", {}, "unknown"),
        ("income < 20 zł", {"income": "19.99"}, "yes"),
        ("income < 20", {"income": "20.01"}, "no"),
        ("income < limit * share", {"income": "504.99"}, "yes"),
        ("income < 50 % * limit", {"income": "505.00"}, "no"),
        ("income < 0 or not lives_in_lodz", {"lives_in_lodz": False}, "yes"),
        ("lives_in_lodz and income > 1", {"lives_in_lodz": False}, "no"),
        ("title = tenancy", {"title": "tenancy"}, "yes"),
        ("title in {tenancy, none}", {"title": "ownership"}, "no"),
        ("title != tenancy", {}, "unknown"),
        ("lives_in_lodz = false", {"lives_in_lodz": False}, "yes"),
        ("flat <= table(norm, 2) * 130 %", {"flat": "52.00"}, "yes"),
        ("flat <= table(norm, 2) * 130 %", {"flat": "52.01"}, "no"),
        ("flat <= table(norm, 5)", {"flat": "55"}, "yes"),
        ("flat <= table(norm, 5)", {"flat": "55.01"}, "no"),
        ("income < table(short_table, 3)", {"income": "1"}, "unknown"),
        ("income < table(short_table, 0)", {"income": "1"}, "unknown"),
        ("income < future", {"income": "1"}, "unknown"),
        ("min(income, future) < 2", {"income": "1"}, "yes"),
        ("income >= 0 * future", {"income": "0"}, "yes"),
        ("income / costs < 5", {"income": "1", "costs": 0}, "unknown"),
        ("income / costs < 5", {"income": "1", "costs": "0.25"}, "yes"),
        ("if(lives_in_lodz, income, 5) < 6", {"income": "5.50"}, "yes"),
        ("if(lives_in_lodz, income, 7) < 6", {"income": "5.50"}, "unknown"),
        ("round_up(income, 1) = 3", {"income": {"min": "2.01", "max": "3.00"}}, "yes"),
        ("round(income, 1) = 3", {"income": "2.50"}, "yes"),
        ("round_down(income, 0.50) = 2.50", {"income": "2.99"}, "yes"),
        ("-income < 0", {"income": "1"}, "yes"),
        ("costs * (flat / 10 m²) < 7", {"costs": "2", "flat": "30"}, "yes"),
        ("costs * (table(norm, 1) / flat) = 7", {"costs": "10", "flat": "50"}, "yes"),
        ("costs / flat * 10 m² = 2", {"costs": "10", "flat": "50"}, "yes"),
    ],
)
def test_of_the_household(source: str, facts: dict[str, object], expected: str) -> None:
    assert outcome(source, household(**facts)) == expected


@pytest.mark.parametrize(
    ("source", "persons", "expected"),
    [
        ("any(role = child)", [{}, CHILD], "yes"),
        ("any(role = child)", [{}], "no"),
        ("any(role = child)", [{}, {}], "unknown"),
        ("any(role = self)", [{}, {}], "yes"),
        ("all(learns where role = child)", [{}, CHILD], "yes"),
        ("all(learns where role = child)", [{}], "yes"),
        ("all(learns where role = child)", [{}, {"role": "child"}], "unknown"),
        ("all(learns where role = child)", [{}, {"learns": True}], "yes"),
        ("all(learns where role = child)", [{}, {"learns": False}], "unknown"),
        ("count(role = child) = 1", [{}, CHILD], "yes"),
        ("count(role = child) >= 1", [{}, CHILD, {}], "yes"),
        ("count(role = child) = 1", [{}, CHILD, {}], "unknown"),
        ("sum(wage) = 3", [{"wage": 1}, {"wage": 2}], "yes"),
        ("sum(wage where role = child) = 0", [{"wage": 1}, {"role": "other"}], "yes"),
        ("sum(wage where role = child) < 3", [{}, {"wage": 2}], "yes"),
        ("sum(wage where role = child) >= 2", [{}, {"wage": 2}], "unknown"),
        ("self(age >= 18)", [{"age": 18}, {"age": 3}], "yes"),
        ("self(age) >= 18", [{"age": 17}, {"age": 30}], "no"),
        ("household_size = 2", [{}, {}], "yes"),
        ("income / household_size < 6", [{}, {}], "unknown"),
    ],
)
def test_of_persons(source: str, persons: list[dict[str, object]], expected: str) -> None:
    assert outcome(source, household(persons)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("household_size >= 1", "yes"),
        ("household_size <= 6", "yes"),
        ("household_size = 1", "unknown"),
        ("any(role = child)", "unknown"),
        ("all(role != child)", "unknown"),
        ("count(role = child) <= 5", "yes"),
        ("count(role = child) <= 4", "unknown"),
        ("count(role = self) = 1", "yes"),
        ("sum(wage) <= 30000", "yes"),
        ("sum(wage) < 30000", "unknown"),
    ],
)
def test_of_persons_who_may_exist(source: str, expected: str) -> None:
    assert outcome(source, Household()) == expected


def test_listed_persons_bound_the_size_from_below() -> None:
    assert outcome("household_size >= 2", Household(persons=({}, {}))) == "yes"
    ranged = household(household_size={"min": 2, "max": 3})
    assert outcome("household_size <= 3 and household_size >= 2", ranged) == "yes"
    assert outcome("count(role = child) <= 2", ranged) == "yes"


def test_outcomes_are_three_valued_not_two() -> None:
    assert {one.value for one in Outcome} == {"yes", "no", "unknown", "assessed"}
