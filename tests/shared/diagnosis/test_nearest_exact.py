"""How near a no is, and the day it may end: to the grosz, to the day, and why."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from shared.diagnosis import Amount, Engine, FactKey, Household, Known, ParameterValue, Rule
from shared.diagnosis.calendar import Change, ServiceCalendar, calendar
from shared.diagnosis.coming import AgeReached, ParameterChanges, RuleChanges
from shared.diagnosis.nearest import Nearest, nearest
from shared.diagnosis.soonest import ComingDay
from tests.shared.diagnosis.build import (
    FACTS,
    ON,
    engine,
    fact,
    household,
    official,
    parameter,
    rule,
    since,
)
from tests.shared.diagnosis.test_versions import dated, version

TOMORROW, NEW_YEAR = date(2026, 11, 23), date(2027, 1, 1)


def near(of: Household, *rules: Rule, facts=FACTS, **histories) -> Nearest:
    """What is near the no of the first rule; `histories` are of sums of money."""
    parameters = {name: parameter(name, "money", *of) for name, of in histories.items()}
    tried = Engine(facts, parameters, rules, "hash")
    found = nearest(tried, tried.assess(of, ON), rules[0].service_id)
    assert found is not None
    return found


def numbers(found: Nearest) -> list[tuple[str, int, int]]:
    """The fact, the nearest number, and how far it is."""
    return [(str(one.key), one.value, one.distance) for one in found.numbers]


def test_each_number_is_tried_with_the_others_as_they_were_told() -> None:
    found = near(household(income=9, costs=5), rule("income <= costs"))
    assert numbers(found) == [("costs", 900, 400), ("income", 500, -400)], "the smaller share first"


@pytest.mark.parametrize(
    ("condition", "income", "expected"),
    [
        ("income <= 100 or income >= 200", "150", (20_000, 5_000)),
        ("income <= 100.01 or income >= 200", "150", (10_001, -4_999)),
        ("income <= 99.99 or income >= 200", "150", (20_000, 5_000)),
        ("income = 0", "9", (0, -900)),
        ("income = 10000", "9", (1_000_000, 999_100)),
        ("income <= 100 or income >= 200", "199.99", (20_000, 1)),
        ("income <= 100 or income >= 200", "100.01", (10_000, -1)),
    ],
)
def test_the_nearer_one_of_up_and_down(condition: str, income: str, expected: tuple) -> None:
    (change,) = near(household(income=income), rule(condition)).numbers
    assert (change.value, change.distance) == expected
    assert change.verdict == "eligible"


def test_a_number_may_leave_the_rest_open() -> None:
    (change,) = near(household(income=9), rule("income <= 5", "lives_in_lodz")).numbers
    assert change.verdict == "unknown"
    (change,) = near(household(income=9), rule("income <= 5", official())).numbers
    assert change.verdict == "likely"


@pytest.mark.parametrize("name", ["sex", "disability_before_21", "medical_care_from_week_10"])
def test_what_has_been_is_not_proposed(name: str) -> None:
    lasting = {**FACTS, name: fact(name, "bool")}
    assert near(Household({name: Known(False)}), rule(name), facts=lasting) == Nearest("service")


def test_a_no_of_several_services_at_once() -> None:
    tried = engine(rule("income <= 5"), rule("income <= 6", name="other"))
    assessment = tried.assess(household(income=9), ON)
    for name, value in (("service", 500), ("other", 600)):
        found = nearest(tried, assessment, name)
        assert found is not None
        assert [one.value for one in found.numbers] == [value]


LIMIT = (since("1010", to_on=date(2026, 12, 31)), since("1100", "2027-01-01"))
GROWN = [{"age": 17}, {"role": "partner", "age": 30}]


def day(of: Household, condition: str, *more: str, **histories: tuple[ParameterValue, ...]):
    """The day a no may end."""
    return near(of, rule(condition, *more), **histories).day


def test_a_birthday_among_other_conditions() -> None:
    found = day(household([{"age": 17}], lives_in_lodz=True), "self(age >= 18)", "lives_in_lodz")
    assert found == ComingDay(TOMORROW, date(2027, 11, 22), (AgeReached(FactKey("age", 0), 18),))
    assert day(household([{"age": 17}], income=9), "self(age >= 18)", "income < 5") is None


def test_where_it_takes_a_birthday_and_a_number() -> None:
    told = household(GROWN, income=1050)
    found = day(told, "self(age >= 18) and income <= limit", limit=LIMIT)
    causes = (ParameterChanges("limit"), AgeReached(FactKey("age", 0), 18))
    assert found == ComingDay(NEW_YEAR, date(2027, 11, 22), causes)


def test_where_a_number_is_enough_no_birthday_is_named() -> None:
    tomorrow = (since("1010", to_on=ON), since("1100", "2026-11-23"))
    told = household(GROWN, income=1050)
    found = day(told, "self(age >= 18) or income <= limit", limit=tomorrow)
    assert found == ComingDay(TOMORROW, TOMORROW, (ParameterChanges("limit"),))


def test_only_the_number_that_is_read_is_named() -> None:
    other = (since("1", to_on=date(2026, 12, 31)), since("2", "2027-01-01"))
    found = day(household(income=1050), "income <= limit", limit=LIMIT, other=other)
    assert found == ComingDay(NEW_YEAR, NEW_YEAR, (ParameterChanges("limit"),))


def test_nobody_turns_younger_than_they_are() -> None:
    found = day(household([{"age": 17}]), "self(age <= 16 or age >= 18)")
    assert found is not None
    assert found.causes == (AgeReached(FactKey("age", 0), 18),)


def test_where_it_takes_two_birthdays_both_are_named() -> None:
    persons = [{"age": 17}, {"role": "child", "age": 17}, {"role": "other", "age": 120}]
    found = day(household(persons), "count(age >= 18) = 3")
    assert found is not None
    assert found.causes == (AgeReached(FactKey("age", 0), 18), AgeReached(FactKey("age", 1), 18))


def test_what_may_have_ended_by_then_is_not_sure() -> None:
    window = (
        since("1010", to_on=date(2026, 12, 31)),
        since("1100", "2027-01-01", to_on=date(2027, 2, 28)),
        since("1010", "2027-03-01"),
    )
    told = household([{"age": 17}], income=1050)
    found = day(told, "self(age >= 18) and income <= limit", limit=window)
    assert found is not None
    assert (found.first_on, found.surely_by_on) == (NEW_YEAR, None)


def test_of_another_version_of_the_rule_nothing_is_told() -> None:
    later = (since("1010", to_on=date(2027, 1, 31)), since("1100", "2027-02-01"))
    versions = (
        version("income <= limit", "2020-01-01", "2026-12-31"),
        version("income <= limit and lives_in_lodz", "2027-01-01"),
    )
    told = household(income=1050, lives_in_lodz=True)
    assert near(told, dated(*versions), limit=later).day is None
    plain = replace(versions[0], to_on=None)
    assert near(told, dated(plain), limit=later).day is not None


def months(of: Household, one: Rule, **histories: tuple[ParameterValue, ...]) -> ServiceCalendar:
    """The coming months of one service."""
    parameters = {name: parameter(name, "money", *values) for name, values in histories.items()}
    (found,) = calendar(Engine(FACTS, parameters, [one], "hash"), of, ON)
    return found


def causes(changes: tuple[Change, ...]) -> list[tuple[date, tuple]]:
    """When, and why."""
    return [(change.on, change.causes) for change in changes]


def test_only_what_changed_last_is_a_cause() -> None:
    first = (since("1", to_on=date(2026, 12, 31)), since("2", "2027-01-01"))
    then = (since("1010", to_on=date(2027, 1, 31)), since("1100", "2027-02-01"))
    found = months(household(income=1050), rule("income <= limit + first"), first=first, limit=then)
    assert causes(found.changes) == [(date(2027, 2, 1), (ParameterChanges("limit"),))]
    beside = months(household(income=1050), rule("income <= limit"), first=then, limit=then)
    assert causes(beside.changes) == [(date(2027, 2, 1), (ParameterChanges("limit"),))]


def test_a_number_that_changes_nothing_on_a_birthday_is_no_cause() -> None:
    tomorrow = (since("1010", to_on=ON), since("1100", "2026-11-23"))
    told = household([{"age": 17}], income=1)
    found = months(told, rule("self(age >= 18)", "income <= limit"), limit=tomorrow)
    turned = (AgeReached(FactKey("age", 0), 18),)
    assert causes(found.changes) == [(TOMORROW, turned), (date(2027, 11, 22), turned)]


def test_with_an_official_among_the_conditions() -> None:
    found = months(household(income=1050), rule("income <= limit", official()), limit=LIMIT)
    assert causes(found.changes) == [(NEW_YEAR, (ParameterChanges("limit"),))]
    assert [one.standing.verdicts for one in found.stretches] == [("not_eligible",), ("likely",)]


def test_an_amount_that_nobody_has_announced_is_told_of_a_yes_too() -> None:
    ends = (since("100", to_on=date(2026, 12, 31)),)
    found = months(household(lives_in_lodz=True), rule("lives_in_lodz", amount="ends"), ends=ends)
    assert [one.standing.not_announced for one in found.stretches] == [False, True]
    assert [one.standing.verdicts for one in found.stretches] == [("eligible",), ("eligible",)]
    fixed = Amount(period="month", exactly="5 zł")
    waiting = months(household(income=1), rule("income <= ends", amount=fixed), ends=ends)
    assert [one.standing.not_announced for one in waiting.stretches] == [False, True]
    assert waiting.stretches[1].standing.verdicts == ("unknown",)


def test_a_version_that_begins_tomorrow_is_the_cause() -> None:
    versions = (
        version("income <= limit", "2020-01-01", "2026-11-22"),
        version("lives_in_lodz", "2026-11-23"),
    )
    told = household(income=1, lives_in_lodz=False)
    found = months(told, dated(*versions), limit=LIMIT)
    assert causes(found.changes) == [(TOMORROW, (RuleChanges("service"),))]
    assert [one.standing.verdicts for one in found.stretches] == [("eligible",), ("not_eligible",)]


def test_the_numbers_of_a_rule_that_is_not_in_force_yet_are_causes_too() -> None:
    ahead = version("income <= limit", "2026-11-23")
    found = months(household(income=1050), dated(ahead), limit=LIMIT)
    assert causes(found.changes) == [
        (TOMORROW, (RuleChanges("service"),)),
        (NEW_YEAR, (ParameterChanges("limit"),)),
    ]
