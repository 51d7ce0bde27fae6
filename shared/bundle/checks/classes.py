"""Classes of the Social Integration Club: days and places make sense, ids are single."""

from __future__ import annotations

from collections.abc import Iterator

from shared.bundle.fault import Fault
from shared.bundle.gather import Written
from shared.bundle.read import Sheet, Trail
from shared.catalog.model import KisClass


def faults(written: Written) -> Iterator[Fault]:
    """Faults of every class, and ids used twice."""
    for sheet, file in written.kis:
        seen: set[str] = set()
        for index, one in enumerate(file.classes):
            trail = ("classes", index)
            if one.id in seen:
                problem = f"the class `{one.id}` is written twice"
                yield sheet.fault((*trail, "id"), problem, "rename one or delete it")
            seen.add(one.id)
            yield from of_class(sheet, trail, one)


def of_class(sheet: Sheet, trail: Trail, one: KisClass) -> Iterator[Fault]:
    """Faults of one class, found at `trail`."""
    if one.ends_on is not None and one.ends_on < one.starts_on:
        cure = "correct one of the two days"
        yield sheet.fault((*trail, "ends_on"), "the class ends before it starts", cure)
    if one.places is not None and one.places_left is not None and one.places_left > one.places:
        problem = "more places are left than there are"
        yield sheet.fault((*trail, "places_left"), problem, "correct one of the two numbers")
