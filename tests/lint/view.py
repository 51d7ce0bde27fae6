"""One version of a rule on one day, for every household of certain sizes: what the checks ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import z3

from shared.bundle import Knowledge
from shared.diagnosis.household import SIZE
from shared.diagnosis.model import Fact
from shared.diagnosis.tree import Arithmetic, Node
from tests.lint.ask import Answer, Asker
from tests.lint.simpler import parts_of
from tests.lint.translate import Translation
from tests.lint.world import World
from tests.lint.worth import Worth, both
from tests.lint.written import Epoch, Law, Piece, defined_in, laws, names_in

# A pair shows most of what can be; the largest is above all sizes a rule tells apart (a test sees
# to that), so a larger household is like it.
PAIR = (2,)
ALL_SIZES = tuple(range(1, 7))
# Numbers told so that the rest is linear: such parts of their range.
SHARES = (100, 10, 40)


Told = tuple[tuple[str, int], ...]


@dataclass
class Book:
    """All rules, and whoever answers about them."""

    knowledge: Knowledge
    sizes: tuple[int, ...] = ALL_SIZES
    asker: Asker = field(default_factory=Asker)

    @cached_property
    def laws(self) -> tuple[Law, ...]:
        """Every version of every rule."""
        return laws(self.knowledge)

    def world(self, sizes: tuple[int, ...], told: Told) -> World:
        """Households of such sizes of which this much is told."""
        key = (sizes, told)
        if key not in self._worlds:
            self._worlds[key] = World(self.knowledge.facts, sizes, dict(told))
        return self._worlds[key]

    @cached_property
    def _worlds(self) -> dict[tuple[tuple[int, ...], Told], World]:
        return {}

    def views(self, law: Law) -> Iterator[tuple[View, list[Epoch]]]:
        """The rule with each set of numbers, latest first, and the days on which it had them."""
        days: dict[tuple[object, ...], list[Epoch]] = {}
        for epoch in reversed(law.epochs):
            days.setdefault(epoch.values, []).insert(0, epoch)
        for epochs in days.values():
            yield self._view(law, epochs[0]), epochs

    def _view(self, law: Law, epoch: Epoch) -> View:
        key = (id(law), epoch.from_on)
        if key not in self._kept:
            self._kept[key] = View(self, law, epoch)
        return self._kept[key]

    @cached_property
    def _kept(self) -> dict[tuple[int, object], View]:
        return {}

    def on(self, law: Law, day: date) -> View:
        """The rule with the numbers of a day."""
        begun = [one for one in law.epochs if one.from_on <= day]
        return self._view(law, begun[-1] if begun else law.epochs[0])


class Sight:
    """A rule as terms of one world. `formulas`: what defined names say instead, if anything."""

    def __init__(self, view: View, sizes: tuple[int, ...], told: Told = ()) -> None:
        self.world = view.book.world(sizes, told)
        self.law, self.epoch, self.book = view.law, view.epoch, view.book
        self.said = self.with_formulas({})

    def with_formulas(self, changed: Mapping[str, Node]) -> Translation:
        """A translation in which some names say something else."""
        formulas = {one: piece.node for one, piece in self.law.formulas.items()} | dict(changed)
        return Translation(self.world, self.book.knowledge.parameters, self.epoch.from_on, formulas)

    @cached_property
    def domain(self) -> z3.BoolRef:
        """What every household must be."""
        facts = sorted(self.law.names & self.book.knowledge.facts.keys())
        return both(*self.world.domain(facts))

    @cached_property
    def conditions(self) -> dict[str, z3.BoolRef]:
        """Each condition, by its place."""
        return {one.place: self.said.truth(one.node) for one in self.law.conditions}

    @cached_property
    def amounts(self) -> dict[str, Worth]:
        """What is written of the amount, by its place."""
        return {one.place: self.said.number(one.node) for one in self.law.amounts}

    @cached_property
    def documents(self) -> dict[str, z3.BoolRef]:
        """When each document is needed, by its place."""
        return {one.place: self.said.truth(one.node) for one in self.law.documents}

    @cached_property
    def fits(self) -> z3.BoolRef:
        """Whether the household is not refused. Help never is."""
        return both() if self.law.rule.kind == "help" else both(*self.conditions.values())

    def ask(self, goal: z3.BoolRef, *more: z3.BoolRef) -> Answer:
        """Whether there is such a household."""
        is_hint = bool(self.world.told) or self.world.sizes == PAIR
        goal = both(*more, goal)
        return self.book.asker.ask(self.domain, goal, self.about, is_hint=is_hint)

    @property
    def about(self) -> str:
        """Under which name households of this kind are kept."""
        return f"{self.law.place} {self.world.sizes} {self.world.told}"

    @property
    def example(self) -> str:
        """The household found last."""
        return self.book.asker.household(self.about)


class View:
    """A rule with one set of numbers."""

    def __init__(self, book: Book, law: Law, epoch: Epoch) -> None:
        self.book, self.law, self.epoch = book, law, epoch

    @cached_property
    def pair(self) -> Sight:
        """Seen by households of two."""
        return Sight(self, PAIR)

    @cached_property
    def all(self) -> Sight:
        """Seen by households of every size."""
        return Sight(self, self.book.sizes)

    @cached_property
    def told(self) -> tuple[Sight, ...]:
        """Seen by households of which something is told that makes all else linear."""
        facts = self.book.knowledge.facts
        bent = sorted(bent_by(self.law, facts))
        shares = SHARES if bent else ()
        tellings = [tuple((name, _share(facts[name], share)) for name in bent) for share in shares]
        return tuple(
            Sight(self, sizes, one) for sizes in (PAIR, self.book.sizes) for one in tellings
        )

    @property
    def sights(self) -> Iterator[Sight]:
        """The quick ones first: what they find holds for the last too."""
        yield from self.told
        yield self.pair
        yield self.all

    @property
    def is_announced(self) -> bool:
        """Whether every number is known."""
        return None not in self.epoch.values

    @property
    def is_as_announced_as_ever(self) -> bool:
        """Whether every number is known that is known on any day."""
        read = (self.law.parameters[name] for name in self.law.numbers)
        pairs = zip(read, self.epoch.values, strict=True)
        return all(value is not None or not one.values for one, value in pairs)


def _share(fact: Fact, part: int) -> int:
    assert fact.minimum is not None
    assert fact.maximum is not None
    return fact.minimum + (fact.maximum - fact.minimum) // part


def bent_by(law: Law, facts: Mapping[str, Fact]) -> set[str]:
    """The numbers without which nothing is multiplied with or divided by something unknown."""
    numbers = {name for name, fact in facts.items() if fact.is_numeric} - {SIZE}
    pairs = [pair for piece in law.pieces for pair in _products(piece.node)]
    told: set[str] = set()
    for op, _, right in pairs:
        told |= numbers.intersection(names_in(right)) if op == "/" else set()
    for op, left, right in pairs:
        sides = [numbers.intersection(names_in(side)) - told for side in (left, right)]
        told |= min(sides, key=len) if op == "*" and all(sides) else set()
    return told


def _products(node: Node) -> Iterator[tuple[str, Node, Node]]:
    if isinstance(node, Arithmetic) and node.op in "*/":
        yield node.op, node.left, node.right
    for _, _, part in parts_of(node):
        yield from _products(part)


def uses(piece: Piece, name: str) -> bool:
    """Whether a piece says something by that name."""
    return any(one == name for one, _ in defined_in(piece.node))
