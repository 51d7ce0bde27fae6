"""Random households: complete ones, and the same ones with part of the answers hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from random import Random

from shared.diagnosis import (
    Answer,
    Between,
    Fact,
    FactKey,
    Household,
    Known,
    Reason,
    Unknown,
)
from shared.diagnosis.since import derivations
from tests.shared.diagnosis.build import ON
from tests.shared.diagnosis.naive import Whole

SIZE = "household_size"
Value = int | bool | str


def domain(fact: Fact, person: int | None) -> list[Value]:
    """Every answer a small fact can have; the role of the asker is given."""
    if fact.id == "role":
        return ["self"] if person == 0 else [one for one in fact.choice_ids if one != "self"]
    if fact.type == "bool":
        return [False, True]
    if fact.type == "choice":
        return list(fact.choice_ids)
    return list(range(fact.minimum, fact.maximum + 1))


def random_value(fact: Fact, person: int | None, rng: Random) -> Value:
    """One answer; numbers are often small, often at an end, and often round."""
    if not fact.is_ordered:
        return rng.choice(domain(fact, person))
    low, high = fact.minimum, fact.maximum
    ways = (
        lambda: rng.choice((low, high)),
        lambda: rng.randint(low, high),
        lambda: rng.randint(low, min(high, low + 40)),
        lambda: min(high, low + rng.randint(0, 40) * 10 ** rng.randint(0, 4)),
    )
    return rng.choice(ways)()


def random_whole(facts: Mapping[str, Fact], rng: Random, most_persons: int = 4) -> Whole:
    """A complete household."""
    size = rng.randint(1, min(most_persons, facts[SIZE].maximum))
    household = {
        name: random_value(fact, None, rng)
        for name, fact in facts.items()
        if fact.entity == "household"
    }
    persons = tuple(_random_person(facts, index, rng) for index in range(size))
    return Whole({**household, SIZE: size}, persons)


def _random_person(facts: Mapping[str, Fact], index: int, rng: Random) -> dict[str, Value]:
    """A person, as old as their date of birth has it."""
    person = {
        name: random_value(fact, index, rng)
        for name, fact in facts.items()
        if fact.entity == "person" and fact.type != "date"
    }
    for one in derivations(facts):
        assert one.function == "years_since"
        turned = ON.replace(year=ON.year - person[one.fact]).toordinal()
        person[one.source] = turned - rng.choice((0, 1, rng.randint(2, 363)))
    return person


def told(whole: Whole) -> Household:
    """The household with everything answered."""
    return Household(
        {name: Known(value) for name, value in whole.facts.items()},
        tuple({name: Known(value) for name, value in one.items()} for one in whole.persons),
    )


def partly_told(
    whole: Whole, facts: Mapping[str, Fact], rng: Random, hidden: float, *, hides_size: bool = True
) -> Household:
    """The household with some answers left out, refused, not known, or given as a range."""
    if hides_size and rng.random() < hidden:
        listed = whole.persons[: rng.randint(1, len(whole.persons))]
        household = {name: value for name, value in whole.facts.items() if name != SIZE}
        size: dict[str, Answer] = _hidden_size(facts[SIZE], len(whole.persons), rng)
    else:
        listed, household, size = whole.persons, whole.facts, {}
    return Household(
        {**_hide(household, facts, rng, hidden), **size},
        tuple(_hide(person, facts, rng, hidden) for person in listed),
    )


def _hidden_size(fact: Fact, size: int, rng: Random) -> dict[str, Answer]:
    between = Between(size, min(size + 1, fact.maximum))
    answers = ({}, {SIZE: Unknown(Reason.DONT_KNOW)}, {SIZE: between})
    return rng.choice(answers)


def _hide(
    values: Mapping[str, Value], facts: Mapping[str, Fact], rng: Random, hidden: float
) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for name, value in values.items():
        if rng.random() >= hidden or name == SIZE:
            answers[name] = Known(value)
        elif rng.random() < 0.3:
            answers[name] = Unknown(rng.choice(list(Reason)))
        elif facts[name].is_ordered and rng.random() < 0.5:
            answers[name] = _around(facts[name], value, rng)
    return answers


def _around(fact: Fact, value: int, rng: Random) -> Between:
    width = rng.choice((1, 5, 10_000))
    low, high = value - rng.randint(0, width), value + rng.randint(0, width)
    return Between(max(low, fact.minimum), min(high, fact.maximum))


def possible(fact: Fact, answer: Answer, person: int | None) -> list[Value]:
    """Every exact answer that a (small) fact may still turn out to have."""
    match answer:
        case Known(value=value):
            return [value]
        case Between(low=low, high=high):
            return list(range(low, high + 1))
        case _:
            return domain(fact, person)


def open_keys(household: Household, facts: Mapping[str, Fact]) -> list[FactKey]:
    """The facts of a household of known size that are not known exactly."""
    persons = range(len(household.persons))
    keys = [
        FactKey(name, person)
        for name, fact in facts.items()
        for person in ([None] if fact.entity == "household" else persons)
    ]
    return [key for key in keys if not isinstance(household.get(key), Known)]


def completions(household: Household, facts: Mapping[str, Fact]) -> Iterator[dict[FactKey, Value]]:
    """Every way to fill in what is not known exactly, of a household of known size."""
    keys = open_keys(household, facts)
    domains = [possible(facts[key.fact], household.get(key), key.person) for key in keys]
    for values in product(*domains):
        yield dict(zip(keys, values, strict=True))


def completed(
    household: Household, facts: Mapping[str, Fact], values: Mapping[FactKey, Value]
) -> Whole:
    """The complete household that `values` makes of this one."""

    def value(name: str, person: int | None) -> Value:
        key = FactKey(name, person)
        answer = household.get(key)
        return answer.value if isinstance(answer, Known) else values[key]

    of_household = {n: value(n, None) for n, fact in facts.items() if fact.entity == "household"}
    persons = tuple(
        {n: value(n, index) for n, fact in facts.items() if fact.entity == "person"}
        for index in range(len(household.persons))
    )
    return Whole(of_household, persons)
