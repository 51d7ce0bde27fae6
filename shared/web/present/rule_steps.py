"""The amount of one worked example, reckoned step by step: in words, then in numbers.

Of a choice (`jeżeli … w innym razie`) only the branch that was taken is told. A formula with a name
is a step of its own, told before the one that uses it; what is about one person is told within the
step it is in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction

from shared.diagnosis.engine import Engine
from shared.diagnosis.explain import Explained, explain
from shared.diagnosis.interval import Exact
from shared.diagnosis.language import parse
from shared.diagnosis.model import Amount
from shared.diagnosis.result import Assessment
from shared.diagnosis.tree import Call, Name, Node, Quantifier
from shared.web.present.rule_sentence import InWords
from shared.web.present.rule_words import Piece, RuleNames, decimal, money
from shared.web.wording import NO_BREAK

TITLES = {"is": "Kwota", "from": "Kwota najniższa", "to": "Kwota najwyższa"}


@dataclass(frozen=True)
class Step:
    """One step: what is worked out, by which formula, with which numbers, and the result."""

    title: str
    formula: tuple[Piece, ...]
    numbers: str
    result: str


def steps(
    engine: Engine, assessment: Assessment, service_id: str, names: RuleNames
) -> tuple[Step, ...]:
    """The steps to the amount of a service; none where it has no amount in numbers."""
    amount = engine.compiled(service_id, assessment.on).rule.amount
    if amount is None:
        return ()
    pieces = explain(engine, assessment, service_id).children
    worth = [piece for piece in pieces if piece.kind != "condition"]
    told: dict[str, Step] = {}
    for (title, source), piece in zip(_written(amount), worth, strict=False):
        formula = _Formula(source, piece, names)
        for definition in formula.definitions():
            _tell(definition, names, told)
        told[title] = formula.step(TITLES[title])
    return tuple(told.values())


def _written(amount: Amount) -> list[tuple[str, str]]:
    sources = (("is", amount.exactly), ("from", amount.lowest), ("to", amount.highest))
    return [(title, source) for title, source in sources if source is not None]


def _tell(piece: Explained, names: RuleNames, told: dict[str, Step]) -> None:
    """A definition and, before it, those it uses; each once."""
    name = piece.definition or ""
    if f"definition {name}" in told:
        return
    definition = names.definitions[name]
    formula = _Formula(definition.exactly, piece.children[0], names)
    for inner in formula.definitions():
        _tell(inner, names, told)
    told[f"definition {name}"] = formula.step(definition.names.pl)


@dataclass(frozen=True)
class _Formula:
    """One formula and how it was evaluated."""

    source: str
    evaluated: Explained
    names: RuleNames

    def step(self, title: str) -> Step:
        """The formula as far as it was taken, in words and in numbers."""
        node, values = parse(self.source), self._values()
        words = _Taken(self.names, self.source, values).said(node)
        reckoned = _Reckoned(self.names, self.source, values).said(node)
        numbers = "".join(piece.text for piece in reckoned)
        return Step(title, tuple(words), numbers, said(self.evaluated, self.names))

    def definitions(self) -> Iterator[Explained]:
        """The defined names in the branches that were taken, of the whole household."""
        values = self._values()
        for name in _names(parse(self.source), _Taken(self.names, self.source, values)):
            found = values.get(name.id)
            if found is not None and found.definition:
                yield found

    def _values(self) -> dict[str, Explained]:
        return dict(_by_text(self.evaluated))


def _by_text(piece: Explained) -> Iterator[tuple[str, Explained]]:
    """Every piece of one formula by its text: not inside names, not person by person."""
    yield piece.text, piece
    if piece.definition is None:
        for child in piece.children:
            if child.person == piece.person:
                yield from _by_text(child)


def _names(node: Node, taken: _Taken) -> Iterator[Name]:
    """The names in what was taken; what a quantifier looks at is about single persons."""
    node = taken.shown(node)
    if isinstance(node, Name):
        yield node
    elif not isinstance(node, Quantifier):
        for part in fields(node):
            value = getattr(node, part.name)
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, Node):
                    yield from _names(one, taken)


@dataclass(frozen=True)
class _Taken(InWords):
    """Says a formula as it went: of every choice the branch that was taken."""

    source: str
    values: Mapping[str, Explained]

    def shown(self, node: Node) -> Node:
        while isinstance(node, Call) and node.function == "if":
            test, then, otherwise = node.arguments
            found = self.values.get(self.source[test.start : test.end])
            if found is None or not isinstance(found.value, bool):
                break
            node = then if found.value else otherwise
        return node


@dataclass(frozen=True)
class _Reckoned(_Taken):
    """Says a formula with numbers in the place of names."""

    def name(self, node: Name) -> Piece:
        found = self.values.get(node.id)
        return super().name(node) if found is None else Piece(said(found, self.names))

    def is_loose(self, node: Node) -> bool:
        return self._number(node) is None and super().is_loose(node)

    def said(self, node: Node) -> Iterator[Piece]:
        node = self.shown(node)
        found = self._number(node)
        if found is None:
            yield from super().said(node)
        else:
            yield Piece(said(found, self.names))

    def _number(self, node: Node) -> Explained | None:
        """What is one number without a look inside: over persons, or out of a table."""
        is_table = isinstance(node, Call) and node.function == "table"
        is_one = is_table or isinstance(node, Quantifier)
        return self.values.get(self.source[node.start : node.end]) if is_one else None


def said(piece: Explained, names: RuleNames) -> str:
    """What a piece is worth, in words."""
    value = piece.value
    if value is None:
        return "nie wiadomo"
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if not isinstance(value, tuple):
        return str(value)
    parameter = names.knowledge.parameters.get(piece.text)
    is_percent = parameter is not None and parameter.unit == "percent"
    low, high = (None if end is None else _number(end, piece.kind, is_percent) for end in value)
    if low == high and low is not None:
        return low
    return f"od {low or '?'} do {high or '?'}"


def _number(value: Exact, kind: str, is_percent: bool) -> str:
    if is_percent:
        return f"{decimal(value * 100)}{NO_BREAK}%"
    if kind == "money":
        return money(value)
    if kind == "an area":
        return f"{decimal(Fraction(value, 100))}{NO_BREAK}m²"
    return decimal(value)
