"""The entitlement calendar: verdict and amount of every service over the coming months, and why.

The same rules, run over the days on which a number set by law changes or somebody may have a
birthday. All else about the household stands still. Windows for applying are the catalog's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from shared.diagnosis.coming import (
    AGE,
    MONTHS_AHEAD,
    AgeReached,
    Cause,
    ParameterChanges,
    RuleChanges,
    Stage,
    grown,
    in_years,
    stages,
    told_ages,
)
from shared.diagnosis.engine import Engine
from shared.diagnosis.household import Between, FactKey, Household, Known
from shared.diagnosis.parameters import in_force
from shared.diagnosis.probe import possible
from shared.diagnosis.result import AmountRange, Assessment, Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """How a service stands. More than one verdict: a birthday within these days decides.

    `amount` then spans both sides of it. `not_announced`: it hangs on a number that is not law yet.
    """

    verdicts: tuple[Verdict, ...]
    amount: AmountRange | None
    not_announced: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row, both ends included, on which a service stands the same."""

    from_on: date
    to_on: date
    standing: Standing


@dataclass(frozen=True, slots=True)
class Change:
    """From one day on a service stands otherwise, or may: what it was, what it is, and why."""

    on: date
    before: Standing
    after: Standing
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class ServiceCalendar:
    """One service: stretches without a gap from the first day to the last, and what ends each."""

    service_id: str
    stretches: tuple[Stretch, ...]
    changes: tuple[Change, ...]


def calendar(
    engine: Engine, household: Household, on: date, months: int = MONTHS_AHEAD
) -> tuple[ServiceCalendar, ...]:
    """How every service stands from `on` to that many months later, in content order."""
    in_ages = in_years(household, engine.facts, on)
    months_ahead = _Months(
        engine, in_ages, stages(engine.parameters.values(), on, months, engine.rules)
    )
    return tuple(months_ahead.of(rule.service_id) for rule in engine.rules)


class _Months:
    """One household on every stage of the coming months."""

    def __init__(self, engine: Engine, household: Household, ahead: tuple[Stage, ...]) -> None:
        self.engine, self.household, self.ahead = engine, household, ahead

    @cached_property
    def _assessed(self) -> tuple[Assessment, ...]:
        return tuple(
            self.engine.assess(self._older(stage.gained), stage.from_on) for stage in self.ahead
        )

    def _older(self, gained: tuple[int, int]) -> Household:
        return grown(self.household, gained, self.engine.facts)

    def of(self, service_id: str) -> ServiceCalendar:
        standings = [self._standing(service_id, assessed) for assessed in self._assessed]
        starts = [0, *(n for n in range(1, len(standings)) if standings[n] != standings[n - 1])]
        ends = [*(start - 1 for start in starts[1:]), len(standings) - 1]
        stretches = tuple(
            Stretch(self.ahead[first].from_on, self.ahead[last].to_on, standings[first])
            for first, last in zip(starts, ends, strict=True)
        )
        changes = tuple(
            Change(
                on=after.from_on,
                before=before.standing,
                after=after.standing,
                causes=tuple(self._causes(service_id, number, before.standing)),
            )
            for (before, after), number in zip(pairwise(stretches), starts[1:], strict=True)
        )
        return ServiceCalendar(service_id, stretches, changes)

    def _standing(self, service_id: str, assessed: Assessment) -> Standing:
        result = assessed.result(service_id)
        verdicts: tuple[Verdict, ...] = (result.verdict,)
        waits = False
        if result.verdict is Verdict.UNKNOWN:
            frame = self.engine.frame(assessed.household, assessed.on)
            in_force_now = self.engine.compiled(service_id, assessed.on)
            found = possible(in_force_now, frame, told_ages(assessed.household))
            verdicts, waits = found.verdicts, found.waits
        unbounded = result.amount is not None and result.amount.max_grosze is None
        is_no = verdicts == (Verdict.NOT_ELIGIBLE,)
        return Standing(verdicts, None if is_no else result.amount, waits or unbounded)

    def _causes(self, service_id: str, number: int, before: Standing) -> Iterator[Cause]:
        """What alone is enough to change it; everything that changed where nothing alone is."""
        earlier, later = self.ahead[number - 1], self.ahead[number]
        as_before = self.engine.assess(self._older(earlier.gained), later.from_on)
        by_law = self._standing(service_id, as_before) != before
        by_age = [
            cause
            for cause, household in self._birthdays(earlier, later)
            if self._standing(service_id, self.engine.assess(household, earlier.from_on)) != before
        ]
        is_either = by_law or bool(by_age)
        versions = {
            self.engine.compiled(service_id, stage.from_on).conditions for stage in (earlier, later)
        }
        if len(versions) > 1:
            yield RuleChanges(service_id)
        elif by_law or not is_either:
            yield from self._numbers(service_id, earlier.from_on, later.from_on)
        yield from by_age if is_either else (c for c, _ in self._birthdays(earlier, later))

    def _birthdays(self, earlier: Stage, later: Stage) -> Iterator[tuple[AgeReached, Household]]:
        """For each person whose possible ages change, the household with only theirs changed."""
        was = self._older(earlier.gained)
        for key, (low, high) in told_ages(self._older(later.gained)).items():
            if told_ages(was)[key] != (low, high):
                age = Known(low) if low == high else Between(low, high)
                yield AgeReached(key, high), was.answer(FactKey(AGE, key.person), age)

    def _numbers(self, service_id: str, earlier: date, later: date) -> Iterator[ParameterChanges]:
        compiled = self.engine.compiled(service_id, later)
        used = frozenset[str]().union(
            *(code.parameters for code in (*compiled.conditions, *compiled.amounts) if code)
        )
        for name, parameter in self.engine.parameters.items():
            if name in used and in_force(parameter, earlier) != in_force(parameter, later):
                yield ParameterChanges(name)
