"""What is deleted is gone from the files, not only from the tables."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete

from shared.models import Kiosk
from shared.store import Store
from shared.store.shred import mark_shredded

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PLANTED = "a-name-like-no-other"


def files_hold(folder: Path, planted: str) -> list[str]:
    return [file.name for file in folder.iterdir() if planted.encode() in file.read_bytes()]


def plant(store: Store) -> None:
    with store.write() as db:
        db.add(Kiosk(id="k", name=PLANTED, registered_at=AT))


def test_a_marked_deletion_empties_the_log(sqlite_store: Store, tmp_path: Path) -> None:
    plant(sqlite_store)
    assert files_hold(tmp_path, PLANTED) == ["okienko.db-wal"]
    with sqlite_store.write() as db:
        db.execute(delete(Kiosk))
        mark_shredded(db)
    assert files_hold(tmp_path, PLANTED) == []


def test_a_deletion_nobody_marked_stays_in_the_log(sqlite_store: Store, tmp_path: Path) -> None:
    """So the mark is what does it."""
    plant(sqlite_store)
    with sqlite_store.write() as db:
        db.execute(delete(Kiosk))
    assert files_hold(tmp_path, PLANTED) != []


def test_a_reader_in_the_way_is_told_not_waited_for(sqlite_store: Store, tmp_path: Path) -> None:
    plant(sqlite_store)
    with sqlite_store.read() as reader:
        assert reader.get(Kiosk, "k") is not None
        with sqlite_store.write() as db:
            db.execute(delete(Kiosk))
            mark_shredded(db)
        assert not sqlite_store.scrub()
    assert sqlite_store.scrub()
    assert files_hold(tmp_path, PLANTED) == []


def test_postgresql_is_scrubbed_too(postgresql_store: Store) -> None:
    assert postgresql_store.scrub()
