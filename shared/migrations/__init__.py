"""The schema's history. With nothing to do `upgrade` is cheap: Alembic is not even loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0016"
LOCK_ID = 0x0C1E  # PostgreSQL's advisory lock for who migrates


def upgrade(engine: Engine, target: str = HEAD) -> None:
    """Bring the schema up to `target`; several processes may try, one does it."""
    with engine.connect() as connection:
        if version(connection) == target:
            return
    _migrate(engine, lambda config: _command().upgrade(config, target))


def downgrade(engine: Engine, target: str = "base") -> None:
    """Take the schema back to `target`."""
    _migrate(engine, lambda config: _command().downgrade(config, target))


def version(connection: Connection) -> str | None:
    """The version the schema stands at; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(engine: Engine, command: Callable[[Config], None]) -> None:
    """Run inside one transaction: a schema is never left half changed."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    with engine.connect() as connection:
        _look_away(connection)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:id)"), {"id": LOCK_ID})
            config.attributes["connection"] = connection
            command(config)
            _look_again(connection)
        connection.invalidate()  # the next one is set up anew, with its eyes open


def _look_away(connection: Connection) -> None:
    """SQLite: let a table be rebuilt that others refer to. Only outside a transaction."""
    driver = connection.connection.driver_connection
    if connection.dialect.name == "sqlite" and driver is not None:
        driver.execute("PRAGMA foreign_keys=OFF")


def _look_again(connection: Connection) -> None:
    """SQLite: undo everything if a reference now leads nowhere."""
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if lost:
            raise RuntimeError(f"the migration lost what {len(lost)} rows refer to")


def _command() -> ModuleType:
    from alembic import command

    return command
