"""Whole years, months and days since a date, and facts that follow from one.

A day is an ordinal (1 = 0001-01-01). A period ends on the day with the date it began on, or on the
last day of a month that has no such day: who was born on 29 February turns a year older on the
28th, as art. 112 of the Polish civil code has it. Of a day to come the count is below zero.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from shared.diagnosis.household import Answer, Answers, Between, Known
from shared.diagnosis.language import ExpressionError, parse
from shared.diagnosis.model import Fact
from shared.diagnosis.tree import Call, Name

Span = tuple[int, int]


def months_since(day: int, on: date) -> int:
    """Whole months from a day to `on`."""
    since = date.fromordinal(day)
    months = (on.year - since.year) * 12 + on.month - since.month
    last = monthrange(on.year, on.month)[1]
    return months - (on.day < min(since.day, last))


def years_since(day: int, on: date) -> int:
    """Whole years from a day to `on`."""
    return months_since(day, on) // 12


def days_since(day: int, on: date) -> int:
    """Days from a day to `on`."""
    return on.toordinal() - day


SINCE: Mapping[str, Callable[[int, date], int]] = {
    "years_since": years_since,
    "months_since": months_since,
    "days_since": days_since,
}


def span_since(function: str, days: Span, on: date) -> Span:
    """Every count for a day between two others: the later the day, the fewer have passed."""
    first, last = days
    return SINCE[function](last, on), SINCE[function](first, on)


class Derivation(NamedTuple):
    """A fact that follows from a date: the years, months or days passed since `source`."""

    fact: str
    function: str
    source: str

    def bounds(self, answers: Answers, on: date) -> Span | None:
        """What follows from the date that was told; None where none was."""
        match answers.get(self.source):
            case Known(value=day):
                return span_since(self.function, (int(day), int(day)), on)
            case Between(low=first, high=last):
                return span_since(self.function, (first, last), on)
            case _:
                return None


def derivations(facts: Mapping[str, Fact]) -> tuple[Derivation, ...]:
    """Every fact that follows from a date. Call on checked facts."""
    found = (derivation(fact) for fact in facts.values())
    return tuple(one for one in found if one is not None)


def derivation(fact: Fact) -> Derivation | None:
    """What a fact follows from; None where it does not, or where `derived` makes no sense."""
    if fact.derived is None:
        return None
    try:
        node = parse(fact.derived)
    except ExpressionError:
        return None
    if not isinstance(node, Call) or node.function not in SINCE or len(node.arguments) != 1:
        return None
    source = node.arguments[0]
    return Derivation(fact.id, node.function, source.id) if isinstance(source, Name) else None


def contradictions(answers: Answers, facts: Mapping[str, Fact], on: date) -> Iterator[str]:
    """The facts of one person (or of the household) that their own date gives the lie to."""
    for one in derivations(facts):
        bounds = one.bounds(answers, on)
        if bounds is None:
            continue
        fact = facts[one.fact]
        if not _overlap(bounds, (fact.minimum or 0, fact.maximum or bounds[1])):
            yield one.source
        elif not _agrees(answers.get(one.fact), bounds):
            yield one.fact


def _agrees(answer: Answer | None, bounds: Span) -> bool:
    match answer:
        case Known(value=value):
            return _overlap((int(value), int(value)), bounds)
        case Between(low=low, high=high):
            return _overlap((low, high), bounds)
        case _:
            return True


def _overlap(a: Span, b: Span) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def without_dates(answers: Answers, facts: Mapping[str, Fact], on: date) -> dict[str, Answer]:
    """The answers with each date replaced by what follows from it on that day."""
    kept = dict(answers)
    for one in derivations(facts):
        bounds = one.bounds(answers, on)
        kept.pop(one.source, None)
        if bounds is not None:
            low, high = bounds
            kept[one.fact] = Known(low) if low == high else Between(low, high)
    return kept
