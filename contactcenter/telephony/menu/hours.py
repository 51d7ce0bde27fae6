"""When the line itself is answered: its own hours, kept like those of any place in the catalog."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import msgspec
import yaml

from contactcenter.telephony.document import Say
from contactcenter.telephony.menu.scene import Scene
from contactcenter.telephony.menu.voice import message, voice
from shared.catalog.holidays import is_public_holiday
from shared.catalog.hours import CITY_ZONE, WEEKDAYS
from shared.catalog.model import ScheduleEntry, Status

LINE_FILE = Path(__file__).with_name("line.yaml")
PERSON = "phone-person"  # says which key fetches one
LOOK_AHEAD_DAYS = 15  # no two working days are further apart


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


def is_open(scene: Scene) -> bool:
    """Whether somebody answers: as the scene says, else by the line's own hours.

    Whoever waits already is answered, also after closing time.
    """
    if scene.is_waiting:
        return True
    return is_answered(scene.at) if scene.is_open is None else scene.is_open


def is_answered(at: datetime) -> bool:
    """Whether the line's own hours hold at this instant."""
    local = at.astimezone(CITY_ZONE)
    return any(_at(local, e.opens) <= local < _at(local, e.closes) for e in _entries(local))


def next_opening(at: datetime) -> datetime | None:
    """When the line opens next after `at`, city time; None if it does not."""
    local = at.astimezone(CITY_ZONE)
    for ahead in range(LOOK_AHEAD_DAYS):
        day = local + timedelta(days=ahead)
        for entry in sorted(_entries(day), key=lambda one: one.opens):
            if _at(day, entry.opens) > local:
                return _at(day, entry.opens)
    return None


def messages(scene: Scene, keys: Iterable[str]) -> tuple[Say, ...]:
    """Several messages; a person is offered only while there is one."""
    offered = [key for key in keys if key != PERSON or is_open(scene)]
    return tuple(message(scene, key) for key in offered)


def said_hours(scene: Scene) -> tuple[Say, ...]:
    """The line's hours, read aloud."""
    tongue = voice(scene)
    return tuple(
        message(
            scene,
            "phone-line-hours",
            days=tongue.days(entry.days),
            hours=tongue.hours(entry.opens, entry.closes),
        )
        for entry in line().hours
    )


def _entries(day: datetime) -> tuple[ScheduleEntry, ...]:
    """The hours of one day; none on public holidays."""
    if is_public_holiday(day.date()):
        return ()
    return tuple(entry for entry in line().hours if WEEKDAYS[day.weekday()] in entry.days)


def _at(day: datetime, hour: str) -> datetime:
    """That hour on that day by the city's clock."""
    hours, minutes = (int(part) for part in hour.split(":"))
    start = day.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return (start + timedelta(hours=hours, minutes=minutes)).replace(tzinfo=CITY_ZONE)
