"""Everything that is wrong with the content, in the order of files and lines."""

from __future__ import annotations

from shared.bundle.checks import asked, numbers, places, references, rules, services, texts
from shared.bundle.fault import Fault
from shared.bundle.gather import Written
from shared.bundle.ids import collect_ids


def check(written: Written) -> tuple[Fault, ...]:
    """All faults: of form, of shape, between the files, in the expressions, in the examples."""
    ids, faults = collect_ids(written.sheets)
    faults += written.faults
    faults += references.faults(written, ids)
    faults += places.faults(written)
    faults += numbers.faults(written)
    faults += asked.faults(written, ids)
    faults += services.faults(written)
    faults += texts.faults(written, ids)
    faults += list(rules.faults(written, faults))
    return tuple(sorted(set(faults)))
