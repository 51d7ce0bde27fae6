"""A compiled expression: a closure for its value and one for what is still in doubt about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from shared.diagnosis.frame import UNSEEN, Frame, Memos
from shared.diagnosis.interval import Interval, Truth
from shared.diagnosis.kinds import Kind
from shared.diagnosis.tree import Defined, Node, Quantifier

if TYPE_CHECKING:
    from shared.diagnosis.relevance import Doubts

Worth = Callable[[Frame], Any]
TruthOf = Callable[[Frame], Truth]
IntervalOf = Callable[[Frame], Interval]
Doubt = Callable[[Frame, "Doubts", int], None]
Raise = Callable[[Frame, "Doubts", int], bool]


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
        object.__setattr__(self, "raise_doubts", _raising(self))

    def is_open(self, frame: Frame) -> bool:
        """Whether more answers could still change the value."""
        return is_unsettled(self.value(frame))


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


def _raising(code: Code) -> Raise:
    """Descend into a piece that is open; into a remembered one only the first time it is met."""
    worth, doubts, memo, facts = code.value, code.doubts, code.memo, code.facts

    def raise_doubts(frame: Frame, found: Doubts, weight: int) -> bool:
        is_open = is_unsettled(worth(frame))
        if is_open:
            doubts(frame, found, weight)
        return is_open

    def raise_once(frame: Frame, found: Doubts, weight: int) -> bool:
        is_open = is_unsettled(worth(frame))
        if is_open and found.is_new(memo, facts, frame.index):  # type: ignore[arg-type]
            doubts(frame, found, weight)
        return is_open

    return raise_doubts if memo is None else raise_once


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Two quantities compared: how it comes out, and by how much the left one is more."""

    truth: TruthOf
    gap: IntervalOf
    parts: tuple[Code, ...]


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


def memos_of(fact: str, codes: Mapping[int, Code]) -> Memos:
    """Which of the places where `codes` are remembered hang on a fact."""
    places = [(memo, code.is_personal) for memo, code in codes.items() if fact in code.facts]
    return Memos(
        tuple(memo for memo, is_personal in places if not is_personal),
        tuple(memo for memo, is_personal in places if is_personal),
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
