"""Closures for the household's persons: any, all, count, sum, self, each with an optional guard.

Persons who may exist but are not listed (an unknown household_size) count as possible members
about whom nothing is known; only the size can be asked about them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from shared.diagnosis.code import Code, IntervalOf, TruthOf
from shared.diagnosis.descent import Doubt, Worth
from shared.diagnosis.frame import NOBODY, SOMEBODY, Frame
from shared.diagnosis.household import SIZE
from shared.diagnosis.interval import ZERO, Interval, Truth, add, hull, multiply, negated
from shared.diagnosis.logic import opposite
from shared.diagnosis.relevance import Doubts, later

TruthOfPerson = Callable[[Frame], Truth]


def of_each(frame: Frame, worth: Worth) -> list[Any]:
    """What something is worth for each listed person; the frame then looks at nobody again."""
    found = []
    for index, person in enumerate(frame.persons):
        frame.index, frame.person = index, person
        found.append(worth(frame))
    frame.look_at(NOBODY)
    return found


def listed(frame: Frame) -> Iterator[int]:
    """Turn the frame to each listed person in turn, and to nobody at the end."""
    for index, person in enumerate(frame.persons):
        frame.index, frame.person = index, person
        yield index
    frame.look_at(NOBODY)


def _term(body: TruthOf, guard: Code | None) -> TruthOfPerson:
    """Whether the person looked at is a member and fits."""
    if guard is None:
        return body
    belongs = guard.value

    def truth(frame: Frame) -> Truth:
        is_member: Truth = belongs(frame)
        if is_member is False:
            return False
        fits = body(frame)
        return fits if is_member or fits is False else None

    return truth


def _of_possible(frame: Frame, worth: Worth, nothing: object) -> object:
    """What the persons who may exist would add, each; `nothing` when there can be none."""
    if not frame.possible:
        return nothing
    frame.look_at(SOMEBODY)
    value = worth(frame)
    frame.look_at(NOBODY)
    return value


def anybody(body: Code, guard: Code | None, *, is_negated: bool) -> TruthOf:
    """`any`, and `all` as not any who is not: over nobody, any is no and all is yes."""
    term = _term(_body(body, is_negated), guard)

    def value(frame: Frame) -> Truth:
        terms = of_each(frame, term)
        result: Truth = True if True in terms else None if None in terms else False
        if result is False and _of_possible(frame, term, False) is not False:
            result = None
        return negated(result) if is_negated else result

    return value


def _body(body: Code, is_negated: bool) -> TruthOf:
    return opposite(body) if is_negated else body.value


def truth_doubts(body: Code, guard: Code | None, *, is_negated: bool) -> Doubt:
    """Of each person who can still decide: the guard first, then the body."""
    term = _term(_body(body, is_negated), guard)

    def doubts(frame: Frame, found: Doubts, weight: int) -> None:
        for _ in listed(frame):
            if term(frame) is None:
                _person_doubts(body, guard, frame, found, weight)
        if _of_possible(frame, term, False) is not False:
            found.household_fact(SIZE, weight)

    return doubts


def _person_doubts(
    body: Code, guard: Code | None, frame: Frame, found: Doubts, weight: int
) -> None:
    if guard is not None and guard.raise_doubts(frame, found, weight):
        weight = later(weight)
    body.raise_doubts(frame, found, weight)


def number_of(body: Code, guard: Code | None) -> IntervalOf:
    """`count`: from those who surely fit to those who may."""
    term = _term(body.value, guard)

    def value(frame: Frame) -> Interval:
        terms = of_each(frame, term)
        surely = terms.count(True)
        possible = 0 if _of_possible(frame, term, False) is False else frame.possible
        return surely, surely + terms.count(None) + possible

    return value


def _summand(body: Code, guard: Code | None) -> IntervalOf:
    worth: IntervalOf = body.value
    if guard is None:
        return worth
    belongs = guard.value

    def value(frame: Frame) -> Interval:
        is_member = belongs(frame)
        if is_member is False:
            return ZERO
        amount = worth(frame)
        return amount if is_member else hull(ZERO, amount)

    return value


def total(body: Code, guard: Code | None) -> IntervalOf:
    """`sum`: a person who may not be a member adds anything between nothing and their share."""
    summand = _summand(body, guard)

    def value(frame: Frame) -> Interval:
        result = ZERO
        for one in of_each(frame, summand):
            result = add(result, one)
        share = _of_possible(frame, summand, ZERO)
        if share != ZERO:
            most = multiply((0, frame.possible), hull(ZERO, share))  # type: ignore[arg-type]
            result = add(result, most)
        return result

    return value


def sum_doubts(body: Code, guard: Code | None) -> Doubt:
    """Of each person whose share is open: the guard first, then the body."""
    summand = _summand(body, guard)

    def doubts(frame: Frame, found: Doubts, weight: int) -> None:
        for _ in listed(frame):
            low, high = summand(frame)
            if low is None or low != high:
                _person_doubts(body, guard, frame, found, weight)
        if _of_possible(frame, summand, ZERO) != ZERO:
            found.household_fact(SIZE, weight)

    return doubts


def asker(body: Code) -> Worth:
    """`self`: the person who asks."""
    worth = body.value

    def value(frame: Frame) -> object:
        frame.look_at(0)
        result = worth(frame)
        frame.look_at(NOBODY)
        return result

    return value


def asker_doubts(body: Code) -> Doubt:
    """What is in doubt about the person who asks."""

    def doubts(frame: Frame, found: Doubts, weight: int) -> None:
        frame.look_at(0)
        body.raise_doubts(frame, found, weight)
        frame.look_at(NOBODY)

    return doubts
