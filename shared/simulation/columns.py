"""Many households as columns: one array for each fact, the persons of all in one row after another.

Every answer is two whole numbers: the least and the most it can be, in minor units (a date: the
number of its day; no is 0 and yes 1). A choice is a bit for each choice it can be, in both. Where
all answers to a fact are exact, `high` is the very same array as `low`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from shared.diagnosis.frame import Value, anything, value_of
from shared.diagnosis.household import ASKER_ROLE, ROLE, SIZE, Answer, Answers, Household, Unknown
from shared.diagnosis.model import Fact

MOST_CHOICES = 62  # bits of an int64
Packed = tuple[int, int]


class Column(NamedTuple):
    """The answers to one fact. `told` (of dates only): where something has been said at all."""

    low: np.ndarray
    high: np.ndarray
    told: np.ndarray | None = None

    def part(self, first: int, last: int) -> Column:
        """The rows from `first` up to `last`."""
        low = self.low[first:last]
        high = low if self.high is self.low else self.high[first:last]
        return Column(low, high, None if self.told is None else self.told[first:last])


@dataclass(frozen=True)
class Columns:
    """So many households. `starts[i]` is the row of the one who asks in household `i`."""

    facts: Mapping[str, Fact]
    starts: np.ndarray
    household: Mapping[str, Column]
    person: Mapping[str, Column]
    person_count: int

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def listed(self) -> np.ndarray:
        """How many persons each household lists."""
        return np.diff(self.starts, append=self.person_count)

    @cached_property
    def owner(self) -> np.ndarray:
        """The row of the household of each person."""
        return np.repeat(np.arange(len(self)), self.listed)

    def part(self, first: int, last: int) -> Columns:
        """The households from `first` up to `last`."""
        begin, end = (self._first_person_of(one) for one in (first, last))
        return Columns(
            self.facts,
            self.starts[first:last] - begin,
            {name: column.part(first, last) for name, column in self.household.items()},
            {name: column.part(begin, end) for name, column in self.person.items()},
            end - begin,
        )

    def _first_person_of(self, household: int) -> int:
        return int(self.starts[household]) if household < len(self) else self.person_count

    @classmethod
    def of(cls, households: Iterable[Household], facts: Mapping[str, Fact]) -> Columns:
        """The households as columns. Raises ValueError for an answer that does not fit a fact."""
        homes = list(households)
        packer = Packer(facts)
        counts = [len(home.persons) for home in homes]
        persons = [person for home in homes for person in home.persons]
        return packer.columns([home.facts for home in homes], persons, counts)


class Packer:
    """Puts answers into columns, each different answer checked once."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self.facts = facts
        self._known: dict[tuple[str, Answer | None], Packed] = {}
        for fact in facts.values():
            if len(fact.choices) > MOST_CHOICES:
                raise ValueError(f"{fact.id}: has more than {MOST_CHOICES} choices")

    def columns(
        self, homes: Sequence[Answers], persons: Sequence[Answers], counts: Sequence[int]
    ) -> Columns:
        """The columns of these answers; `counts` is how many persons each home has."""
        self._refuse_unknown((*homes, *persons))
        starts = starts_of(counts)
        found = {
            name: self._column(fact, homes if fact.entity == "household" else persons)
            for name, fact in self.facts.items()
        }
        return assemble(self.facts, found, starts, len(persons))

    def _refuse_unknown(self, everything: Iterable[Answers]) -> None:
        names = self.facts.keys()
        for answers in everything:
            if not answers.keys() <= names:
                strange = min(answers.keys() - names)
                raise ValueError(f"answers to facts that are not asked here: {strange}")

    def _column(self, fact: Fact, everything: Sequence[Answers]) -> Column:
        answers = [one.get(fact.id) for one in everything]
        packed = np.array([self._pack(fact, one) for one in answers], dtype=np.int64)
        told = None
        if fact.type == "date":
            told = np.array([not isinstance(one, Unknown | None) for one in answers], dtype=bool)
        return column(packed.reshape(-1, 2), told)

    def _pack(self, fact: Fact, answer: Answer | None) -> Packed:
        found = self._known.get((fact.id, answer))
        if found is None:
            found = self._known[fact.id, answer] = packed(fact, value_of(fact, answer))
        return found


def column(ends: np.ndarray, told: np.ndarray | None = None) -> Column:
    """A column of rows of two ends; one array for both where they are equal throughout."""
    low = np.ascontiguousarray(ends[:, 0])
    high = np.ascontiguousarray(ends[:, 1])
    return Column(low, low if np.array_equal(low, high) else high, told)


def packed(fact: Fact, value: Value) -> Packed:
    """What the engine knows about a fact, as two whole numbers."""
    if isinstance(value, frozenset):
        bits = bits_of(fact, value)
        return bits, bits
    if isinstance(value, tuple):
        low, high = value
        return int(low or 0), int(high or 0)
    return (0, 1) if value is None else (int(value), int(value))


def bits_of(fact: Fact, choices: Iterable[str]) -> int:
    """A bit for each of the choices."""
    return sum(1 << fact.choice_ids.index(choice) for choice in choices)


def starts_of(counts: Sequence[int]) -> np.ndarray:
    """The first row of each household, all of which list somebody."""
    return np.cumsum([0, *counts[:-1]], dtype=np.int64) if len(counts) else np.zeros(0, np.int64)


def assemble(
    facts: Mapping[str, Fact], found: Mapping[str, Column], starts: np.ndarray, persons: int
) -> Columns:
    """Columns in which only the first person of a household asks. Raises ValueError otherwise."""
    household = {n: column for n, column in found.items() if facts[n].entity == "household"}
    person = {n: column for n, column in found.items() if facts[n].entity == "person"}
    if ROLE in person:
        person[ROLE] = _roles(person[ROLE].low, starts, bits_of(facts[ROLE], [ASKER_ROLE]))
    made = Columns(facts, starts, household, person, persons)
    if SIZE in household and np.any(household[SIZE].high < made.listed):
        raise ValueError(f"{SIZE}: more persons are listed than the household has")
    return made


def _roles(told: np.ndarray, starts: np.ndarray, asker: int) -> Column:
    bits = told & ~asker
    bits[starts] = asker
    if not np.all(bits):
        raise ValueError(f"{ROLE}: only the first person is the one who asks")
    return Column(bits, bits)


def joined(parts: Sequence[Columns]) -> Columns:
    """The households of all parts, in order; at least one part."""
    if len(parts) == 1:
        return parts[0]
    before = np.cumsum([0, *(part.person_count for part in parts)])
    starts = [part.starts + shift for part, shift in zip(parts, before[:-1], strict=True)]
    return Columns(
        parts[0].facts,
        np.concatenate(starts),
        {name: _stacked([part.household[name] for part in parts]) for name in parts[0].household},
        {name: _stacked([part.person[name] for part in parts]) for name in parts[0].person},
        int(before[-1]),
    )


def _stacked(parts: Sequence[Column]) -> Column:
    low = np.concatenate([part.low for part in parts])
    is_exact = all(part.high is part.low for part in parts)
    high = low if is_exact else np.concatenate([part.high for part in parts])
    told = [part.told for part in parts if part.told is not None]
    return Column(low, high, np.concatenate(told) if told else None)


def blank(fact: Fact) -> Packed:
    """Everything that a fact can be of a person nobody has listed."""
    bits = anything(fact)
    if fact.id == ROLE and isinstance(bits, frozenset):
        bits -= {ASKER_ROLE}
    return packed(fact, bits)
