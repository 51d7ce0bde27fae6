"""What expressions begin with: the answers to a fact, a parameter on the day, time passed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from shared.diagnosis.model import Fact
from shared.diagnosis.parameters import ParameterInForce
from shared.simulation import spans
from shared.simulation.columns import Column, bits_of, blank
from shared.simulation.days import passed
from shared.simulation.ratios import Ratio, constant
from shared.simulation.spans import Span, point
from shared.simulation.truths import Truths

Worth = Any  # Truths, Span or Choices


class Choices(NamedTuple):
    """What each row's choice can be, a bit for each; `is_exact` where only one is left in all."""

    bits: Any
    is_exact: bool

    def take(self, rows: np.ndarray) -> Choices:
        """The choices of these rows, in this order."""
        return Choices(self.bits[rows], self.is_exact)


def of_parameter(parameter: ParameterInForce) -> Span:
    """A parameter on the day; any number from zero up where none has been announced."""
    low, high = parameter.interval
    if low is None or high is None:
        return spans.NOT_NEGATIVE
    return point(constant(low))


def of_answers(fact: Fact, column: Column, rows: np.ndarray | None = None) -> Worth:
    """The answers to a fact, or those of some rows, as what an expression makes of them."""
    is_exact = column.high is column.low
    low = column.low if rows is None else column.low[rows]
    if fact.type == "choice":
        return Choices(low, bool(np.all(low & (low - 1) == 0)))
    high = low if is_exact else column.high if rows is None else column.high[rows]
    if fact.type == "bool":
        return Truths(low == 1) if is_exact else Truths(low == 1, high == 0)
    most = max(abs(fact.minimum or 0), abs(fact.maximum or 0))
    return _between(Ratio(low, 1, most, 1), Ratio(high, 1, most, 1), is_exact=is_exact)


def _between(low: Ratio, high: Ratio, *, is_exact: bool) -> Span:
    return point(low) if is_exact else Span(low, high)


def of_nobody(fact: Fact) -> Worth:
    """A fact of a person who may exist but is not listed: everything it can be, in one row."""
    low, high = (np.array([end]) for end in blank(fact))
    return of_answers(fact, Column(low, low if low == high else high))


def is_among(fact: Fact, found: Choices, choices: Iterable[str]) -> Truths:
    """Whether a choice is one of several."""
    inside = found.bits & bits_of(fact, choices)
    if found.is_exact:
        return Truths(inside != 0)
    return Truths(inside == found.bits, inside == 0)


def since(function: str, days: Span, on: date) -> Span:
    """Whole years, months or days: the later the day, the fewer have passed."""
    if days.is_exact:
        return point(_passed(function, days.low, on))
    return Span(_passed(function, days.high, on), _passed(function, days.low, on))


def _passed(function: str, days: Ratio, on: date) -> Ratio:
    numbers = passed(function, days.num, on)
    return days._replace(num=numbers, most=days.most + on.toordinal())
