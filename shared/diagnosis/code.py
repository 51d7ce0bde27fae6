"""A compiled expression: a closure for its value and one for what is still in doubt about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shared.diagnosis.frame import Frame
from shared.diagnosis.interval import Interval, Truth
from shared.diagnosis.kinds import Kind
from shared.diagnosis.tree import Node, Quantifier

if TYPE_CHECKING:
    from shared.diagnosis.relevance import Doubts

Worth = Callable[[Frame], Any]
TruthOf = Callable[[Frame], Truth]
IntervalOf = Callable[[Frame], Interval]
Doubt = Callable[[Frame, "Doubts", int], None]

UNSEEN = object()


@dataclass(frozen=True, slots=True)
class Code:
    """One compiled node. `doubts` may only be called on a frame in which the node is open.

    `memo` is the place in a frame where the value is remembered, None where it is not worth it;
    `is_personal`: the value depends on the person a quantifier is looking at.
    """

    node: Node
    kind: Kind
    value: Worth
    doubts: Doubt
    parts: tuple[Code, ...] = ()
    facts: frozenset[str] = field(default_factory=frozenset)
    parameters: frozenset[str] = field(default_factory=frozenset)
    is_personal: bool = False
    memo: object | None = None

    def is_open(self, frame: Frame) -> bool:
        """Whether more answers could still change the value."""
        value = self.value(frame)
        if value is None:
            return True
        if value is True or value is False:
            return False
        if value.__class__ is tuple:
            low, high = value
            return low is None or (low is not high and bool(low != high))
        return len(value) != 1

    def raise_doubts(self, frame: Frame, doubts: Doubts, weight: int) -> bool:
        """Collect what is in doubt, if anything is; says whether it was."""
        if not self.is_open(frame):
            return False
        if self.memo is None or doubts.is_new(self.memo, self.facts, frame.index):
            self.doubts(frame, doubts, weight)
        return True


def gather(node: Node, kind: Kind, value: Worth, doubts: Doubt, parts: tuple[Code, ...]) -> Code:
    """A node made of others: it uses the facts and parameters they use."""
    facts = frozenset[str]().union(*(part.facts for part in parts))
    parameters = frozenset[str]().union(*(part.parameters for part in parts))
    is_personal = not isinstance(node, Quantifier) and any(part.is_personal for part in parts)
    memo = object()
    remember = _remembered_of_person if is_personal else _remembered
    value = remember(memo, value)
    return Code(node, kind, value, doubts, parts, facts, parameters, is_personal, memo)


def _remembered(memo: object, worth: Worth) -> Worth:
    def value(frame: Frame) -> Any:
        found = frame.memory.get(memo, UNSEEN)
        if found is UNSEEN:
            found = frame.memory[memo] = worth(frame)
        return found

    return value


def _remembered_of_person(memo: object, worth: Worth) -> Worth:
    def value(frame: Frame) -> Any:
        memory = frame.memory_of_person
        found = memory.get(memo, UNSEEN)
        if found is UNSEEN:
            found = memory[memo] = worth(frame)
        return found

    return value
