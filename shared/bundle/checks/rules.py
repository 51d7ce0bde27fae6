"""The expressions hold together, and the worked examples ask about facts that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shared.bundle.expressions import expressions
from shared.bundle.fault import Fault
from shared.bundle.files import Case, ServiceFile
from shared.bundle.gather import Page, Written
from shared.bundle.order import to_facts, to_parameter, to_rule
from shared.bundle.read import Sheet, Trail
from shared.diagnosis import result
from shared.diagnosis.answers import Refusal, read_household
from shared.diagnosis.engine import Engine
from shared.diagnosis.household import parse_key
from shared.diagnosis.model import Fact

WHY = {
    "unknown_fact": ("there is no such fact", "use the id of a fact in facts/"),
    "wrong_type": ("{given} is not an answer to it", "write the kind of answer the fact asks for"),
    "too_precise": ("{given} has too many decimal places", "two places for money and area"),
    "out_of_range": ("{given} is out of its range", "stay within the fact's `range`"),
    "upside_down": ("the range is upside down", "write the smaller number as min"),
    "not_a_choice": ("{given} is not one of its choices", "use the id of a choice"),
    "wrong_shape": ("it is not written as facts and answers", "write `fact: answer`"),
    "of_a_person": ("it is a fact about a person", "write it under `persons:`"),
    "of_the_household": ("it is a fact about the household", "write it under `household:`"),
    "role_of_the_asker": ("the first person is the one who asks", "role self, and only there"),
    "fewer_than_listed": ("more persons are listed than that", "correct one of the two"),
    "too_many": ("too many persons are listed", "list fewer"),
}


def faults(written: Written) -> Iterator[Fault]:
    """Faults the engine finds in the rules, and worked examples it cannot read."""
    if any(fault.file.startswith(("facts/", "parameters/")) for fault in written.faults):
        return  # every rule would be blamed for what could not be read there
    facts = {fact.id: fact for fact in to_facts([page.record for page in written.facts])}
    yield from _of_engine(written, facts)
    for page in written.services:
        for index, case in enumerate(page.record.cases):
            yield from _of_case(page, ("cases", index), case, facts)


def _of_engine(written: Written, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    parameters = [to_parameter(p) for page in written.parameters for p in page.record.parameters]
    try:
        Engine(
            facts,
            {parameter.id: parameter for parameter in parameters},
            [to_rule(page.record) for page in written.services],
            content_hash="",
        )
    except result.ContentError as error:
        for fault in error.faults:
            yield _in_file(written, fault)


def _in_file(written: Written, fault: result.Fault) -> Fault:
    """The engine's fault, moved to the file and line its expression is written on."""
    pages = {page.record.id: page for page in written.services}
    page = pages.get(fault.owner)
    if page is None:
        return _in_numbers(written, fault)
    for expression in expressions(page.sheet, page.record):
        if expression.text == fault.expression:
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
    for index, condition in enumerate(service.conditions):
        if condition.id in place:
            return ("conditions", index)
    return ("amount",) if "amount" in place and service.amount else ()


def _in_numbers(written: Written, fault: result.Fault) -> Fault:
    for numbers in written.parameters:
        for index, parameter in enumerate(numbers.record.parameters):
            if parameter.id == fault.owner:
                return numbers.sheet.fault(("parameters", index), fault.problem, fault.cure)
    for asked in written.facts:
        for index, fact in enumerate(asked.record.facts):
            if fact.id == fault.owner:
                return asked.sheet.fault(("facts", index), fault.problem, fault.cure)
    return Fault(".", 1, f"{fault.owner}: {fault.problem}", fault.cure)


def _of_case(
    page: Page[ServiceFile], trail: Trail, case: Case, facts: Mapping[str, Fact]
) -> Iterator[Fault]:
    document = {"household": case.household, "persons": list(case.persons)}
    household = read_household(document, facts)
    if isinstance(household, Refusal):
        problem, cure = WHY[household.why]
        named = f"`{household.fact}`: {problem.format(given=household.given)}"
        yield page.sheet.fault((*trail, *_trail_of_key(household.fact)), named, cure)
    if case.expect.amount and page.record.amount is None:
        problem = "the case expects an amount, but the service has none"
        yield page.sheet.fault((*trail, "expect"), problem, "add `amount:` or delete it here")


def _trail_of_key(text: str) -> Trail:
    key = parse_key(text)
    if key.person is None:
        return ("household", key.fact)
    return ("persons", key.person, key.fact)
