"""The desks as data: where they are, how many counters, which slots, what the day ends with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

import msgspec
import yaml
from msgspec import Meta

from shared.catalog.working_days import is_working_day
from shared.clock import CITY_ZONE

FILE = Path(__file__).with_name("points.yaml")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Hour = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class DayEnd(StrEnum):
    """What becomes of who still waits when the day is over."""

    CALLBACK = "callback"
    CLOSE = "close"


class Slots(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Appointments on some weekdays, local time; the last one begins before `to`."""

    days: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...]
    from_: Hour = msgspec.field(name="from")
    to: Hour
    minutes: Annotated[int, Meta(ge=5, le=240)]
    places: Annotated[int, Meta(ge=1, le=50)]


class Point(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One desk; `id` is its location's. `board`: which address of the board counts."""

    id: str
    counters: Annotated[int, Meta(ge=1, le=40)]
    day_end: DayEnd
    board: int
    status: Literal["verified", "to_confirm"]
    slots: tuple[Slots, ...] = ()

    def slots_on(self, day: date) -> list[tuple[datetime, int]]:
        """The slots of one day, each with its places, earliest first; none on a free day."""
        if not is_working_day(day):
            return []
        named = WEEKDAYS[day.weekday()]
        found = [one for slots in self.slots if named in slots.days for one in _starts(slots, day)]
        return sorted(found)


Points = Mapping[str, Point]


@cache
def read_points(file: Path = FILE) -> Points:
    """The desks by id; raises `msgspec.ValidationError` or ValueError for a file that is wrong."""
    points = msgspec.convert(yaml.safe_load(file.read_text(encoding="utf-8")), tuple[Point, ...])
    by_id = {point.id: point for point in points}
    if len(by_id) != len(points):
        raise ValueError(f"{file.name}: a desk is listed twice")
    return MappingProxyType(by_id)


def _starts(slots: Slots, day: date) -> list[tuple[datetime, int]]:
    begins, ends = (_at(day, hour) for hour in (slots.from_, slots.to))
    step = timedelta(minutes=slots.minutes)
    count = max(0, -(-(ends - begins) // step))  # a slot that begins before the end counts
    return [(begins + step * number, slots.places) for number in range(count)]


def _at(day: date, hour: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour), CITY_ZONE)
