"""Opening hours as HSDS schedules: weekly rules, seasons, announced days and public holidays.

HSDS 3.0 knows no closed day. A row whose valid_from and valid_to name days and which has no hours
says "shut on these days"; one with hours holds on these days instead of the weekly rule. Hours are
the city's wall clock, HH:MM; 00:00 at the end of a row is midnight.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from shared.catalog.holidays import public_holidays
from shared.catalog.hours import hours_on, is_stale
from shared.catalog.model import Location, ScheduleEntry, ScheduleException, Window
from shared.catalog.schedule import to_city_time

AHEAD = timedelta(days=365)
ONE_DAY = timedelta(days=1)


def schedules(location: Location, on: date) -> Iterator[dict[str, Any]]:
    """The rows of a place, without ids: what holds from `on`, dated days a year ahead."""
    last = location.closed_from - ONE_DAY if location.closed_from else None
    note = _checked(location, on)
    for entry in location.schedule:
        for begins, ends in _spans(entry, on, last):
            yield _weekly(entry, begins, ends, note)
    for exception in location.exceptions:
        if exception.to >= on:
            yield _announced(exception)
    yield from _holidays(location, on)
    if location.schedule_note and not location.schedule:
        yield {"description": location.schedule_note.pl, "notes": note}


def next_window(window: Window, on: date) -> tuple[date, date]:
    """The part of the year as dates: the one that lasts on `on`, or the next one."""
    for year in (on.year - 1, on.year, on.year + 1):
        begins = _day(year, window.from_)
        ends = _day(year if window.from_ <= window.to else year + 1, window.to)
        if ends >= on:
            return begins, ends
    raise AssertionError("a part of every year comes again within two years")


def _checked(location: Location, on: date) -> str:
    said = f"Godziny sprawdzono {location.checked_on}."
    if is_stale(location.checked_on, on):
        return f"{said} To dawno: zadzwoń przed przyjściem."
    return said


def _spans(
    entry: ScheduleEntry, on: date, last: date | None
) -> Iterator[tuple[date | None, date | None]]:
    if entry.season is None:
        yield None, last
        return
    begins, ends = next_window(entry.season, on)
    while begins <= on + AHEAD and (last is None or begins <= last):
        yield begins, min(ends, last) if last else ends
        begins, ends = next_window(entry.season, ends + ONE_DAY)


def _weekly(
    entry: ScheduleEntry, begins: date | None, ends: date | None, checked: str
) -> dict[str, Any]:
    last_client = f"Ostatnia osoba wchodzi o {entry.last_client}. " if entry.last_client else ""
    return {
        "valid_from": begins and begins.isoformat(),
        "valid_to": ends and ends.isoformat(),
        "freq": "WEEKLY",
        "byday": ",".join(day[:2].upper() for day in entry.days),
        "opens_at": entry.opens,
        "closes_at": _end(entry.closes),
        "description": entry.note.pl if entry.note else None,
        "notes": last_client + checked,
    }


def _announced(one: ScheduleException) -> dict[str, Any]:
    is_open = one.opens is not None and one.closes is not None
    note = one.note.pl if one.note else None
    return {
        "valid_from": one.from_.isoformat(),
        "valid_to": one.to.isoformat(),
        "opens_at": one.opens if is_open else None,
        "closes_at": _end(one.closes) if is_open and one.closes else None,
        "description": note or ("Inne godziny" if is_open else "Nieczynne"),
        "notes": f"Sprawdzono {one.checked_on}.",
    }


def _holidays(location: Location, on: date) -> Iterator[dict[str, Any]]:
    days = sorted(public_holidays(on.year) | public_holidays(on.year + 1))
    for day in days:
        if not on <= day <= on + AHEAD:
            continue
        found = hours_on(location, day, on)
        if found.is_holiday and not found.stretches:
            yield _on_one_day(day, "Nieczynne: święto")
        for stretch in found.stretches if found.is_holiday else ():
            opens, closes = to_city_time(stretch.opens_at), to_city_time(stretch.shuts_at)
            row = _on_one_day(day, "Święto: inne godziny")
            yield row | {"opens_at": f"{opens:%H:%M}", "closes_at": f"{closes:%H:%M}"}


def _on_one_day(day: date, description: str) -> dict[str, Any]:
    return {
        "valid_from": day.isoformat(),
        "valid_to": day.isoformat(),
        "description": description,
    }


def _end(closes: str) -> str:
    return "00:00" if closes == "24:00" else closes


def _day(year: int, month_day: str) -> date:
    """29 February is 1 March in a year without one."""
    try:
        return date.fromisoformat(f"{year}-{month_day}")
    except ValueError:
        return date(year, 3, 1)
