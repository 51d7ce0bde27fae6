"""The expressions hold together, and the worked examples ask about facts that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shared.bundle.expressions import expressions, formulas
from shared.bundle.fault import Fault
from shared.bundle.files import Case, ServiceFile, Span
from shared.bundle.gather import Page, Written
from shared.bundle.knowledge import Knowledge
from shared.bundle.read import Sheet, Trail
from shared.bundle.refused import in_words
from shared.diagnosis import result
from shared.diagnosis.answers import Refusal, read_household
from shared.diagnosis.household import parse_key
from shared.diagnosis.model import Fact


def faults(written: Written, knowledge: Knowledge, found: list[Fault]) -> Iterator[Fault]:
    """Faults the engine finds in the rules, and worked examples it cannot read.

    Outside expressions the checks before this one say more; where they have already `found`
    something in a file, the engine is heard on its expressions only.
    """
    if any(
        fault.file.startswith(("facts/", "parameters/", "definitions/")) for fault in written.faults
    ):
        return  # every rule would be blamed for what could not be read there
    blamed = {fault.file for fault in found}
    for inside, fault in _of_engine(written, knowledge):
        if inside or fault.file not in blamed:
            yield fault
    for page in written.services:
        for index, case in enumerate(page.record.cases):
            yield from _of_case(page, ("cases", index), case, knowledge.facts)


def _of_engine(written: Written, knowledge: Knowledge) -> Iterator[tuple[bool, Fault]]:
    """What the engine finds, and whether it is inside an expression."""
    try:
        _ = knowledge.engine  # built on first sight
    except result.ContentError as error:
        for fault in error.faults:
            yield bool(fault.expression), _in_file(written, fault)


def _in_file(written: Written, fault: result.Fault) -> Fault:
    """The engine's fault, moved to the file and line its expression is written on."""
    pages = {page.record.id: page for page in written.services}
    page = pages.get(fault.owner)
    if page is None:
        return _in_numbers(written, fault)
    for expression in expressions(page.sheet, page.record):
        if (expression.place, expression.text) == (fault.place, fault.expression):
            return _at_column(page.sheet, expression.trail, fault)
    return page.sheet.fault(_trail_of(page.record, fault.place), fault.problem, fault.cure)


def _at_column(sheet: Sheet, trail: Trail, fault: result.Fault) -> Fault:
    spot = sheet.spot(trail)
    if not fault.column:
        return sheet.fault(trail, fault.problem, fault.cure)
    if spot.exact:
        problem = f"column {spot.column + fault.column - 1}: {fault.problem}"
    else:
        near = fault.expression[fault.column - 1 :][:30]
        problem = f"at `{near}`: {fault.problem}"
    return Fault(sheet.file, spot.line, problem, fault.cure)


def _trail_of(service: ServiceFile, place: str) -> Trail:
    if place == "versions":
        return ("versions",)
    for span in service.spans():
        if f"{place}/" == span.place:
            return (*span.trail, "from")
        if place.startswith(span.place):
            found = _trail_in(span, place.removeprefix(span.place))
            if found:
                return found
    for index, definition in enumerate(service.definitions):
        if place == f"definitions/{definition.id}":
            return ("definitions", index, "id")
    return ()


def _trail_in(span: Span, place: str) -> Trail:
    for index, condition in enumerate(span.conditions):
        if condition.id in place.split("/"):
            return (*span.trail, "conditions", index)
    return (*span.trail, "amount") if "amount" in place and span.amount else ()


def _in_numbers(written: Written, fault: result.Fault) -> Fault:
    found = _in_definitions(written, fault)
    if found is not None:
        return found
    for numbers in written.parameters:
        for index, parameter in enumerate(numbers.record.parameters):
            if parameter.id == fault.owner:
                return numbers.sheet.fault(("parameters", index), fault.problem, fault.cure)
    for asked in written.facts:
        for index, fact in enumerate(asked.record.facts):
            if fact.id == fault.owner:
                return asked.sheet.fault(("facts", index), fault.problem, fault.cure)
    return Fault(".", 1, f"{fault.owner}: {fault.problem}", fault.cure)


def _in_definitions(written: Written, fault: result.Fault) -> Fault | None:
    for sheet, named in written.definitions:
        for formula in formulas(sheet, named.definitions):
            if (formula.place, formula.text) == (fault.place, fault.expression):
                return _at_column(sheet, formula.trail, fault)
            if formula.place == f"{fault.place}/is":
                return sheet.fault((*formula.trail[:-1], "id"), fault.problem, fault.cure)
    return None


def _of_case(
    page: Page[ServiceFile], trail: Trail, case: Case, facts: Mapping[str, Fact]
) -> Iterator[Fault]:
    document = {"household": case.household, "persons": list(case.persons)}
    household = read_household(document, facts, case.on)
    if isinstance(household, Refusal):
        problem, cure = in_words(household, facts)
        named = f"`{household.fact}`: {problem}"
        yield page.sheet.fault((*trail, *_trail_of_key(household.fact)), named, cure)
    if case.expect.amount and not any(span.amount for span in page.record.spans()):
        problem = "the case expects an amount, but the service has none"
        yield page.sheet.fault((*trail, "expect"), problem, "add `amount:` or delete it here")


def _trail_of_key(text: str) -> Trail:
    key = parse_key(text)
    if key.person is None:
        return ("household", key.fact)
    return ("persons", key.person, key.fact)
