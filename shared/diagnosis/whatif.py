"""What changes if: one household before and after, over all services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from shared.diagnosis.engine import Engine
from shared.diagnosis.household import Household
from shared.diagnosis.model import Period
from shared.diagnosis.relations import Relations
from shared.diagnosis.result import AmountRange, Assessment, Result, Verdict

Paid = tuple[Result, AmountRange]
GRANTED = frozenset({Verdict.ELIGIBLE, Verdict.LIKELY})


@dataclass(frozen=True, slots=True)
class ServiceChange:
    """A service whose verdict or amount is not what it was."""

    service_id: str
    before: Result
    after: Result


@dataclass(frozen=True, slots=True)
class Sum:
    """What all amounts of one period come to; of services that exclude each other the larger.

    From `min_grosze`, the least of what is at least likely, to `max_grosze`, the most of that and
    of what is still open; None: nothing announced bounds it. What an official sets is not in it.
    """

    period: Period
    min_grosze: int
    max_grosze: int | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Before and after. `changes` is empty, and the sums are equal, when nothing changes."""

    before: Assessment
    after: Assessment
    changes: tuple[ServiceChange, ...]
    sums_before: tuple[Sum, ...]
    sums_after: tuple[Sum, ...]


def what_if(
    engine: Engine, before: Household, after: Household, on: date, after_on: date | None = None
) -> WhatIf:
    """Compare two households, the second one on another day if `after_on` is given.

    Raises ValueError when a household holds an answer that does not fit the facts.
    """
    was, is_now = engine.assess(before, on), engine.assess(after, after_on or on)
    pairs = zip(was.results, is_now.results, strict=True)
    changes = tuple(
        ServiceChange(one.service_id, one, other) for one, other in pairs if _differ(one, other)
    )
    before_sums, after_sums = (sums(one.results, engine.relations) for one in (was, is_now))
    return WhatIf(was, is_now, changes, before_sums, after_sums)


def _differ(one: Result, other: Result) -> bool:
    return (one.verdict, one.amount) != (other.verdict, other.amount)


def sums(results: Iterable[Result], relations: Relations) -> tuple[Sum, ...]:
    """What the amounts come to, one sum for each period that has any, months first.

    Of services that exclude each other those are counted that come to the most.
    """
    paid = [(one, one.amount) for one in results if one.amount is not None]
    found = []
    for period in get_args(Period):
        of_period = [(one, amount) for one, amount in paid if amount.period == period]
        if of_period:
            found.append(_sum(period, of_period, relations))
    return tuple(found)


def _sum(period: Period, paid: Sequence[Paid], relations: Relations) -> Sum:
    least = {one.service_id: amount.min_grosze for one, amount in paid if one.verdict in GRANTED}
    tops = {one.service_id: amount.max_grosze for one, amount in paid}
    most = {service_id: top for service_id, top in tops.items() if top is not None}
    total = relations.most_together(most) if len(most) == len(tops) else None
    return Sum(period, relations.most_together(least), total)
