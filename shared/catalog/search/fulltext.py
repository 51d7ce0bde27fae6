"""Two tables of SQLite's FTS5, in memory: one of terms (BM25), one of trigrams.

The same tables whatever database the app keeps its records in, so the ranking is the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from threading import Lock

from shared.catalog.search.lines import Line
from shared.catalog.search.vocabulary import Slot

COLUMNS = ("asked", "name", "summary", "description")
BM25 = "bm25(terms, 4.0, 4.0, 1.5, 0.5)"
TRIGRAM = 3


class FullText:
    """Built once, then only read; one lock, since a connection serves one thread at a time."""

    def __init__(
        self,
        lines: Sequence[Line],
        slots: Sequence[Sequence[Slot]],
        folded: Sequence[str],
        services: int,
    ) -> None:
        self._lock = Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        columns = ", ".join(COLUMNS)
        self._db.execute(
            f"CREATE VIRTUAL TABLE terms USING fts5({columns}, content='',"
            " tokenize=\"unicode61 remove_diacritics 0 tokenchars ':'\")"
        )
        self._db.execute(
            "CREATE VIRTUAL TABLE trigrams USING fts5(said, content='', tokenize='trigram')"
        )
        self._fill(lines, slots, folded, services)

    def by_terms(self, terms: Iterable[str], most: int) -> list[int]:
        """Places of services by BM25 over these terms, best first."""
        question = " OR ".join(f'"{term}"' for term in sorted(terms))
        return self._ask(
            f"SELECT rowid FROM terms WHERE terms MATCH ? ORDER BY {BM25}, rowid LIMIT ?",  # noqa: S608
            question,
            most,
        )

    def by_trigrams(self, words: Iterable[str], most: int) -> list[int]:
        """Places of services by the trigrams they share with these words, best first."""
        parts = {
            word[start : start + TRIGRAM]
            for word in words
            for start in range(len(word) - TRIGRAM + 1)
        }
        question = " OR ".join(f'"{part}"' for part in sorted(parts))
        return self._ask(
            "SELECT rowid FROM trigrams WHERE trigrams MATCH ? ORDER BY rank, rowid LIMIT ?",
            question,
            most,
        )

    def _ask(self, statement: str, question: str, most: int) -> list[int]:
        if not question:
            return []
        with self._lock:
            return [row - 1 for (row,) in self._db.execute(statement, (question, most))]

    def _fill(
        self,
        lines: Sequence[Line],
        slots: Sequence[Sequence[Slot]],
        folded: Sequence[str],
        services: int,
    ) -> None:
        said: list[dict[str, list[str]]] = [{name: [] for name in COLUMNS} for _ in range(services)]
        short: list[list[str]] = [[] for _ in range(services)]
        for line, line_slots, text in zip(lines, slots, folded, strict=True):
            for place in line.services:
                for slot in line_slots:
                    said[place][line.kind].extend(sorted(slot.terms))
                if line.kind in ("name", "asked"):
                    short[place].append(text)
        for place in range(services):
            values = [" ".join(said[place][name]) for name in COLUMNS]
            self._db.execute(
                "INSERT INTO terms(rowid, asked, name, summary, description)"
                " VALUES (?, ?, ?, ?, ?)",
                (place + 1, *values),
            )
            self._db.execute(
                "INSERT INTO trigrams(rowid, said) VALUES (?, ?)",
                (place + 1, " | ".join(short[place])),
            )
