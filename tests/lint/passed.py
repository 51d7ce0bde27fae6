"""Whole years and months since a day, looked up for every day there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from shared.diagnosis.model import Fact
from shared.diagnosis.since import SINCE
from tests.lint import terms
from tests.lint.worth import Worth, real

Count = Callable[[int, date], int]


def passed(function: str, fact: Fact, day: Worth, on: date) -> Worth:
    """How much has passed on a day: the count only falls, so it is told by where it falls."""
    assert fact.minimum is not None
    assert fact.maximum is not None
    count, first = SINCE[function], fact.minimum
    least, turns = count(fact.maximum, on), []
    while (most := count(first, on)) > least:
        last = _last_day(count, most, (first, fact.maximum), on)
        turns.append((last, most))
        first = last + 1
    term = real(Fraction(least))
    for last, told in reversed(turns):
        is_before = terms.related("<=", day.term, real(Fraction(last)))
        term = terms.choose(is_before, real(Fraction(told)), term)
    return Worth(term)


def _last_day(count: Count, told: int, days: tuple[int, int], on: date) -> int:
    """The last day since which so much has passed, found by halving."""
    low, high = days
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if count(middle, on) >= told else (low, middle - 1)
    return low
