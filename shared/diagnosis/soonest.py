"""The first day ahead on which a no may be something else, everything told staying as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import cast

from shared.diagnosis.check import CompiledRule
from shared.diagnosis.code import Code
from shared.diagnosis.coming import (
    AGE,
    AgeReached,
    Cause,
    ParameterChanges,
    Stage,
    days_of,
    grown,
    stages,
    told_ages,
)
from shared.diagnosis.engine import Engine
from shared.diagnosis.frame import Frame
from shared.diagnosis.household import FactKey, Household
from shared.diagnosis.parameters import in_force
from shared.diagnosis.probe import Possible, codes_of, is_no, possible
from shared.diagnosis.result import Verdict

STILL_NO = Possible((Verdict.NOT_ELIGIBLE,), fits=False, surely_fits=False, waits=False)


@dataclass(frozen=True, slots=True)
class ComingDay:
    """From `first_on` it may be something other than a no, and why.

    `surely_by_on`: a day by which it has been, whenever the birthdays are; the same as `first_on`
    where no birthday decides, and None where no such day lies within the months looked at.
    """

    first_on: date
    surely_by_on: date | None
    causes: tuple[Cause, ...]


class Ahead:
    """One household on the days ahead of one day, set up once for all services."""

    def __init__(self, engine: Engine, household: Household, on: date) -> None:
        self.engine, self.household, self.on = engine, household, on
        self.stages, self._days = _stages_and_days(engine, on)
        self.ages = told_ages(household)
        self._frames: dict[tuple[tuple[int, int], date], Frame] = {}

    def frame(self, gained: tuple[int, int], on: date) -> Frame:
        """The household so many years older, under the numbers of that day."""
        found = self._frames.get((gained, on))
        if found is None:
            older = grown(self.household, gained, self.engine.facts)
            found = self._frames[gained, on] = self.engine.frame(older, on)
        return found

    def possible(self, compiled: CompiledRule, gained: tuple[int, int], on: date) -> Possible:
        """What may come out for the household so many years older, on that day."""
        older = grown(self.household, gained, self.engine.facts) if self.ages else self.household
        return possible(compiled, self.frame(gained, on), told_ages(older))

    def stages_of(self, compiled: CompiledRule) -> Iterator[Stage]:
        """The stages ahead in which the conditions may come out otherwise than in the one before.

        The ages or the numbers they look at are others; in the stages between, nothing is.
        """
        codes = codes_of(compiled)
        names = frozenset[str]().union(*(code.parameters for code in codes))
        days = frozenset[date]().union(*(self._days[name] for name in names))
        has_ages = bool(self.ages) and any(AGE in code.facts for code in codes)
        gained = self.stages[0].gained
        for stage in self.stages[1:]:
            if stage.from_on in days or (has_ages and stage.gained != gained):
                yield stage
            gained = stage.gained


@lru_cache(maxsize=8)
def _stages_and_days(
    engine: Engine, on: date
) -> tuple[tuple[Stage, ...], dict[str, frozenset[date]]]:
    """What is the same for every household: the stages, and the days of each number."""
    days = {name: frozenset(days_of(one)) for name, one in engine.parameters.items()}
    return stages(engine.parameters.values(), on), days


def coming_day(
    ahead: Ahead, compiled: CompiledRule, failing: Sequence[Code]
) -> tuple[ComingDay | None, date | None]:
    """The day a no may end, and the first day on which only numbers not announced leave it open.

    `failing`: the conditions that say no on the day itself.
    """
    if not all(code.parameters or AGE in code.facts for code in failing):
        return None, None
    first: Stage | None = None
    not_announced: date | None = None
    for stage in ahead.stages_of(compiled):
        if ahead.engine.compiled(compiled.rule.service_id, stage.from_on) is not compiled:
            break  # the rule itself is another one by then: nothing is told of it
        found = _possible(ahead, compiled, failing, stage)
        if found.waits and not_announced is None:
            not_announced = stage.from_on
        if found.fits and first is None:
            first = stage
        if first is not None and found.surely_fits:
            return _day(ahead, compiled, first, stage.from_on), not_announced
    return (None if first is None else _day(ahead, compiled, first, None)), not_announced


def _possible(
    ahead: Ahead, compiled: CompiledRule, failing: Sequence[Code], stage: Stage
) -> Possible:
    if is_no(failing, ahead.frame(stage.gained, stage.from_on)):
        return STILL_NO
    return ahead.possible(compiled, stage.gained, stage.from_on)


def _day(ahead: Ahead, compiled: CompiledRule, first: Stage, surely_by: date | None) -> ComingDay:
    return ComingDay(first.from_on, surely_by, tuple(_causes(ahead, compiled, first)))


def _causes(ahead: Ahead, compiled: CompiledRule, stage: Stage) -> Iterator[Cause]:
    """What brings the change by itself: the numbers, or else the ages, or else only both."""
    by_law = ahead.possible(compiled, (0, 0), stage.from_on).fits
    by_age = ahead.possible(compiled, stage.gained, ahead.on).fits
    if by_law or not by_age:
        yield from _changed(ahead, compiled, stage.from_on)
    if not by_law:
        frame = ahead.frame((0, 0), ahead.on if by_age else stage.from_on)
        oldest = cast(int, ahead.engine.facts[AGE].maximum)
        turned = {
            key: range(high + 1, min(high + stage.gained[1], oldest) + 1)
            for key, (_, high) in ahead.ages.items()
        }
        yield from _reached(compiled, frame, turned)


def _changed(ahead: Ahead, compiled: CompiledRule, on: date) -> Iterator[ParameterChanges]:
    used = frozenset[str]().union(*(code.parameters for code in codes_of(compiled)))
    for name, parameter in ahead.engine.parameters.items():
        if name in used and in_force(parameter, ahead.on) != in_force(parameter, on):
            yield ParameterChanges(name)


def _reached(
    compiled: CompiledRule, frame: Frame, turned: Mapping[FactKey, range]
) -> list[AgeReached]:
    """Whose birthday is enough alone; everybody's where it takes more than one."""
    alone = [_turn(compiled, frame, key, ages) for key, ages in turned.items()]
    return [one for one in alone if one is not None] or [
        AgeReached(key, ages[-1]) for key, ages in turned.items() if ages
    ]


def _turn(compiled: CompiledRule, frame: Frame, key: FactKey, ages: range) -> AgeReached | None:
    before = frame.value_at(key)
    fitting = [age for age in ages if not _is_no_at(compiled, frame, key, age)]
    frame.put(key, before)
    return AgeReached(key, fitting[0]) if fitting else None


def _is_no_at(compiled: CompiledRule, frame: Frame, key: FactKey, age: int) -> bool:
    frame.put(key, (age, age))
    return is_no(codes_of(compiled), frame)
