"""How near a no is: what is proposed is tried, and by brute force everything nearer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from shared.diagnosis import Engine, FactKey, Household, Known, Parameter, Result, Verdict
from shared.diagnosis.coming import (
    AgeReached,
    ParameterChanges,
    in_years,
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
    known,
    parameter,
    rule,
    since,
)
from tests.shared.diagnosis.catalogs import Author, acceptable_rule, random_facts
from tests.shared.diagnosis.households import random_whole, told
from tests.shared.diagnosis.test_real_content import real_engine
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


def small_engine(seed: int) -> Engine:
    """Random rules over few answers and over numbers that change in the coming months."""
    rng, facts = Random(seed), random_facts(small=True)
    author, parameters = Author(rng, small=True), changing(rng)
    rules = [acceptable_rule(author, f"service_{n}", facts, parameters) for n in range(3)]
    return Engine(facts, parameters, rules, "small")


def changing(rng: Random) -> dict[str, Parameter]:
    """A limit that changes in the coming months, and may then be known for a while only."""
    first, second = (ON + timedelta(day) for day in sorted(rng.sample(range(1, 600), 2)))
    known_until_on = second if rng.random() < 0.5 else None
    values = [f"0.0{rng.randint(0, 5)}" for _ in range(2)]
    before = since(values[0], to_on=first - timedelta(1))
    after = since(values[1], first.isoformat(), known_until_on=known_until_on)
    norm = parameter("norm", "table", since(("0.02", "0.03"), each_next="0.01"))
    return {"limit": parameter("limit", "money", before, after), "norm": norm}


def timed_engine(seed: int) -> Engine:
    """Rules about ages and the limit, so that the months ahead often change something."""
    rng = Random(seed)

    def about_ages() -> str:
        low, high = sorted(rng.sample(range(1, 4), 2))
        return rng.choice(
            (
                f"any(age >= {low})",
                f"all(age >= {low} and age <= {high})",
                f"self(age = {low})",
                f"any(age >= {low} and age < {high} where role != self)",
                f"count(age >= {low}) = {rng.randint(1, 2)}",
                f"sum(age) >= {rng.randint(1, 6)}",
                f"if(self(age < {high}), 0.01, 0.04) >= income",
            )
        )

    def about_law() -> str:
        return rng.choice(("income <= limit", "income > limit", "self(wage) + 0.01 <= limit"))

    rules = []
    for number in range(3):
        parts = [about_ages() for _ in range(rng.randint(0, 2))]
        parts += [about_law() for _ in range(rng.randint(0 if parts else 1, 1))]
        joined = [f" {rng.choice(('and', 'or'))} ".join(f"({part})" for part in parts)]
        rules.append(rule(*(parts if rng.random() < 0.5 else joined), name=f"service_{number}"))
    return Engine(random_facts(small=True), changing(rng), rules, "timed")


def whole_of(one: Engine, rng: Random, most_persons: int) -> Household:
    """A random household of which ages are told and no dates of birth."""
    whole = told(random_whole(one.facts, rng, most_persons=most_persons))
    return in_years(whole, one.facts, ON)


def verdict_with(
    one: Engine, told_household: Household, key: FactKey, value: object
) -> dict[str, Result]:
    changed = told_household.answer(key, known(value))
    return {r.service_id: r for r in one.assess(changed, ON).results}


def keys_of(one: Engine, told_household: Household) -> Iterator[FactKey]:
    for name, fact in one.facts.items():
        persons = range(len(told_household.persons)) if fact.entity == "person" else [None]
        if name not in LASTING:
            yield from (FactKey(name, person) for person in persons)


@many
@given(SEEDS)
def test_what_is_proposed_turns_the_verdict_and_nothing_nearer_does(seed: int) -> None:
    one = small_engine(seed)
    whole = whole_of(one, Random(seed), 2)
    found = all_nearest(one, one.assess(whole, ON))
    results = one.assess(whole, ON).results
    assert list(found) == [result.service_id for result in results if result.verdict is NO]
    for service_id, proposal in found.items():
        numbers = {change.key: change for change in proposal.numbers}
        answers = {change.key: change for change in proposal.answers}
        for key in keys_of(one, whole):
            fact, now = one.facts[key.fact], whole.get(key).value
            if fact.is_numeric:
                least = now if key.fact == "age" else fact.minimum
                verdicts = {
                    value: verdict_with(one, whole, key, value)[service_id].verdict
                    for value in range(least, fact.maximum + 1)
                }
                fitting = [value for value in verdicts if verdicts[value] is not NO]
                assert (key in numbers) == bool(fitting)
                if fitting:
                    change = numbers[key]
                    assert change.verdict is verdicts[change.value] is not NO
                    assert change.distance == change.value - now
                    assert abs(change.distance) == min(abs(value - now) for value in fitting)
            else:
                choices = (True, False) if fact.type == "bool" else fact.choice_ids
                fitting = [
                    value
                    for value in choices
                    if verdict_with(one, whole, key, value)[service_id].verdict is not NO
                ]
                assert (list(answers[key].values) if key in answers else []) == fitting


@few
@given(SEEDS)
def test_on_the_real_content_too(seed: int) -> None:
    one, rng = real_engine(), Random(seed)
    whole = whole_of(one, rng, 3)
    whole = whole.answer(FactKey("lives_in_lodz"), Known(True))
    for service_id, proposal in all_nearest(one, one.assess(whole, ON)).items():
        for change in proposal.numbers:
            now = whole.get(change.key).value
            after = verdict_with(one, whole, change.key, change.value)[service_id].verdict
            assert after is change.verdict is not NO
            step = 1 if change.distance > 0 else -1
            nearer = {change.value - step, now + step, now + change.distance // 2}
            for value in nearer - {change.value}:
                assert verdict_with(one, whole, change.key, value)[service_id].verdict is NO
        for change in proposal.answers:
            for value in change.values:
                assert verdict_with(one, whole, change.key, value)[service_id].verdict is not NO


@few
@given(SEEDS)
def test_the_order_of_the_answers_is_all_the_same(seed: int) -> None:
    one = real_engine()
    whole = whole_of(one, Random(seed), 3)
    turned = Household(
        dict(reversed(whole.facts.items())),
        tuple(dict(reversed(person.items())) for person in whole.persons),
    )
    found = all_nearest(one, one.assess(whole, ON))
    assert found == all_nearest(one, one.assess(turned, ON))
    for service_id, proposal in found.items():
        assert nearest(one, one.assess(turned, ON), service_id) == proposal


def first_day(
    one: Engine, whole: Household, birthdays: tuple[date, ...], index: int
) -> date | None:
    """Living through the months day by day, as far as anything happens."""
    happens = {stage.from_on for stage in stages(one.parameters.values(), ON)}
    happens |= {day + timedelta(years) for day in birthdays for years in (0, 365, 366)}
    for day in sorted(day for day in happens if ON < day <= HORIZON):
        result = one.assess(aged(one, whole, birthdays, day), day).results[index]
        waits = any(reason.not_announced for reason in result.reasons)
        if result.verdict is not NO and not waits:
            return day
    return None


def aged(one: Engine, whole: Household, birthdays: tuple[date, ...], day: date) -> Household:
    for person, birthday in enumerate(birthdays):
        key = FactKey("age", person)
        turned = sum(
            ON < turning(year, birthday.month, birthday.day) <= day for year in range(2026, 2029)
        )
        age = min(whole.get(key).value + turned, one.facts["age"].maximum)
        whole = whole.answer(key, Known(age))
    return whole


@many
@given(SEEDS)
def test_the_day_is_the_first_there_can_be(seed: int) -> None:
    one = timed_engine(seed)
    whole = whole_of(one, Random(seed), 2)
    found = all_nearest(one, one.assess(whole, ON))
    starts = [stage.from_on for stage in stages(one.parameters.values(), ON)[1:]]
    ways = list(product([s for s in starts if s <= date(2027, 11, 22)], repeat=len(whole.persons)))
    for index, result in enumerate(one.assess(whole, ON).results):
        if result.verdict is not NO:
            continue
        days = [first_day(one, whole, birthdays, index) for birthdays in ways]
        known_days = [day for day in days if day is not None]
        day = found[result.service_id].day
        assert (day is not None) == bool(known_days)
        if day is not None:
            assert day.first_on == min(known_days)
            assert day.causes
            if day.surely_by_on is not None:
                assert None not in days
                assert max(known_days) <= day.surely_by_on


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
