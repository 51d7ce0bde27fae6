"""Tries one rule on other answers and other days. What is tried is put back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from shared.diagnosis.assess import outcomes, verdict_of
from shared.diagnosis.check import CompiledRule
from shared.diagnosis.code import Code
from shared.diagnosis.frame import Frame, Value
from shared.diagnosis.household import FactKey
from shared.diagnosis.relevance import Doubts
from shared.diagnosis.result import Outcome, Result, Verdict

MOST_COMBINATIONS = 64
MOST_TRIES = 600


def codes_of(compiled: CompiledRule) -> tuple[Code, ...]:
    """The conditions that say something; those an official assesses do not."""
    return tuple(code for code in compiled.conditions if code is not None)


def failed(compiled: CompiledRule, result: Result) -> tuple[Code, ...]:
    """The conditions that say no."""
    pairs = zip(compiled.conditions, result.reasons, strict=True)
    return tuple(code for code, reason in pairs if code and reason.outcome is Outcome.NO)


def is_no(codes: Sequence[Code], frame: Frame) -> bool:
    """Whether one of the conditions says no."""
    return any(code.value(frame) is False for code in codes)


def verdict(compiled: CompiledRule, frame: Frame) -> Verdict:
    """What the conditions add up to."""
    return verdict_of(compiled.rule.kind, outcomes(compiled, frame))


def in_doubt(compiled: CompiledRule, frame: Frame) -> Doubts:
    """What can still change an open condition, and whether a number not announced does."""
    found = Doubts()
    for code in codes_of(compiled):
        if code.value(frame) is None:
            code.raise_doubts(frame, found, 1)
    return found


@dataclass(frozen=True, slots=True)
class Possible:
    """What the birthdays may still make of one rule.

    `verdicts`: every one that some way leads to. `fits`: some way leads to something other than a
    no, on numbers already announced; `surely_fits`: every way does. `waits`: some way hangs on a
    number not announced. Where there are too many ways to try each, only what holds for all counts.
    """

    verdicts: tuple[Verdict, ...]
    fits: bool
    surely_fits: bool
    waits: bool


def possible(
    compiled: CompiledRule, frame: Frame, ages: Mapping[FactKey, tuple[int, int]]
) -> Possible:
    """What may come out; `ages`, where told, as they stand in `frame`."""
    as_one = verdict(compiled, frame)
    if as_one is not Verdict.UNKNOWN:
        return _sum_up([(as_one, False)])
    found = in_doubt(compiled, frame)
    open_ages = {
        key: range(low, high + 1)
        for key, (low, high) in ages.items()
        if low != high and key in found.weights
    }
    if not open_ages:
        return _sum_up([(as_one, found.is_not_announced)])
    if prod(map(len, open_ages.values())) > MOST_COMBINATIONS:
        waits = found.is_not_announced
        return Possible((as_one,), fits=not waits, surely_fits=False, waits=waits)
    return _sum_up([_way(compiled, frame) for _ in _each_way(open_ages, frame)])


def _way(compiled: CompiledRule, frame: Frame) -> tuple[Verdict, bool]:
    came_out = verdict(compiled, frame)
    is_open = came_out is Verdict.UNKNOWN
    return came_out, is_open and in_doubt(compiled, frame).is_not_announced


def _sum_up(ways: Sequence[tuple[Verdict, bool]]) -> Possible:
    fitting = [came_out is not Verdict.NOT_ELIGIBLE and not waits for came_out, waits in ways]
    found = {came_out for came_out, _ in ways}
    return Possible(
        verdicts=tuple(one for one in Verdict if one in found),
        fits=any(fitting),
        surely_fits=all(fitting),
        waits=any(waits for _, waits in ways),
    )


def _each_way(open_ages: Mapping[FactKey, range], frame: Frame) -> Iterator[None]:
    """Put every combination of ages in the frame in turn; at the end what was there before."""
    before: dict[FactKey, Value] = {key: frame.value_at(key) for key in open_ages}
    for combination in product(*open_ages.values()):
        for key, age in zip(open_ages, combination, strict=True):
            frame.put(key, (age, age))
        yield
    for key, value in before.items():
        frame.put(key, value)


def first_not_ruled_out(
    low: int, high: int, is_ruled_out: Callable[[int, int], bool]
) -> int | None:
    """The smallest number from `low` to `high` that is not ruled out; None if it is not found.

    `is_ruled_out(first, last)` may say yes only if every number between is; for one number it must
    be exact. Whole ranges are ruled out at once and the rest is halved, so no fitting number is
    passed over, however often the verdict turns.
    """
    waiting, tries = [(low, high)], 0
    while waiting and tries < MOST_TRIES:
        first, last = waiting.pop()
        tries += 1
        if first > last or is_ruled_out(first, last):
            continue
        if first == last:
            return first
        middle = (first + last) // 2
        waiting += [(middle + 1, last), (first, middle)]
    return None


def last_not_ruled_out(low: int, high: int, is_ruled_out: Callable[[int, int], bool]) -> int | None:
    """The largest number from `low` to `high` that is not ruled out, found like the smallest."""
    found = first_not_ruled_out(-high, -low, lambda first, last: is_ruled_out(-last, -first))
    return None if found is None else -found
