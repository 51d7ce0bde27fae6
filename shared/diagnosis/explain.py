"""The legal reading of one service: every condition as the tree it was evaluated as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.diagnosis.code import Code
from shared.diagnosis.frame import NOBODY, Frame, Value
from shared.diagnosis.household import FactKey
from shared.diagnosis.result import Assessment, Outcome, Verdict
from shared.diagnosis.tree import Defined, Name, Quantifier

if TYPE_CHECKING:
    from shared.diagnosis.engine import Engine


@dataclass(frozen=True, slots=True)
class Explained:
    """One evaluated piece.

    `text` is the piece as it stands in the source, or the id of a service, condition or amount.
    `value` is a verdict, an outcome, a truth (None: unknown), the possible choices, or an interval
    in minor units; `kind` names which in words. `key` is set where the piece is a fact, `person`
    wherever it is about one person, `definition` where a name stands for a formula, its one child.
    """

    text: str
    kind: str
    value: Verdict | Outcome | Value
    children: tuple[Explained, ...] = ()
    key: FactKey | None = None
    person: int | None = None
    definition: str | None = None


def explain(engine: Engine, assessment: Assessment, service_id: str) -> Explained:
    """The evaluated tree of one service. Raises KeyError for a service that is not there."""
    compiled, result = engine.compiled(service_id, assessment.on), assessment.result(service_id)
    frame = engine.take_frame(assessment)
    pieces = [
        _condition(reason.condition_id, reason.outcome, code, reason.condition.when or "", frame)
        for reason, code in zip(result.reasons, compiled.conditions, strict=True)
    ]
    amount = compiled.rule.amount
    if amount is not None and result.amount is not None:
        sources = (amount.exactly, amount.lowest, amount.highest)
        written = [source for source in sources if source is not None]
        pieces += [
            _explain(code, source, frame, None)
            for code, source in zip(compiled.amounts, written, strict=True)
        ]
    frame.look_at(NOBODY)
    assessment.frames.append(frame)
    return Explained(service_id, "service", result.verdict, tuple(pieces))


def _condition(
    condition_id: str, outcome: Outcome, code: Code | None, source: str, frame: Frame
) -> Explained:
    children = () if code is None or not source else (_explain(code, source, frame, None),)
    return Explained(condition_id, "condition", outcome, children)


def _explain(code: Code, source: str, frame: Frame, person: int | None) -> Explained:
    frame.look_at(NOBODY if person is None else person)
    value = code.value(frame)
    children = tuple(_children(code, source, frame, person))
    text = source[code.node.start : code.node.end]
    defined = None if code.defined is None else code.defined.id
    key = None if defined else _key(code, person)
    return Explained(text, str(code.kind), value, children, key, person, defined)


def _children(code: Code, source: str, frame: Frame, person: int | None) -> Iterator[Explained]:
    if code.defined is not None:
        yield _explain(_formula(code, code.defined), code.defined.source, frame, person)
        return
    for looked_at in _persons(code, frame) or [person]:
        for part in code.parts:
            yield _explain(part, source, frame, looked_at)


def _formula(code: Code, defined: Defined) -> Code:
    """What the name stands for, with offsets into its own source."""
    inner = defined.formula
    node = replace(code.node, start=inner.start, end=inner.end)
    return replace(code, node=node, defined=inner if isinstance(inner, Defined) else None)


def _persons(code: Code, frame: Frame) -> list[int | None]:
    """The listed persons a quantifier looks at; nobody elsewhere."""
    if not isinstance(code.node, Quantifier):
        return []
    return [0] if code.node.name == "self" else list(range(len(frame.persons)))


def _key(code: Code, person: int | None) -> FactKey | None:
    if not isinstance(code.node, Name) or not code.facts:
        return None
    (fact,) = code.facts
    return FactKey(fact, person)
