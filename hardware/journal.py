"""The printing journal: what makes a sheet come out once, whatever falls over in between.

A row goes prepared → handed → confirmed | failed | unknown, and each step is on the disk before the
next one begins. The journal keeps the key, a hash, a page count and what the device calls the job
(its job-uuid: CUPS hands out the same job-id again after a crash), never the document.
"""

from __future__ import annotations

import fcntl
import hashlib
import sqlite3
import threading
from datetime import datetime
from pathlib import Path
from typing import TextIO

from hardware.clock import Clock
from hardware.device import Document, Fault, Leftover, Outcome, Settlement, State

_TABLE = """
CREATE TABLE IF NOT EXISTS sheet (
    key TEXT PRIMARY KEY,
    device TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    pages INTEGER,
    state TEXT NOT NULL CHECK (state IN ('prepared', 'handed', 'confirmed', 'failed', 'unknown')),
    fault TEXT,
    at TEXT NOT NULL,
    reference TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID
"""
_SELECT = "SELECT key, state, fault, sha256, pages, at FROM sheet WHERE key = ?"
_RECENT = "SELECT key, state, fault, sha256, pages, at FROM sheet ORDER BY at DESC LIMIT ?"
_HANDED = "SELECT key, device, reference, pages, at FROM sheet WHERE state = 'handed' ORDER BY at"


class AlreadyOpen(Exception):
    """Another process has this journal open."""


class NotPrepared(Exception):
    """Only a prepared sheet is handed, and only once: this one was, or was called off."""


class Journal:
    """The journal file at `path`; opening it settles what a crash left before it was handed.

    What was handed is among the `leftovers`, for the device to say what became of it. Raises
    AlreadyOpen when another process has it: its sheets are under way, not left over.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._held = _hold(path.with_name(path.name + ".lock"))
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute(_TABLE)
        self._add_reference()
        self._settle_unhanded()

    def close(self) -> None:
        """Close the file; nothing is pending, every step was committed as it happened."""
        with self._lock:
            self._db.close()
            self._held.close()

    def prepare(self, device: str, document: Document) -> Settlement | None:
        """Open a row for the document's key; the earlier settlement when the key has one already.

        Returns None for a new key: the caller, and nobody else, prints it.
        """
        sha256 = hashlib.sha256(document.pdf).hexdigest()
        with self._lock:
            opened = self._db.execute(
                "INSERT INTO sheet (key, device, sha256, pages, state, at) "
                "VALUES (?, ?, ?, ?, 'prepared', ?) ON CONFLICT DO NOTHING",
                (document.key, device, sha256, document.pages, self._now()),
            )
            return None if opened.rowcount else self._read(document.key)

    def hand(self, key: str, reference: str = "") -> None:
        """Record that the device has it from here on: a crash now means `unknown`.

        Raises NotPrepared when the sheet was called off in the meantime.
        """
        with self._lock:
            handed = self._db.execute(
                "UPDATE sheet SET state = 'handed', reference = ?, at = ? "
                "WHERE key = ? AND state = 'prepared'",
                (reference, self._now(), key),
            )
        if handed.rowcount != 1:
            raise NotPrepared(key)

    def call_off(self, key: str) -> Settlement | None:
        """Settle a sheet that was not handed yet; what stands under `key` then."""
        with self._lock:
            self._db.execute(
                "UPDATE sheet SET state = 'failed', fault = ?, at = ? "
                "WHERE key = ? AND state = 'prepared'",
                (Fault.CANCELED, self._now(), key),
            )
            return self._read(key)

    def settle(self, key: str, outcome: Outcome) -> Settlement:
        """Record the end; an end is never changed by a later one. Returns what now stands."""
        with self._lock:
            self._db.execute(
                "UPDATE sheet SET state = ?, fault = ?, at = ? "
                "WHERE key = ? AND state IN ('prepared', 'handed')",
                (outcome.state, outcome.fault, self._now(), key),
            )
            settlement = self._read(key)
        if settlement is None:
            raise KeyError("a sheet that was never prepared cannot be settled")
        return settlement

    def recent(self, count: int) -> list[Settlement]:
        """The last sheets, the newest first, for whoever looks after the printer."""
        with self._lock:
            return [_settlement(row) for row in self._db.execute(_RECENT, (count,))]

    def settlement(self, key: str) -> Settlement | None:
        """What stands under `key`; None when it was never seen."""
        with self._lock:
            return self._read(key)

    def leftovers(self) -> list[Leftover]:
        """Sheets that were handed and never settled, the oldest first."""
        with self._lock:
            rows = self._db.execute(_HANDED).fetchall()
        return [
            Leftover(key, device, reference, pages, datetime.fromisoformat(at))
            for key, device, reference, pages, at in rows
        ]

    def device_of(self, key: str) -> str | None:
        """Where the sheet was to come out."""
        with self._lock:
            row = self._db.execute("SELECT device FROM sheet WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def _add_reference(self) -> None:
        """A journal from before references were kept gets the column."""
        columns = [row[1] for row in self._db.execute("PRAGMA table_info(sheet)")]
        if "reference" not in columns:
            self._db.execute("ALTER TABLE sheet ADD COLUMN reference TEXT NOT NULL DEFAULT ''")

    def _settle_unhanded(self) -> None:
        """A sheet left `prepared` is not on paper."""
        self._db.execute(
            "UPDATE sheet SET state = 'failed', fault = ?, at = ? WHERE state = 'prepared'",
            (Fault.NEVER_HANDED, self._now()),
        )

    def _read(self, key: str) -> Settlement | None:
        row = self._db.execute(_SELECT, (key,)).fetchone()
        return None if row is None else _settlement(row)

    def _now(self) -> str:
        return self._clock.now().isoformat()


def _settlement(row: tuple[str, str, str | None, str, int | None, str]) -> Settlement:
    key, state, fault, sha256, pages, at = row
    reason = None if fault is None else Fault(fault)
    return Settlement(key, State(state), reason, sha256, pages, datetime.fromisoformat(at))


def _hold(path: Path) -> TextIO:
    """Lock a file for as long as it stays open; the kernel lets go of it when we die."""
    lock = path.open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        lock.close()
        raise AlreadyOpen("another hardware daemon has this journal open") from fault
    return lock
