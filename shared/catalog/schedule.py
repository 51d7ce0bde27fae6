"""Is a place open? One answer for every screen: open, closed, or unknown ("call first").

Hours are local (Europe/Warsaw). A place whose hours nobody has checked for 180 days is unknown,
never open: sending somebody across the city to a shut door is worse than saying "call first".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from shared.catalog.model import Location, ScheduleEntry, Window

CITY_ZONE = ZoneInfo("Europe/Warsaw")
STALE_AFTER_DAYS = 180
LOOK_AHEAD_DAYS = 366
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

State = Literal["open", "closed", "unknown"]
Why = Literal["hours", "holiday", "no_hours", "not_checked", "shut_down"]


class Opening(NamedTuple):
    """Whether a place is open at a moment, and why we say so.

    `until_at`: when it closes, if open; `opens_at`: when it next opens, if closed; city time.
    `why`: hours, holiday (shut today for a public holiday), no_hours, not_checked (checked too long
    ago), shut_down (this place has closed for good or until further notice).
    """

    state: State
    why: Why
    until_at: datetime | None = None
    opens_at: datetime | None = None


class Hours(NamedTuple):
    """One stretch of opening hours, in UTC: wall clocks cannot be compared when they are turned."""

    opens_at: datetime
    closes_at: datetime


def opening(location: Location, at: datetime) -> Opening:
    """Say whether `location` is open at `at` (aware, or naive city time)."""
    local = to_city_time(at)
    if location.closed_from is not None and location.closed_from <= local.date():
        return Opening("closed", "shut_down")
    if not location.schedule:
        return Opening("unknown", "no_hours")
    if is_stale(location.checked_on, local.date()):
        return Opening("unknown", "not_checked")
    return _opening_by_hours(location.schedule, local)


def is_stale(checked_on: date, on: date) -> bool:
    """Whether a record checked on `checked_on` is too old to be relied on at `on`."""
    return (on - checked_on).days > STALE_AFTER_DAYS


def to_city_time(at: datetime) -> datetime:
    """The same moment on the city's wall clock; a naive time is taken to be that already."""
    return at.replace(tzinfo=CITY_ZONE) if at.tzinfo is None else at.astimezone(CITY_ZONE)


def is_within(window: Window, on: date) -> bool:
    """Whether `on` lies in this part of the year; both ends belong to it."""
    day = f"{on:%m-%d}"
    if window.from_ <= window.to:
        return window.from_ <= day <= window.to
    return day >= window.from_ or day <= window.to


def _opening_by_hours(schedule: tuple[ScheduleEntry, ...], local: datetime) -> Opening:
    upcoming = _hours_from(schedule, local)
    first = next(upcoming, None)
    if first is None:
        return Opening("closed", "hours")
    if first.opens_at <= local.astimezone(UTC):
        return Opening("open", "hours", until_at=_end_of_stretch(first, upcoming))
    why: Why = "holiday" if _is_shut_for_holiday(schedule, local.date()) else "hours"
    return Opening("closed", why, opens_at=to_city_time(first.opens_at))


def _end_of_stretch(first: Hours, later: Iterator[Hours]) -> datetime | None:
    """When the door next shuts; None for a place that never does."""
    ends_at = first.closes_at
    for hours in later:
        if hours.opens_at > ends_at:
            return to_city_time(ends_at)
        ends_at = max(ends_at, hours.closes_at)
    never = ends_at - first.closes_at > timedelta(days=300)
    return None if never else to_city_time(ends_at)


def _hours_from(schedule: tuple[ScheduleEntry, ...], local: datetime) -> Iterator[Hours]:
    """The stretches that have not ended at `local`, in order, for about a year."""
    now = local.astimezone(UTC)
    for offset in range(-1, LOOK_AHEAD_DAYS):
        day = local.date() + timedelta(days=offset)
        stretches = sorted(_hours_on(entry, day) for entry in schedule if _runs_on(entry, day))
        yield from (hours for hours in stretches if hours.closes_at > now)


def _runs_on(entry: ScheduleEntry, day: date) -> bool:
    return _would_run_on(entry, day) and (
        entry.holidays or is_round_the_clock(entry) or not is_public_holiday(day)
    )


def _would_run_on(entry: ScheduleEntry, day: date) -> bool:
    in_season = entry.season is None or is_within(entry.season, day)
    return in_season and WEEKDAYS[day.weekday()] in entry.days


def _is_shut_for_holiday(schedule: tuple[ScheduleEntry, ...], day: date) -> bool:
    return any(_would_run_on(entry, day) and not _runs_on(entry, day) for entry in schedule)


def is_round_the_clock(entry: ScheduleEntry) -> bool:
    """Seven days, midnight to midnight: such a place does not shut for holidays."""
    return set(entry.days) == set(WEEKDAYS) and (entry.opens, entry.closes) == ("00:00", "24:00")


def _hours_on(entry: ScheduleEntry, day: date) -> Hours:
    past_midnight = entry.closes == "24:00" or entry.closes <= entry.opens
    closes = time.min if entry.closes == "24:00" else time.fromisoformat(entry.closes)
    last_day = day + timedelta(days=1) if past_midnight else day
    return Hours(_moment(day, time.fromisoformat(entry.opens)), _moment(last_day, closes))


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=CITY_ZONE).astimezone(UTC)


def is_public_holiday(day: date) -> bool:
    """Whether offices are shut by law on `day`."""
    return day in public_holidays(day.year)


@lru_cache(maxsize=16)
def public_holidays(year: int) -> frozenset[date]:
    """Poland's public holidays (ustawa z 18 stycznia 1951 r. o dniach wolnych od pracy, art. 1).

    24 December is one since 2025 (Dz.U. 2024 poz. 1965). Sundays are left to the schedules.
    """
    easter = easter_sunday(year)
    movable = {easter + timedelta(days=after) for after in (0, 1, 49, 60)}
    fixed = [(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26)]
    if year >= 2025:
        fixed.append((12, 24))
    return frozenset(movable | {date(year, month, day) for month, day in fixed})


def easter_sunday(year: int) -> date:
    """Easter in the Gregorian calendar (Gauss's rule with the two known exceptions).

    a, b, c place the year in the moon's and the week's cycles; d is the days from 21 March to the
    paschal full moon, e the days from there to Sunday.
    """
    century = year // 100
    moon = (15 - (13 + 8 * century) // 25 + century - century // 4) % 30
    week = (4 + century - century // 4) % 7
    d = (19 * (year % 19) + moon) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + week) % 7
    late = (d, e) == (29, 6) or ((d, e) == (28, 6) and year % 19 > 10)
    return date(year, 3, 22) + timedelta(days=d + e - (7 if late else 0))
