"""Locations lie in the city, phone numbers can be dialed, opening hours make sense."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shared.bundle.fault import Fault
from shared.bundle.gather import Page, Written
from shared.bundle.read import Sheet, Trail
from shared.catalog.model import Location, ScheduleEntry

CITY_LAT = (51.686, 51.860)
CITY_LON = (19.320, 19.640)
NUMBER = re.compile(r"[0-9]+( [0-9]+)*")
DIGITS_OF_A_NUMBER = (3, 5, 6, 9)


def faults(written: Written) -> Iterator[Fault]:
    """Faults of locations, and of the phone numbers of everybody."""
    for page in written.locations:
        yield from _of_position(page)
        for index, entry in enumerate(page.record.schedule):
            yield from _of_hours(page.sheet, ("schedule", index), entry)
        yield from _of_phones(page.sheet, "phones", [p.number for p in page.record.phones])
    for agency in written.organizations:
        yield from _of_phones(agency.sheet, "phones", [p.number for p in agency.record.phones])
    for service in written.services:
        numbers = [helpline.number for helpline in service.record.helplines]
        yield from _of_phones(service.sheet, "helplines", numbers)


def _of_position(page: Page[Location]) -> Iterator[Fault]:
    sheet, place = page
    if place.lat is None or place.lon is None or place.position is None:
        if (place.lat, place.lon, place.position) != (None, None, None):
            cure = "write all three (position: approximate | exact), or none"
            yield sheet.fault((), "`lat`, `lon` and `position` go together", cure)
        return
    for name, degrees, (least, most) in (
        ("lat", place.lat, CITY_LAT),
        ("lon", place.lon, CITY_LON),
    ):
        if not least <= degrees <= most:
            problem = f"`{name}` {degrees} lies outside the city ({least}–{most})"
            yield sheet.fault((name,), problem, "look the place up again; are lat and lon swapped?")


def _of_hours(sheet: Sheet, trail: Trail, entry: ScheduleEntry) -> Iterator[Fault]:
    if not entry.days:
        yield sheet.fault(trail, "no days are listed", "write `days: [mon, tue]`")
    if len(set(entry.days)) < len(entry.days):
        yield sheet.fault(trail, "a day is listed twice", "list each day once")
    if entry.opens == entry.closes or entry.opens == "24:00":
        problem = f"the hours {entry.opens}–{entry.closes} cannot be"
        yield sheet.fault(trail, problem, 'for the whole day write opens: "00:00", closes: "24:00"')


def _of_phones(sheet: Sheet, field: str, numbers: list[str]) -> Iterator[Fault]:
    for index, number in enumerate(numbers):
        digits = number.replace(" ", "")
        if not NUMBER.fullmatch(number) or len(digits) not in DIGITS_OF_A_NUMBER:
            problem = f"`{number}` is not a phone number as people write it"
            cure = "write nine digits in groups as 42 638 59 69, or a short number as 116 123"
            yield sheet.fault((field, index, "number"), problem, cure)
