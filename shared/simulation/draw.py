"""Draws one answer: by the shares of the groups somebody belongs to, or else by a stated default.

A fact nobody has given shares for is mostly no, mostly the first choice, mostly the least it can
be: new content has households at once, and none of them is made richer or poorer by it.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from random import Random

from shared.diagnosis.model import MINOR_UNITS, Fact
from shared.diagnosis.since import SINCE
from shared.simulation.groups import GROUPS
from shared.simulation.people import Home, Value, Values, pick
from shared.simulation.shares import FactShares, Group, Otherwise

SPREAD = 3  # how strongly numbers nobody has studied lean to the least


def draw_by_share(fact: Fact, shares: FactShares, home: Home, person: Values, rng: Random) -> Value:
    """An answer to a fact as the first group answers that the person or the home belongs to."""
    for group in shares.where:
        if GROUPS[group.who](home, person):
            return _of_group(fact, group, rng)
    return least(fact)


def _of_group(fact: Fact, group: Group, rng: Random) -> Value:
    if fact.type == "bool":
        return rng.random() < (group.yes or 0)
    if fact.type == "choice":
        known = {name: n for name, n in (group.choices or {}).items() if name in fact.choice_ids}
        return pick(known, rng) if known else least(fact)
    if group.between is None or rng.random() >= group.share:
        return least(fact)
    unit = MINOR_UNITS.get(fact.type, 1)
    low, high = (round(end * unit) for end in group.between)
    step = unit if high - low >= 100 * unit else 1  # large sums come in whole złote
    return within(fact, rng.randrange(low, high + 1, step))


def draw_otherwise(fact: Fact, otherwise: Otherwise, rng: Random) -> Value:
    """An answer to a fact of which no share is known; a date is left to `day_before`."""
    if fact.type == "bool":
        return rng.random() < otherwise.yes
    if fact.type == "choice":
        is_first = rng.random() < otherwise.first_choice
        return least(fact) if is_first else rng.choice(fact.choice_ids)
    if rng.random() >= otherwise.more_than_least:
        return least(fact)
    low, unit = fact.minimum or 0, MINOR_UNITS.get(fact.type, 1)
    most = ((fact.maximum or low) - low) // unit
    return within(fact, low + int(most * rng.random() ** SPREAD) * unit)


def least(fact: Fact) -> Value:
    """No; the choice that says none, or else the first one; the least number."""
    if fact.type == "bool":
        return False
    if fact.type == "choice":
        return next((one for one in fact.choice_ids if one in {"none", "no"}), fact.choice_ids[0])
    return fact.minimum or 0


def within(fact: Fact, value: int) -> int:
    """A number brought into the range the fact has."""
    low = value if fact.minimum is None else max(value, fact.minimum)
    return low if fact.maximum is None else min(low, fact.maximum)


def day_before(function: str, count: int, on: date, rng: Random) -> int:
    """A day since which exactly so many whole years, months or days have passed; an ordinal."""
    if function == "days_since":
        return on.toordinal() - count
    months = count * 12 if function == "years_since" else count
    step = 12 if function == "years_since" else 1
    latest, earliest = _months_back(on, months), _months_back(on, months + step)
    day = rng.randint(min(earliest + 1, latest), latest)
    return day if SINCE[function](day, on) == count else latest  # short months end two periods


def _months_back(on: date, months: int) -> int:
    """The ordinal of the same day so many months ago, or of the last day of a shorter month."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1])).toordinal()
