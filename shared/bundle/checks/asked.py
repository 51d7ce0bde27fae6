"""Facts can be asked: they have a range or choices, a question for everybody, and a use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from decimal import Decimal

from shared.bundle.expressions import names_in_use
from shared.bundle.fault import Fault
from shared.bundle.files import DECIMAL, Range, ServiceFile, WrittenFact
from shared.bundle.gather import Page, Written
from shared.bundle.ids import Ids
from shared.bundle.order import ordinal
from shared.bundle.read import Sheet, Trail

NEEDED = {"household_size": "household", "role": "person"}  # the engine counts and seats people
USED = {"facts": "fact", "parameters": "parameter", "definitions": "definition"}
ORDERED = ("int", "money", "area", "date")


def faults(written: Written, ids: Ids) -> Iterator[Fault]:
    """Faults in the facts themselves, then facts and parameters nothing uses."""
    for sheet, file in written.facts:
        for index, fact in enumerate(file.facts):
            yield from _of_answers(sheet, ("facts", index), fact)
            yield from _of_questions(sheet, ("facts", index), fact)
    yield from _of_names(ids)
    for name in NEEDED.keys() - ids["facts"].keys():
        problem = f"the fact `{name}` is missing: no household can be told without it"
        yield Fault(f"facts/{NEEDED[name]}.yaml", 1, problem, f"add `- id: {name}`")
    yield from _unused(written, ids)


def _of_answers(sheet: Sheet, trail: Trail, fact: WrittenFact) -> Iterator[Fault]:
    if (fact.type == "choice") != bool(fact.choices):
        cure = "list `choices:`" if fact.type == "choice" else "delete `choices`, or write choice"
        yield sheet.fault(trail, f"`{fact.id}` is a {fact.type}: choices do not fit it", cure)
    choice_ids = [choice.id for choice in fact.choices]
    for index, choice_id in enumerate(choice_ids):
        if choice_id in choice_ids[:index]:
            problem = f"the choice `{choice_id}` is listed twice"
            yield sheet.fault((*trail, "choices", index), problem, "keep one of the two")
    if (fact.type in ORDERED) != (fact.range is not None):
        cure = 'add `range: {min: "0", max: "…"}`' if fact.type in ORDERED else "delete `range`"
        yield sheet.fault(trail, f"`{fact.id}` is a {fact.type}: its range does not fit it", cure)
    elif fact.range:
        yield from _of_range(sheet, (*trail, "range"), fact.type, fact.range)


def _of_range(sheet: Sheet, trail: Trail, kind: str, span: Range) -> Iterator[Fault]:
    read = ordinal if kind == "date" else _decimal
    low, high = read(span.min), read(span.max)
    if low is None or high is None:
        cure = "write days as 2026-11-22" if kind == "date" else "write numbers"
        yield sheet.fault(trail, f"the range is not one of a {kind}", cure)
    elif low >= high:
        yield sheet.fault(trail, "min is not below max", "correct one of the two")


def _decimal(written: str) -> Decimal | None:
    return Decimal(written) if re.match(DECIMAL, written) else None


def _of_questions(sheet: Sheet, trail: Trail, fact: WrittenFact) -> Iterator[Fault]:
    for field, text in (("question_other", fact.question_other), ("phone_other", fact.phone_other)):
        if fact.entity == "household" and text is not None:
            problem = f"`{fact.id}` is about the household, `{field}` is for persons"
            yield sheet.fault(
                (*trail, field), problem, f"delete `{field}`, or write entity: person"
            )
        elif fact.entity == "person" and text is None:
            problem = f"`{fact.id}` has no `{field}`: it cannot be asked about somebody else"
            yield sheet.fault(trail, problem, f'add `{field}: {{pl: "{{who}}: …?"}}`')
        elif text is not None and "{who}" not in text.pl:
            problem = f"`{field}` does not say who is meant"
            yield sheet.fault((*trail, field), problem, "put {who} where the person is named")


def _of_names(ids: Ids) -> Iterator[Fault]:
    for name in ids["facts"].keys() & ids["parameters"].keys():
        definition = ids["parameters"][name]
        problem = f"`{name}` is a fact and a parameter at once"
        yield definition.sheet.fault(definition.trail, problem, "rename one of them")


def _unused(written: Written, ids: Ids) -> Iterator[Fault]:
    if any(fault.file.startswith("services/") for fault in written.faults):
        return  # the file that uses it may be the one that could not be read
    used = names_in_use(written) | NEEDED.keys()
    for kind, word in USED.items():
        for name, definition in ids[kind].items():
            if name not in used:
                problem = f"no rule uses the {word} `{name}`"
                yield definition.sheet.fault(definition.trail, problem, "use it or delete it")
    for page in written.services:
        yield from _unused_in_service(page, used)


def _unused_in_service(page: Page[ServiceFile], used: Set[str]) -> Iterator[Fault]:
    for index, definition in enumerate(page.record.definitions):
        if definition.id not in used:
            problem = f"no rule uses the definition `{definition.id}`"
            trail = ("definitions", index, "id")
            yield page.sheet.fault(trail, problem, "use it or delete it")
