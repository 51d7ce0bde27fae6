"""Every household there can be, as variables: one for each fact, of each person or of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import z3

from shared.diagnosis.household import ASKER_ROLE, ROLE, SIZE
from shared.diagnosis.model import MINOR_UNITS, Fact
from tests.lint.worth import NO, YES, Worth, exactly, one_of

Value = int | bool | str


class World:
    """Households of so many persons; `sizes` are in order. Everybody is listed.

    `told`: numbers that are the same in all of them, in minor units.
    """

    def __init__(
        self, facts: Mapping[str, Fact], sizes: Sequence[int], told: Mapping[str, int] | None = None
    ) -> None:
        self.facts, self.sizes, self.told = facts, tuple(sizes), told or {}
        self.most = self.sizes[-1]
        self.size = self._size()
        self.truths: dict[tuple[str, int | None], z3.BoolRef] = {}
        self.numbers: dict[tuple[str, int | None], tuple[z3.ArithRef, Worth]] = {}
        self.chosen: dict[tuple[str, int | None], dict[str, z3.BoolRef]] = {}
        self.domains: dict[str, list[z3.BoolRef]] = {}

    def _size(self) -> Worth:
        if len(self.sizes) == 1:
            return exactly(self.sizes[0])
        counted = [(z3.Bool(f"{SIZE}={size}"), Fraction(size)) for size in self.sizes]
        return one_of(counted)

    def is_there(self, person: int) -> z3.BoolRef:
        """Whether the household has that person."""
        guards = [guard for guard, size in self.size.pieces or () if size > person]
        return YES if person < self.sizes[0] else z3.Or(*guards) if len(guards) > 1 else guards[0]

    def truth(self, fact: str, person: int | None) -> z3.BoolRef:
        """A fact that is yes or no."""
        key = (fact, person)
        if key not in self.truths:
            self.truths[key] = z3.Bool(_name(fact, person))
        return self.truths[key]

    def number(self, fact: str, person: int | None) -> Worth:
        """A number, in whole units; a date as the number of its day."""
        if fact == SIZE:
            return self.size
        if fact in self.told:
            return exactly(Fraction(self.told[fact], MINOR_UNITS.get(self.facts[fact].type, 1)))
        return self._number((fact, person))[1]

    def _number(self, key: tuple[str, int | None]) -> tuple[z3.ArithRef, Worth]:
        if key not in self.numbers:
            minor = z3.Int(_name(*key))
            unit = MINOR_UNITS.get(self.facts[key[0]].type, 1)
            term = z3.ToReal(minor)
            self.numbers[key] = minor, Worth(term / unit if unit > 1 else term)
        return self.numbers[key]

    def choice(self, fact: str, person: int | None) -> Mapping[str, z3.BoolRef]:
        """Whether each choice is the one."""
        if (fact, person) == (ROLE, 0):
            return {one: YES if one == ASKER_ROLE else NO for one in self.facts[ROLE].choice_ids}
        if (fact, person) not in self.chosen:
            ids = self.facts[fact].choice_ids
            found = {one: z3.Bool(f"{_name(fact, person)}={one}") for one in ids}
            self.chosen[fact, person] = found | ({ASKER_ROLE: NO} if fact == ROLE else {})
        return self.chosen[fact, person]

    def domain(self, facts: Iterable[str]) -> list[z3.BoolRef]:
        """What keeps the household one that can be: each fact in its range, one of its choices."""
        found = []
        if len(self.sizes) > 1:
            found += _exactly_one([guard for guard, _ in self.size.pieces or ()])
        for name in facts:
            if name not in self.domains:
                self.domains[name] = self._of_everybody(self.facts[name])
            found += self.domains[name]
        return found

    def _of_everybody(self, fact: Fact) -> list[z3.BoolRef]:
        persons = [None] if fact.entity == "household" else range(self.most)
        return [part for person in persons for part in self._of_fact(fact, person)]

    def _of_fact(self, fact: Fact, person: int | None) -> Iterator[z3.BoolRef]:
        if fact.id == SIZE or (fact.id, person) == (ROLE, 0):
            return
        if fact.is_ordered:
            minor = self._number((fact.id, person))[0]
            yield minor >= fact.minimum
            yield minor <= fact.maximum
        elif fact.type == "choice":
            yield from _exactly_one(list(self.choice(fact.id, person).values()))

    def fixed(self, facts: Mapping[str, Value], persons: Sequence[Mapping[str, Value]]):
        """The household in which every fact is what is told here."""
        for name, value in facts.items():
            yield from self._is(name, None, value)
        for index, person in enumerate(persons):
            for name, value in person.items():
                yield from self._is(name, index, value)

    def _is(self, name: str, person: int | None, value: Value) -> Iterator[z3.BoolRef]:
        if name == SIZE:
            yield from (guard for guard, size in self.size.pieces or () if size == value)
        elif self.facts[name].type == "bool":
            yield self.truth(name, person) == value
        elif self.facts[name].type == "choice":
            for one, chosen in self.choice(name, person).items():
                yield chosen if one == value else z3.Not(chosen)
        else:
            yield self._number((name, person))[0] == value

    def twins(self, fact: str, person: int | None) -> list[tuple[z3.ExprRef, z3.ExprRef]]:
        """The variables of a fact, each with one that stands for another answer to it."""
        kind = self.facts[fact].type
        if kind == "bool":
            own = [self.truth(fact, person)]
        elif kind == "choice":
            own = [one for one in self.choice(fact, person).values() if z3.is_const(one)]
            own = [one for one in own if one is not NO]
        else:
            own = [self._number((fact, person))[0]]
        return [(one, z3.Const(f"other {one}", one.sort())) for one in own]


def _name(fact: str, person: int | None) -> str:
    return fact if person is None else f"{fact}.{person}"


def _exactly_one(guards: Sequence[z3.BoolRef]) -> Iterator[z3.BoolRef]:
    yield z3.Or(*guards)
    for one, other in combinations([one for one in guards if one is not NO], 2):
        yield z3.Or(z3.Not(one), z3.Not(other))
