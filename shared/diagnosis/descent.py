"""How one piece of a rule is descended into when its doubts are collected.

A descent meets thousands of pieces in one assessment, so each gets a function of its own, made when
the rule is compiled: what is known about the piece by then is not asked again on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from shared.diagnosis.interval import Interval, Truth

if TYPE_CHECKING:
    from shared.diagnosis.frame import Frame
    from shared.diagnosis.relevance import Doubts

Worth = Callable[["Frame"], Any]
Doubt = Callable[["Frame", "Doubts", int], None]
Raise = Callable[["Frame", "Doubts", int], bool]


def is_unsettled(value: Truth | Interval | frozenset[str]) -> bool:
    """Whether it may still be one thing or another: no truth, no one number, no one choice."""
    if value is None:
        return True
    if value is True or value is False:
        return False
    if value.__class__ is tuple:
        low, high = value
        return low is None or (low is not high and low != high)
    return len(value) != 1


def of_truth(worth: Worth, doubts: Doubt) -> Raise:
    """Into a truth, wherever it is open. Says whether it is."""

    def raise_doubts(frame: Frame, found: Doubts, weight: int) -> bool:
        if worth(frame) is not None:
            return False
        doubts(frame, found, weight)
        return True

    return raise_doubts


def of_value(worth: Worth, doubts: Doubt) -> Raise:
    """Into a number or a choice, wherever it is open. Says whether it is."""

    def raise_doubts(frame: Frame, found: Doubts, weight: int) -> bool:
        if not is_unsettled(worth(frame)):
            return False
        doubts(frame, found, weight)
        return True

    return raise_doubts


def of_truth_once(worth: Worth, doubts: Doubt, memo: int, facts: frozenset[str]) -> Raise:
    """Into a remembered truth, the first time it is met open. Says whether it is open."""

    def raise_doubts(frame: Frame, found: Doubts, weight: int) -> bool:
        if worth(frame) is not None:
            return False
        if found.is_new(memo, facts, frame.index):
            doubts(frame, found, weight)
        return True

    return raise_doubts


def of_value_once(worth: Worth, doubts: Doubt, memo: int, facts: frozenset[str]) -> Raise:
    """Into a remembered number, the first time it is met open. Says whether it is open."""

    def raise_doubts(frame: Frame, found: Doubts, weight: int) -> bool:
        if not is_unsettled(worth(frame)):
            return False
        if found.is_new(memo, facts, frame.index):
            doubts(frame, found, weight)
        return True

    return raise_doubts
