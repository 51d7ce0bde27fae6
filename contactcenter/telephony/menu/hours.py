"""When the line itself is answered: its own hours, kept like those of any place in the catalog."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import yaml

from contactcenter.telephony.document import Say
from contactcenter.telephony.menu.announced import Announced, about
from contactcenter.telephony.menu.scene import Scene
from contactcenter.telephony.menu.voice import message, voice
from shared.catalog.holidays import is_public_holiday
from shared.catalog.hours import CITY_ZONE, WEEKDAYS
from shared.catalog.model import ScheduleEntry, Status

LINE_FILE = Path(__file__).with_name("line.yaml")
PERSON = "phone-person"  # says which key fetches one
LOOK_AHEAD_DAYS = 62  # longer than any closure somebody announces
WEEK = 7


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The line's hours, city time. `status`, `notice`: whether the city has confirmed the hours,
    and what callers hear about their data.
    """

    status: Status
    notice: Status
    hours: tuple[ScheduleEntry, ...]


@cache
def line() -> Line:
    """The line's hours as line.yaml has them."""
    return msgspec.convert(yaml.safe_load(LINE_FILE.read_text(encoding="utf-8")), Line)


class Stretch(NamedTuple):
    """Hours of one day, city time, such as "08:00" to "16:00"."""

    opens: str
    closes: str


def is_open(scene: Scene) -> bool:
    """Whether somebody answers: as the scene says, else by the line's own hours.

    Whoever waits already is answered, also after closing time.
    """
    if scene.is_waiting:
        return True
    return is_answered(scene.at, scene.announced) if scene.is_open is None else scene.is_open


def is_answered(at: datetime, announced: tuple[Announced, ...] = ()) -> bool:
    """Whether the line's own hours hold at this instant."""
    return closing(at, announced) is not None


def closing(at: datetime, announced: tuple[Announced, ...] = ()) -> datetime | None:
    """Until when the line is answered, city time; None while it is not."""
    local = at.astimezone(CITY_ZONE)
    for one in on_day(local.date(), announced):
        if _at(local, one.opens) <= local < _at(local, one.closes):
            return _at(local, one.closes)
    return None


def next_opening(at: datetime, announced: tuple[Announced, ...] = ()) -> datetime | None:
    """When the line opens next after `at`, city time; None if it does not."""
    local = at.astimezone(CITY_ZONE)
    for ahead in range(LOOK_AHEAD_DAYS):
        day = local + timedelta(days=ahead)
        for one in on_day(day.date(), announced):
            if _at(day, one.opens) > local:
                return _at(day, one.opens)
    return None


def on_day(day: date, announced: tuple[Announced, ...] = ()) -> tuple[Stretch, ...]:
    """The hours of one day, the earliest first; none on public holidays, unless announced."""
    said = about(announced, day)
    if said is not None:
        is_shut = said.opens is None or said.closes is None
        return () if is_shut else (Stretch(str(said.opens), str(said.closes)),)
    return () if is_public_holiday(day) else usual(day)


def usual(day: date) -> tuple[Stretch, ...]:
    """What line.yaml says of this day of the week, the earliest first."""
    held = (one for one in line().hours if WEEKDAYS[day.weekday()] in one.days)
    return tuple(sorted(Stretch(one.opens, one.closes) for one in held))


def coming_week(at: datetime, announced: tuple[Announced, ...]) -> dict[Stretch, tuple[str, ...]]:
    """The hours of the seven days from today on, with the days of the week they hold on.

    A public holiday among them is left out of account: the usual week is what is asked for.
    """
    today = at.astimezone(CITY_ZONE).date()
    days = sorted((today + timedelta(days=ahead) for ahead in range(WEEK)), key=date.weekday)
    found: dict[Stretch, tuple[str, ...]] = {}
    for day in days:
        is_dated = about(announced, day) is not None
        for one in on_day(day, announced) if is_dated else usual(day):
            found[one] = (*found.get(one, ()), WEEKDAYS[day.weekday()])
    return found


def messages(scene: Scene, keys: Iterable[str]) -> tuple[Say, ...]:
    """Several messages; a person is offered only while there is one."""
    offered = [key for key in keys if key != PERSON or is_open(scene)]
    return tuple(message(scene, key) for key in offered)


def said_hours(scene: Scene) -> tuple[Say, ...]:
    """The line's hours, read aloud."""
    tongue = voice(scene)
    week = coming_week(scene.at, scene.announced)
    return tuple(
        message(
            scene,
            "phone-line-hours",
            days=tongue.days(days),
            hours=tongue.hours(one.opens, one.closes),
        )
        for one, days in week.items()
    )


def _at(day: datetime, hour: str) -> datetime:
    """That hour on that day by the city's clock."""
    hours, minutes = (int(part) for part in hour.split(":"))
    start = day.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return (start + timedelta(hours=hours, minutes=minutes)).replace(tzinfo=CITY_ZONE)
