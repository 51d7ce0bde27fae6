"""How near a no is, on random rules: what is proposed is tried, and everything nearer too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.diagnosis import Engine, FactKey, Household, Known, Parameter, Result, Verdict
from shared.diagnosis.coming import (
    in_years,
    stages,
    turning,
)
from shared.diagnosis.nearest import LASTING, all_nearest, nearest
from tests.shared.diagnosis.build import (
    ON,
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
