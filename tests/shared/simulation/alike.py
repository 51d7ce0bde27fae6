"""Holds the columns against the engine, household by household, verdict by verdict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from shared.diagnosis import Engine, Household, Result, Verdict
from shared.simulation.columns import Columns
from shared.simulation.run import VERDICTS, ServiceOutcome, run

Said = tuple[Verdict, tuple[int, int | None, str] | None]


def said_by_columns(found: ServiceOutcome, row: int) -> Said:
    """The verdict, and the amount unless it is a no."""
    verdict, amounts = VERDICTS[found.verdicts[row]], found.amounts
    if amounts is None or verdict is Verdict.NOT_ELIGIBLE:
        return verdict, None
    high = int(amounts.high[row]) if amounts.has_end[row] else None
    return verdict, (int(amounts.low[row]), high, amounts.period)


def said_by_engine(result: Result) -> Said:
    """The same of one result."""
    one = result.amount
    return result.verdict, one and (one.min_grosze, one.max_grosze, one.period)


def differences(
    engine: Engine, households: Sequence[Household], on: date, batch: int = 7
) -> list[str]:
    """Every service of every household that does not come out the same; `batch` at a time."""
    outcome = run(engine, Columns.of(households, engine.facts), on, batch=batch)
    found = []
    for row, household in enumerate(households):
        for result in engine.assess(household, on).results:
            mine = said_by_columns(outcome.services[result.service_id], row)
            if mine != said_by_engine(result):
                found.append(f"{result.service_id} of {household}: {mine}, not {result}")
    return found
