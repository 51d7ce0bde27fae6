"""The journal: each step once, what was handed is remembered with its name at the device."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.clock import SystemClock
from hardware.device import Document, Fault, Outcome, State
from hardware.journal import Journal, NotPrepared

DOCUMENT = Document("key.1", "t", b"%PDF-", 2)
OLD_TABLE = """CREATE TABLE sheet (key TEXT PRIMARY KEY, device TEXT NOT NULL, sha256 TEXT NOT NULL,
pages INTEGER, state TEXT NOT NULL, fault TEXT, at TEXT NOT NULL) STRICT, WITHOUT ROWID"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    journal = Journal(path, SystemClock())
    yield journal
    journal.close()


def test_what_was_handed_is_left_over_with_its_reference(journal: Journal, path: Path) -> None:
    journal.prepare("page", DOCUMENT)
    journal.hand("key.1", "urn:uuid:7")
    journal.close()
    again = Journal(path, SystemClock())
    (leftover,) = again.leftovers()
    assert (leftover.key, leftover.device, leftover.reference, leftover.pages) == (
        "key.1", "page", "urn:uuid:7", 2,
    )  # fmt: skip
    settlement = again.settlement("key.1")
    assert settlement is not None
    assert settlement.state is State.HANDED, "the device has not been asked yet"
    assert again.settle("key.1", Outcome(State.CONFIRMED)).state is State.CONFIRMED
    assert again.leftovers() == []
    again.close()


def test_what_is_called_off_is_never_handed(journal: Journal) -> None:
    journal.prepare("page", DOCUMENT)
    settlement = journal.call_off("key.1")
    assert settlement is not None
    assert (settlement.state, settlement.fault) == (State.FAILED, Fault.CANCELED)
    with pytest.raises(NotPrepared):
        journal.hand("key.1")


def test_what_is_handed_is_not_called_off_but_said(journal: Journal) -> None:
    journal.prepare("page", DOCUMENT)
    journal.hand("key.1")
    settlement = journal.call_off("key.1")
    assert settlement is not None
    assert settlement.state is State.HANDED
    with pytest.raises(NotPrepared):
        journal.hand("key.1")
    assert journal.call_off("key.2") is None


def test_a_journal_from_before_references_is_read_on(path: Path) -> None:
    old = sqlite3.connect(path)
    old.execute(OLD_TABLE)
    old.execute(
        "INSERT INTO sheet VALUES ('key.0', 'page', 'aa', 1, 'handed', NULL, ?)",
        ("2026-11-22T09:00:00+00:00",),
    )
    old.commit()
    old.close()
    journal = Journal(path, SystemClock())
    (leftover,) = journal.leftovers()
    assert (leftover.key, leftover.reference) == ("key.0", "")
    journal.close()
