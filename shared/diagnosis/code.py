"""A compiled expression: a closure for its value and one for what is still in doubt about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from shared.diagnosis.descent import (
    Doubt,
    Raise,
    Worth,
    of_truth,
    of_truth_once,
    of_value,
    of_value_once,
)
from shared.diagnosis.frame import UNSEEN, Frame, Memos
from shared.diagnosis.household import SIZE
from shared.diagnosis.interval import Interval, Truth
from shared.diagnosis.kinds import TRUTH, Kind
from shared.diagnosis.tree import Defined, Node, Quantifier

TruthOf = Callable[[Frame], Truth]
IntervalOf = Callable[[Frame], Interval]


@dataclass(frozen=True, slots=True)
class Code:
    """One compiled node. `doubts` may only be called on a frame in which the node is open.

    `memo` is the place in a frame where the value is remembered, None where it is not worth it;
    `is_personal`: the value depends on the person a quantifier is looking at. `defined` is set
    where a name stands for all of it: then `node` and `parts` are those of the formula.
    `raise_doubts` collects what is in doubt, if anything is, and says whether it was.
    """

    node: Node
    kind: Kind
    value: Worth
    doubts: Doubt
    parts: tuple[Code, ...] = ()
    facts: frozenset[str] = field(default_factory=frozenset)
    parameters: frozenset[str] = field(default_factory=frozenset)
    is_personal: bool = False
    memo: int | None = None
    defined: Defined | None = None
    raise_doubts: Raise = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "raise_doubts", _descent(self))


def _descent(code: Code) -> Raise:
    """Into a piece that is open; into a remembered one only the first time it is met."""
    is_truth = code.kind == TRUTH
    if code.memo is None:
        return (of_truth if is_truth else of_value)(code.value, code.doubts)
    once = of_truth_once if is_truth else of_value_once
    return once(code.value, code.doubts, code.memo, code.facts)


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Two quantities compared: how it comes out, and by how much the left one is more."""

    truth: TruthOf
    gap: IntervalOf
    parts: tuple[Code, ...]
    memos: dict[str, Memos] = field(init=False, repr=False, default_factory=dict)

    def memos_on(self, fact: str, person_facts: Collection[str]) -> Memos:
        """The places it looks at that hang on a fact."""
        found = self.memos.get(fact)
        if found is None:
            found = memos_of(fact, remembered_in(self.parts), person_facts)
            self.memos[fact] = found
        return found


def gather(node: Node, kind: Kind, value: Worth, doubts: Doubt, parts: tuple[Code, ...]) -> Code:
    """A node made of others: it uses the facts and parameters they use."""
    facts = frozenset[str]().union(*(part.facts for part in parts))
    parameters = frozenset[str]().union(*(part.parameters for part in parts))
    is_personal = not isinstance(node, Quantifier) and any(part.is_personal for part in parts)
    return Code(node, kind, value, doubts, parts, facts, parameters, is_personal)


def remembered(code: Code, memo: int) -> Code:
    """The same code, worked out once in a frame, or once for each person in it."""
    remember = _of_person if code.is_personal else _of_household
    return replace(code, value=remember(memo, code.value), memo=memo)


def remembered_in(codes: Iterable[Code]) -> dict[int, Code]:
    """Every piece of the codes that frames remember, by its place."""
    found: dict[int, Code] = {}
    waiting = list(codes)
    while waiting:
        code = waiting.pop()
        if code.memo is None or code.memo not in found:
            waiting += code.parts
        if code.memo is not None:
            found[code.memo] = code
    return found


def memos_by_fact(codes: Mapping[int, Code], person_facts: Collection[str]) -> dict[str, Memos]:
    """Which of the places where `codes` are remembered hang on each fact they read."""
    facts = frozenset([SIZE]).union(*(code.facts for code in codes.values()))
    return {fact: memos_of(fact, codes, person_facts) for fact in facts}


def memos_of(fact: str, codes: Mapping[int, Code], person_facts: Collection[str]) -> Memos:
    """Which of the places where `codes` are remembered hang on a fact.

    On how many persons there are hangs whatever the household has that is about persons.
    """
    about = {fact, *person_facts} if fact == SIZE else {fact}
    pieces = codes.items()
    return Memos(
        tuple(m for m, one in pieces if not one.is_personal and not about.isdisjoint(one.facts)),
        tuple(m for m, one in pieces if one.is_personal and fact in one.facts),
    )


def _of_household(memo: int, worth: Worth) -> Worth:
    def value(frame: Frame) -> Any:
        found = frame.household[memo]
        if found is UNSEEN:
            found = frame.household[memo] = worth(frame)
        return found

    return value


def _of_person(memo: int, worth: Worth) -> Worth:
    def value(frame: Frame) -> Any:
        person = frame.person
        found = person[memo]
        if found is UNSEEN:
            found = person[memo] = worth(frame)
        return found

    return value
