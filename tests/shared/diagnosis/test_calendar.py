"""The entitlement calendar, against living through the months with every birthday there can be."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from shared.diagnosis import AmountRange, Engine, FactKey, Household, Known, Verdict
from shared.diagnosis.calendar import ServiceCalendar, Standing, calendar
from shared.diagnosis.coming import AgeReached, ParameterChanges, RuleChanges, stages
from shared.diagnosis.model import Version
from tests.shared.diagnosis.build import (
    FACTS,
    ON,
    condition,
    engine,
    household,
    parameter,
    rule,
    since,
)
from tests.shared.diagnosis.test_nearest_tried import HORIZON, aged, timed_engine, whole_of
from tests.shared.diagnosis.test_real_content import real_engine
from tests.tally import count

SEEDS = st.integers(0, 10**9)
many = settings(derandomize=True, deadline=None, database=None, max_examples=count(30, 1000))
few = settings(derandomize=True, deadline=None, database=None, max_examples=count(5, 100))
YES, NO, UNKNOWN = Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE, Verdict.UNKNOWN
pytestmark = pytest.mark.proof


def standings(one: ServiceCalendar) -> list[tuple[date, date, tuple[Verdict, ...]]]:
    return [(s.from_on, s.to_on, s.standing.verdicts) for s in one.stretches]


def test_a_birthday_opens_a_year_in_which_it_may_lie() -> None:
    one = engine(rule("self(age >= 18)", amount="100 zł"))
    (months,) = calendar(one, household([{"age": 17}]), ON)
    assert standings(months) == [
        (ON, ON, (NO,)),
        (date(2026, 11, 23), date(2027, 11, 21), (YES, NO)),
        (date(2027, 11, 22), HORIZON, (YES,)),
    ]
    assert [(change.on, change.causes) for change in months.changes] == [
        (date(2026, 11, 23), (AgeReached(FactKey("age", 0), 18),)),
        (date(2027, 11, 22), (AgeReached(FactKey("age", 0), 18),)),
    ]
    assert months.stretches[-1].standing.amount == AmountRange(10_000, 10_000, "month")


def test_it_says_when_something_ends() -> None:
    (months,) = calendar(engine(rule("any(age < 18)")), household([{"age": 17}]), ON)
    assert [standing for _, _, standing in standings(months)] == [(YES,), (YES, NO), (NO,)]


def test_numbers_that_change_and_numbers_not_announced() -> None:
    limit = parameter(
        "limit",
        "money",
        since("1010.00", to_on=date(2026, 12, 31)),
        since("1100.00", "2027-01-01", known_until_on=date(2027, 6, 30)),
    )
    one = Engine(FACTS, {"limit": limit}, (rule("income <= limit", amount="limit"),), "hash")
    (months,) = calendar(one, household(income="1000"), ON)
    assert [s.standing for s in months.stretches] == [
        Standing((YES,), AmountRange(101_000, 101_000, "month"), not_announced=False),
        Standing((YES,), AmountRange(110_000, 110_000, "month"), not_announced=False),
        Standing((UNKNOWN,), AmountRange(0, None, "month"), not_announced=True),
    ]
    assert [change.on for change in months.changes] == [date(2027, 1, 1), date(2027, 7, 1)]
    assert {change.causes for change in months.changes} == {(ParameterChanges("limit"),)}


def test_where_nothing_changes_there_is_one_stretch() -> None:
    (months,) = calendar(engine(rule("lives_in_lodz")), household(lives_in_lodz=True), ON)
    assert standings(months) == [(ON, HORIZON, (YES,))]
    assert months.changes == ()


def test_between_two_birthdays_there_may_be_days_of_their_own() -> None:
    one = engine(rule("count(age >= 18) = 2"))
    persons = [{"age": 40}, {"role": "child", "age": 17}, {"role": "child", "age": 17}]
    (months,) = calendar(one, household(persons), ON)
    assert [standing for _, _, standing in standings(months)] == [(NO,), (YES, NO), (NO,)]
    assert {cause.key.person for cause in months.changes[0].causes} == {1, 2}


def assert_whole(
    one: Engine, told_household: Household, months: tuple[ServiceCalendar, ...]
) -> None:
    today = one.assess(told_household, ON)
    for service, result in zip(months, today.results, strict=True):
        assert service.service_id == result.service_id
        assert (service.stretches[0].from_on, service.stretches[-1].to_on) == (ON, HORIZON)
        assert service.stretches[0].standing.verdicts == (result.verdict,)
        for before, after in pairwise(service.stretches):
            assert after.from_on == before.to_on + timedelta(1)
            assert after.standing != before.standing
        assert [change.on for change in service.changes] == [
            stretch.from_on for stretch in service.stretches[1:]
        ]
        assert all(change.causes for change in service.changes)


@many
@given(SEEDS)
def test_it_holds_for_every_birthday_and_says_no_more_than_there_is(seed: int) -> None:
    one = timed_engine(seed)
    whole = whole_of(one, Random(seed), 2)
    months = calendar(one, whole, ON)
    assert_whole(one, whole, months)
    days = [stage.from_on for stage in stages(one.parameters.values(), ON)]
    within = [day for day in days if ON < day <= date(2027, 11, 22)]
    seen: dict[tuple[int, date], set[Verdict]] = {}
    for birthdays in product(within, repeat=len(whole.persons)):
        for day in days:
            results = one.assess(aged(one, whole, birthdays, day), day).results
            for index, result in enumerate(results):
                seen.setdefault((index, day), set()).add(result.verdict)
    for (index, day), verdicts in seen.items():
        (stretch,) = (s for s in months[index].stretches if s.from_on <= day <= s.to_on)
        assert set(stretch.standing.verdicts) == verdicts


@few
@given(SEEDS)
def test_amounts_on_the_real_content_lie_within(seed: int) -> None:
    one, rng = real_engine(), Random(seed)
    whole = whole_of(one, rng, 2)
    whole = whole.answer(FactKey("lives_in_lodz"), Known(True))
    months = calendar(one, whole, ON)
    assert_whole(one, whole, months)
    birthdays = tuple(ON + timedelta(rng.randint(1, 365)) for _ in whole.persons)
    for days in (1, 100, 300, 365, 400, 540):
        day = ON + timedelta(days)
        for service, result in zip(
            months, one.assess(aged(one, whole, birthdays, day), day).results, strict=True
        ):
            (stretch,) = (s for s in service.stretches if s.from_on <= day <= s.to_on)
            assert result.verdict in stretch.standing.verdicts
            if result.amount is not None and result.kind != "help":
                span = stretch.standing.amount
                assert span is not None
                assert span.min_grosze <= result.amount.min_grosze
                if span.max_grosze is not None:
                    assert result.amount.max_grosze is not None
                    assert result.amount.max_grosze <= span.max_grosze


def test_another_version_of_the_rule_is_a_change_of_its_own() -> None:
    new_year = date(2027, 1, 1)
    versions = (
        Version(
            from_on=date(2020, 1, 1), to_on=date(2026, 12, 31), conditions=(condition("true"),)
        ),
        Version(from_on=new_year, conditions=(condition("not lives_in_lodz"),)),
    )
    one = engine(replace(rule(), versions=versions))
    (months,) = calendar(one, household(lives_in_lodz=True), ON)
    assert [(change.on, change.causes) for change in months.changes] == [
        (new_year, (RuleChanges("service"),))
    ]
    assert [standing for _, _, standing in standings(months)] == [(YES,), (NO,)]
