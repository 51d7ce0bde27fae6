"""The rules as trees, one for each stretch of days with the same law and the same numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from functools import cached_property

from shared.bundle import Knowledge
from shared.diagnosis.define import Definitions
from shared.diagnosis.model import Definition, Parameter, Rule, Version
from shared.diagnosis.parameters import in_force
from shared.diagnosis.tree import Defined, Name, Node

FIRST_DAY = date(2015, 1, 1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Piece:
    """An expression: where it stands and what it says."""

    place: str
    source: str
    node: Node


@dataclass(frozen=True, eq=False)
class Law:
    """One version of one service's rule, read. `formulas`: what the names in it say."""

    rule: Rule
    version: Version | None
    conditions: tuple[Piece, ...]
    amounts: tuple[Piece, ...]
    documents: tuple[Piece, ...]
    formulas: Mapping[str, Piece]
    parameters: Mapping[str, Parameter]

    @property
    def service_id(self) -> str:
        """Whose rule it is."""
        return self.rule.service_id

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return self.service_id + (f" ({self.version.from_on})" if self.version else "")

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        if self.version is None:
            return True
        return self.version.from_on <= on <= (self.version.to_on or date.max)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Everything it says, formulas last."""
        return (*self.conditions, *self.amounts, *self.documents, *self.formulas.values())

    @cached_property
    def names(self) -> frozenset[str]:
        """Every fact and parameter it reads."""
        trees = (piece.node for piece in self.pieces)
        return frozenset(name for tree in trees for name in names_in(tree))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The parameters it reads."""
        return tuple(sorted(self.names & self.parameters.keys()))

    @cached_property
    def epochs(self) -> tuple[Epoch, ...]:
        """The stretches of days on which all its numbers stay the same, oldest first."""
        read = [self.parameters[name] for name in self.numbers]
        begins = [self.version.from_on] if self.version else []
        begins += [day for one in read for day in _turns(one)]
        ends = self.version.to_on if self.version else None
        first = self.version.from_on if self.version else date.min
        days = sorted({d for d in begins if first <= d <= (ends or date.max)} or {FIRST_DAY})
        lasts = [*(day - DAY for day in days[1:]), ends]
        return tuple(
            _merged(_epoch(day, last, read) for day, last in zip(days, lasts, strict=True))
        )


@dataclass(frozen=True)
class Epoch:
    """Days, both included (None: no end), and the numbers then: None where nobody announced one."""

    from_on: date
    to_on: date | None
    values: tuple[object, ...] = field(repr=False)

    def __str__(self) -> str:
        return f"since {self.from_on}" if self.to_on is None else f"{self.from_on}…{self.to_on}"


def _turns(parameter: Parameter) -> Iterator[date]:
    """The days on which a number becomes another one."""
    for value in parameter.values:
        yield value.from_on
        yield from (day + DAY for day in (value.to_on, value.known_until_on) if day is not None)


def _epoch(day: date, last: date | None, read: Iterable[Parameter]) -> Epoch:
    found = (in_force(one, day) for one in read)
    return Epoch(day, last, tuple(one and (one.value, one.each_next) for one in found))


def _merged(epochs: Iterable[Epoch]) -> list[Epoch]:
    merged: list[Epoch] = []
    for epoch in epochs:
        if merged and merged[-1].values == epoch.values:
            epoch = replace(epoch, from_on=merged.pop().from_on)
        merged.append(epoch)
    return merged


def names_in(node: Node) -> Iterator[str]:
    """Every name in a tree, also in the formulas it names."""
    if isinstance(node, Name):
        yield node.id
    for part in fields(node):
        value = getattr(node, part.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Node):
                yield from names_in(one)


def laws(knowledge: Knowledge) -> tuple[Law, ...]:
    """Every version of every rule of the content."""
    content = knowledge.content
    return laws_of(content.rules, content.definitions, knowledge.parameters)


def laws_of(
    rules: Iterable[Rule], definitions: Iterable[Definition], parameters: Mapping[str, Parameter]
) -> tuple[Law, ...]:
    """Every version of these rules; the definitions may be named by all of them."""
    common = tuple(definitions)
    return tuple(
        _law(rule, version, (*common, *rule.definitions), parameters)
        for rule in rules
        for version in rule.versions or (None,)
    )


def _law(
    rule: Rule,
    version: Version | None,
    definitions: Iterable[Definition],
    parameters: Mapping[str, Parameter],
) -> Law:
    of = version or rule
    known = {one.id: one for one in definitions}
    names = Definitions(known)
    conditions = [(f"conditions/{c.id}", c.when) for c in of.conditions]
    amount = of.amount
    amounts = []
    if amount is not None:
        written = (("is", amount.exactly), ("from", amount.lowest), ("to", amount.highest))
        amounts = [(f"amount/{field}", source) for field, source in written]
    documents = [(f"documents/{need.id}", need.when) for need in rule.documents]
    read = [_pieces(names, found) for found in (conditions, amounts, documents)]
    used = {
        one: tree for pieces in read for piece in pieces for one, tree in defined_in(piece.node)
    }
    formulas = {
        one: Piece(f"definitions/{one}", known[one].exactly, tree) for one, tree in used.items()
    }
    return Law(rule, version, *read, formulas, parameters)


def _pieces(names: Definitions, written: Iterable[tuple[str, str | None]]) -> tuple[Piece, ...]:
    found = ((place, source) for place, source in written if source is not None)
    return tuple(Piece(place, source, names.read(source)) for place, source in found)


def defined_in(node: Node) -> Iterator[tuple[str, Node]]:
    """Every defined name in a tree, with its formula."""
    if isinstance(node, Defined):
        yield node.id, node.formula
    for part in fields(node):
        value = getattr(node, part.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Node):
                yield from defined_in(one)
