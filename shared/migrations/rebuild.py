"""Changing what no ALTER can change: the table is copied aside, made anew and filled again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alembic import op
from sqlalchemy.schema import SchemaItem


def rebuild(name: str, parts: Sequence[SchemaItem], kept: Mapping[str, str | None]) -> None:
    """Make table `name` of `parts`, with the rows it had.

    `kept`: the columns that are filled again, each from the old column it names, or from its
    namesake. Indexes go with the old table. On PostgreSQL nothing may refer to the table; SQLite's
    references are looked at again when all revisions are done.
    """
    aside = f"{name}_aside"
    op.execute(f"CREATE TEMPORARY TABLE {aside} AS SELECT * FROM {name}")  # noqa: S608
    op.drop_table(name)
    op.create_table(name, *parts)
    old = ", ".join(source or column for column, source in kept.items())
    op.execute(f"INSERT INTO {name} ({', '.join(kept)}) SELECT {old} FROM {aside}")  # noqa: S608
    op.drop_table(aside)
