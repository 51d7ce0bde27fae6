"""Every check, in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

from shared.bundle.files import Case
from shared.bundle.gather import gather
from tests.city import CONTENT
from tests.lint import asked, bands, idle, paid, periods, reach, thresholds
from tests.lint.findings import Finding
from tests.lint.view import Book

Check = Callable[[Book], Iterator[Finding]]


@cache
def real_cases() -> Mapping[str, Sequence[Case]]:
    """The worked examples of every service of the city."""
    return {page.record.id: page.record.cases for page in gather(CONTENT).services}


def checks(cases: Mapping[str, Sequence[Case]]) -> tuple[Check, ...]:
    """What is looked at, quick things first."""
    return (
        periods.parameters,
        periods.versions,
        periods.coverage,
        bands.between_services,
        reach.verdicts,
        reach.conditions,
        reach.documents,
        paid.amounts,
        asked.facts,
        asked.exclusions,
        idle.parts,
        partial(thresholds.untried, cases=cases),
    )


def lint(book: Book, cases: Mapping[str, Sequence[Case]]) -> list[Finding]:
    """Everything found, each thing once, check by check."""
    found = (finding for check in checks(cases) for finding in check(book))
    return list({str(one): one for one in found}.values())
