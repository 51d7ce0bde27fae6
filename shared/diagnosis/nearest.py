"""How near a no is: the smallest change of one fact, and the day, that make it something else.

This informs and advises nothing: it says where a limit lies and how far the answer is from it. What
nobody can change is never proposed. That a change is not found is not a promise that there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import cast

from shared.diagnosis.check import CompiledRule
from shared.diagnosis.code import Code
from shared.diagnosis.coming import AGE, in_years
from shared.diagnosis.engine import Engine
from shared.diagnosis.frame import Value, value_of
from shared.diagnosis.household import ROLE, SIZE, Between, FactKey, Known
from shared.diagnosis.probe import (
    codes_of,
    failed,
    first_not_ruled_out,
    is_no,
    last_not_ruled_out,
    verdict,
)
from shared.diagnosis.result import Assessment, Result, Verdict
from shared.diagnosis.soonest import Ahead, ComingDay, coming_day

# Who somebody is, what has been, and who belongs to the household: none of it is a step to propose.
LASTING = frozenset({ROLE, SIZE, "sex", "disability_before_21", "medical_care_from_week_10"})


@dataclass(frozen=True, slots=True)
class NumberChange:
    """The nearest number that is not a no, everything else the same.

    `value` and `distance` are in the fact's minor units; `distance` is above zero where the number
    would have to be higher, below where lower, counted from the near end of what was answered.
    """

    key: FactKey
    value: int
    distance: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """The other answers to a yes-or-no or a choice that are not a no, in content order."""

    key: FactKey
    values: tuple[bool | str, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """Everything near one no. `not_announced_from_on`: the numbers of that day are not law yet."""

    service_id: str
    numbers: tuple[NumberChange, ...] = ()
    answers: tuple[AnswerChange, ...] = ()
    day: ComingDay | None = None
    not_announced_from_on: date | None = None


def nearest(engine: Engine, assessment: Assessment, service_id: str) -> Nearest | None:
    """What is nearest to one no; None for what is no no. Raises KeyError."""
    if assessment.result(service_id).verdict is not Verdict.NOT_ELIGIBLE:
        return None
    return _Near(engine, assessment).of(assessment.result(service_id))


def all_nearest(engine: Engine, assessment: Assessment) -> dict[str, Nearest]:
    """What is nearest to each no, by service, in content order."""
    near = _Near(engine, assessment)
    return {
        result.service_id: near.of(result)
        for result in assessment.results
        if result.verdict is Verdict.NOT_ELIGIBLE
    }


class _Near:
    """One household on one day, and the days ahead of it, set up once for all services."""

    def __init__(self, engine: Engine, assessment: Assessment) -> None:
        household = in_years(assessment.household, engine.facts, assessment.on)
        self.engine, self.household = engine, household
        self.ahead = Ahead(engine, household, assessment.on)
        self.now = engine.frame(household, assessment.on)

    def of(self, result: Result) -> Nearest:
        compiled = self.engine.compiled(result.service_id, self.ahead.on)
        failing = failed(compiled, result)
        keys = [key for key in self._keys(failing) if self._may_help(failing, key)]
        day, not_announced = coming_day(self.ahead, compiled, failing)
        found = [self._change(compiled, failing, key) for key in keys]
        numbers = [change for change in found if isinstance(change, NumberChange)]
        return Nearest(
            service_id=compiled.rule.service_id,
            numbers=tuple(sorted(numbers, key=_share)),
            answers=tuple(change for change in found if isinstance(change, AnswerChange)),
            day=day,
            not_announced_from_on=not_announced,
        )

    def _keys(self, failing: Sequence[Code]) -> Iterator[FactKey]:
        """The answered facts that every failing condition looks at: one of them is enough."""
        common = frozenset.intersection(*(code.facts for code in failing))
        for name, fact in self.engine.facts.items():
            if name not in common or name in LASTING:
                continue
            of_persons = fact.entity == "person"
            persons = range(len(self.household.persons)) if of_persons else [None]
            keys = [FactKey(name, person) for person in persons]
            yield from (k for k in keys if isinstance(self.household.get(k), Known | Between))

    def _may_help(self, failing: Sequence[Code], key: FactKey) -> bool:
        """Whether the failing conditions are open once nothing is known about the fact."""
        before = self.now.value_at(key)
        self.now.put(key, value_of(self.engine.facts[key.fact], None))
        still_no = is_no(failing, self.now)
        self.now.put(key, before)
        return not still_no

    def _change(
        self, compiled: CompiledRule, failing: Sequence[Code], key: FactKey
    ) -> NumberChange | AnswerChange | None:
        touched = [code for code in codes_of(compiled) if key.fact in code.facts]
        touched.sort(key=lambda code: code not in failing)  # the likeliest no first
        before = self.now.value_at(key)
        change: NumberChange | AnswerChange | None
        if self.engine.facts[key.fact].is_numeric:
            change = self._number(compiled, touched, key)
        else:
            change = self._answer(touched, key)
        self.now.put(key, before)
        return change

    def _number(
        self, compiled: CompiledRule, touched: Sequence[Code], key: FactKey
    ) -> NumberChange | None:
        fact = self.engine.facts[key.fact]
        low, high = cast(tuple[int, int], self.now.value_at(key))

        def is_ruled_out(first: int, last: int) -> bool:
            self.now.put(key, (first, last))
            return is_no(touched, self.now)

        up = first_not_ruled_out(high + 1, cast(int, fact.maximum), is_ruled_out)
        least = cast(int, fact.minimum)
        if up is not None:  # only what is nearer still counts below
            least = max(least, low - (up - high) + 1)
        down = None if key.fact == AGE else last_not_ruled_out(least, low - 1, is_ruled_out)
        found = up if down is None else down
        return None if found is None else self._number_change(compiled, key, found, (low, high))

    def _number_change(
        self, compiled: CompiledRule, key: FactKey, value: int, told: tuple[int, int]
    ) -> NumberChange:
        self.now.put(key, (value, value))
        distance = value - told[1] if value > told[1] else value - told[0]
        return NumberChange(key, value, distance, verdict(compiled, self.now))

    def _answer(self, touched: Sequence[Code], key: FactKey) -> AnswerChange | None:
        fact = self.engine.facts[key.fact]
        others = (True, False) if fact.type == "bool" else fact.choice_ids
        fitting = tuple(other for other in others if not self._is_no_with(touched, key, other))
        return AnswerChange(key, fitting) if fitting else None

    def _is_no_with(self, codes: Sequence[Code], key: FactKey, value: bool | str) -> bool:
        supposed: Value = value if isinstance(value, bool) else frozenset({value})
        self.now.put(key, supposed)
        return is_no(codes, self.now)


def _share(change: NumberChange) -> Fraction:
    """How large a change is beside the number it leads to: zł and years can be put in one order."""
    return Fraction(abs(change.distance), max(abs(change.value), 1))
