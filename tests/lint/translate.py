"""What an expression says about every household there can be, as a term of the solver.

Written apart from the engine, from docs/semantics.md. What is undefined (a division by zero, a
number nobody announced) is a variable of its own: it can be anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import reduce

import z3

from shared.diagnosis.model import Parameter, ParameterValue
from shared.diagnosis.parameters import in_force
from shared.diagnosis.since import SINCE
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
from tests.lint import terms, worth
from tests.lint.passed import passed
from tests.lint.world import World
from tests.lint.worth import NO, YES, Worth, exactly, real

COMBINE = {"+": worth.add, "-": worth.subtract, "*": worth.multiply}
HALF = Fraction(1, 2)


@dataclass
class Translation:
    """Translates expressions for one world, on one day. `formulas`: what defined names say."""

    world: World
    parameters: Mapping[str, Parameter]
    on: date
    formulas: Mapping[str, Node] = field(default_factory=dict)
    memo: dict[tuple[int, int | None], tuple[Node, object]] = field(default_factory=dict)

    def truth(self, node: Node, person: int | None = None) -> z3.BoolRef:
        """A piece that is yes or no."""
        found = self._kept(node, person, self._truth)
        assert isinstance(found, z3.BoolRef)
        return found

    def number(self, node: Node, person: int | None = None) -> Worth:
        """A piece that is a number."""
        found = self._kept(node, person, self._number)
        assert isinstance(found, Worth)
        return found

    def _kept(self, node: Node, person: int | None, make: Callable[..., object]) -> object:
        key = (id(node), person)
        if key not in self.memo:
            self.memo[key] = node, make(node, person)  # the node kept, its id stays its own
        return self.memo[key][1]

    def says(self, node: Node) -> Node:
        """The node itself, or the formula of a defined name."""
        while isinstance(node, Defined):
            node = self.formulas.get(node.id, node.formula)
        return node

    def is_truth(self, node: Node) -> bool:
        """Whether a piece is yes or no."""
        node = self.says(node)
        match node:
            case Name():
                fact = self.world.facts.get(node.id)
                return fact is not None and fact.type == "bool"
            case Call():
                return node.function == "if" and self.is_truth(node.arguments[1])
            case Quantifier():
                return node.name in {"any", "all"} or (
                    node.name == "self" and self.is_truth(node.body)
                )
        return isinstance(node, Literally | Compare | Among | Both | Not)

    def _truth(self, node: Node, person: int | None) -> z3.BoolRef:
        node = self.says(node)
        ways: dict[type[Node], Callable[..., z3.BoolRef]] = {
            Literally: lambda one, _: YES if one.value else NO,
            Name: lambda one, person: self.world.truth(one.id, self._whose(one, person)),
            Not: lambda one, person: worth.opposite(self.truth(one.operand, person)),
            Both: self._both,
            Among: self._among,
            Compare: self._compare,
            Quantifier: lambda one, _: self._truth_of_persons(one),
            Call: self._branch,
        }
        return ways[type(node)](node, person)

    def _both(self, node: Both, person: int | None) -> z3.BoolRef:
        parts = [self.truth(one, person) for one in node.operands]
        return worth.both(*parts) if node.op == "and" else worth.either(*parts)

    def _among(self, node: Among, person: int | None) -> z3.BoolRef:
        chosen = self._choice(node.subject, person)
        return worth.either(*[chosen[one.id] for one in node.choices])

    def _branch(self, node: Call, person: int | None) -> z3.BoolRef:
        condition, yes, no = (self.truth(one, person) for one in node.arguments)
        return z3.If(condition, yes, no)

    def _whose(self, node: Name, person: int | None) -> int | None:
        return None if self.world.facts[node.id].entity == "household" else person

    def _choice(self, node: Node, person: int | None) -> Mapping[str, z3.BoolRef]:
        node = self.says(node)
        if isinstance(node, Quantifier):
            return self._choice(node.body, 0)
        assert isinstance(node, Name)
        return self.world.choice(node.id, self._whose(node, person))

    def _is_choice(self, node: Node) -> bool:
        node = self.says(node)
        if isinstance(node, Quantifier):
            return node.name == "self" and self._is_choice(node.body)
        fact = self.world.facts.get(node.id) if isinstance(node, Name) else None
        return fact is not None and fact.type == "choice"

    def _compare(self, node: Compare, person: int | None) -> z3.BoolRef:
        if self._is_choice(node.left):
            assert isinstance(node.right, Name)
            chosen = self._choice(node.left, person)[node.right.id]
            return chosen if node.op == "=" else worth.opposite(chosen)
        if self.is_truth(node.left):
            same = self.truth(node.left, person) == self.truth(node.right, person)
            return same if node.op == "=" else z3.Not(same)
        left, right = self.number(node.left, person), self.number(node.right, person)
        return worth.compare(node.op, left, right)

    def _truth_of_persons(self, node: Quantifier) -> z3.BoolRef:
        if node.name == "self":
            return self.truth(node.body, 0)
        if node.name == "any":
            found = [
                worth.both(who, self.truth(node.body, one)) for one, who in self._members(node)
            ]
            return worth.either(*found)
        members = self._members(node)
        return worth.both(
            *[worth.either(worth.opposite(who), self.truth(node.body, one)) for one, who in members]
        )

    def _members(self, node: Quantifier) -> list[tuple[int, z3.BoolRef]]:
        """The persons, and when each is counted."""
        return [
            (
                one,
                worth.both(
                    self.world.is_there(one),
                    YES if node.guard is None else self.truth(node.guard, one),
                ),
            )
            for one in range(self.world.most)
        ]

    def _number(self, node: Node, person: int | None) -> Worth:
        node = self.says(node)
        match node:
            case Number():
                return exactly(node.value)
            case Name():
                return self._named(node, person)
            case Minus():
                return worth.subtract(exactly(0), self.number(node.operand, person))
            case Arithmetic():
                left, right = self.number(node.left, person), self.number(node.right, person)
                if node.op == "/":
                    return worth.divide(left, right, lambda: self._anything(node, person))
                return COMBINE[node.op](left, right)
            case Quantifier():
                return self._number_of_persons(node)
            case Call():
                return self._call(node, person)
        raise TypeError(node)

    def _named(self, node: Name, person: int | None) -> Worth:
        if node.id in self.world.facts:
            return self.world.number(node.id, self._whose(node, person))
        value = self._dated(node.id)
        if value is None:
            return _not_negative(z3.Real(f"unannounced {node.id}"))
        scale = 100 if self.parameters[node.id].unit == "percent" else 1
        return exactly(Fraction(str(value.value)) / scale)

    def _dated(self, parameter: str) -> ParameterValue | None:
        return in_force(self.parameters[parameter], self.on)

    def _anything(self, node: Node, person: int | None) -> z3.ArithRef:
        """What is undefined; the same wherever the same piece is."""
        return z3.Real(f"undefined {node.start}-{node.end} {person}")

    def _number_of_persons(self, node: Quantifier) -> Worth:
        if node.name == "self":
            return self.number(node.body, 0)
        if node.name == "sum":
            shares = [
                worth.branch(who, self.number(node.body, one), exactly(0))
                for one, who in self._members(node)
            ]
            return _total(shares)
        found = [worth.both(who, self.truth(node.body, one)) for one, who in self._members(node)]
        return _counted([one for one in found if one is not NO])

    def _call(self, node: Call, person: int | None) -> Worth:
        if node.function == "table":
            return self._table(node, person)
        if node.function == "if":
            condition = self.truth(node.arguments[0], person)
            yes, no = (self.number(one, person) for one in node.arguments[1:])
            return worth.branch(condition, yes, no)
        numbers = [self.number(one, person) for one in node.arguments]
        if node.function in SINCE:
            return self._since(node.function, node.arguments[0], numbers[0])
        if node.function in {"min", "max"}:
            return reduce(worth.least if node.function == "min" else worth.greatest, numbers)
        subject, step = numbers[0], numbers[1].exact
        assert step is not None
        if node.function == "round_up":
            return worth.rounded_up(subject, step)
        return worth.floored(subject, step, HALF if node.function == "round" else Fraction(0))

    def _table(self, node: Call, person: int | None) -> Worth:
        name, n = node.arguments[0], self.number(node.arguments[1], person)
        assert isinstance(name, Name)
        dated = self._dated(name.id)
        beyond = _not_negative(self._anything(node, person))
        if dated is None:
            return beyond
        place, found = worth.floored(n, Fraction(1), Fraction(0)), beyond
        last = len(dated.value)
        if dated.each_next is not None:
            more = worth.subtract(place, exactly(last))
            found = worth.add(
                exactly(Fraction(dated.value[-1])),
                worth.multiply(more, exactly(Fraction(dated.each_next))),
            )
            found = worth.branch(worth.compare("<", place, exactly(1)), beyond, found)
        for index in range(last, 0, -1):
            is_here = worth.compare("=", place, exactly(index))
            found = worth.branch(is_here, exactly(Fraction(dated.value[index - 1])), found)
        return found

    def _since(self, function: str, subject: Node, day: Worth) -> Worth:
        if function == "days_since":
            return worth.subtract(exactly(self.on.toordinal()), day)
        name = self.says(subject)
        if isinstance(name, Quantifier):
            name = self.says(name.body)
        assert isinstance(name, Name)
        fact = self.world.facts[name.id]
        return passed(function, fact, day, self.on)


def _not_negative(term: z3.ArithRef) -> Worth:
    return Worth(z3.If(term >= 0, term, -term))


def _total(parts: list[Worth]) -> Worth:
    if all(part.exact is not None for part in parts):
        return reduce(worth.add, parts)
    return Worth(terms.total([part.term for part in parts if part.exact != 0]))


def _counted(found: list[z3.BoolRef]) -> Worth:
    """How many of them hold: one of a few numbers."""
    if not found:
        return exactly(0)
    each = [terms.choose(one, real(Fraction(1)), real(Fraction(0))) for one in found]
    term, most = terms.total(each), len(found)
    numbers = [Fraction(number) for number in range(most + 1)]
    pieces = tuple((terms.related("=", term, real(one)), one) for one in numbers)
    return Worth(term, pieces, is_count=True)
