"""The store's two doors, and what SQLite is told at the first of them."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from shared.models import Kiosk, SlipLease, Visit, VisitState
from shared.store import Store, database, open_store
from shared.store.turns import Turns

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def visit(name: str) -> Visit:
    return Visit(id=name, language="pl", started_at=AT)


def test_sqlite_is_told_to_be_careful(sqlite_store: Store) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }
    for open_session in (sqlite_store.read, sqlite_store.write):
        with open_session() as db:
            told = {name: db.execute(text(f"PRAGMA {name}")).scalar() for name in wanted}
        assert told == wanted


def test_what_is_written_stays(store: Store) -> None:
    with store.write() as db:
        db.add(visit("one"))
    with store.read() as db:
        found = db.get_one(Visit, "one")
    assert (found.language, found.state, found.started_at) == ("pl", VisitState.OPEN, AT)


def write_and_fail(db: Session) -> None:
    db.add(visit("one"))
    db.flush()
    raise RuntimeError("undone")


def test_a_block_that_raises_writes_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError, match="undone"), store.write() as db:
        write_and_fail(db)
    with store.read() as db:
        assert db.get(Visit, "one") is None


def test_a_reader_cannot_write(store: Store) -> None:
    with store.read() as db:
        db.add(visit("one"))
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            db.flush()
        db.rollback()
    with store.write() as db:  # the same connection, fit for writing again
        db.add(visit("one"))


def test_a_reader_sees_one_state_and_does_not_stop_a_writer(sqlite_store: Store) -> None:
    with sqlite_store.read() as reader:
        assert reader.get(Visit, "one") is None
        with sqlite_store.write() as db:
            db.add(visit("one"))
        assert reader.get(Visit, "one") is None
    with sqlite_store.read() as reader:
        assert reader.get(Visit, "one") is not None


def test_a_foreign_key_holds(store: Store) -> None:
    with pytest.raises(IntegrityError), store.write() as db:
        db.add(SlipLease(number_index=b"x", kiosk_id="nowhere", leased_at=AT))


def test_a_state_outside_the_list_is_refused_by_the_database(store: Store) -> None:
    statement = text(
        "INSERT INTO visit (id, language, state, started_at) VALUES (:i, 'pl', :s, :a)"
    )
    values = {"i": "one", "s": "gone", "a": "2026-11-22 09:00:00"}
    with pytest.raises(IntegrityError, match="ck_visit_state"), store.write() as db:
        db.execute(statement, values)


@pytest.mark.parametrize("is_one_process", [True, False])
def test_readers_then_writers_never_lock_each_other_out(store: Store, is_one_process: bool) -> None:
    """Eight at once read a row and then write it: with a plain BEGIN nearly all would fail."""
    with store.write() as db:
        db.add(Kiosk(id="k", name="0", registered_at=AT))
    url = store.engine.url.render_as_string(hide_password=False)
    stores = [open_store(url) for _ in range(8)]
    for own in stores if not is_one_process else []:
        own._turns = Turns()  # as in a process of its own
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(count_up, stores))
    with store.read() as db:
        assert db.get_one(Kiosk, "k").name == "80"
    for own in stores:
        own.close()


def count_up(store: Store) -> None:
    for _ in range(10):
        with store.write() as db:
            kiosk = db.get_one(Kiosk, "k", with_for_update=True)
            kiosk.name = str(int(kiosk.name) + 1)


def test_the_threads_of_a_process_share_one_turn(sqlite_store: Store) -> None:
    url = sqlite_store.engine.url.render_as_string(hide_password=False)
    same = open_store(url)
    with sqlite_store.write():
        waiting = threading.Thread(target=write_one, args=(same,))
        waiting.start()
        waiting.join(timeout=0.05)
        assert waiting.is_alive()
    waiting.join()
    with sqlite_store.read() as db:
        assert db.get(Visit, "one") is not None
    same.close()


def write_one(store: Store) -> None:
    with store.write() as db:
        db.add(visit("one"))


def test_a_turn_that_never_comes_is_an_error(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "TURN_TIMEOUT_SECONDS", 0.01)
    with sqlite_store.write(), pytest.raises(TimeoutError, match="does not end"):
        write_one(sqlite_store)
    write_one(sqlite_store)


class Reluctant:
    """A connection that is told "locked" so many times before it may use the log."""

    def __init__(self, refusals: int, code: int = sqlite3.SQLITE_BUSY) -> None:
        self.refusals = refusals
        self.code = code

    def execute(self, _statement: str) -> None:
        if self.refusals:
            self.refusals -= 1
            fault = sqlite3.OperationalError("database is locked")
            fault.sqlite_errorcode = self.code
            raise fault


def test_turning_to_the_log_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "LOG_PAUSE_SECONDS", 0)
    patient: Any = Reluctant(database.LOG_TRIES - 1)
    database._use_log(patient)
    assert patient.refusals == 0
    never: Any = Reluctant(database.LOG_TRIES)
    with pytest.raises(TimeoutError, match="write-ahead"):
        database._use_log(never)
    broken: Any = Reluctant(1, sqlite3.SQLITE_CORRUPT)
    with pytest.raises(sqlite3.OperationalError):
        database._use_log(broken)


def test_an_error_never_quotes_a_row(store: Store) -> None:
    with store.write() as db:
        db.add(visit("one"))
    with pytest.raises(IntegrityError) as raised, store.write() as db:
        db.add(Visit(id="one", language="SECRET", started_at=AT))
    assert "SECRET" not in str(raised.value)


def test_a_plain_postgresql_address_gets_our_driver() -> None:
    store = open_store("postgresql://somebody@localhost/city")
    assert store.engine.url.drivername == "postgresql+psycopg"
    assert not store.is_sqlite
    store.close()
