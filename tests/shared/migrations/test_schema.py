"""The migrated schema is the models', forward and back, on both databases."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from shared import migrations
from shared.migrations import HEAD, downgrade, upgrade, version
from shared.models import Base
from shared.store import Store, open_store


def describe(connection: Connection) -> dict[str, Any]:
    """Tables with columns, keys, checks and indexes, as the database tells them."""
    inspector = inspect(connection)
    return {
        table: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"])
                for column in inspector.get_columns(table)
            },
            "primary key": inspector.get_pk_constraint(table),
            "foreign keys": _by_name(inspector.get_foreign_keys(table)),
            "unique": _by_name(inspector.get_unique_constraints(table)),
            "checks": _by_name(inspector.get_check_constraints(table)),
            "indexes": _by_name(inspector.get_indexes(table)),
        }
        for table in sorted(inspector.get_table_names())
        if table != "alembic_version"
    }


def _by_name(things: Any) -> dict[str, Any]:
    return {str(thing["name"]): _as_told(thing) for thing in things}


def _as_told(thing: Any) -> dict[str, Any]:
    """With the condition of a partial index as its text: two equal ones are never the same."""
    options = thing.get("dialect_options", {})
    return {**thing, "dialect_options": {name: str(value) for name, value in options.items()}}


def test_migrated_schema_equals_the_models(bare_store: Store) -> None:
    bare_store.migrate()
    with bare_store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        migrated = describe(connection)
    downgrade(bare_store.engine)
    Base.metadata.create_all(bare_store.engine)
    with bare_store.engine.connect() as connection:
        assert describe(connection) == migrated


def test_every_constraint_has_a_name(bare_store: Store) -> None:
    bare_store.migrate()
    with bare_store.engine.connect() as connection:
        schema = describe(connection)
    for table in schema.values():
        assert table["primary key"]["name"]
        for kind in ("foreign keys", "unique", "checks", "indexes"):
            assert "None" not in table[kind]


def test_down_leaves_nothing_and_up_again_works(bare_store: Store) -> None:
    bare_store.migrate()
    with bare_store.engine.connect() as connection:
        first = describe(connection)
    downgrade(bare_store.engine)
    with bare_store.engine.connect() as connection:
        assert describe(connection) == {}
        assert version(connection) is None
    bare_store.migrate()
    with bare_store.engine.connect() as connection:
        assert describe(connection) == first
        assert version(connection) == HEAD


def test_an_index_made_ahead_is_left_as_it_is(bare_store: Store) -> None:
    """On a large table somebody makes it before, with nobody kept from writing."""
    upgrade(bare_store.engine, "0014")
    with bare_store.engine.begin() as connection:
        made = "CREATE INDEX ix_call_agent_id_began_at ON call (agent_id, began_at)"
        connection.execute(text(made))
    upgrade(bare_store.engine, "0015")
    with bare_store.engine.connect() as connection:
        names = {one["name"] for one in inspect(connection).get_indexes("call")}
    assert {"ix_call_agent_id_began_at", "ix_call_missed"} <= names
    assert "ix_call_agent_id" not in names


def test_head_is_the_last_script() -> None:
    config = Config()
    config.set_main_option("script_location", str(next(iter(migrations.__path__))))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_an_up_to_date_start_is_quick(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alembic, half a second of imports, must not even be asked for."""
    monkeypatch.setitem(sys.modules, "alembic.config", None)
    monkeypatch.setitem(sys.modules, "alembic", None)
    store.migrate()


def test_two_starts_at_once_migrate_once(bare_store: Store) -> None:
    url = bare_store.engine.url.render_as_string(hide_password=False)
    stores = [open_store(url) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(Store.migrate, stores))
    with bare_store.engine.connect() as connection:
        assert version(connection) == HEAD
    for store in stores:
        store.close()
