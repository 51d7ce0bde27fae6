"""The column types every revision writes down in full, so that it stays what it was."""

from __future__ import annotations

import sqlalchemy as sa

INSTANT = sa.DateTime(timezone=True)


def one_of(name: str, *values: str) -> sa.Enum:
    """A text column held to `values` by a CHECK named after the table and `name`."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)
