"""What is still in doubt: the facts, found by pruned descent, that can change an open value.

The descent goes only where something is open: a decided operand, the branch of an `if` not taken,
an argument of min or max that another one dominates, a person a guard rules out: none of them is
looked at, so none of their facts is asked for. Relevance is never written by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from shared.diagnosis.frame import NOBODY, SOMEBODY, Frame
from shared.diagnosis.household import SIZE, FactKey
from shared.diagnosis.interval import Truth

FULL_WEIGHT = 1 << 24


@dataclass(frozen=True, slots=True)
class Watch:
    """An open comparison, and the person it was looking at."""

    truth: Callable[[Frame], Truth]
    index: int


def later(weight: int) -> int:
    """The weight of what comes after something open: half, for it may turn out not to matter."""
    return weight >> 1 or 1


@dataclass(slots=True)
class Doubts:
    """The facts in doubt, with how much hangs on each. Nothing is looked at twice."""

    weights: dict[FactKey, int] = field(default_factory=dict)
    is_not_announced: bool = False
    seen: set[tuple[object, int]] = field(default_factory=set)

    def is_new(self, memo: object, facts: frozenset[str], index: int) -> bool:  # noqa: ARG002
        """Whether a piece, for the person looked at, has to be descended into."""
        place = (memo, index)
        if place in self.seen:
            return False
        self.seen.add(place)
        return True

    def household_fact(self, fact: str, weight: int) -> None:
        """A fact of the household is in doubt."""
        self.add(FactKey(fact), weight)

    def person_fact(self, frame: Frame, fact: str, weight: int) -> None:
        """A fact of the person looked at; of one who is not listed only the size can be asked."""
        if frame.index == SOMEBODY:
            self.add(FactKey(SIZE), weight)
        elif frame.index != NOBODY:
            self.add(FactKey(fact, frame.index), weight)

    def parameter(self) -> None:
        """A parameter that is not announced; no answer can help."""
        self.is_not_announced = True

    def enter(self, frame: Frame, truth: Callable[[Frame], Truth]) -> None:
        """An open comparison begins."""

    def leave(self) -> None:
        """The comparison entered last is over."""

    def add(self, key: FactKey, weight: int) -> None:
        """So much more hangs on a fact."""
        self.weights[key] = self.weights.get(key, 0) + weight


@dataclass(slots=True, kw_only=True)
class Watching(Doubts):
    """The open comparisons that one fact stands in, each once, in the order of the descent."""

    key: FactKey
    watches: dict[tuple[int, int], Watch] = field(default_factory=dict)
    trail: list[Watch] = field(default_factory=list)

    def is_new(self, memo: object, facts: frozenset[str], index: int) -> bool:  # noqa: ARG002
        """Every way to the fact is descended: it may stand in another comparison there."""
        return self.key.fact in facts or self.key.fact == SIZE

    def enter(self, frame: Frame, truth: Callable[[Frame], Truth]) -> None:
        """An open comparison begins."""
        self.trail.append(Watch(truth, frame.index))

    def leave(self) -> None:
        """The comparison entered last is over."""
        self.trail.pop()

    def add(self, key: FactKey, weight: int) -> None:  # noqa: ARG002
        """Keep the comparisons on the way to the fact."""
        if key == self.key:
            for watch in self.trail:
                self.watches.setdefault((id(watch.truth), watch.index), watch)
