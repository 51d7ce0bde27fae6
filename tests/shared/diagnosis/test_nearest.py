"""How near a no is: numbers, other answers, days; and what is never proposed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from shared.diagnosis import Engine, FactKey, Household, Known, Verdict
from shared.diagnosis.coming import (
    AgeReached,
    ParameterChanges,
    stages,
    turning,
    years_gained,
)
from shared.diagnosis.nearest import LASTING, Nearest, all_nearest, nearest
from shared.diagnosis.probe import first_not_ruled_out, last_not_ruled_out
from tests.shared.diagnosis.build import (
    FACTS,
    ON,
    engine,
    household,
    parameter,
    rule,
    since,
)
from tests.tally import count

SEEDS = st.integers(0, 10**9)
many = settings(derandomize=True, deadline=None, database=None, max_examples=count(60, 3000))
few = settings(derandomize=True, deadline=None, database=None, max_examples=count(20, 1000))
NO = Verdict.NOT_ELIGIBLE
HORIZON = date(2028, 5, 22)
pytestmark = pytest.mark.proof


def near(one: Engine, told_household: Household, service_id: str = "service") -> Nearest:
    found = nearest(one, one.assess(told_household, ON), service_id)
    assert found is not None
    return found


def test_how_much_is_missing_in_grosze() -> None:
    one = engine(rule("income <= limit * household_size"))
    found = near(one, household(income="2063.00", household_size=2))
    (change,) = found.numbers
    assert (change.key, change.value, change.distance) == (FactKey("income"), 202_000, -4_300)
    assert change.verdict is Verdict.ELIGIBLE


def test_a_limit_that_must_not_be_reached_ends_a_grosz_below() -> None:
    found = near(engine(rule("income < limit")), household(income="1010.00"))
    assert [(one.value, one.distance) for one in found.numbers] == [(100_999, -1)]


def test_of_a_range_the_near_end_counts() -> None:
    told_range = household(income={"min": "1500", "max": "2000"})
    (change,) = near(engine(rule("income <= limit")), told_range).numbers
    assert (change.value, change.distance) == (101_000, -49_000)
    (change,) = near(engine(rule("income >= 3000")), told_range).numbers
    assert (change.value, change.distance) == (300_000, 100_000)


def test_the_verdict_may_turn_more_than_once() -> None:
    islands = rule("(income >= 100 and income <= 200) or (income >= 900 and income <= 901)")
    for told_income, value in (("500", 20_000), ("600", 90_000), ("950", 90_100), ("50", 10_000)):
        assert near(engine(islands), household(income=told_income)).numbers[0].value == value


def test_as_far_up_as_down_goes_up() -> None:
    one = engine(rule("income <= 100 or income >= 200"))
    assert near(one, household(income="150")).numbers[0].value == 20_000


def test_other_answers_that_are_not_a_no() -> None:
    one = engine(rule("title in {tenancy, ownership}", "lives_in_lodz"))
    found = near(one, household(title="none", lives_in_lodz=True))
    assert [(change.key.fact, change.values) for change in found.answers] == [
        ("title", ("tenancy", "ownership"))
    ]
    found = near(one, household(title="tenancy", lives_in_lodz=False))
    assert [(change.key.fact, change.values) for change in found.answers] == [
        ("lives_in_lodz", (True,))
    ]


def test_two_things_wrong_have_no_single_cure() -> None:
    one = engine(rule("title = tenancy", "lives_in_lodz"))
    assert near(one, household(title="none", lives_in_lodz=False)) == Nearest("service")


def test_what_was_not_told_is_not_proposed() -> None:
    one = engine(rule("lives_in_lodz", "income < costs"))
    found = near(one, household(lives_in_lodz=False))
    assert [change.key for change in found.answers] == [FactKey("lives_in_lodz")]
    assert found.numbers == ()


def test_what_nobody_can_change_is_never_proposed() -> None:
    one = engine(rule("any(role = child) and household_size >= 3"))
    persons = [{"role": "self"}, {"role": "partner"}]
    assert near(one, household(persons)) == Nearest("service")
    assert {"sex", "role", "household_size"} <= LASTING


def test_nobody_gets_younger() -> None:
    found = near(engine(rule("self(age < 18)")), household([{"age": 18}]))
    assert found == Nearest("service")


def test_a_birthday_is_a_range_of_dates() -> None:
    one = engine(rule("any(role = child and age >= 18)"))
    found = near(one, household([{"age": 40}, {"role": "child", "age": 17}]))
    assert found.day is not None
    assert found.day.first_on == date(2026, 11, 23)
    assert found.day.surely_by_on == date(2027, 11, 22)
    assert found.day.causes == (AgeReached(FactKey("age", 1), 18),)


def test_a_second_birthday_may_come_too_late() -> None:
    found = near(engine(rule("self(age >= 18)")), household([{"age": 16}]))
    assert found.day is not None
    assert (found.day.first_on, found.day.surely_by_on) == (date(2027, 11, 23), None)
    assert near(engine(rule("self(age >= 18)")), household([{"age": 15}])).day is None


def test_two_birthdays_where_it_takes_both() -> None:
    one = engine(rule("all(age >= 18)"))
    found = near(one, household([{"age": 17}, {"role": "partner", "age": 17}]))
    assert found.day is not None
    assert [cause.key.person for cause in found.day.causes] == [0, 1]


def dated(*values: object) -> Engine:
    parameters = {"limit": parameter("limit", "money", *values)}
    return Engine(FACTS, parameters, (rule("income <= limit"),), "hash")


def test_a_number_of_the_law_that_changes_has_its_day() -> None:
    first = since("1010.00", to_on=date(2026, 12, 31))
    one = dated(first, since("1100.00", "2027-01-01", known_until_on=date(2027, 6, 30)))
    found = near(one, household(income="1100.00"))
    assert found.day is not None
    assert (found.day.first_on, found.day.surely_by_on) == (date(2027, 1, 1), date(2027, 1, 1))
    assert found.day.causes == (ParameterChanges("limit"),)
    assert found.not_announced_from_on is None


def test_past_what_is_known_it_says_so_and_names_no_day() -> None:
    found = near(
        dated(since("1010.00", known_until_on=date(2027, 6, 30))), household(income="2000")
    )
    assert found.day is None
    assert found.not_announced_from_on == date(2027, 7, 1)


def test_only_a_no_has_something_near() -> None:
    one = engine(rule("income <= limit"), rule("lives_in_lodz", name="other", kind="help"))
    assessment = one.assess(household(lives_in_lodz=False), ON)
    assert nearest(one, assessment, "service") is None
    assert all_nearest(one, assessment) == {}
    with pytest.raises(KeyError):
        nearest(one, assessment, "nothing")


@many
@given(st.lists(st.booleans(), min_size=1, max_size=300))
def test_the_search_passes_nothing_over(fits: list[bool]) -> None:
    def is_ruled_out(first: int, last: int) -> bool:
        return not any(fits[first : last + 1])

    last = len(fits) - 1
    assert first_not_ruled_out(0, last, is_ruled_out) == (fits.index(True) if any(fits) else None)
    found = last_not_ruled_out(0, last, is_ruled_out)
    assert found == (last - fits[::-1].index(True) if any(fits) else None)


@pytest.mark.parametrize(
    "on", [date(2026, 11, 22), date(2027, 2, 28), date(2028, 2, 28), date(2028, 2, 29)]
)
def test_how_many_birthdays_anybody_can_have(on: date) -> None:
    birthdays = [date(2024, 1, 1) + timedelta(days) for days in range(366)]
    for stage in stages([], on):
        for day in (stage.from_on, stage.to_on):
            turned = [
                sum(on < turning(year, born.month, born.day) <= day for year in range(2026, 2031))
                for born in birthdays
            ]
            assert stage.gained == years_gained(on, day) == (min(turned), max(turned))


def test_a_range_of_ages_is_tried_age_by_age() -> None:
    one = engine(rule("self(age = 20 or age = 22)"))
    told_range = household([{"age": {"min": 18, "max": 19}}])
    found = near(one, told_range)
    assert [(change.value, change.distance) for change in found.numbers] == [(20, 1)]
    assert found.day is not None
    assert found.day.first_on == date(2026, 11, 23)
    assert found.day.surely_by_on is None


def test_many_open_birthdays_are_left_open() -> None:
    many_persons = {**FACTS, "household_size": replace(FACTS["household_size"], maximum=20)}
    one = engine(rule("count(age >= 18) >= 6"), facts=many_persons)
    persons = [{"age": 17}, *({"role": "child", "age": 17} for _ in range(6))]
    whole = Household(
        {"household_size": Known(7)},
        tuple({k: Known(v) for k, v in person.items()} for person in persons),
    )
    found = near(one, whole)
    assert found.day is not None
    assert found.day.first_on == date(2026, 11, 23)
    assert found.day.surely_by_on == date(2027, 11, 22)
