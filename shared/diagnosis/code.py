"""A compiled expression: a closure for its value and one for what is still in doubt about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shared.diagnosis.frame import Frame
from shared.diagnosis.interval import Interval, Truth
from shared.diagnosis.kinds import ChoiceKind, Kind, TruthKind
from shared.diagnosis.tree import Node

if TYPE_CHECKING:
    from shared.diagnosis.relevance import Doubts

Worth = Callable[[Frame], Any]
TruthOf = Callable[[Frame], Truth]
IntervalOf = Callable[[Frame], Interval]
Doubt = Callable[[Frame, "Doubts", int], None]


@dataclass(frozen=True, slots=True)
class Code:
    """One compiled node. `doubts` may only be called on a frame in which the node is open."""

    node: Node
    kind: Kind
    value: Worth
    doubts: Doubt
    parts: tuple[Code, ...] = ()
    facts: frozenset[str] = field(default_factory=frozenset)
    parameters: frozenset[str] = field(default_factory=frozenset)

    def is_open(self, frame: Frame) -> bool:
        """Whether more answers could still change the value."""
        return is_open(self.kind, self.value(frame))

    def raise_doubts(self, frame: Frame, doubts: Doubts, weight: int) -> bool:
        """Collect what is in doubt, if anything is; says whether it was."""
        if not self.is_open(frame):
            return False
        self.doubts(frame, doubts, weight)
        return True


def is_open(kind: Kind, value: Any) -> bool:
    """Whether a value of that kind is not yet exact."""
    if isinstance(kind, TruthKind):
        return value is None
    if isinstance(kind, ChoiceKind):
        return len(value) != 1
    low, high = value
    return low is None or low != high


def gather(node: Node, kind: Kind, value: Worth, doubts: Doubt, parts: tuple[Code, ...]) -> Code:
    """A node made of others: it uses the facts and parameters they use."""
    facts = frozenset().union(*(part.facts for part in parts))
    parameters = frozenset().union(*(part.parameters for part in parts))
    return Code(node, kind, value, doubts, parts, facts, parameters)
