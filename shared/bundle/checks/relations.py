"""What services mean for each other: of services there are, told once, nothing contradicted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shared.bundle.fault import Fault
from shared.bundle.gather import Written
from shared.bundle.ids import Ids, missing
from shared.bundle.read import Sheet, Trail

FIELDS = ("excludes", "counts_as_income_for", "not_income_for")


class Named(NamedTuple):
    """One service that another names in one of the fields, and where."""

    field: str
    service_id: str
    other_id: str
    sheet: Sheet
    trail: Trail


def faults(written: Written, ids: Ids) -> Iterator[Fault]:
    """Relations to nothing, to oneself, told twice or on both sides, and against each other."""
    told: dict[tuple[str, str, str], Named] = {}
    yield from _of_form(written, ids)
    for named in _all_named(written):
        yield from missing(ids, "services", named.other_id, named.sheet, named.trail)
        yield from _of_one(named, told)
        told.setdefault((named.field, named.service_id, named.other_id), named)


def _of_form(written: Written, ids: Ids) -> Iterator[Fault]:
    for sheet, service in written.services:
        for field in FIELDS:
            for index, relation in enumerate(getattr(service, field)):
                act = (field, index, "basis", "act")
                yield from missing(ids, "acts", relation.basis.act, sheet, act)
                if not relation.services:
                    cure = "list at least one service"
                    yield sheet.fault((field, index, "services"), f"`{field}` names nobody", cure)


def _all_named(written: Written) -> Iterator[Named]:
    for sheet, service in written.services:
        for field in FIELDS:
            for row, relation in enumerate(getattr(service, field)):
                for column, other in enumerate(relation.services):
                    trail = (field, row, "services", column)
                    yield Named(field, service.id, other, sheet, trail)


def _of_one(named: Named, told: dict[tuple[str, str, str], Named]) -> Iterator[Fault]:
    field, service_id, other_id, sheet, trail = named
    if service_id == other_id:
        problem = f"`{field}` names the service itself"
        yield sheet.fault(trail, problem, "name the other service")
        return
    if (field, service_id, other_id) in told:
        yield sheet.fault(trail, f"`{field}` names `{other_id}` twice", "delete one of the two")
    if field == "excludes" and (field, other_id, service_id) in told:
        first = told[field, other_id, service_id]
        where = f"{first.sheet.file}:{first.sheet.spot(first.trail).line}"
        problem = f"`{service_id}` and `{other_id}` exclude each other on both sides"
        yield sheet.fault(trail, problem, f"it holds both ways: keep it in {where} only")
    if field == "not_income_for" and ("counts_as_income_for", service_id, other_id) in told:
        problem = f"it both counts and does not count as income for `{other_id}`"
        yield sheet.fault(trail, problem, "keep what the law says")
