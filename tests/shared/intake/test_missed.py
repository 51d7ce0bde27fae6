"""Searches in vain are counted by day and words, on both databases, and nothing else is kept."""

from __future__ import annotations

from datetime import date

from sqlalchemy import inspect

from shared.intake.missed import count_missed, most_missed
from shared.models import MissedSearch, Missing
from shared.store import Store

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def test_the_same_words_in_any_order_count_together(store: Store) -> None:
    for words in (("dom", "opieki"), ("opieki", "dom"), ("dom", "dom", "opieki")):
        with store.write() as db:
            count_missed(db, words, "pl", Missing.FOUND, MONDAY)
    with store.read() as db:
        assert most_missed(db, MONDAY, 5) == [("dom opieki", "pl", Missing.FOUND, 3)]


def test_days_and_lacks_are_counted_apart_and_summed_for_the_editors(store: Store) -> None:
    with store.write() as db:
        count_missed(db, ("kot",), "pl", Missing.FOUND, MONDAY)
        count_missed(db, ("kot",), "pl", Missing.FOUND, TUESDAY)
        count_missed(db, ("kot",), "pl", Missing.TOUCH, TUESDAY)
    with store.read() as db:
        assert [one.counted for one in most_missed(db, MONDAY, 5)] == [2, 1]
        assert [one.counted for one in most_missed(db, TUESDAY, 5)] == [1, 1]
        assert len(most_missed(db, MONDAY, 1)) == 1


def test_nothing_is_kept_of_words_that_may_not_be_kept(store: Store) -> None:
    with store.write() as db:
        count_missed(db, (), "pl", Missing.FOUND, MONDAY)
    with store.read() as db:
        assert most_missed(db, MONDAY, 5) == []


def test_a_row_has_no_room_for_a_person_or_an_hour() -> None:
    columns = {column.name for column in inspect(MissedSearch).columns}
    assert columns == {"searched_on", "language", "words", "missing", "counted"}
