"""A service file says everything a citizen must be told, and its rule is complete."""

from __future__ import annotations

from collections.abc import Iterator

from shared.bundle.fault import Fault
from shared.bundle.files import ServiceFile, Span, WrittenAmount, WrittenCondition
from shared.bundle.gather import Page, Written
from shared.bundle.read import Sheet, Trail
from shared.routing.reason import DISTRICTS


def faults(written: Written) -> Iterator[Fault]:
    """Faults inside one service file at a time, and by_district rules that leave a district out."""
    districts = {page.record.id: set[str](page.record.districts) for page in written.locations}
    for page in written.services:
        yield from _of_kind(page)
        for span in page.record.spans():
            yield from _of_conditions(page.sheet, span)
            if span.amount is not None:
                yield from _of_amount(page.sheet, (*span.trail, "amount"), span.amount)
        yield from _of_where(page, districts)
        yield from _of_names_of_cases(page)


def _of_kind(page: Page[ServiceFile]) -> Iterator[Fault]:
    sheet, service = page
    if service.safety_sensitive and service.kind != "help":
        problem = "the service is safety_sensitive, but not `kind: help`"
        yield sheet.fault(("safety_sensitive",), problem, "help is never refused: write kind: help")
    if service.kind == "help" and not service.helplines and not service.where.locations:
        cure = "add `helplines:` or locations under `where:`"
        yield sheet.fault((), "help that nobody can reach: no helpline and no location", cure)
    if service.kind == "entitlement":
        for field in ("application", "decision", "appeal"):
            if getattr(service, field) is None:
                problem = f"an entitlement has no `{field}`"
                cure = f"add `{field}:` (everybody may apply, and every refusal can be appealed)"
                yield sheet.fault(("kind",), problem, cure)


def _of_conditions(sheet: Sheet, span: Span) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, condition in enumerate(span.conditions):
        trail = (*span.trail, "conditions", index)
        if condition.id in seen:
            problem = f"the condition `{condition.id}` is there twice"
            yield sheet.fault((*trail, "id"), problem, "give each condition its own id")
        seen.add(condition.id)
        yield from _of_condition(sheet, trail, condition)


def _of_condition(sheet: Sheet, trail: Trail, condition: WrittenCondition) -> Iterator[Fault]:
    if (condition.when is None) != condition.assessed_by_official:
        problem = f"the condition `{condition.id}` needs either `when` or `assessed_by_official`"
        yield sheet.fault(trail, problem, "write exactly one of the two")


def _of_amount(sheet: Sheet, trail: Trail, amount: WrittenAmount) -> Iterator[Fault]:
    ways = (
        amount.from_ is not None and amount.to is not None,
        amount.is_ is not None,
        amount.discretionary,
    )
    half = (amount.from_ is None) != (amount.to is None)
    if sum(ways) != 1 or half:
        cure = "write `from` and `to`, or `is`, or `discretionary: true`"
        yield sheet.fault(trail, "the amount is not said in exactly one way", cure)


def _of_where(page: Page[ServiceFile], districts: dict[str, set[str]]) -> Iterator[Fault]:
    sheet, service = page
    where = service.where
    if where.rule == "single" and len(where.locations) != 1:
        problem = f"the rule is single, but {len(where.locations)} locations are listed"
        yield sheet.fault(("where", "rule"), problem, "list one, or write rule: any")
    if not where.locations and where.text is None:
        yield sheet.fault(("where",), "nobody learns where to go", "list locations or add `text`")
    if where.no_address is not None and where.no_address not in where.locations:
        problem = f"`no_address` names {where.no_address}, which is not among the locations"
        yield sheet.fault(("where", "no_address"), problem, "add it to `locations`, or correct it")
    if where.rule == "by_district" and all(name in districts for name in where.locations):
        served = set().union(*(districts[name] for name in where.locations))
        for district in DISTRICTS.keys() - served:
            problem = f"no listed location serves the district {district}"
            cure = f"add {district} to the `districts` of one of them"
            yield sheet.fault(("where", "locations"), problem, cure)


def _of_names_of_cases(page: Page[ServiceFile]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, case in enumerate(page.record.cases):
        if case.name in seen:
            problem = f"two cases are named `{case.name}`"
            yield page.sheet.fault(("cases", index, "name"), problem, "say what tells them apart")
        seen.add(case.name)
