"""Works out compiled expressions for many households at once: the tree of the engine, in columns.

The tree is the very one the engine compiled; what a node is worth is written here a second time,
over columns. Tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce
from typing import Any

from shared.diagnosis.code import Code
from shared.diagnosis.kinds import TRUTH, ChoiceKind
from shared.diagnosis.model import Fact
from shared.diagnosis.parameters import ParameterInForce
from shared.diagnosis.tree import (
    Among,
    Arithmetic,
    Both,
    Call,
    Compare,
    Literally,
    Minus,
    Name,
    Node,
    Not,
    Number,
    Quantifier,
)
from shared.diagnosis.versions import UNSAID
from shared.simulation import leaves, members, spans, truths
from shared.simulation.columns import Columns
from shared.simulation.leaves import Worth
from shared.simulation.ratios import constant
from shared.simulation.spans import Span, point
from shared.simulation.tables import entry
from shared.simulation.truths import Truths
from shared.simulation.units import natural_kind, scaled, step_of, unwrapped
from shared.simulation.views import Place, View, place_of, view_of

OPERATIONS: Mapping[str, Callable[[Any, Any], Worth]] = {
    "+": spans.add,
    "-": spans.subtract,
    "*": spans.multiply,
    "/": spans.divide,
    "min": spans.least,
    "max": spans.greatest,
    "and": truths.both,
    "or": truths.either,
}
ROUNDINGS = {
    "round_up": spans.round_up,
    "round_down": spans.round_down,
    "round": spans.round_half_up,
}
NEITHER = Truths(yes=False, no=False)


class Work:
    """One batch of households on one day. `uses` is how often each value will be asked for."""

    def __init__(
        self,
        columns: Columns,
        on: date,
        parameters: Mapping[str, ParameterInForce],
        uses: Mapping[Place, int],
    ) -> None:
        self.columns, self.on, self.parameters = columns, on, parameters
        self.members = members.Members(columns, members.possible(columns))
        self._left, self._kept = dict(uses), dict[Place, Worth]()

    def worth(self, code: Code, view: View = View.HOME) -> Worth:
        """What a piece is worth in each row of a view."""
        return scaled(code, self._plain(code, view))

    def _plain(self, code: Code, view: View) -> Worth:
        """The same before it takes a unit: worked out once, kept while anybody still asks."""
        place = place_of(code, view)
        if place is None:
            return self._find(code, view)
        self._left[place] = left = self._left[place] - 1
        found = self._kept.get(place)
        if found is None:
            found = self._find(code, view)
            if left:
                self._kept[place] = found
        elif not left:
            del self._kept[place]
        return found

    def _find(self, code: Code, view: View) -> Worth:
        own = view_of(code, view)
        if own is view:
            return WAYS[type(code.node)](self, code.node, code, view)
        found = self._plain(code, own)
        return found.take(self.columns.owner) if view is View.LISTED else found

    def parts(self, code: Code, view: View) -> list[Worth]:
        """What the parts of a piece are worth."""
        return [self.worth(part, view) for part in code.parts]

    def number(self, node: Number, code: Code, _: View) -> Span:
        """A number as it is written."""
        return point(constant(node.value * natural_kind(code).scale))  # type: ignore[union-attr]

    def literally(self, node: Literally, code: Code, _: View) -> Truths:
        """`true` or `false`; on a day for which no rule is known, neither."""
        return NEITHER if code is UNSAID else Truths(node.value)

    def name(self, node: Name, code: Code, view: View) -> Worth:
        """A parameter, or a fact: of the household, or of the persons of a view."""
        if code.parameters:
            return leaves.of_parameter(self.parameters[node.id])
        fact = self.columns.facts[node.id]
        if fact.entity == "household":
            return leaves.of_answers(fact, self.columns.household[node.id])
        if view is View.SOMEBODY:
            return leaves.of_nobody(fact)
        rows = self.columns.starts if view is View.ASKER else None
        return leaves.of_answers(fact, self.columns.person[node.id], rows)

    def compare(self, node: Compare, code: Code, view: View) -> Truths:
        """`left op right`: of choices, of truths, of numbers."""
        found, kind = self.parts(code, view), code.parts[0].kind
        if not isinstance(kind, ChoiceKind) and kind != TRUTH:
            return spans.RELATIONS[node.op](*found)
        if isinstance(kind, ChoiceKind):
            is_same = _is_among(kind.fact, found[0], (node.right,))
        else:
            is_same = truths.same(*found)
        return is_same if node.op == "=" else truths.opposite(is_same)

    def among(self, node: Among, code: Code, view: View) -> Truths:
        """`subject in {choice, …}`."""
        subject = code.parts[0]
        fact: Fact = subject.kind.fact  # type: ignore[union-attr]
        return _is_among(fact, self.worth(subject, view), node.choices)

    def fold(self, sign: str, code: Code, view: View) -> Worth:
        """`and`, `or`, + - * /, `min` and `max`, from left to right."""
        return reduce(OPERATIONS[sign], self.parts(code, view))

    def negation(self, _: Not, code: Code, view: View) -> Truths:
        """`not operand`."""
        return truths.opposite(self.worth(code.parts[0], view))

    def minus(self, _: Minus, code: Code, view: View) -> Span:
        """`- operand`."""
        return spans.negate(self.worth(code.parts[0], view))

    def call(self, node: Call, code: Code, view: View) -> Worth:
        """`function(arguments)`."""
        if node.function in OPERATIONS:
            return self.fold(node.function, code, view)
        found = self.parts(code, view)
        if node.function == "if":
            return (truths.branch if code.kind == TRUTH else spans.branch)(*found)
        if node.function == "table":
            table: Name = unwrapped(node.arguments[0])  # type: ignore[assignment]
            return entry(self.parameters[table.id], found[0])
        if node.function in ROUNDINGS:
            return ROUNDINGS[node.function](found[0], step_of(code))
        return leaves.since(node.function, found[0], self.on)

    def over_persons(self, node: Quantifier, code: Code, _: View) -> Worth:
        """`name(body where guard)`; those who may exist are looked at only if there may be any."""
        if node.name == "self":
            return self.worth(code.parts[0], View.ASKER)
        listed = self.parts(code, View.LISTED)
        somebody = [] if self.members.possible is None else self.parts(code, View.SOMEBODY)
        return members.QUANTIFIERS[node.name](self.members, listed, somebody)


WAYS: Mapping[type[Node], Callable[..., Worth]] = {
    Number: Work.number,
    Literally: Work.literally,
    Name: Work.name,
    Compare: Work.compare,
    Among: Work.among,
    Both: lambda work, node, code, view: work.fold(node.op, code, view),
    Not: Work.negation,
    Minus: Work.minus,
    Arithmetic: lambda work, node, code, view: work.fold(node.op, code, view),
    Call: Work.call,
    Quantifier: Work.over_persons,
}


def _is_among(fact: Fact, found: leaves.Choices, choices: tuple[Node, ...]) -> Truths:
    return leaves.is_among(fact, found, [choice.id for choice in choices])  # type: ignore[attr-defined]
