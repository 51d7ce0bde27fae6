"""Adding a row whose key may be there already: the first wins, everyone else is told."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from shared.models import Base


def insert_once(db: Session, table: type[Base], **values: Any) -> bool:
    """Insert unless a unique key stands against it; True for the one who did.

    On PostgreSQL the second of two simultaneous callers waits here for the first to commit, and
    then sees the first one's row.
    """
    key = inspect(table).primary_key[0]
    insert: sqlite.Insert | postgresql.Insert
    is_sqlite = db.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(table) if is_sqlite else postgresql.insert(table)
    statement = insert.values(**values).on_conflict_do_nothing().returning(key)
    return db.execute(statement).first() is not None
