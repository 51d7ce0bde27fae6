"""Definitions of income name kinds, acts and facts that there are, and give what they can give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shared.bundle.fault import Fault
from shared.bundle.files import IncomesFile, WrittenFact
from shared.bundle.gather import Page, Written
from shared.bundle.ids import Ids, missing
from shared.bundle.read import Sheet, Trail
from shared.diagnosis.income import IncomeDefinition

TURN_CURE = "write the day from which the year just past counts, as 07-01"


def faults(written: Written, ids: Ids) -> Iterator[Fault]:
    """Faults of every kind and every definition."""
    facts = {fact.id: fact for page in written.facts for fact in page.record.facts}
    for page in written.incomes:
        yield from _twice(page)
        known = {kind.id for kind in page.record.kinds}
        for index, definition in enumerate(page.record.definitions):
            trail = ("definitions", index)
            yield from missing(ids, "acts", definition.basis.act, page.sheet, (*trail, "basis"))
            yield from _of_kinds(page.sheet, trail, definition, known)
            yield from _of_facts(page.sheet, trail, definition, facts)
            yield from _of_year(page.sheet, trail, definition)


def _twice(page: Page[IncomesFile]) -> Iterator[Fault]:
    for name in ("kinds", "definitions"):
        seen: set[str] = set()
        for index, one in enumerate(getattr(page.record, name)):
            if one.id in seen:
                problem = f"`{one.id}` is there twice"
                yield page.sheet.fault((name, index, "id"), problem, "rename one or delete it")
            seen.add(one.id)


def _of_kinds(
    sheet: Sheet, trail: Trail, definition: IncomeDefinition, known: set[str]
) -> Iterator[Fault]:
    for kind in definition.leaves_out:
        if kind not in known:
            problem = f"there is no kind of income `{kind}`"
            yield sheet.fault((*trail, "leaves_out"), problem, "name one of `kinds`")


def _of_facts(
    sheet: Sheet, trail: Trail, definition: IncomeDefinition, facts: Mapping[str, WrittenFact]
) -> Iterator[Fault]:
    for field, entity in (("yields", "household"), ("own", "person")):
        name = getattr(definition, field)
        fact = facts.get(name)
        if name is not None and (fact is None or (fact.type, fact.entity) != ("money", entity)):
            problem = f"`{name}` is not a fact about money of a {entity}"
            yield sheet.fault((*trail, field), problem, "name one that is")


def _of_year(sheet: Sheet, trail: Trail, definition: IncomeDefinition) -> Iterator[Fault]:
    if (definition.span == "year_before") != (definition.year_turns is not None):
        problem = "`year_turns` stands with `span: year_before`, and only with it"
        yield sheet.fault((*trail, "span"), problem, TURN_CURE)
