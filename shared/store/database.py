"""The engine, its pragmas, and the two ways to work with it: `read()` and `write()`."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

from shared.store.chain import Chain
from shared.store.ledger import CHAIN, settle
from shared.store.shred import has_shredded, scrub
from shared.store.turns import Turns

BUSY_TIMEOUT_MS = 5_000
POOL_SIZE = 10
POOL_OVERFLOW = 40
POOL_TIMEOUT_SECONDS = 10
# A server that says nothing is away: a connection is noticed to be dead before anybody gives up.
POSTGRESQL = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
TURN_TIMEOUT_SECONDS = 30
LOG_TRIES = 250
LOG_PAUSE_SECONDS = 0.02
_PAUSE = threading.Event()  # never set: only waited for


class Store:
    """One database; every transaction in it is opened here."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reading = engine.execution_options(begin="read", postgresql_readonly=True)
        self._writing = engine.execution_options(begin="write")
        self._turns = _turns_at(str(engine.url.database))
        self._patient: dict[float, Engine] = {}
        self.chain: Chain | None = None

    def keep_chain(self, secret: bytes) -> Store:
        """From now on the audit trail is a chain under this key, or ring of keys; the store."""
        self.chain = Chain(secret)
        return self

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the database and cannot change it."""
        with Session(self._reading, expire_on_commit=False) as db:
            yield db

    @contextmanager
    def write(self, patience_seconds: float | None = None) -> Iterator[Session]:
        """One write transaction: committed at the end of the block, undone if the block raises.

        `patience_seconds`: how long to wait for other threads of this process, and once more that
        long for each lock of another; then TimeoutError or OperationalError. What the block
        shredded is then also gone from SQLite's files; on PostgreSQL the periodic sweep is followed
        by `scrub()`.
        """
        engine = self._writing_within(patience_seconds)
        turn = self._turn(patience_seconds or TURN_TIMEOUT_SECONDS)
        info = {CHAIN: self.chain} if self.chain is not None else {}
        with turn, Session(engine, expire_on_commit=False, info=info) as db:
            with db.begin():
                yield db
                settle(db)
            shredded = has_shredded(db)
        if shredded and self.is_sqlite:
            scrub(self.engine)

    def _writing_within(self, patience_seconds: float | None) -> Engine:
        if patience_seconds is None:
            return self._writing
        if patience_seconds not in self._patient:
            patience_ms = int(patience_seconds * 1000)
            engine = self._writing.execution_options(patience_ms=patience_ms)
            self._patient[patience_seconds] = engine
        return self._patient[patience_seconds]

    @contextmanager
    def _turn(self, patience_seconds: float) -> Iterator[None]:
        """Let the threads of this process write one after another.

        SQLite's own waiting is a lottery: among dozens of threads some draw blanks until their
        patience ends. Between processes it is all there is, and with two or three it does.
        """
        if not self.is_sqlite:
            yield
            return
        if not self._turns.take(patience_seconds):
            raise TimeoutError("a write transaction in this process does not end")
        try:
            yield
        finally:
            self._turns.give()

    def scrub(self) -> bool:
        """Drop from the files what deleted rows left there; False when somebody still reads."""
        return scrub(self.engine)

    def migrate(self) -> None:
        """Bring the schema to the newest version; at once when it is there already."""
        from shared import migrations  # only who migrates pays for it

        migrations.upgrade(self._writing)

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


@cache
def _turns_at(_path: str) -> Turns:
    """One line for each database file of this process, however often it is opened."""
    return Turns()


def open_store(url: str) -> Store:
    """The store at `url` ("sqlite:////var/lib/okienko/kiosk.db", "postgresql+psycopg://…")."""
    address = make_url(url)
    if address.drivername in ("postgresql", "postgres"):
        address = address.set(drivername="postgresql+psycopg")
    is_postgresql = address.get_backend_name() == "postgresql"
    engine = create_engine(
        address,
        connect_args=POSTGRESQL if is_postgresql else {},
        pool_pre_ping=is_postgresql,  # after a restart of the server no old connection is used
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_timeout=POOL_TIMEOUT_SECONDS,
        hide_parameters=True,  # an error in the log must not quote a row
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)
    return Store(engine)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """Set a new connection up; the driver itself then opens no transaction behind our back."""
    connection.isolation_level = None
    _use_log(connection)
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "synchronous=FULL",
        "secure_delete=ON",
        "foreign_keys=ON",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _use_log(connection: sqlite3.Connection) -> None:
    """Switch a new file to write-ahead logging; of two processes that try at once, one is told
    "locked" without being made to wait, whatever the timeout.
    """
    for _ in range(LOG_TRIES):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            _PAUSE.wait(LOG_PAUSE_SECONDS)
        else:
            return
    raise TimeoutError("the database does not turn to write-ahead logging")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock before it reads: a plain BEGIN fails in 99 of 100 such cases."""
    begin = connection.get_execution_options().get("begin")
    if begin == "none":
        return
    is_reading = begin == "read"
    patience_ms = connection.get_execution_options().get("patience_ms", BUSY_TIMEOUT_MS)
    driver = connection.connection.driver_connection  # two of these three are in every transaction
    driver.execute(f"PRAGMA query_only={'ON' if is_reading else 'OFF'}")  # type: ignore[union-attr]
    driver.execute(f"PRAGMA busy_timeout={patience_ms}")  # type: ignore[union-attr]
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    """Who has no time to wait for a lock says so for this one transaction."""
    patience_ms = connection.get_execution_options().get("patience_ms")
    if patience_ms is not None:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {patience_ms}")
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {patience_ms}")
