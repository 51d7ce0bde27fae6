"""The month as a PDF, an A4 page across, and as CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
import typst

from contactcenter.agencies.inbox import RESULTS
from contactcenter.agencies.report import Figures

TEMPLATE = Path(__file__).with_name("report.typ")
FONTS = Path(__file__).parents[2] / "shared" / "web" / "static" / "vendor" / "fonts"
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
    pdf = _press().compile({"report": msgspec.json.encode(content).decode()})
    if not isinstance(pdf, bytes):
        raise TypeError("typst gives a PDF as bytes")
    return pdf


class Press:
    """A compiler kept warm; one report at a time."""

    def __init__(self) -> None:
        found = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
        )
        self._compiler = typst.Compiler(TEMPLATE, font_paths=found, ignore_system_fonts=True)
        self._lock = Lock()

    def compile(self, inputs: dict[str, str]) -> object:
        """The PDF of these inputs."""
        with self._lock:
            return self._compiler.compile(format="pdf", sys_inputs=inputs)


@cache
def _press() -> Press:
    """Made when the first report is printed."""
    return Press()


def _plain(value: float | None) -> str:
    """A number as spreadsheets read it; nothing where there is nothing to tell."""
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)
