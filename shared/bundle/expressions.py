"""Where the content says something in the expression language, and which names it uses there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from shared.bundle.files import ServiceFile, Span, WrittenDefinition
from shared.bundle.gather import Written
from shared.bundle.read import Sheet, Trail

NAME = re.compile(r"[a-z][a-z0-9_]*")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Expression(NamedTuple):
    """One expression and where it is written; `place` is the engine's name for that spot."""

    sheet: Sheet
    trail: Trail
    place: str
    text: str


def expressions(sheet: Sheet, service: ServiceFile) -> Iterator[Expression]:
    """Every expression of one service: definitions, conditions, amount, documents."""
    yield from formulas(sheet, service.definitions)
    for span in service.spans():
        yield from _of_span(sheet, span)
    for index, document in enumerate(service.documents):
        if document.when is not None:
            place = f"documents/{document.id}"
            yield Expression(sheet, ("documents", index, "when"), place, document.when)


def _of_span(sheet: Sheet, span: Span) -> Iterator[Expression]:
    for index, condition in enumerate(span.conditions):
        if condition.when is not None:
            place = f"{span.place}conditions/{condition.id}/when"
            trail = (*span.trail, "conditions", index, "when")
            yield Expression(sheet, trail, place, condition.when)
    amount = span.amount
    if amount is not None:
        for field, text in (("from", amount.from_), ("to", amount.to), ("is", amount.is_)):
            if text is not None:
                trail = (*span.trail, "amount", field)
                yield Expression(sheet, trail, f"{span.place}amount/{field}", text)


def formulas(sheet: Sheet, definitions: Iterable[WrittenDefinition]) -> Iterator[Expression]:
    """The formulas of these definitions."""
    for index, definition in enumerate(definitions):
        trail, place = ("definitions", index, "is"), f"definitions/{definition.id}/is"
        yield Expression(sheet, trail, place, definition.is_)


def names_in_use(written: Written) -> frozenset[str]:
    """Every name any expression uses, and every number a condition's sentence shows."""
    names: set[str] = set()
    for sheet, service in written.services:
        for expression in expressions(sheet, service):
            names.update(NAME.findall(expression.text))
        for condition in (one for span in service.spans() for one in span.conditions):
            names.update(PLACEHOLDER.findall(condition.text.pl))
    for _, asked in written.facts:
        for fact in asked.facts:
            names.update(NAME.findall(fact.derived or ""))
    for page in written.definitions:
        for formula in formulas(page.sheet, page.record.definitions):
            names.update(NAME.findall(formula.text))
    return frozenset(names)
