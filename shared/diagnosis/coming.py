"""What the coming months change by themselves: numbers set by law, and everybody's age.

Ages are taken in whole years; of a date of birth only the age on the first day is kept. So on a day
ahead an age is a range: the next birthday lies somewhere in the next twelve months. Everything else
about the household stands still. The coming months fall into stages within which nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from shared.diagnosis.household import Answer, Answers, Between, FactKey, Household, Known
from shared.diagnosis.model import Fact, Parameter, Rule
from shared.diagnosis.since import without_dates

AGE = "age"
MONTHS_AHEAD = 18
ONE_DAY = timedelta(days=1)
LEAP_DAY = (2, 29)


@dataclass(frozen=True, slots=True)
class Stage:
    """A run of days, both included. `gained`: how many years older everybody is, least and most."""

    from_on: date
    to_on: date
    gained: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ParameterChanges:
    """A number set by law changes, or what has been announced of it ends."""

    parameter_id: str


@dataclass(frozen=True, slots=True)
class AgeReached:
    """Somebody turns that many years old."""

    key: FactKey
    age: int


@dataclass(frozen=True, slots=True)
class RuleChanges:
    """Another version of the service's rule comes into force, or the last one ends."""

    service_id: str


Cause = ParameterChanges | AgeReached | RuleChanges


def stages(
    parameters: Iterable[Parameter],
    on: date,
    months: int = MONTHS_AHEAD,
    rules: Iterable[Rule] = (),
) -> tuple[Stage, ...]:
    """From `on` to that many months later. The first stage is `on` itself, and no longer."""
    last = months_after(on, months)
    starts = {on, on + ONE_DAY, *_birthdays(on, last)}
    for parameter in parameters:
        starts.update(day for day in days_of(parameter) if on < day <= last)
    starts.update(day for rule in rules for day in _days_of_versions(rule) if on < day <= last)
    days = [*sorted(starts), last + ONE_DAY]
    return tuple(
        Stage(first, following - ONE_DAY, years_gained(on, first))
        for first, following in pairwise(days)
    )


def months_after(day: date, months: int) -> date:
    """The same day that many months later; the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + (day.day - 1) * ONE_DAY, following - ONE_DAY)


def turning(year: int, month: int, day: int) -> date:
    """When somebody born on that day is a year older; 28 February stands in for the 29th.

    Source: Civil Code, art. 112, second sentence: a person's age is reached as the last day begins.
    """
    first = date(year, month, 1)
    return min(first + (day - 1) * ONE_DAY, months_after(first, 1) - ONE_DAY)


def years_gained(on: date, later: date) -> tuple[int, int]:
    """The fewest and the most birthdays that anybody can have after `on`, up to `later`."""
    found = [sum(on < day <= later for day in _turns(on, later, b)) for b in _telling(on)]
    return min(found), max(found)


def _telling(on: date) -> tuple[tuple[int, int], ...]:
    """Birthdays that come last and first of all after `on`, and the one of the leap day."""
    tomorrow = on + ONE_DAY
    return (on.month, on.day), (tomorrow.month, tomorrow.day), LEAP_DAY


def _turns(on: date, later: date, birthday: tuple[int, int]) -> Iterator[date]:
    for year in range(on.year, later.year + 1):
        yield turning(year, *birthday)


def _birthdays(on: date, last: date) -> Iterator[date]:
    """The days on which the fewest or the most birthdays may become more."""
    for birthday in _telling(on):
        for day in _turns(on, last, birthday):
            if on < day <= last and years_gained(on, day) != years_gained(on, day - ONE_DAY):
                yield day


def days_of(parameter: Parameter) -> Iterator[date]:
    """The days on which a number changes, or what has been announced of it is over."""
    for dated in parameter.values:
        yield dated.from_on
        for end in (dated.to_on, dated.known_until_on):
            if end is not None:
                yield end + ONE_DAY


def _days_of_versions(rule: Rule) -> Iterator[date]:
    for version in rule.versions:
        yield version.from_on
        if version.to_on is not None:
            yield version.to_on + ONE_DAY


def in_years(household: Household, facts: Mapping[str, Fact], on: date) -> Household:
    """The household with each date told replaced by what follows from it on that day."""
    if not any(fact.type == "date" for fact in facts.values()):
        return household
    persons = tuple(without_dates(person, facts, on) for person in household.persons)
    return Household(household.facts, persons)


def grown(household: Household, gained: tuple[int, int], facts: Mapping[str, Fact]) -> Household:
    """The same household, everybody so many years older. Ages not told stay not told."""
    fact = facts.get(AGE)
    if fact is None or gained == (0, 0):
        return household
    oldest = fact.maximum if fact.maximum is not None else 0
    persons = tuple(_older(person, gained, oldest) for person in household.persons)
    return Household(household.facts, persons)


def _older(person: Answers, gained: tuple[int, int], oldest: int) -> Answers:
    now = age_range(person.get(AGE))
    if now is None:
        return person
    low, high = min(now[0] + gained[0], oldest), min(now[1] + gained[1], oldest)
    return {**person, AGE: Known(low) if low == high else Between(low, high)}


def age_range(answer: Answer | None) -> tuple[int, int] | None:
    """The youngest and the oldest somebody can be; None where nothing was told."""
    match answer:
        case Known(value=value):
            return int(value), int(value)
        case Between(low=low, high=high):
            return low, high
        case _:
            return None


def told_ages(household: Household) -> dict[FactKey, tuple[int, int]]:
    """The ages that were told, by person."""
    found = {
        FactKey(AGE, index): age_range(person.get(AGE))
        for index, person in enumerate(household.persons)
    }
    return {key: ages for key, ages in found.items() if ages is not None}
