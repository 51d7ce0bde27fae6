"""What is still in doubt: the facts, found by pruned descent, that can change an open value.

The descent goes only where something is open: a decided operand, the branch of an `if` not taken,
an argument of min or max that another one dominates, a person a guard rules out: none of them is
looked at, so none of their facts is asked for. Relevance is never written by hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from shared.diagnosis.code import TruthOf
from shared.diagnosis.frame import NOBODY, SOMEBODY, Frame
from shared.diagnosis.household import SIZE, FactKey

FULL_WEIGHT = 1 << 24


@dataclass(frozen=True, slots=True)
class Watch:
    """An open comparison, and the person it was looking at."""

    truth: TruthOf
    index: int


def later(weight: int) -> int:
    """The weight of what comes after something open: half, for it may turn out not to matter."""
    return max(weight >> 1, 1)


@dataclass(slots=True)
class Doubts:
    """The facts in doubt with how much hangs on each, and the comparisons they stand in."""

    weights: dict[FactKey, int] = field(default_factory=dict)
    watches: dict[FactKey, list[Watch]] = field(default_factory=dict)
    is_not_announced: bool = False
    trail: list[Watch] = field(default_factory=list)

    def household_fact(self, fact: str, weight: int) -> None:
        """A fact of the household is in doubt."""
        self._add(FactKey(fact), weight)

    def person_fact(self, frame: Frame, fact: str, weight: int) -> None:
        """A fact of the person looked at; of one who is not listed only the size can be asked."""
        if frame.index == SOMEBODY:
            self._add(FactKey(SIZE), weight)
        elif frame.index != NOBODY:
            self._add(FactKey(fact, frame.index), weight)

    def parameter(self) -> None:
        """A parameter that is not announced; no answer can help."""
        self.is_not_announced = True

    def enter(self, frame: Frame, truth: TruthOf) -> None:
        """An open comparison begins."""
        self.trail.append(Watch(truth, frame.index))

    def leave(self) -> None:
        """The comparison entered last is over."""
        self.trail.pop()

    def _add(self, key: FactKey, weight: int) -> None:
        self.weights[key] = self.weights.get(key, 0) + weight
        watches = self.watches.setdefault(key, [])
        watches.extend(watch for watch in self.trail if watch not in watches)
