"""Every id the content defines, taken from the files as they are, well-formed or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from shared.bundle.fault import Fault
from shared.bundle.read import Sheet, Trail

LISTS = ("acts", "documents", "facts", "parameters", "definitions", "life_events")
ONE_EACH = ("organizations", "locations", "services")
SINGULAR = {
    "acts": "act",
    "documents": "document",
    "facts": "fact",
    "parameters": "parameter",
    "definitions": "definition",
    "life_events": "life event",
    "organizations": "organization",
    "locations": "location",
    "services": "service",
}


class Definition(NamedTuple):
    """Where an id is defined."""

    sheet: Sheet
    trail: Trail
    id: str


Ids = Mapping[str, Mapping[str, Definition]]


def collect_ids(sheets: list[Sheet]) -> tuple[Ids, list[Fault]]:
    """Ids by kind ("acts", "facts", …), and a fault for every id defined twice."""
    ids: dict[str, dict[str, Definition]] = {kind: {} for kind in SINGULAR}
    faults = []
    for sheet in sheets:
        kind = sheet.file.split("/")[0].removesuffix(".yaml")
        for definition in _definitions(sheet, kind):
            first = ids[kind].setdefault(definition.id, definition)
            if first is not definition:
                faults.append(_twice(kind, definition, first))
    return ids, faults


def missing(ids: Ids, kind: str, wanted: str, sheet: Sheet, trail: Trail) -> Iterator[Fault]:
    """A fault if `wanted` is the id of nothing."""
    if wanted in ids[kind]:
        return
    close = get_close_matches(wanted, ids[kind], n=1)
    cure = f"did you mean `{close[0]}`? Otherwise add it" if close else "add it, or name another"
    yield sheet.fault(trail, f"there is no {SINGULAR[kind]} `{wanted}`", f"{cure} ({kind})")


def _definitions(sheet: Sheet, kind: str) -> Iterator[Definition]:
    if not isinstance(sheet.value, dict):
        return
    if kind in ONE_EACH:
        if isinstance(sheet.value.get("id"), str):
            yield Definition(sheet, ("id",), sheet.value["id"])
    elif kind in LISTS:
        items = sheet.value.get(kind)
        for index, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                yield Definition(sheet, (kind, index, "id"), item["id"])


def _twice(kind: str, definition: Definition, first: Definition) -> Fault:
    line = first.sheet.spot(first.trail).line
    where = f"{first.sheet.file}:{line}"
    problem = f"the {SINGULAR[kind]} `{definition.id}` is defined twice (first in {where})"
    return definition.sheet.fault(definition.trail, problem, "rename one or delete it")
