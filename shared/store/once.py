"""Adding a row whose key may be there already: the first wins, everyone else is told."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from sqlalchemy import Table, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from shared.models import Base


def insert_once(db: Session, table: type[Base], **values: Any) -> bool:
    """Insert unless a unique key stands against it; True for the one who did.

    On PostgreSQL the second of two simultaneous callers waits here for the first to commit, and
    then sees the first one's row.
    """
    statement = _insert(table, is_sqlite=db.get_bind().dialect.name == "sqlite")
    return db.execute(statement, values).first() is not None


@cache
def _insert(table: type[Base], *, is_sqlite: bool) -> ReturningInsert[tuple[Any]]:
    """The statement, built once: with its values left out it is the same for every row."""
    insert: sqlite.Insert | postgresql.Insert
    insert = sqlite.insert(_of(table)) if is_sqlite else postgresql.insert(_of(table))
    return insert.on_conflict_do_nothing().returning(inspect(table).primary_key[0])


def _of(table: type[Base]) -> Table:
    """Without the mapping, which has nothing to do for a row nobody holds in hand."""
    return cast(Table, table.__table__)
