"""The legal reading of one service: every condition as the tree it was evaluated as.

What a piece says, what kind of thing it is worth and what stands below it are the same for every
household. So a rule's reading is planned once, and telling it fills in nothing but the values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from shared.diagnosis.check import CompiledRule
from shared.diagnosis.code import Code
from shared.diagnosis.frame import NOBODY, Frame, Value
from shared.diagnosis.household import FactKey
from shared.diagnosis.relevance import key_of
from shared.diagnosis.result import Assessment, ConditionResult, Outcome, Verdict
from shared.diagnosis.tree import Defined, Name, Quantifier

if TYPE_CHECKING:
    from shared.diagnosis.engine import Engine


class Explained(NamedTuple):
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


TWO = 2
make = tuple.__new__  # a tree has thousands of pieces, and this takes half as long as Explained(…)
Tell = Callable[[Frame, int | None], Explained]


class Plan(NamedTuple):
    """How one rule is read out: its conditions (None where nothing is written) and amounts."""

    conditions: tuple[Tell | None, ...]
    amounts: tuple[Tell, ...]


def plan_of(compiled: CompiledRule) -> Plan:
    """How a rule is read out, for every household."""
    pairs = zip(compiled.rule.conditions, compiled.conditions, strict=True)
    conditions = tuple(
        _tell(code, one.when) if code is not None and one.when else None for one, code in pairs
    )
    amount = compiled.rule.amount
    sources = () if amount is None else (amount.exactly, amount.lowest, amount.highest)
    written = [source for source in sources if source is not None]
    amounts = zip(compiled.amounts, written, strict=True)
    return Plan(conditions, tuple(_tell(code, source) for code, source in amounts))


def explain(engine: Engine, assessment: Assessment, service_id: str) -> Explained:
    """The evaluated tree of one service. Raises KeyError for a service that is not there."""
    plan, result = engine.plan(service_id, assessment.on), assessment.result(service_id)
    frame = engine.take_frame(assessment)
    frame.look_at(NOBODY)
    pieces = [
        _condition(reason, () if tell is None else (tell(frame, None),))
        for reason, tell in zip(result.reasons, plan.conditions, strict=True)
    ]
    if result.amount is not None:
        pieces += [tell(frame, None) for tell in plan.amounts]
    assessment.frames.append(frame)
    return Explained(service_id, "service", result.verdict, tuple(pieces))


def _condition(reason: ConditionResult, children: tuple[Explained, ...]) -> Explained:
    told = (reason.condition_id, "condition", reason.outcome, children, None, None, None)
    return make(Explained, told)


def _tell(code: Code, source: str) -> Tell:
    """How one piece is read out, with all that is below it."""
    text, kind = source[code.node.start : code.node.end], str(code.kind)
    if code.defined is not None:
        return _of_name(text, kind, code, code.defined)
    if isinstance(code.node, Name) and code.facts:
        return _of_fact(text, kind, code)
    parts = tuple(_tell(part, source) for part in code.parts)
    if isinstance(code.node, Quantifier):
        return _of_persons(text, kind, code, parts, is_asker=code.node.name == "self")
    if not code.facts and not code.parameters:
        return _of_constant(_of_parts(text, kind, code, parts))
    return (_of_two if len(parts) == TWO else _of_parts)(text, kind, code, parts)


def _of_constant(tell: Tell) -> Tell:
    """What is the same whatever the answers is read out once for each person it may be about."""
    told: dict[int | None, Explained] = {}

    def again(frame: Frame, person: int | None) -> Explained:
        found = told.get(person)
        if found is None:
            found = told[person] = tell(frame, person)
        return found

    return again


def _of_name(text: str, kind: str, code: Code, defined: Defined) -> Tell:
    worth, name = code.value, defined.id
    formula = _tell(_formula(code, defined), defined.source)

    def tell(frame: Frame, person: int | None) -> Explained:
        children = (formula(frame, person),)
        return make(Explained, (text, kind, worth(frame), children, None, person, name))

    return tell


def _formula(code: Code, defined: Defined) -> Code:
    """What the name stands for, with offsets into its own source."""
    inner = defined.formula
    node = replace(code.node, start=inner.start, end=inner.end)
    return replace(code, node=node, defined=inner if isinstance(inner, Defined) else None)


def _of_fact(text: str, kind: str, code: Code) -> Tell:
    worth, (fact,) = code.value, code.facts
    of_all = key_of(fact, None)

    def tell(frame: Frame, person: int | None) -> Explained:
        key = of_all if person is None else key_of(fact, person)
        return make(Explained, (text, kind, worth(frame), (), key, person, None))

    return tell


def _of_persons(
    text: str, kind: str, code: Code, parts: tuple[Tell, ...], *, is_asker: bool
) -> Tell:
    """A quantifier: what is below it once for each listed person; quantifiers do not nest."""
    worth = code.value

    def tell(frame: Frame, person: int | None) -> Explained:
        value, children = worth(frame), []
        for index in range(1 if is_asker else len(frame.persons)):
            frame.look_at(index)
            children += [part(frame, index) for part in parts]
        frame.look_at(NOBODY)
        return Explained(text, kind, value, tuple(children), None, person)

    return tell


def _of_two(text: str, kind: str, code: Code, parts: tuple[Tell, ...]) -> Tell:
    """What most pieces are: one thing, a sign, another thing."""
    worth, (left, right) = code.value, parts

    def tell(frame: Frame, person: int | None) -> Explained:
        children = left(frame, person), right(frame, person)
        return make(Explained, (text, kind, worth(frame), children, None, person, None))

    return tell


def _of_parts(text: str, kind: str, code: Code, parts: tuple[Tell, ...]) -> Tell:
    worth = code.value

    def tell(frame: Frame, person: int | None) -> Explained:
        children = tuple([part(frame, person) for part in parts]) if parts else ()
        return make(Explained, (text, kind, worth(frame), children, None, person, None))

    return tell
