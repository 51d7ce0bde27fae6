"""The hours of a place on one day: the usual ones, unless it is shut or other hours were announced.

A stretch belongs to the day it begins on, also when it runs past midnight. Wall clocks cannot be
compared on the nights they are turned, so stretches are in UTC: a moment the clock skips is the
moment of the jump, one it shows twice is the first of the two.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shared.catalog.holidays import is_public_holiday
from shared.catalog.model import Location, ScheduleEntry, ScheduleException, Window
from shared.text import Text

CITY_ZONE = ZoneInfo("Europe/Warsaw")
STALE_AFTER_DAYS = 180
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOCKS_TURN_AT = time(1, tzinfo=UTC)  # in all of the Union: directive 2000/84/EC, art. 2 and 3
ONE_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """Somebody who comes from `opens_at` on and before `ends_at` is let in; UTC.

    `shuts_at`: when the door shuts, which is later than `ends_at` where a last client is named.
    """

    opens_at: datetime
    ends_at: datetime
    shuts_at: datetime


class Day(NamedTuple):
    """One day at a place. `is_known`: somebody checked it lately enough to be relied on.

    `is_dated`: other than the usual hours hold, and `note` may say why; `is_holiday`: the usual
    hours fall out, for it is a public holiday.
    """

    is_known: bool
    stretches: tuple[Stretch, ...]
    is_dated: bool = False
    is_holiday: bool = False
    note: Text | None = None


def hours_on(location: Location, day: date, on: date) -> Day:
    """The hours that begin on `day`, as they are known on the date `on`."""
    if location.closed_from is not None and location.closed_from <= day:
        return Day(True, ())
    dated = _dated(location, day)
    found = _dated_hours(dated, day, on) if dated else _usual_hours(location, day, on)
    if location.closed_from is None:
        return found
    return found._replace(stretches=_until(found.stretches, location.closed_from))


def is_stale(checked_on: date, on: date) -> bool:
    """Whether a record checked on `checked_on` is too old to be relied on at `on`."""
    return (on - checked_on).days > STALE_AFTER_DAYS


def is_within(window: Window, on: date) -> bool:
    """Whether `on` lies in this part of the year; both ends belong to it."""
    day = f"{on:%m-%d}"
    if window.from_ <= window.to:
        return window.from_ <= day <= window.to
    return day >= window.from_ or day <= window.to


def is_round_the_clock(entry: ScheduleEntry) -> bool:
    """Seven days, midnight to midnight: such a place does not shut for holidays."""
    return set(entry.days) == set(WEEKDAYS) and (entry.opens, entry.closes) == ("00:00", "24:00")


def _dated(location: Location, day: date) -> tuple[ScheduleException, ...]:
    """What was announced for this day; of several announcements the one made last."""
    about = [one for one in location.exceptions if one.from_ <= day <= one.to]
    newest = max((one.checked_on for one in about), default=None)
    return tuple(one for one in about if one.checked_on == newest)


def _dated_hours(dated: tuple[ScheduleException, ...], day: date, on: date) -> Day:
    """A closure is believed however old it is: that mistake costs nobody a way across the city."""
    note = next((one.note for one in dated if one.note), None)
    if any(one.opens is None or one.closes is None for one in dated):
        return Day(True, (), is_dated=True, note=note)
    is_known = not is_stale(dated[0].checked_on, on)
    hours = [
        _stretch(day, one.opens, one.closes, one.last_client)
        for one in dated
        if one.opens and one.closes
    ]
    return Day(is_known, tuple(sorted(hours)), is_dated=True, note=note)


def _usual_hours(location: Location, day: date, on: date) -> Day:
    is_known = bool(location.schedule) and not is_stale(location.checked_on, on)
    planned = [entry for entry in location.schedule if _is_planned(entry, day)]
    held = [entry for entry in planned if _is_held(entry, day)]
    hours = [_stretch(day, entry.opens, entry.closes, entry.last_client) for entry in held]
    return Day(is_known, tuple(sorted(hours)), is_holiday=len(held) < len(planned))


def _is_planned(entry: ScheduleEntry, day: date) -> bool:
    in_season = entry.season is None or is_within(entry.season, day)
    return in_season and WEEKDAYS[day.weekday()] in entry.days


def _is_held(entry: ScheduleEntry, day: date) -> bool:
    return entry.holidays or is_round_the_clock(entry) or not is_public_holiday(day)


def _until(stretches: tuple[Stretch, ...], closed_from: date) -> tuple[Stretch, ...]:
    """The stretches, cut where the place closes for good."""
    gone_at = _moment(closed_from, time.min)
    return tuple(Stretch(s[0], min(s[1], gone_at), min(s[2], gone_at)) for s in stretches)


@lru_cache(maxsize=4096)
def _stretch(day: date, opens: str, closes: str, last_client: str | None) -> Stretch:
    opens_at, shuts_at = _at(day, opens, ""), _at(day, closes, opens)
    ends_at = shuts_at if last_client is None else min(shuts_at, _at(day, last_client, opens))
    return Stretch(opens_at, ends_at, shuts_at)


def _at(day: date, hour: str, after: str) -> datetime:
    """The moment the clock shows `hour`: on `day`, or the day after unless it is later than
    `after`.
    """
    if hour == "24:00":
        return _moment(day + ONE_DAY, time.min)
    return _moment(day if hour > after else day + ONE_DAY, time.fromisoformat(hour))


def _moment(day: date, hour: time) -> datetime:
    wall = datetime.combine(day, hour, tzinfo=CITY_ZONE)
    moment = wall.astimezone(UTC)
    is_skipped = moment.astimezone(CITY_ZONE).replace(tzinfo=None) != wall.replace(tzinfo=None)
    return datetime.combine(day, CLOCKS_TURN_AT) if is_skipped else moment
