"""What changes if: one household before and after, over all services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from shared.diagnosis.engine import Engine
from shared.diagnosis.household import Answer, Between, Household, Known
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
    return _compared(engine, engine.assess(before, on), engine.assess(after, after_on or on))


def _compared(engine: Engine, was: Assessment, is_now: Assessment) -> WhatIf:
    pairs = zip(was.results, is_now.results, strict=True)
    changes = tuple(
        ServiceChange(one.service_id, one, other) for one, other in pairs if _differ(one, other)
    )
    before_sums, after_sums = (sums(one.results, engine.relations) for one in (was, is_now))
    return WhatIf(was, is_now, changes, before_sums, after_sums)


def what_if_received(
    engine: Engine, household: Household, on: date, service_id: str
) -> WhatIf | None:
    """What changes elsewhere once one service is paid every month and counts as income there.

    Only the services for which it counts look at more income; what was told about income is raised
    by the amount, what was not told stays not told. None where no monthly amount can be said.
    Raises KeyError for a service the content does not have.
    """
    before = engine.assess(household, on)
    amount = before.result(service_id).amount
    if amount is None or amount.period != "month" or amount.max_grosze is None:
        return None
    richer = _with_more(engine, household, (amount.min_grosze, amount.max_grosze))
    raised, affected = engine.assess(richer, on), engine.relations.income_for(service_id)
    results = tuple(
        later if later.service_id in affected else now
        for now, later in zip(before.results, raised.results, strict=True)
    )
    after = replace(raised, household=household, results=results)
    return _compared(engine, before, after)


def _with_more(engine: Engine, household: Household, more: tuple[int, int]) -> Household:
    """The household with everything told about its income higher by that, up to the top."""
    facts = dict(household.facts)
    for name, fact in engine.facts.items():
        told = _bounds(facts.get(name)) if fact.income else None
        if told is not None and fact.maximum is not None:
            low, high = (
                min(one + extra, fact.maximum) for one, extra in zip(told, more, strict=True)
            )
            facts[name] = Known(low) if low == high else Between(low, high)
    return Household(facts, household.persons)


def _bounds(answer: Answer | None) -> tuple[int, int] | None:
    match answer:
        case Known(value=value):
            return int(value), int(value)
        case Between(low=low, high=high):
            return low, high
        case _:
            return None


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
