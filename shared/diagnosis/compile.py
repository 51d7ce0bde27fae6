"""Checks an expression against the facts and parameters and compiles it, in one walk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import partial

from shared.diagnosis import arithmetic, logic
from shared.diagnosis.calls import compile_call, compile_quantifier
from shared.diagnosis.choices import compare_choice, compile_among
from shared.diagnosis.code import Code, gather, remembered
from shared.diagnosis.define import Definitions, at_name
from shared.diagnosis.frame import Frame, Slots
from shared.diagnosis.interval import ZERO, greatest, negate, point
from shared.diagnosis.kinds import (
    AREA,
    BARE,
    DATE,
    MONEY,
    NUMBER,
    TRUTH,
    ChoiceKind,
    Kind,
    Quantity,
    common,
    product,
    quotient,
)
from shared.diagnosis.language import ExpressionError
from shared.diagnosis.model import Fact, Parameter
from shared.diagnosis.relevance import Doubts, key_of
from shared.diagnosis.shapes import Shapes
from shared.diagnosis.tree import (
    Among,
    Arithmetic,
    Both,
    Call,
    Compare,
    Defined,
    Literally,
    Minus,
    Name,
    Node,
    Not,
    Number,
    Quantifier,
)

FACT_KINDS: dict[str, Kind] = {
    "bool": TRUTH,
    "int": NUMBER,
    "money": MONEY,
    "area": AREA,
    "date": DATE,
}
PARAMETER_KINDS = {"money": MONEY, "percent": NUMBER, "number": NUMBER, "area": AREA}
LITERAL_KINDS = {"": BARE, "zł": MONEY, "%": NUMBER, "m²": AREA}
IN_WORDS = "use any(…), all(…), count(…) or sum(…), or self(…) for the person who asks"


def _nothing(frame: Frame, found: Doubts, weight: int) -> None:
    """Nothing is in doubt."""


def constant(node: Node, kind: Kind, value: object) -> Code:
    """A node that is worth the same whatever the answers."""
    return Code(node, kind, lambda _: value, _nothing)


@dataclass(frozen=True)
class Compiler:
    """Compiles expressions over one set of facts and parameters. Raises ExpressionError."""

    slots: Slots
    parameters: Mapping[str, Parameter]
    parameter_slots: Mapping[str, int]
    definitions: Definitions = field(default_factory=lambda: Definitions({}))
    in_quantifier: bool = False
    shared: dict[tuple[int, bool], Code] = field(default_factory=dict)
    formulas: dict[tuple[int, bool], tuple[Node, Code]] = field(default_factory=dict)
    shapes: Shapes = field(default_factory=Shapes)

    def truth(self, source: str) -> Code:
        """Compile a condition; it must be worth yes or no."""
        return self.must_be_truth(self.compile(self.definitions.read(source)))

    def money(self, source: str) -> Code:
        """Compile an amount; it must be worth money, and nobody is paid less than nothing."""
        code = self.compile(self.definitions.read(source))
        if code.kind not in (MONEY, BARE):
            raise ExpressionError(
                code.node.start, f"this is {code.kind}", "an amount must be worth money"
            )
        part = self.as_kind(MONEY, code)
        worth = part.value
        return replace(part, value=lambda frame: greatest(ZERO, worth(frame)))

    def fault_of(self, source: str) -> ExpressionError | None:
        """What keeps an expression from meaning anything, whether or not it is about a person."""
        try:
            self.compile(self.definitions.read(source))
        except ExpressionError as error:
            if self.in_quantifier or error.cure != IN_WORDS:
                return error
            return replace(self, in_quantifier=True).fault_of(source)
        return None

    @property
    def names_taken(self) -> frozenset[str]:
        """What no definition may be called."""
        choices = (fact.choice_ids for fact in self.slots.facts.values())
        return frozenset(self.slots.facts).union(self.parameters, *choices)

    def compile(self, node: Node) -> Code:
        """Check and compile one node and what is below it."""
        compilers: dict[type[Node], Callable[..., Code]] = {
            Number: self._number,
            Literally: self._literally,
            Name: self._name,
            Defined: self._defined,
            Compare: self._compare,
            Among: partial(compile_among, self),
            Both: self._both,
            Not: self._not,
            Minus: self._minus,
            Arithmetic: self._arithmetic,
            Call: partial(compile_call, self),
            Quantifier: partial(compile_quantifier, self),
        }
        code = compilers[type(node)](node)
        return self._share(code) if code.parts and code.memo is None else code

    def _share(self, code: Code) -> Code:
        """What is written twice is worked out once."""
        place = (self.shapes.of(code.node), self.in_quantifier)
        first = self.shared.get(place)
        if first is None:
            first = self.shared[place] = remembered(code, self.slots.first_memo + len(self.shared))
        return replace(code, value=first.value, doubts=first.doubts, memo=first.memo)

    def _number(self, node: Number) -> Code:
        kind = LITERAL_KINDS[node.unit]
        return constant(node, kind, point(node.value * kind.scale))

    def _literally(self, node: Literally) -> Code:
        return constant(node, TRUTH, node.value)

    def _name(self, node: Name) -> Code:
        fact = self.slots.facts.get(node.id)
        if fact is not None:
            return self._fact(node, fact)
        parameter = self.parameters.get(node.id)
        if parameter is not None:
            return self._parameter(node, parameter)
        raise ExpressionError(node.start, f"nothing is called {node.id}", self._suggest(node.id))

    def _defined(self, node: Defined) -> Code:
        place = (id(node.formula), self.in_quantifier)
        formula, code = self.formulas.get(place, (None, None))
        if code is None or formula is not node.formula:
            code = self._formula(node)
            self.formulas[place] = node.formula, code
        return replace(code, node=replace(code.node, start=node.start, end=node.end), defined=node)

    def _formula(self, node: Defined) -> Code:
        try:
            return self.compile(node.formula)
        except ExpressionError as error:
            raise at_name(node, error) from error

    def _suggest(self, name: str) -> str:
        for fact in self.slots.facts.values():
            if name in fact.choice_ids:
                return f"{name} is a choice of {fact.id}: write {fact.id} = {name}"
        names = [*self.slots.facts, *self.parameters, *self.definitions.known]
        close = get_close_matches(name, names, n=2, cutoff=0.6)
        return f"did you mean {' or '.join(close)}?" if close else "add the fact or the parameter"

    def _fact(self, node: Name, fact: Fact) -> Code:
        kind = FACT_KINDS.get(fact.type) or ChoiceKind(fact)
        facts = frozenset({fact.id})
        if fact.entity == "household":
            slot = self.slots.household[fact.id]
            key = key_of(fact.id, None)
            return Code(
                node,
                kind,
                lambda frame: frame.household[slot],
                lambda _, found, weight: found.add(key, weight),
                facts=facts,
            )
        if not self.in_quantifier:
            raise ExpressionError(node.start, f"{fact.id} belongs to one person", IN_WORDS)
        slot = self.slots.person[fact.id]
        return Code(
            node,
            kind,
            lambda frame: frame.person[slot],
            lambda frame, found, weight: found.person_fact(frame, fact.id, weight),
            facts=facts,
            is_personal=True,
        )

    def _parameter(self, node: Name, parameter: Parameter) -> Code:
        if parameter.unit == "table":
            raise ExpressionError(
                node.start, f"{node.id} is a table", f"look one entry up: table({node.id}, n)"
            )
        slot = self.parameter_slots[parameter.id]
        return Code(
            node,
            PARAMETER_KINDS[parameter.unit],
            lambda frame: frame.parameters[slot].interval,
            lambda _, found, __: found.parameter(),
            parameters=frozenset({parameter.id}),
        )

    def must_be_truth(self, code: Code) -> Code:
        """The same code, refused unless it is worth yes or no."""
        if code.kind != TRUTH:
            raise ExpressionError(
                code.node.start, f"this is {code.kind}", "a condition must be yes or no: compare it"
            )
        return code

    def truths(self, nodes: tuple[Node, ...]) -> tuple[Code, ...]:
        """Compile several nodes that must be yes or no."""
        return tuple(self.must_be_truth(self.compile(node)) for node in nodes)

    def quantity(self, node: Node) -> tuple[Code, Quantity]:
        """Compile a node that must be a number."""
        code = self.compile(node)
        if not isinstance(code.kind, Quantity):
            raise ExpressionError(node.start, f"this is {code.kind}", "a number must stand here")
        return code, code.kind

    def as_kind(self, kind: Quantity, code: Code) -> Code:
        """A bare number, scaled to the dimension it stands beside; anything else as it is."""
        if not isinstance(code.kind, Quantity) or not code.kind.bare or kind.scale == 1:
            return code
        return replace(code, kind=kind, value=arithmetic.scaled(code, kind.scale))

    def alike(self, start: int, *codes: Code) -> tuple[Quantity, tuple[Code, ...]]:
        """Several quantities brought to their one dimension."""
        kind: Kind = codes[0].kind
        for code in codes[1:]:
            kind = common(start, kind, code.kind)
        kind = common(start, kind, kind)
        return kind, tuple(self.as_kind(kind, code) for code in codes)

    def _both(self, node: Both) -> Code:
        parts = self.truths(node.operands)
        value = logic.all_of(parts) if node.op == "and" else logic.one_of(parts)
        return gather(node, TRUTH, value, logic.doubts_in_turn(parts), parts)

    def _not(self, node: Not) -> Code:
        parts = self.truths((node.operand,))
        return gather(node, TRUTH, logic.opposite(parts[0]), parts[0].doubts, parts)

    def _compare(self, node: Compare) -> Code:
        left = self.compile(node.left)
        if isinstance(left.kind, ChoiceKind):
            return compare_choice(node, left)
        right = self.compile(node.right)
        if left.kind == TRUTH and right.kind == TRUTH and node.op in {"=", "!="}:
            parts: tuple[Code, ...] = (left, right)
            value = logic.same_truth(node.op, *parts)
            return gather(node, TRUTH, value, logic.doubts_in_each(parts), parts)
        if self.shapes.of(node.left) == self.shapes.of(node.right):
            raise ExpressionError(node.start, "this compares a thing with itself", "leave it out")
        _, parts = self.alike(node.start, left, right)
        compared = logic.relation(node.op, *parts)
        return gather(node, TRUTH, compared.truth, logic.watched(compared), parts)

    def _minus(self, node: Minus) -> Code:
        operand, kind = self.quantity(node.operand)
        worth = operand.value
        return gather(node, kind, lambda frame: negate(worth(frame)), operand.doubts, (operand,))

    def _arithmetic(self, node: Arithmetic) -> Code:
        left, left_kind = self.quantity(node.left)
        right, right_kind = self.quantity(node.right)
        if node.op in {"+", "-"}:
            kind, (left, right) = self.alike(node.start, left, right)
        elif node.op == "*":
            kind = product(left_kind, right_kind)
        else:
            kind = quotient(node.start, left_kind, right_kind)
            left = self.as_kind(right_kind, left)
        parts = (left, right)
        doubts = (
            arithmetic.quotient_doubts(*parts) if node.op == "/" else logic.doubts_in_each(parts)
        )
        return gather(node, kind, arithmetic.combined(node.op, *parts), doubts, parts)
