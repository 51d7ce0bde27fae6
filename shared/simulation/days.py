"""What follows from the day: years, months and days passed, in columns, and facts that are such."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from shared.diagnosis.household import SIZE
from shared.diagnosis.model import Fact
from shared.diagnosis.since import Derivation, derivations
from shared.simulation.columns import Column, Columns

EPOCH = date(1970, 1, 1).toordinal()  # where numpy begins to count days


def passed(function: str, days: Any, on: date) -> Any:
    """Whole years, months or days from each day (an ordinal, int64) to `on`."""
    if function == "days_since":
        return on.toordinal() - days
    dates = (np.asarray(days) - EPOCH).astype("datetime64[D]")
    begun = dates.astype("datetime64[M]")
    day_of_month = (dates - begun.astype("datetime64[D]")).astype(np.int64) + 1
    months = (on.year - 1970) * 12 + on.month - 1 - begun.astype(np.int64)
    last = monthrange(on.year, on.month)[1]
    months = months - (on.day < np.minimum(day_of_month, last))
    return months // 12 if function == "years_since" else months


def as_of(columns: Columns, on: date) -> Columns:
    """The columns on a day: with what follows from the dates told, and nobody listed left out.

    Raises ValueError, naming the first household, for a date that lies too far ahead.
    """
    household, person = dict(columns.household), dict(columns.person)
    for one in derivations(columns.facts):
        for where in (household, person):
            if one.source in where and where[one.source].told is not None:
                where[one.fact] = _narrowed(one, where, columns.facts[one.fact], on)
    if SIZE in household:
        size = household[SIZE]
        low = np.maximum(size.low, columns.listed)
        household[SIZE] = Column(low, low if np.array_equal(low, size.high) else size.high)
    return replace(columns, household=household, person=person)


def contradicts(where: Mapping[str, Column], facts: Mapping[str, Fact], on: date) -> bool:
    """Whether anybody's answer contradicts their own date, or the date what the fact can be."""
    for one in derivations(facts):
        source = where.get(one.source)
        if source is None or source.told is None:
            continue
        mine = where[one.fact]
        first, last = passed(one.function, source.high, on), passed(one.function, source.low, on)
        if np.any(source.told & ((last < mine.low) | (first > mine.high))):
            return True
    return False


def _narrowed(one: Derivation, where: dict[str, Column], fact: Fact, on: date) -> Column:
    """What was told, narrowed by what follows from the date; what contradicts it is believed."""
    source, mine = where[one.source], where[one.fact]
    told, least, most = source.told, fact.minimum or 0, fact.maximum or 0
    first, last = passed(one.function, source.high, on), passed(one.function, source.low, on)
    if np.any(told & (last < least)):
        raise ValueError(f"{one.source}: not yet, on that day")
    low = np.maximum(np.clip(first, least, most), mine.low)
    high = np.minimum(np.minimum(last, most), mine.high)
    follows = told & (low <= high)
    low, high = np.where(follows, low, mine.low), np.where(follows, high, mine.high)
    return Column(low, low if np.array_equal(low, high) else high)
