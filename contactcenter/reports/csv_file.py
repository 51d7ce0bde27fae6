"""A report as a file: codes, points, seconds, the same in every language; or for a spreadsheet.

A Polish spreadsheet takes a comma for a decimal one and guesses letters: it gets semicolons,
decimal commas and a byte order mark, and opens the file at a double click.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from contactcenter.reports.table import Row, Table

HEADER = (
    "group",
    "offered",
    "answered",
    "answered_in_20_s",
    "service_level_percent",
    "abandoned",
    "abandonment_percent",
    "short",
    "served_otherwise",
    "still_waiting",
    "longest_wait_s",
    "asa_s",
    "aht_s",
    "promised",
    "promises_settled",
    "promises_kept",
    "fcr_percent",
    "referred",
    "referrals_answered",
    "referrals_returned",
    "misrouting_percent",
    "estimates_told",
    "estimates_within",
    "estimates_within_percent",
    "estimate_error_min",
)


def csv_of(table: Table) -> str:
    """The rows, the last of them "all"; an empty field: nothing is known."""
    return _written([fields_of(row) for row in (*table.rows, table.total)], ",")


def spreadsheet_of(table: Table) -> str:
    """The same figures as a Polish spreadsheet writes them."""
    lines = [fields_of(row) for row in (*table.rows, table.total)]
    figures = [(line[0], *(_with_comma(field) for field in line[1:])) for line in lines]
    return "\ufeff" + _written(figures, ";")


def _written(lines: Sequence[Sequence[str | int | None]], separator: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(lines)
    return out.getvalue()


def _with_comma(field: str | int | None) -> str | int | None:
    return field.replace(".", ",") if isinstance(field, str) else field


def fields_of(row: Row) -> tuple[str | int | None, ...]:
    """One line."""
    sums = row.figures
    return (
        row.group,
        sums.offered,
        sums.answered,
        sums.answered_in_time,
        _percent(sums.service_level),
        sums.abandoned,
        _percent(sums.abandonment),
        sums.short,
        sums.served_otherwise,
        sums.still_waiting,
        _tenth(sums.longest_wait_seconds),
        _tenth(sums.asa_seconds),
        _tenth(sums.aht_seconds),
        row.promised,
        row.settled,
        row.kept,
        _percent(row.fcr),
        row.referred,
        row.referred_answered,
        row.returned,
        _percent(row.misrouting),
        row.told,
        row.within,
        _percent(row.estimate_share),
        _tenth(row.error_minutes),
    )


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share * 100:.1f}"


def _tenth(value: float | None) -> str | None:
    return None if value is None else f"{value:.1f}"
