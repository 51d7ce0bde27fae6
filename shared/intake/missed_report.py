"""One day's missed searches as a kiosk tells the city: counts of plain words, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from shared.intake.missed import Missed
from shared.models import Missing

MOST_ROWS = 2000
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Counted = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    words: Words
    language: Annotated[str, msgspec.Meta(pattern="^[a-z]{2,8}$")]
    missing: Missing
    counted: Counted


class _Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    on: date
    rows: Annotated[tuple[_Row, ...], msgspec.Meta(max_length=MOST_ROWS)]


class Report(msgspec.Struct, frozen=True):
    """A day, and what was searched for in vain on it."""

    on: date
    rows: tuple[Missed, ...]


def write_report(on: date, rows: list[Missed]) -> bytes:
    """The report as JSON; of a day with more rows than fit, those counted most."""
    kept = sorted(rows, key=lambda row: -row.counted)[:MOST_ROWS]
    return msgspec.json.encode({"on": on, "rows": [tuple(row) for row in kept]})


def read_report(data: bytes, before: date) -> Report | None:
    """What a kiosk sent; None for what is no report, or of a day that is not over."""
    try:
        report = msgspec.json.decode(data, type=_Report)
    except msgspec.DecodeError:
        return None
    if report.on >= before:
        return None
    rows = (Missed(row.words, row.language, row.missing, row.counted) for row in report.rows)
    return Report(report.on, tuple(rows))
