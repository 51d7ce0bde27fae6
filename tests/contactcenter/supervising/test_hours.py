"""The line's hours, announced for some days over the usual ones: what callers then meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from contactcenter.supervising import hours
from contactcenter.supervising.hours import Wish, Wrong
from contactcenter.telephony.menu.announced import Announced
from contactcenter.telephony.menu.hours import closing, coming_week, is_answered, next_opening
from shared.models import AuditEvent, LineHours
from shared.store import Store
from tests.contactcenter.queue.floor import NINE, Floor
from tests.databases import postgresql_store, sqlite_store, store

__all__ = ["postgresql_store", "sqlite_store", "store"]

MONDAY = date(2026, 11, 23)
SUNDAY_NOON = datetime(2026, 11, 29, 11, 0, tzinfo=UTC)
ALL_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SHUT = Announced(MONDAY, MONDAY, ALL_WEEK, None, None)
LONG = Announced(MONDAY, None, ALL_WEEK, "07:00", "20:00")
NEW_YEAR = date(2027, 1, 1)


def test_a_day_off_is_a_day_off_and_the_next_one_is_as_usual() -> None:
    assert is_answered(NINE)
    assert not is_answered(NINE, (SHUT,))
    opens_at = next_opening(NINE, (SHUT,))
    assert opens_at is not None
    assert (opens_at.date(), opens_at.hour) == (date(2026, 11, 24), 9)


def test_the_newest_word_about_a_day_counts() -> None:
    until_at = closing(SUNDAY_NOON, (LONG,))
    assert until_at is not None
    assert until_at.hour == 20
    assert not is_answered(NINE, (SHUT, LONG))
    assert is_answered(NINE, (LONG, SHUT))


def test_public_holidays_stay_shut_unless_they_are_meant() -> None:
    morning = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
    assert not is_answered(morning, (LONG,))
    assert is_answered(morning, (LONG._replace(on_holidays=True),))
    assert coming_week(datetime(2026, 12, 28, 9, 0, tzinfo=UTC), ())  # said without the holiday
    assert NEW_YEAR.weekday() == 4


def test_what_is_read_aloud_is_the_week_that_comes() -> None:
    usual = coming_week(NINE, ())
    assert list(usual.values()) == [("mon", "wed", "thu", "fri"), ("tue",)]
    assert list(coming_week(NINE, (LONG,)).values()) == [ALL_WEEK]
    assert coming_week(NINE, (SHUT,)) != usual


@pytest.fixture
def chief(store: Store) -> Floor:
    """A floor with one supervisor, whose id is their name."""
    floor = Floor(store)
    floor.hire("iza")
    return floor


def test_announced_and_withdrawn_and_both_are_written_down(chief: Floor) -> None:
    wish = Wish(MONDAY, MONDAY)
    hours_id = chief.do(lambda db, at: hours.announce(db, wish, "iza", at))
    with chief.store.read() as db:
        assert hours.announced(db, MONDAY) == (SHUT,)
        assert hours.announced(db, date(2026, 11, 24)) == ()
        now = hours.opening(db, NINE)
        assert (now.is_open, now.opens_at is None) == (False, False)
        assert hours.opening(db, NINE, is_always_open=True).is_open
    for is_first in (True, False):
        done = chief.do(lambda db, at: hours.withdraw(db, hours_id, "iza", at))
        assert done is is_first
    with chief.store.read() as db:
        assert hours.opening(db, NINE).is_open
        kept = [one.fields["state"] for one in db.query(AuditEvent).order_by(AuditEvent.id)]
        assert kept == ["announced", "withdrawn"]
        assert db.query(LineHours).one().withdrawn_by == "iza"


def test_of_two_announcements_the_later_is_read_first(chief: Floor) -> None:
    for opens in ("06:00", "07:00"):
        wish = Wish(MONDAY, None, ALL_WEEK, opens, "20:00")
        chief.do(lambda db, at, wish=wish: hours.announce(db, wish, "iza", at))
    with chief.store.read() as db:
        assert [one.opens for one in hours.announced(db, MONDAY)] == ["07:00", "06:00"]


GOOD = Wish(MONDAY, None, ALL_WEEK, "08:00", "16:00")


@pytest.mark.parametrize(
    ("wish", "wrong"),
    [
        (replace(GOOD, days=()), Wrong.NO_DAY),
        (replace(GOOD, days=("someday",)), Wrong.NO_DAY),
        (replace(GOOD, from_on=date(2026, 11, 22)), Wrong.DATES),
        (replace(GOOD, to_on=date(2026, 11, 22)), Wrong.DATES),
        (replace(GOOD, to_on=date(2126, 1, 1)), Wrong.DATES),
        (replace(GOOD, to_on=MONDAY, days=("sun",)), Wrong.DATES),
        (replace(GOOD, opens=None), Wrong.TIMES),
        (replace(GOOD, opens="16:00"), Wrong.TIMES),
        (replace(GOOD, closes="24:01"), Wrong.TIMES),
    ],
)
def test_what_makes_no_sense_is_not_announced(chief: Floor, wish: Wish, wrong: Wrong) -> None:
    assert chief.do(lambda db, at: hours.announce(db, wish, "iza", at)) is wrong
    with chief.store.read() as db:
        assert hours.announced(db, MONDAY) == ()
