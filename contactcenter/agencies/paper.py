"""The month as a PDF, an A4 page across, and as CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from contactcenter.agencies.inbox import RESULTS
from contactcenter.agencies.report import Figures
from shared.press import Press

TEMPLATE = Path(__file__).with_name("report.typ")
COUNTS = (
    "sent", "in_time", "late", "open", "accepted", "sent_back", "misrouted", "hours",
    "kept", "broken", "promises_late", "promises_open",
)  # fmt: skip
SHARES = ("share_in_time", "share_misrouted", "share_kept")


def write_csv(month: str, rows: Iterable[Figures], names: Mapping[str, str]) -> str:
    """One line for each agency; the first line names the columns, shares are 0 to 1."""
    written = io.StringIO()
    table = csv.writer(written)
    results = [f"result_{one}" for one in RESULTS]
    table.writerow(["month", "agency", "name", *COUNTS, *SHARES, *results])
    for one in rows:
        figures = [_plain(getattr(one, name)) for name in (*COUNTS, *SHARES)]
        ends = [one.results.get(result, 0) for result in RESULTS]
        name = names.get(one.organization_id, "")
        table.writerow([month, one.organization_id, name, *figures, *ends])
    return written.getvalue()


def print_report(content: Mapping[str, Any]) -> bytes:
    """The PDF of a report: `language`, `words`, `columns`, `rows`, `mends`, all of them words."""
    return _press().set(TEMPLATE, "report", content)


@cache
def _press() -> Press:
    """Made when the first report is printed."""
    return Press(TEMPLATE)


def _plain(value: float | None) -> str:
    """A number as spreadsheets read it; nothing where there is nothing to tell."""
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)
