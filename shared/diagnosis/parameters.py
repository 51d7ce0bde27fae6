"""Dated parameters: which value is in force on a day, and that their history fits together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

from shared.diagnosis.interval import NOT_NEGATIVE, Exact, Interval, hull, point, tidy
from shared.diagnosis.model import Parameter, ParameterValue
from shared.diagnosis.result import Fault

DECIMAL = re.compile(r"[0-9]+(\.[0-9]+)?")
MINOR_UNIT_FACTOR = {
    "money": Fraction(100),
    "area": Fraction(100),
    "percent": Fraction(1, 100),
    "number": Fraction(1),
    "table": Fraction(1),
}


class Table(NamedTuple):
    """Entries for n = 1, 2, …; after the last one each next entry grows by `each_next`."""

    entries: tuple[Exact, ...]
    each_next: Exact | None

    def at(self, n: int) -> Interval:
        """The entry for `n`; any number from zero up where the table has none."""
        beyond = n - len(self.entries)
        if n < 1 or (beyond > 0 and self.each_next is None):
            return NOT_NEGATIVE
        if beyond <= 0:
            return point(self.entries[n - 1])
        return point(self.entries[-1] + beyond * (self.each_next or 0))

    def over(self, n: Interval) -> Interval:
        """Every entry for a whole number in `n`, itself rounded down."""
        low, high = n
        if low is None or high is None:
            return NOT_NEGATIVE
        first, last = int(low // 1), int(high // 1)
        found = hull(self.at(first), self.at(last))
        for inside in range(max(first, 1), min(last, len(self.entries)) + 1):
            found = hull(found, self.at(inside))
        return found


class ParameterInForce(NamedTuple):
    """A parameter on one day. Not announced: `dated` is None, and any number from zero up."""

    interval: Interval
    table: Table | None
    dated: ParameterValue | None

    @property
    def to_confirm(self) -> bool:
        """Whether the value in force still waits for somebody to confirm it."""
        return self.dated is not None and self.dated.status == "to_confirm"


@dataclass(frozen=True, slots=True, eq=False)
class InForce:
    """All parameters on one day, by slot, and which of them nobody has announced or confirmed.

    `sheets` is for what others work out once for all days with these values, by the id of the rule.
    """

    values: tuple[ParameterInForce, ...]
    not_announced: frozenset[str]
    to_confirm: frozenset[str]
    sheets: dict[int, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[ParameterValue | None, ...]:
        """Equal on days on which the same values are in force."""
        return tuple(value.dated for value in self.values)


NOT_ANNOUNCED = ParameterInForce(NOT_NEGATIVE, None, None)


def in_force(parameter: Parameter, on: date) -> ParameterValue | None:
    """The value on a day; None before the first, in a gap, or past what has been announced."""
    for dated in parameter.values:
        last_days = [day for day in (dated.to_on, dated.known_until_on) if day is not None]
        if dated.from_on <= on and all(on <= day for day in last_days):
            return dated
    return None


def resolve(parameter: Parameter, on: date) -> ParameterInForce:
    """The parameter on a day, in minor units."""
    dated = in_force(parameter, on)
    if dated is None:
        return NOT_ANNOUNCED
    factor = MINOR_UNIT_FACTOR[parameter.unit]
    if isinstance(dated.value, tuple):
        entries = tuple(tidy(Fraction(entry) * factor) for entry in dated.value)
        each_next = None if dated.each_next is None else tidy(Fraction(dated.each_next))
        return ParameterInForce(NOT_NEGATIVE, Table(entries, each_next), dated)
    return ParameterInForce(point(Fraction(dated.value) * factor), None, dated)


def resolve_all(parameters: Mapping[str, Parameter], on: date) -> InForce:
    """Every parameter on a day."""
    values = {name: resolve(parameter, on) for name, parameter in parameters.items()}
    return InForce(
        tuple(values.values()),
        frozenset(name for name, value in values.items() if value.dated is None),
        frozenset(name for name, value in values.items() if value.to_confirm),
    )


def check_parameter(parameter: Parameter) -> Iterator[Fault]:
    """Everything wrong with a parameter's history; it may be empty: nobody announced a value."""
    for dated in parameter.values:
        yield from _check_value(parameter, dated)
    for earlier, later in pairwise(sorted(parameter.values, key=lambda dated: dated.from_on)):
        if earlier.to_on is None or earlier.to_on >= later.from_on:
            yield _fault(
                parameter,
                f"values from {earlier.from_on}",
                f"is still in force when the one from {later.from_on} begins",
                "end the earlier value the day before",
            )


def _check_value(parameter: Parameter, dated: ParameterValue) -> Iterator[Fault]:
    place = f"values from {dated.from_on}"
    is_table = isinstance(dated.value, tuple)
    if is_table != (parameter.unit == "table"):
        yield _fault(parameter, place, "is a table or is not", "a list belongs to `unit: table`")
    entries = dated.value if isinstance(dated.value, tuple) else (dated.value,)
    numbers = (*entries, *([] if dated.each_next is None else [dated.each_next]))
    if not entries or not all(DECIMAL.fullmatch(number) for number in numbers):
        yield _fault(
            parameter, place, "is not a decimal number", 'quote it and write it as "1010.00"'
        )
    if dated.to_on is not None and dated.to_on < dated.from_on:
        yield _fault(parameter, place, "ends before it begins", "put the dates right")


def _fault(parameter: Parameter, place: str, problem: str, cure: str) -> Fault:
    return Fault(parameter.id, place, problem, cure)
