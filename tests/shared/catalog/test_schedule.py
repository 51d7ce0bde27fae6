"""Open, closed or unknown: across clock changes, holidays, seasons and stale records."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from shared.catalog.holidays import easter_sunday, is_public_holiday, public_holidays
from shared.catalog.model import Address, Location, ScheduleEntry, ScheduleException, Window
from shared.catalog.schedule import (
    CITY_ZONE,
    opening,
)
from shared.text import Text

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
OFFICE = ScheduleEntry(days=WEEKDAYS, opens="08:00", closes="16:00")
ALWAYS = ScheduleEntry(days=(*WEEKDAYS, "sat", "sun"), opens="00:00", closes="24:00")


def place(*schedule: ScheduleEntry, checked_on: date = date(2026, 11, 1), **more: Any) -> Location:
    return Location(
        id="point",
        organization="mops",
        names=Text(pl="Punkt"),
        address=Address(street="ul. Prosta 1"),
        status="verified",
        source="strona",
        checked_on=checked_on,
        schedule=schedule,
        **more,
    )


def city(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=CITY_ZONE)


@pytest.mark.parametrize(
    ("hour", "minute", "state"),
    [(7, 59, "closed"), (8, 0, "open"), (15, 59, "open"), (16, 0, "closed")],
)
def test_the_door_opens_and_shuts_to_the_minute(hour: int, minute: int, state: str) -> None:
    assert opening(place(OFFICE), city(2026, 11, 23, hour, minute)).state == state


def test_an_open_place_says_until_when() -> None:
    assert opening(place(OFFICE), city(2026, 11, 23, 9)).until_at == city(2026, 11, 23, 16)


def test_a_closed_place_says_when_it_opens_over_the_weekend() -> None:
    said = opening(place(OFFICE), city(2026, 11, 20, 17))
    assert (said.state, said.why, said.opens_at) == ("closed", "hours", city(2026, 11, 23, 8))


def test_instants_are_turned_into_city_time_in_summer_and_in_winter() -> None:
    office = place(OFFICE, checked_on=date(2026, 3, 1))
    assert opening(office, datetime(2026, 3, 27, 6, 30, tzinfo=UTC)).state == "closed"
    assert opening(office, datetime(2026, 3, 30, 6, 30, tzinfo=UTC)).state == "open"
    assert opening(office, datetime(2026, 3, 30, 14, 0, tzinfo=UTC)).state == "closed"


def test_a_naive_time_is_city_time() -> None:
    assert opening(place(OFFICE), city(2026, 11, 23, 9).replace(tzinfo=None)).state == "open"


def test_opening_hours_keep_to_the_wall_clock_over_the_change_of_clocks() -> None:
    office = place(OFFICE, checked_on=date(2026, 3, 1))
    said = opening(office, city(2026, 3, 27, 17))
    assert said.opens_at == datetime(2026, 3, 30, 6, 0, tzinfo=UTC)


def test_a_night_shift_across_the_autumn_change_lasts_an_hour_longer() -> None:
    night = ScheduleEntry(days=("sat",), opens="20:00", closes="08:00")
    shelter = place(night, checked_on=date(2026, 10, 1))
    said = opening(shelter, datetime(2026, 10, 25, 6, 59, tzinfo=UTC))
    assert said.state == "open"
    assert said.until_at is not None
    assert said.until_at.astimezone(UTC) == datetime(2026, 10, 25, 7, 0, tzinfo=UTC)


def test_both_readings_of_the_doubled_hour_are_told_apart() -> None:
    early = place(
        ScheduleEntry(days=("sun",), opens="00:00", closes="02:30"), checked_on=date(2026, 10, 1)
    )
    first, second = (datetime(2026, 10, 25, hour, 15, tzinfo=UTC) for hour in (0, 1))
    assert opening(early, first).state == "open"
    assert opening(early, second).state == "closed"


def test_after_midnight_yesterdays_hours_still_hold() -> None:
    night = place(ScheduleEntry(days=("fri",), opens="22:00", closes="06:00"))
    assert opening(night, city(2026, 11, 21, 5, 59)).state == "open"
    assert opening(night, city(2026, 11, 21, 6)).state == "closed"


def test_adjoining_hours_are_one_stretch() -> None:
    office = place(
        ScheduleEntry(days=("mon",), opens="08:00", closes="12:00"),
        ScheduleEntry(days=("mon",), opens="12:00", closes="16:00"),
    )
    assert opening(office, city(2026, 11, 23, 9)).until_at == city(2026, 11, 23, 16)


def test_a_break_at_noon_is_told() -> None:
    office = place(
        ScheduleEntry(days=("mon",), opens="08:00", closes="12:00"),
        ScheduleEntry(days=("mon",), opens="13:00", closes="16:00"),
    )
    said = opening(office, city(2026, 11, 23, 12, 30))
    assert (said.state, said.opens_at) == ("closed", city(2026, 11, 23, 13))


def test_an_office_is_shut_on_a_public_holiday_and_says_so() -> None:
    said = opening(place(OFFICE), city(2026, 11, 11, 10))
    assert (said.state, said.why, said.opens_at) == ("closed", "holiday", city(2026, 11, 12, 8))


def test_christmas_eve_is_a_holiday_since_2025() -> None:
    assert is_public_holiday(date(2025, 12, 24))
    assert not is_public_holiday(date(2024, 12, 24))
    said = opening(place(OFFICE), city(2026, 12, 24, 10))
    assert (said.why, said.opens_at) == ("holiday", city(2026, 12, 28, 8))


def test_a_place_open_around_the_clock_is_open_on_holidays_without_end() -> None:
    said = opening(place(ALWAYS), city(2026, 12, 25, 3))
    assert (said.state, said.until_at) == ("open", None)


def test_hours_that_hold_on_holidays_hold_on_holidays() -> None:
    soup = ScheduleEntry(days=("fri",), opens="12:00", closes="14:00", holidays=True)
    assert opening(place(soup), city(2026, 12, 25, 13)).state == "open"


def test_a_season_over_new_year_opens_and_ends() -> None:
    winter = Window(from_="12-01", to="03-15")
    room = place(
        ScheduleEntry(days=ALWAYS.days, opens="16:00", closes="20:00", holidays=True, season=winter)
    )
    said = opening(room, city(2026, 11, 23, 17))
    assert (said.state, said.opens_at) == ("closed", city(2026, 12, 1, 16))
    assert opening(room, city(2027, 3, 15, 17)).state == "open"
    assert opening(room, city(2027, 3, 16, 17)).state == "closed"


def test_a_place_without_hours_is_unknown() -> None:
    assert opening(place(), city(2026, 11, 23, 10))[:2] == ("unknown", "no_hours")


@pytest.mark.parametrize(("day", "state"), [(30, "open"), (31, "unknown")])
def test_hours_checked_more_than_180_days_ago_are_unknown(day: int, state: str) -> None:
    stale = place(
        ScheduleEntry(days=ALWAYS.days, opens="08:00", closes="16:00", holidays=True),
        checked_on=date(2026, 7, 3),
    )
    december = opening(stale, city(2026, 12, day, 10))
    assert december.state == state
    assert december.why == ("hours" if state == "open" else "not_checked")


def test_a_place_that_shut_down_is_closed_from_that_day() -> None:
    office = place(OFFICE, closed_from=date(2026, 11, 24))
    assert opening(office, city(2026, 11, 23, 10)).state == "open"
    assert opening(office, city(2026, 11, 24, 10))[:2] == ("closed", "shut_down")


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1954, 4, 18),
        (1981, 4, 19),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2038, 4, 25),
        (2049, 4, 18),
        (2285, 3, 22),
    ],
)
def test_easter_falls_where_the_calendars_say(year: int, month: int, day: int) -> None:
    assert easter_sunday(year) == date(year, month, day)


def test_the_holidays_of_2026_are_all_there() -> None:
    assert sorted(public_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 1, 6),
        date(2026, 4, 5),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 3),
        date(2026, 5, 24),
        date(2026, 6, 4),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_after_the_last_client_nobody_is_let_in_though_the_door_is_open() -> None:
    office = place(ScheduleEntry(days=WEEKDAYS, opens="08:00", closes="16:00", last_client="15:30"))
    before, after = (
        opening(office, city(2026, 11, 23, 15)),
        opening(office, city(2026, 11, 23, 15, 40)),
    )
    assert (before.state, before.why, before.until_at) == (
        "open", "last_client", city(2026, 11, 23, 15, 30),
    )  # fmt: skip
    assert (after.state, after.why, after.opens_at) == (
        "closed",
        "last_client",
        city(2026, 11, 24, 8),
    )


def announced(
    first: date, last: date, *hours: str, checked_on: date = date(2026, 11, 1)
) -> ScheduleException:
    opens, closes = hours or (None, None)
    return ScheduleException(
        from_=first, to=last, source="kartka", checked_on=checked_on, opens=opens, closes=closes,
        note=Text(pl="Remont."),
    )  # fmt: skip


def test_a_closure_announced_for_some_days_says_why_and_when_it_ends() -> None:
    shut = announced(date(2026, 11, 23), date(2026, 11, 24))
    said = opening(place(OFFICE, exceptions=(shut,)), city(2026, 11, 23, 10))
    assert (said.state, said.why, said.opens_at) == ("closed", "announced", city(2026, 11, 25, 8))
    assert said.note == Text(pl="Remont.")


def test_hours_announced_for_a_holiday_hold_on_it() -> None:
    eve = announced(date(2026, 12, 24), date(2026, 12, 24), "08:00", "11:00")
    office = place(OFFICE, exceptions=(eve,))
    assert opening(office, city(2026, 12, 24, 10)).until_at == city(2026, 12, 24, 11)
    assert opening(office, city(2026, 12, 24, 11)).opens_at == city(2026, 12, 28, 8)


def test_an_announced_day_is_known_where_the_usual_hours_are_too_old_to_be() -> None:
    today = announced(date(2026, 11, 23), date(2026, 11, 23), "08:00", "12:00")
    office = place(OFFICE, checked_on=date(2024, 1, 1), exceptions=(today,))
    assert opening(office, city(2026, 11, 23, 9)).state == "open"
    later = opening(office, city(2026, 11, 23, 13))
    assert (later.state, later.opens_at) == ("closed", None)
    assert opening(office, city(2026, 11, 24, 9))[:2] == ("unknown", "not_checked")


def test_of_two_announcements_the_later_one_holds() -> None:
    shut = announced(date(2026, 11, 1), date(2026, 11, 30), checked_on=date(2026, 10, 1))
    again = announced(date(2026, 11, 23), date(2026, 11, 23), "09:00", "12:00")
    office = place(OFFICE, exceptions=(shut, again))
    assert opening(office, city(2026, 11, 23, 10)).state == "open"
    assert opening(office, city(2026, 11, 24, 10)).state == "closed"


def test_a_skipped_hour_opens_at_the_moment_of_the_jump() -> None:
    early = place(
        ScheduleEntry(days=("sun",), opens="02:30", closes="06:00"), checked_on=date(2026, 3, 1)
    )
    jump = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert opening(early, jump).state == "open"
    assert opening(early, city(2026, 3, 29, 1, 59)).opens_at == jump
