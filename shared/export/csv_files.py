"""Tables as CSV (RFC 4180, UTF-8): one file each, and no cell a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from shared.export.tables import COLUMNS, Tables

# What a spreadsheet takes for a formula, or strips away to find one.
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_files(tables: Tables) -> Iterator[tuple[str, bytes]]:
    """A file name and its bytes for every table, also an empty one."""
    for entity, columns in COLUMNS.items():
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([safe(row.get(name)) for name in columns] for row in tables.rows[entity])
        yield f"{entity}.csv", out.getvalue().encode()


def safe(value: object) -> object:
    """Text that begins like a formula gets an apostrophe before it; numbers stay numbers."""
    if isinstance(value, str) and value.lstrip(" ").startswith(RUN_BY_SPREADSHEETS):
        return f"'{value}"
    return value
