"""Amounts that can be nothing or less where they are in force, or from more than to."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import z3

from tests.lint.ask import Answer
from tests.lint.findings import Finding
from tests.lint.view import Book, Sight
from tests.lint.worth import both, real

HALF_A_GROSZ = real(Fraction(1, 200))


def amounts(book: Book) -> Iterator[Finding]:
    """Who fits is paid something, and from no more than to."""
    for law in book.laws:
        found: dict[str, Finding] = {}
        for view, _ in book.views(law):
            if law.amounts and view.is_announced:
                for finding in _of(view.all):
                    found.setdefault(str(finding), finding)
        yield from found.values()


def _of(sight: Sight) -> Iterator[Finding]:
    amounts = {place.removeprefix("amount/"): one.term for place, one in sight.amounts.items()}
    for name, term in amounts.items():
        below = _found(sight, f"amount/{name}", "may be below zero", term < 0)
        yield from below
        if name != "from" and not below:
            nothing = z3.And(term >= 0, term < HALF_A_GROSZ)
            yield from _found(sight, f"amount/{name}", "may be nothing", nothing)
    if "from" in amounts:
        more = amounts["from"] > amounts["to"]
        yield from _found(sight, "amount", "may be from more than to", more)


def _found(sight: Sight, place: str, problem: str, goal: z3.BoolRef) -> list[Finding]:
    answer = sight.ask(both(sight.fits, goal))
    if answer is Answer.NO:
        return []
    if answer is Answer.UNDECIDED:
        return [Finding("amount (undecided)", f"{sight.law.place}/{place}", problem)]
    return [Finding("amount", f"{sight.law.place}/{place}", problem, sight.example)]
