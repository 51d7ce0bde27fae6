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

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from shared.models import MissedReport, MissedSearch, Missing
from shared.store.once import insert_once

MOST_WORDS = 6


class Missed(NamedTuple):
    """Words searched in vain, and how often."""

    words: str
    language: str
    missing: Missing
    counted: int


def count_missed(
    db: Session,
    words: Sequence[str],
    language: str,
    missing: Missing,
    on: date,
    times: int = 1,
) -> None:
    """Count a search; `words` are those of `Search.plain_words`. Nothing is kept of none."""
    kept = " ".join(sorted(set(words))[:MOST_WORDS])
    if not kept:
        return
    key = {"searched_on": on, "language": language, "words": kept, "missing": missing}
    insert_once(db, MissedSearch, counted=0, **key)
    row = db.get_one(MissedSearch, key, with_for_update=True)
    row.counted += times


def oldest_day(db: Session, before: date) -> date | None:
    """The first day before this one of which something is kept: a day that is over."""
    oldest = select(func.min(MissedSearch.searched_on)).where(MissedSearch.searched_on < before)
    return db.scalar(oldest)


def missed_on(db: Session, on: date) -> list[Missed]:
    """Everything counted on one day."""
    rows = db.scalars(select(MissedSearch).where(MissedSearch.searched_on == on))
    return sorted(Missed(row.words, row.language, row.missing, row.counted) for row in rows)


def forget_day(db: Session, on: date) -> None:
    """Let one day go: the city has it."""
    db.execute(delete(MissedSearch).where(MissedSearch.searched_on == on))


def take_report(db: Session, kiosk_id: str, on: date, rows: Sequence[Missed]) -> bool:
    """Add one kiosk's day to the city's count; False for a day it has told of before."""
    if not insert_once(db, MissedReport, kiosk_id=kiosk_id, searched_on=on):
        return False
    for row in rows:
        count_missed(db, row.words.split(), row.language, row.missing, on, row.counted)
    return True


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
