"""Is a place open? One answer for every screen: open, closed, or unknown ("call first").

Hours are local (Europe/Warsaw). A place whose hours nobody has checked for 180 days is unknown,
never open: sending somebody across the city to a shut door is worse than saying "call first".
Open means that somebody who comes is still let in: after the last client the door only looks open.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple

from shared.catalog.hours import (
    CITY_ZONE,
    ONE_DAY,
    STALE_AFTER_DAYS,
    WEEKDAYS,
    Day,
    Stretch,
    hours_on,
    is_round_the_clock,
    is_stale,
    is_within,
)
from shared.catalog.model import Location
from shared.text import Text

__all__ = [
    "CITY_ZONE",
    "STALE_AFTER_DAYS",
    "WEEKDAYS",
    "Opening",
    "is_stale",
    "is_within",
    "opening",
    "to_city_time",
]

LOOK_AHEAD_DAYS = 366
NEVER_ENDS = timedelta(days=300)

State = Literal["open", "closed", "unknown"]
Why = Literal[
    "hours", "last_client", "holiday", "announced", "no_hours", "not_checked", "shut_down"
]


class Opening(NamedTuple):
    """Whether somebody is let in at a moment, and why we say so.

    `until_at`: until when, if open; `opens_at`: from when again, if closed and if that is known;
    both city time. `why`: hours, last_client (the door shuts later than people are let in), holiday
    (shut today for a public holiday), announced (other hours were announced for today, `note` may
    say why), no_hours, not_checked (checked too long ago), shut_down (closed for good or until
    further notice).
    """

    state: State
    why: Why
    until_at: datetime | None = None
    opens_at: datetime | None = None
    note: Text | None = None


def opening(location: Location, at: datetime) -> Opening:
    """Say whether `location` is open at `at` (aware, or naive city time)."""
    local = to_city_time(at)
    on = local.date()
    if location.closed_from is not None and location.closed_from <= on:
        return Opening("closed", "shut_down")
    if not location.schedule and not location.exceptions:
        return Opening("unknown", "no_hours")
    now = local.astimezone(UTC)
    days = hours_on(location, on - ONE_DAY, on), hours_on(location, on, on)
    inside = [s for day in days if day.is_known for s in day.stretches if _is_in(s, now)]
    if inside:
        return _open(location, inside, on, days[1].note)
    if _is_unknown(days, now):
        return Opening("unknown", "not_checked" if location.schedule else "no_hours")
    return _closed(location, days, now, on)


def to_city_time(at: datetime) -> datetime:
    """The same moment on the city's wall clock; a naive time is taken to be that already."""
    return at.replace(tzinfo=CITY_ZONE) if at.tzinfo is None else at.astimezone(CITY_ZONE)


def _is_in(stretch: Stretch, now: datetime) -> bool:
    return stretch.opens_at <= now < stretch.ends_at


def _is_unknown(days: tuple[Day, Day], now: datetime) -> bool:
    """Whether nobody knows about today, or about a night of yesterday that may still last."""
    yesterday, today = days
    may_last = not yesterday.is_known and any(_is_in(s, now) for s in yesterday.stretches)
    return may_last or not today.is_known


def _open(location: Location, inside: list[Stretch], on: date, note: Text | None) -> Opening:
    last = max(inside, key=lambda stretch: stretch.ends_at)
    ends_at, shuts_at = _end_of_stretch(location, last, on)
    why: Why = "last_client" if ends_at is not None and ends_at < shuts_at else "hours"
    return Opening("open", why, until_at=ends_at and to_city_time(ends_at), note=note)


def _end_of_stretch(
    location: Location, first: Stretch, on: date
) -> tuple[datetime | None, datetime]:
    """When people are no longer let in, and when the door shuts; None for a place that is always
    open.
    """
    _, ends_at, shuts_at = first
    if _never_shuts(location, on):
        return None, shuts_at
    for offset in range(-1, LOOK_AHEAD_DAYS):
        day = on + offset * ONE_DAY
        if _midnight(day) > ends_at:
            return ends_at, shuts_at
        for stretch in _relied_on(location, day, on):
            if stretch.opens_at <= ends_at < stretch.ends_at:
                _, ends_at, shuts_at = stretch
    never = ends_at - first.opens_at > NEVER_ENDS
    return None if never else ends_at, shuts_at


def _never_shuts(location: Location, on: date) -> bool:
    is_plain = not location.exceptions and location.closed_from is None
    always = (e for e in location.schedule if is_round_the_clock(e))
    return (
        is_plain
        and any(e.season is None and e.last_client is None for e in always)
        and (not is_stale(location.checked_on, on))
    )


def _relied_on(location: Location, day: date, on: date) -> tuple[Stretch, ...]:
    found = hours_on(location, day, on)
    return found.stretches if found.is_known else ()


def _closed(location: Location, days: tuple[Day, Day], now: datetime, on: date) -> Opening:
    opens_at = _next_opening(location, now, on)
    local = opens_at and to_city_time(opens_at)
    return Opening("closed", _why_closed(days, now), opens_at=local, note=days[1].note)


def _why_closed(days: tuple[Day, Day], now: datetime) -> Why:
    if any(s.ends_at <= now < s.shuts_at for day in days for s in day.stretches):
        return "last_client"
    today = days[1]
    if today.is_dated:
        return "announced"
    return "holiday" if today.is_holiday else "hours"


def _next_opening(location: Location, now: datetime, on: date) -> datetime | None:
    """When people are let in again; None where the next hours are not to be relied on."""
    for offset in range(LOOK_AHEAD_DAYS):
        day = hours_on(location, on + offset * ONE_DAY, on)
        for stretch in day.stretches:
            if stretch.opens_at > now:
                return stretch.opens_at if day.is_known else None
        if not day.is_known and not day.stretches and not location.schedule:
            return None  # between days somebody announced lie days nobody knows
    return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=CITY_ZONE).astimezone(UTC)
