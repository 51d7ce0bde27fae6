"""Everything that is wrong with the content, in the order of files and lines."""

from __future__ import annotations

from shared.bundle.checks import (
    asked,
    classes,
    incomes,
    life_events,
    numbers,
    places,
    plain,
    references,
    relations,
    rules,
    services,
    texts,
)
from shared.bundle.fault import Fault
from shared.bundle.gather import Written
from shared.bundle.ids import collect_ids
from shared.bundle.knowledge import Knowledge


def check(written: Written, knowledge: Knowledge) -> tuple[Fault, ...]:
    """All faults: of form, of shape, between the files, in the expressions, in the examples.

    `knowledge` is what could be compiled of `written`; its engine is tried on the rules.
    """
    ids, faults = collect_ids(written.sheets)
    faults += written.faults
    faults += references.faults(written, ids)
    faults += places.faults(written)
    faults += classes.faults(written)
    faults += numbers.faults(written)
    faults += asked.faults(written, ids)
    faults += services.faults(written)
    faults += relations.faults(written, ids)
    faults += texts.faults(written, ids)
    faults += plain.faults(written)
    faults += incomes.faults(written, ids)
    faults += life_events.faults(written, ids)
    faults += list(rules.faults(written, knowledge, faults))
    return tuple(sorted(set(faults)))
