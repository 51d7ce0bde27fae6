"""A report as a file for a spreadsheet: codes, points, seconds; the same in every language."""

from __future__ import annotations

import csv
import io

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
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(fields_of(row) for row in (*table.rows, table.total))
    return out.getvalue()


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
