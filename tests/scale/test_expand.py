"""A migration runs while the version before it still serves: its statements go on working.

What the version before says to its tables is taken from the schema it was written for: every column
is read by name, rows of all its columns and no others are added, each is changed and removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Boolean,
    Date,
    DateTime,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.types import JSON

from shared import migrations
from shared.migrations import HEAD
from shared.models import Base
from shared.store import Store, open_store
from tests.databases import KINDS, empty_postgresql_url

CHECKED = HEAD  # the last step; the ones before have long been taken
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module", params=KINDS)
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, MetaData]]:
    """A database that has taken the last step, and the tables as they were before it."""
    folder = tmp_path_factory.mktemp("expand")
    sqlite = f"sqlite:///{folder / 'old.db'}"
    store = open_store(sqlite if request.param == "sqlite" else empty_postgresql_url())
    migrations.upgrade(store.engine, before(CHECKED))
    old = MetaData()
    old.reflect(store.engine)
    fill(store.engine, old)
    migrations.upgrade(store.engine, CHECKED)
    yield store, old
    store.close()


def before(revision: str) -> str:
    """The revision a step starts from."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    found = ScriptDirectory.from_config(config).get_revision(revision)
    assert found is not None
    return str(found.down_revision)


def tables_of(old: MetaData) -> list[Table]:
    """The tables the version before knows, whoever is referred to first."""
    return [table for table in old.sorted_tables if table.name != "alembic_version"]


def fill(engine: Engine, old: MetaData, name: str = "one") -> None:
    """A row of every table, with every column the version before knows, in its own words."""
    with engine.begin() as connection:
        for table in tables_of(old):
            connection.execute(insert(table), [row_of(table, name)])


def row_of(table: Table, name: str) -> dict[str, Any]:
    """A row that refers to the rows of the same name."""
    return {column.name: value_of(table, column, name) for column in table.columns}


def value_of(table: Table, column: Any, name: str) -> Any:
    """Something the column takes; of a list of words the first."""
    refers = next(iter(column.foreign_keys), None)
    if refers is not None and refers.column.table is table:
        return None
    if refers is not None:
        return value_of(refers.column.table, refers.column, name)
    for kind, value in VALUES.items():
        if isinstance(column.type, kind):
            return value(name)
    words = _words(table, column.name)
    return words[0] if words else name


def _words(table: Table, column: str) -> list[str]:
    """The words a column is held to, as the models of today say; none of them has gone."""
    known = Base.metadata.tables.get(table.name)
    kind = getattr(known.columns.get(column), "type", None) if known is not None else None
    return list(getattr(kind, "enums", []) or [])


VALUES: dict[Any, Any] = {
    Boolean: lambda _: False,
    Integer: lambda name: {"one": 1, "two": 2}[name],
    LargeBinary: lambda name: name.encode() * 12,
    DateTime: lambda _: AT,
    Date: lambda name: date(2026, 11, {"one": 1, "two": 2}[name]),
    JSON: lambda name: {"name": name},
}


def test_everything_the_version_before_reads_is_there(both: tuple[Store, MetaData]) -> None:
    store, old = both
    with store.engine.connect() as connection:
        for table in tables_of(old):
            rows = connection.execute(select(*table.columns)).all()
            assert len(rows) == 1, table.name


def test_it_writes_changes_and_removes_as_it_did(both: tuple[Store, MetaData]) -> None:
    store, old = both
    fill(store.engine, old, "two")
    with store.engine.begin() as connection:
        for table in tables_of(old):
            keys = [column.name for column in table.primary_key]
            row = row_of(table, "two")
            mine = [table.c[key] == row[key] for key in keys]
            others = {name: value for name, value in row.items() if name not in keys}
            if others:
                changed = connection.execute(table.update().where(*mine).values(others))
                assert changed.rowcount == 1, table.name
        for table in reversed(tables_of(old)):
            row = row_of(table, "two")
            mine = [table.c[column.name] == row[column.name] for column in table.primary_key]
            assert connection.execute(table.delete().where(*mine)).rowcount == 1, table.name


def test_no_word_it_writes_has_become_forbidden(both: tuple[Store, MetaData]) -> None:
    store, _ = both
    checks = inspect(store.engine).get_multi_check_constraints()
    said = " ".join(str(check["sqltext"]) for found in checks.values() for check in found)
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            for word in getattr(column.type, "enums", None) or ():
                assert f"'{word}'" in said, (table.name, column.name, word)


def test_a_step_that_takes_something_away_would_be_noticed(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'narrow.db'}")
    migrations.upgrade(store.engine)
    old = MetaData()
    old.reflect(store.engine)
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE kiosk ADD COLUMN new TEXT NOT NULL DEFAULT 'x'"))
    fill(store.engine, old)  # a new column with a default is no obstacle
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE kiosk RENAME COLUMN name TO title"))
    read = select(*old.tables["kiosk"].columns)
    with store.engine.begin() as connection, pytest.raises(OperationalError, match="no such"):
        connection.execute(read)
    store.close()
