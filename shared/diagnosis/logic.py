"""Closures for truths: and, or, not, comparisons, choices, `if`."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from shared.diagnosis.code import Code, Comparison, TruthOf
from shared.diagnosis.descent import Doubt, Worth
from shared.diagnosis.frame import Frame
from shared.diagnosis.interval import (
    Interval,
    Truth,
    hull,
    is_equal,
    is_less,
    is_more,
    is_not_less,
    is_not_more,
    negated,
    subtract,
)
from shared.diagnosis.relevance import Doubts, later

Relation = Callable[[Interval, Interval], Truth]

RELATIONS: dict[str, Relation] = {
    "<": is_less,
    ">": is_more,
    ">=": is_not_less,
    "<=": is_not_more,
    "=": is_equal,
    "!=": lambda a, b: negated(is_equal(a, b)),
}

worth_of = attrgetter("value")
way_down_of = attrgetter("raise_doubts")


def all_of(parts: tuple[Code, ...]) -> TruthOf:
    """And: the first no decides."""
    worths = tuple(map(worth_of, parts))

    def value(frame: Frame) -> Truth:
        result: Truth = True
        for worth in worths:
            truth = worth(frame)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    return value


def one_of(parts: tuple[Code, ...]) -> TruthOf:
    """Or: the first yes decides."""
    worths = tuple(map(worth_of, parts))

    def value(frame: Frame) -> Truth:
        result: Truth = False
        for worth in worths:
            truth = worth(frame)
            if truth is True:
                return True
            if truth is None:
                result = None
        return result

    return value


def doubts_in_turn(parts: tuple[Code, ...]) -> Doubt:
    """Every open part, an earlier one weighing more: it may spare the ones after it."""

    ways_down = tuple(map(way_down_of, parts))

    def doubts(frame: Frame, found: Doubts, weight: int) -> None:
        for raise_doubts in ways_down:
            if raise_doubts(frame, found, weight):
                weight = later(weight)

    return doubts


def doubts_in_each(parts: tuple[Code, ...]) -> Doubt:
    """Every open part, all weighing the same."""
    ways_down = tuple(map(way_down_of, parts))

    def doubts(frame: Frame, found: Doubts, weight: int) -> None:
        for raise_doubts in ways_down:
            raise_doubts(frame, found, weight)

    return doubts


def opposite(part: Code) -> TruthOf:
    """Not."""
    worth = part.value

    def value(frame: Frame) -> Truth:
        truth = worth(frame)
        return None if truth is None else not truth

    return value


def relation(op: str, left: Code, right: Code) -> Comparison:
    """A comparison of two quantities."""
    relate, a, b = RELATIONS[op], left.value, right.value
    return Comparison(
        truth=lambda frame: relate(a(frame), b(frame)),
        gap=lambda frame: subtract(a(frame), b(frame)),
        parts=(left, right),
    )


def watched(compared: Comparison) -> Doubt:
    """Every open part, remembering (for who is watching) that it stands in this comparison."""
    ways_down = tuple(map(way_down_of, compared.parts))

    def doubts(frame: Frame, found: Doubts, weight: int) -> None:
        if found.is_watching:
            found.enter(frame, compared)
        for raise_doubts in ways_down:
            raise_doubts(frame, found, weight)
        if found.is_watching:
            found.leave()

    return doubts


def same_truth(op: str, left: Code, right: Code) -> TruthOf:
    """`=` or `!=` of two truths."""
    a, b, is_same = left.value, right.value, op == "="

    def value(frame: Frame) -> Truth:
        one, other = a(frame), b(frame)
        if one is None or other is None:
            return None
        return bool((one == other) == is_same)

    return value


def among(subject: Code, choices: frozenset[str], *, is_in: bool) -> TruthOf:
    """Whether a choice is (or is not) one of several."""
    worth = subject.value

    def value(frame: Frame) -> Truth:
        possible = worth(frame)
        if possible <= choices:
            return is_in
        return None if possible & choices else not is_in

    return value


def branch(condition: Code, yes: Code, no: Code, *, of_truths: bool) -> Worth:
    """`if`: the branch taken, or everything either could be while that is unknown."""
    decide, a, b = condition.value, yes.value, no.value

    def value(frame: Frame) -> object:
        truth = decide(frame)
        if truth is not None:
            return a(frame) if truth else b(frame)
        one, other = a(frame), b(frame)
        if of_truths:
            return one if one == other else None
        return hull(one, other)

    return value


def branch_doubts(condition: Code, yes: Code, no: Code) -> Doubt:
    """The condition first while it is open; then the branches that can still be taken."""

    def doubts(frame: Frame, found: Doubts, weight: int) -> None:
        truth = condition.value(frame)
        if truth is None:
            condition.doubts(frame, found, weight)
            weight = later(weight)
        if truth is not False:
            yes.raise_doubts(frame, found, weight)
        if truth is not True:
            no.raise_doubts(frame, found, weight)

    return doubts
