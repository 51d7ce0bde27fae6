"""What is still in doubt: the facts, found by pruned descent, that can change an open value.

The descent goes only where something is open: a decided operand, the branch of an `if` not taken,
an argument of min or max that another one dominates, a person a guard rules out: none of them is
looked at, so none of their facts is asked for. Relevance is never written by hand.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from typing import ClassVar, NamedTuple

from shared.diagnosis.code import Comparison
from shared.diagnosis.frame import NOBODY, SOMEBODY, Frame
from shared.diagnosis.household import SIZE, FactKey

FULL_WEIGHT = 1 << 24
PIECES = 1 << 24  # more than any content has


class Watch(NamedTuple):
    """An open comparison, and the person it was looking at (NOBODY outside quantifiers)."""

    compared: Comparison
    person: int


@cache
def key_of(fact: str, person: int | None) -> FactKey:
    """The key of a fact, made once: descents meet the same few again and again."""
    return FactKey(fact, person)


def later(weight: int) -> int:
    """The weight of what comes after something open: half, for it may turn out not to matter."""
    return weight >> 1 or 1


@dataclass(slots=True)
class Doubts:
    """The facts in doubt, with how much hangs on each. Nothing is looked at twice.

    Whoever keeps them for later calls `close`, for what was `seen` on the way takes more room than
    what was found. `is_watching`: comparisons entered and left are of interest.
    """

    weights: dict[FactKey, int] = field(default_factory=dict)
    is_not_announced: bool = False
    seen: set[int] = field(default_factory=set)
    is_watching: ClassVar[bool] = False

    def is_new(self, memo: int, facts: frozenset[str], index: int) -> bool:  # noqa: ARG002
        """Whether a piece, for the person looked at, has to be descended into."""
        seen, place = self.seen, index * PIECES + memo
        if place in seen:
            return False
        seen.add(place)
        return True

    def close(self) -> Doubts:
        """The same doubts, once the descent is over."""
        self.seen.clear()
        return self

    def household_fact(self, fact: str, weight: int) -> None:
        """A fact of the household is in doubt."""
        self.add(key_of(fact, None), weight)

    def person_fact(self, frame: Frame, fact: str, weight: int) -> None:
        """A fact of the person looked at; of one who is not listed only the size can be asked."""
        index = frame.index
        if index >= 0:
            self.add(key_of(fact, index), weight)
        elif index == SOMEBODY:
            self.add(key_of(SIZE, None), weight)

    def parameter(self) -> None:
        """A parameter that is not announced; no answer can help."""
        self.is_not_announced = True

    def enter(self, frame: Frame, compared: Comparison) -> None:
        """An open comparison begins. Called only by whoever `is_watching`."""

    def leave(self) -> None:
        """The comparison entered last is over. Called only by whoever `is_watching`."""

    def add(self, key: FactKey, weight: int) -> None:
        """So much more hangs on a fact."""
        self.weights[key] = self.weights.get(key, 0) + weight


@dataclass(slots=True, kw_only=True)
class Watching(Doubts):
    """The open comparisons that one fact stands in, each once, in the order of the descent."""

    key: FactKey
    person_facts: Collection[str]
    watches: dict[tuple[int, int], Watch] = field(default_factory=dict)
    trail: tuple[Watch, ...] = ()
    ways: set[tuple[int, int, tuple[Watch, ...]]] = field(default_factory=set)
    is_watching: ClassVar[bool] = True

    def is_new(self, memo: int, facts: frozenset[str], index: int) -> bool:
        """Every way to the fact is descended once: it may stand in another comparison there."""
        if not self._may_lead_there(facts, index):
            return False
        way = (memo, index, self.trail)
        if way in self.ways:
            return False
        self.ways.add(way)
        return True

    def _may_lead_there(self, facts: frozenset[str], index: int) -> bool:
        """Whether the fact may stand in a piece; how many persons there are, in any about them."""
        key = self.key
        if index != NOBODY and key.person not in (None, index):
            return False
        if key.fact in facts:
            return True
        return key.fact == SIZE and index == NOBODY and not facts.isdisjoint(self.person_facts)

    def begin(self) -> None:
        """Another service: what is open there may differ, so every way is new again."""
        self.ways.clear()

    def enter(self, frame: Frame, compared: Comparison) -> None:
        """An open comparison begins."""
        self.trail = (*self.trail, Watch(compared, frame.index))

    def leave(self) -> None:
        """The comparison entered last is over."""
        self.trail = self.trail[:-1]
