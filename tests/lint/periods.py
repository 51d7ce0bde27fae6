"""Days on which a rule is in force and a number it needs is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from shared.diagnosis.model import Parameter
from tests.lint.findings import Finding
from tests.lint.view import Book
from tests.lint.written import Law

DAY = timedelta(days=1)
Span = tuple[date, date]


def parameters(book: Book) -> Iterator[Finding]:
    """The values of a number follow each other day by day, and none is given up before it ends."""
    for name, parameter in book.knowledge.parameters.items():
        rows = parameter.values
        for earlier, later in pairwise(rows):
            if earlier.to_on is None or earlier.to_on + DAY != later.from_on:
                yield Finding("period", name, f"{later.from_on} does not follow the value before")
        for row in rows:
            if row.known_until_on and row.to_on and row.known_until_on < row.to_on:
                yield Finding("period", name, f"known until {row.known_until_on}, in force longer")
        if any(row.known_until_on for row in rows[:-1]):
            yield Finding("period", name, "`known_until` before the last value")


def versions(book: Book) -> Iterator[Finding]:
    """The versions of a rule follow each other day by day."""
    for service_id, rule in book.knowledge.rules.items():
        for earlier, later in pairwise(rule.versions):
            if earlier.to_on is None or earlier.to_on + DAY != later.from_on:
                yield Finding("period", service_id, f"{later.from_on} does not follow")


def coverage(book: Book) -> Iterator[Finding]:
    """While a version is in force, so is every number it reads, until it is not announced."""
    for law in book.laws:
        for name in sorted(law.names & book.knowledge.parameters.keys()):
            for first, last in _uncovered(law, book.knowledge.parameters[name]):
                told = f"{name} says nothing {first}…" + ("" if last == date.max else f"{last}")
                yield Finding("period", law.place, told)


def _uncovered(law: Law, parameter: Parameter) -> Iterator[Span]:
    """The days without a value; not before the first one of a rule that does not say since when.

    A number nobody has announced (no value, or known until a day) may be missing: that is said.
    """
    rows = parameter.values
    if not rows:
        return
    begin = law.version.from_on if law.version else rows[0].from_on
    end = (law.version.to_on if law.version else None) or date.max
    if begin < rows[0].from_on:
        yield begin, min(rows[0].from_on - DAY, end)
    last = rows[-1]
    if last.known_until_on is None and last.to_on is not None and last.to_on < end:
        yield max(last.to_on + DAY, begin), end
