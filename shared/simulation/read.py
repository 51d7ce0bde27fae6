"""Reads households written one a line, in the JSON form of `okienko diagnose --facts`.

Files are long, so plain answers go into columns by the thousand, each different one checked once.
A block in which anything is out of the ordinary (a range, a reason, a household of unknown size, a
mistake) is read household by household, as everywhere else, and refused in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec
import numpy as np

from shared.diagnosis.answers import DOCUMENT_KEYS, Refusal, read_answer, read_household
from shared.diagnosis.frame import value_of
from shared.diagnosis.household import ASKER_ROLE, ROLE, SIZE
from shared.diagnosis.model import Fact
from shared.simulation.columns import (
    Column,
    Columns,
    Packer,
    assemble,
    bits_of,
    joined,
    packed,
    starts_of,
)
from shared.simulation.columns import column as as_column
from shared.simulation.days import contradicts

BLOCK = 4096
PLAIN: Mapping[str, set[type]] = {"bool": {bool}, "choice": {str}, "int": {int, str}, "date": {str}}
MONEY: set[type] = {int, str}  # 12 and "12.50"; what was written as 12.5 is read one by one


class _Untold:
    """Stands where a household says nothing of a fact."""


UNTOLD = _Untold()


class RefusedLine(NamedTuple):
    """A line (the first is 1) that is not taken: an answer refused, or what is wrong with it."""

    line: int
    why: Refusal | str


class _Odd(Exception):
    """Something out of the ordinary."""


def read_lines(
    lines: Iterable[bytes], facts: Mapping[str, Fact], on: date
) -> Columns | RefusedLine:
    """The households of a file as they answer on a day, or the first line that is refused."""
    reader, parts = _Reader(facts, on), []
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    for block in _blocks(numbered):
        part = reader.read(block)
        if isinstance(part, RefusedLine):
            return part
        parts.append(part)
    return joined(parts) if parts else Packer(facts).columns([], [], [])


def _blocks(numbered: Iterator[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    while block := list(islice(numbered, BLOCK)):
        yield block


class _Reader:
    def __init__(self, facts: Mapping[str, Fact], on: date) -> None:
        self.facts, self.on = facts, on
        self._codes = {name: _Codes(fact) for name, fact in facts.items()}
        self._names = {
            entity: {name for name, fact in facts.items() if fact.entity == entity}
            for entity in ("household", "person")
        }

    def read(self, block: Sequence[tuple[int, bytes]]) -> Columns | RefusedLine:
        documents: list[Any] = []
        for number, line in block:
            try:
                documents.append(msgspec.json.decode(line))
            except msgspec.DecodeError as error:
                return RefusedLine(number, f"not valid JSON: {error}")
        try:
            return self._quickly(documents)
        except (_Odd, ValueError):
            return self._one_by_one([number for number, _ in block], documents)

    def _one_by_one(
        self, numbers: Sequence[int], documents: Iterable[Any]
    ) -> Columns | RefusedLine:
        households = []
        for number, document in zip(numbers, documents, strict=True):
            household = read_household(document, self.facts, self.on)
            if isinstance(household, Refusal):
                return RefusedLine(number, household)
            households.append(household)
        return Columns.of(households, self.facts)

    def _quickly(self, documents: Sequence[Any]) -> Columns:
        homes, persons, counts = self._laid_out(documents)
        written = {
            **_by_name(homes, self._names["household"]),
            **_by_name(persons, self._names["person"]),
        }
        found = {name: self._codes[name].column(written[name]) for name in self.facts}
        starts = starts_of(counts)
        self._refuse_wrong_asker(found, starts)
        if SIZE in found:
            found[SIZE] = _sizes(found[SIZE], np.array(counts))
        made = assemble(self.facts, found, starts, len(persons))
        if any(
            contradicts(columns, self.facts, self.on) for columns in (made.household, made.person)
        ):
            raise _Odd
        return made

    def _laid_out(self, documents: Sequence[Any]) -> tuple[list[Any], list[Any], list[int]]:
        homes, persons, counts = [], [], []
        for document in documents:
            if type(document) is not dict or not document.keys() <= DOCUMENT_KEYS:
                raise _Odd
            home, listed = document.get("household", {}), document.get("persons", [])
            if not listed or type(listed) is not list:
                raise _Odd
            homes.append(home)
            persons += listed
            counts.append(len(listed))
        return homes, persons, counts

    def _refuse_wrong_asker(self, found: Mapping[str, Column], starts: np.ndarray) -> None:
        if ROLE in found:
            asker = bits_of(self.facts[ROLE], [ASKER_ROLE])
            if not np.all(found[ROLE].low[starts] & asker):
                raise _Odd


def _sizes(told: Column, counts: np.ndarray) -> Column:
    """Where nothing is said of the size, those listed are the whole household."""
    fits = (told.low == counts) | ((told.low != told.high) & (counts <= told.high))
    if not np.all(fits):
        raise _Odd
    return Column(counts, counts)


def _by_name(everything: Sequence[Any], names: set[str]) -> dict[str, Sequence[object]]:
    """What each household (or person) has written of each fact, in quick strides where all name
    the same facts.
    """
    for one in everything:
        if type(one) is not dict or not one.keys() <= names:
            raise _Odd
    first = everything[0].keys()
    if len(first) < 2 or any(one.keys() != first for one in everything):
        return {name: [one.get(name, UNTOLD) for one in everything] for name in names}
    told = zip(*map(itemgetter(*first), everything), strict=True)
    untold: Sequence[object] = [UNTOLD] * len(everything)
    return {**dict.fromkeys(names, untold), **dict(zip(first, told, strict=True))}


class _Codes(dict[Any, int]):
    """Which row of a table of answers each thing that is written stands for."""

    def __init__(self, fact: Fact) -> None:
        super().__init__()
        self.fact, self._plain = fact, PLAIN.get(fact.type, MONEY) | {_Untold}
        self._rows = [packed(fact, value_of(fact, None))]
        self[UNTOLD] = 0

    def __missing__(self, written: object) -> int:
        answer = read_answer(self.fact, written)
        if isinstance(answer, Refusal):
            raise _Odd
        self[written] = len(self._rows)
        self._rows.append(packed(self.fact, value_of(self.fact, answer)))
        return self[written]

    def column(self, written: Sequence[object]) -> Column:
        """The answers as a column. Raises _Odd for any that is not a plain one."""
        if not set(map(type, written)) <= self._plain:  # 1 and true are the same key
            raise _Odd
        codes = np.fromiter(map(self.__getitem__, written), np.int64, len(written))
        told = codes != 0 if self.fact.type == "date" else None
        return as_column(np.array(self._rows, dtype=np.int64)[codes], told)
