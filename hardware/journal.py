"""The printing journal: what makes a sheet come out once, whatever falls over in between.

A row goes prepared → handed → confirmed | failed | unknown, and each step is on the disk before the
next one begins. The journal keeps the key, a hash and a page count, never the document.
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
from hardware.device import Document, Fault, Outcome, Settlement, State

_TABLE = """
CREATE TABLE IF NOT EXISTS sheet (
    key TEXT PRIMARY KEY,
    device TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    pages INTEGER,
    state TEXT NOT NULL CHECK (state IN ('prepared', 'handed', 'confirmed', 'failed', 'unknown')),
    fault TEXT,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""
_SELECT = "SELECT key, state, fault, sha256, pages, at FROM sheet WHERE key = ?"


class AlreadyOpen(Exception):
    """Another process has this journal open."""


class Journal:
    """The journal file at `path`; opening it settles what a crash left unsettled.

    Raises AlreadyOpen when another process has it: its sheets are under way, not left over.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._held = _hold(path.with_name(path.name + ".lock"))
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute(_TABLE)
        self._settle_leftovers()

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

    def hand(self, key: str) -> None:
        """Record that the next byte goes to the device: from here on a crash means `unknown`."""
        with self._lock:
            handed = self._db.execute(
                "UPDATE sheet SET state = 'handed', at = ? WHERE key = ? AND state = 'prepared'",
                (self._now(), key),
            )
        if handed.rowcount != 1:
            raise RuntimeError("only a prepared sheet can be handed, and only once")

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

    def settlement(self, key: str) -> Settlement | None:
        """What stands under `key`; None when it was never seen."""
        with self._lock:
            return self._read(key)

    def _settle_leftovers(self) -> None:
        """A sheet left `handed` may or may not be on paper; one left `prepared` is not."""
        for state, left, fault in (
            (State.UNKNOWN, State.HANDED, Fault.INTERRUPTED),
            (State.FAILED, State.PREPARED, Fault.NEVER_HANDED),
        ):
            self._db.execute(
                "UPDATE sheet SET state = ?, fault = ?, at = ? WHERE state = ?",
                (state, fault, self._now(), left),
            )

    def _read(self, key: str) -> Settlement | None:
        found = self._db.execute(_SELECT, (key,))
        row = found.fetchone()
        if row is None:
            return None
        fault = None if row[2] is None else Fault(row[2])
        at = datetime.fromisoformat(row[5])
        return Settlement(row[0], State(row[1]), fault, row[3], row[4], at)

    def _now(self) -> str:
        return self._clock.now().isoformat()


def _hold(path: Path) -> TextIO:
    """Lock a file for as long as it stays open; the kernel lets go of it when we die."""
    lock = path.open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        lock.close()
        raise AlreadyOpen("another hardware daemon has this journal open") from fault
    return lock
