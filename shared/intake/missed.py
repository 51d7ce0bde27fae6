"""Searches that found nothing, or nothing anybody touched: counted for the editors' synonyms.

What is kept tells nothing about a person: the day and not the hour, no visit, no kiosk, and of the
words only the catalog's own and ordinary Polish ones, sorted, so that not even
the sentence is left. Numbers and whatever may be a name are dropped before. Where danger was heard
nothing is counted at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.models import MissedSearch, Missing
from shared.store.once import insert_once

MOST_WORDS = 6


class Missed(NamedTuple):
    """Words searched in vain, and how often."""

    words: str
    language: str
    missing: Missing
    counted: int


def count_missed(
    db: Session, words: Sequence[str], language: str, missing: Missing, on: date
) -> None:
    """Count one search; `words` are those of `Search.plain_words`. Nothing is kept of none."""
    kept = " ".join(sorted(set(words))[:MOST_WORDS])
    if not kept:
        return
    key = {"searched_on": on, "language": language, "words": kept, "missing": missing}
    insert_once(db, MissedSearch, counted=0, **key)
    row = db.get_one(MissedSearch, key, with_for_update=True)
    row.counted += 1


def most_missed(db: Session, since: date, most: int) -> list[Missed]:
    """What was searched for in vain since a day, the most frequent first."""
    columns = (MissedSearch.words, MissedSearch.language, MissedSearch.missing)
    counted = func.sum(MissedSearch.counted)
    rows = db.execute(
        select(*columns, counted)
        .where(MissedSearch.searched_on >= since)
        .group_by(*columns)
        .order_by(counted.desc(), *columns)
        .limit(most)
    )
    return [Missed(*row) for row in rows]
