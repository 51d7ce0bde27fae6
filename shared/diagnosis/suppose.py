"""What may be supposed while looking for doubts.

All conditions of a service must hold together. A condition that only says `lives_in_lodz`, or
`title in {rent, own}`, can therefore be supposed to hold while the others are looked at: in every
household where it does not, the answer is no whatever else is said. So nothing is asked that could
matter to somebody else only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shared.diagnosis.code import Code
from shared.diagnosis.frame import Frame, Value
from shared.diagnosis.household import FactKey
from shared.diagnosis.kinds import ChoiceKind
from shared.diagnosis.model import Fact
from shared.diagnosis.tree import Among, Both, Compare, Name, Not, Quantifier


class Supposition(NamedTuple):
    """One fact, and what it must be for a condition to hold: a truth or a set of choices."""

    key: FactKey
    value: bool | frozenset[str]


class Conjunct(NamedTuple):
    """A part of a service's conditions that must hold; `supposition` when it says just one fact."""

    code: Code
    supposition: Supposition | None


def conjuncts(conditions: Sequence[Code | None]) -> tuple[Conjunct, ...]:
    """The parts of the conditions that all must hold, in order."""
    parts = (part for code in conditions if code is not None for part in _parts(code))
    return tuple(Conjunct(part, _supposition(part, None)) for part in parts)


def _parts(code: Code) -> Iterator[Code]:
    if isinstance(code.node, Both) and code.node.op == "and":
        for part in code.parts:
            yield from _parts(part)
    else:
        yield code


def _supposition(code: Code, person: int | None) -> Supposition | None:
    node = code.node
    if isinstance(node, Quantifier) and node.name == "self":
        return _supposition(code.parts[0], 0)
    if isinstance(node, Name):
        return Supposition(FactKey(node.id, person if code.is_personal else None), True)
    if isinstance(node, Not):
        inner = _supposition(code.parts[0], person)
        return None if inner is None else _opposite(inner, code.parts[0])
    if isinstance(node, Among | Compare):
        return _of_choices(code, node, person)
    return None


def _of_choices(code: Code, node: Among | Compare, person: int | None) -> Supposition | None:
    subject = code.parts[0]
    if isinstance(subject.node, Quantifier) and subject.node.name == "self":
        subject, person = subject.parts[0], 0
    if not isinstance(subject.node, Name) or not isinstance(subject.kind, ChoiceKind):
        return None
    key = FactKey(subject.node.id, person if subject.is_personal else None)
    return Supposition(key, _chosen(node, subject.kind.fact))


def _chosen(node: Among | Compare, fact: Fact) -> frozenset[str]:
    if isinstance(node, Among):
        return frozenset(choice.id for choice in node.choices)
    chosen = frozenset({node.right.id}) if isinstance(node.right, Name) else frozenset()
    return chosen if node.op == "=" else frozenset(fact.choice_ids) - chosen


def _opposite(supposition: Supposition, code: Code) -> Supposition | None:
    if isinstance(supposition.value, bool):
        return supposition._replace(value=not supposition.value)
    subject = code.parts[0].kind if code.parts else None
    if not isinstance(subject, ChoiceKind):
        return None
    return supposition._replace(value=frozenset(subject.fact.choice_ids) - supposition.value)


def exclude_each_other(parts: Sequence[Conjunct]) -> bool:
    """Whether two of the parts want something else of the same fact."""
    wanted: dict[FactKey, bool | frozenset[str]] = {}
    for key, value in (part.supposition for part in parts if part.supposition is not None):
        common = _narrowed(wanted.get(key), value) if key in wanted else value
        if common is None or common == frozenset():
            return True
        wanted[key] = common
    return False


def suppose(frame: Frame, suppositions: Sequence[Supposition]) -> dict[FactKey, Value] | None:
    """Put the suppositions in the frame; what stood there before, to be put back.

    None, and the frame as it was, when they exclude each other.
    """
    before: dict[FactKey, Value] = {}
    for key, wanted in suppositions:
        known = frame.value_at(key)
        value = _narrowed(known, wanted)
        if value is None or value == frozenset():
            put_back(frame, before)
            return None
        before.setdefault(key, known)
        frame.put(key, value)
    return before


def _narrowed(known: Value, wanted: bool | frozenset[str]) -> bool | frozenset[str] | None:
    if isinstance(known, frozenset) and isinstance(wanted, frozenset):
        return wanted & known
    return wanted if known is None or known is wanted else None


def put_back(frame: Frame, before: dict[FactKey, Value]) -> None:
    """Undo what was supposed."""
    for key, value in before.items():
        frame.put(key, value)
