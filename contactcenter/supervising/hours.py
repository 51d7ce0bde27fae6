"""The hours of the line as supervisors announce them, dated, over the usual ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from contactcenter.telephony.menu import hours as menu_hours
from contactcenter.telephony.menu.announced import Announced
from shared.catalog.hours import WEEKDAYS
from shared.clock import CITY_ZONE
from shared.models import LineHours, new_id
from shared.store.ledger import record

HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
FARTHEST_DAYS = 2 * 366


class Opening(NamedTuple):
    """Whether the line is answered now: until when, or from when again; city time."""

    is_open: bool
    until_at: datetime | None = None
    opens_at: datetime | None = None


class Wrong(StrEnum):
    """Why hours are not announced; the words: set-hours-<value>."""

    NO_DAY = "no-day"
    DATES = "dates"
    TIMES = "times"


@dataclass(frozen=True)
class Wish:
    """Hours as a supervisor asks for them; no hours: the line is closed."""

    from_on: date
    to_on: date | None
    days: tuple[str, ...] = WEEKDAYS
    opens: str | None = None
    closes: str | None = None
    on_holidays: bool = False


def opening(db: Session, at: datetime, *, is_always_open: bool = False) -> Opening:
    """Whether the line is answered at `at`."""
    if is_always_open:
        return Opening(True)
    on = at.astimezone(CITY_ZONE).date()
    known = announced(db, on)
    until_at = menu_hours.closing(at, known)
    if until_at is not None:
        return Opening(True, until_at)
    return Opening(False, opens_at=menu_hours.next_opening(at, known))


def announced(db: Session, on: date) -> tuple[Announced, ...]:
    """What is announced for the days from `on`, the newest first."""
    return tuple(
        Announced(one.from_on, one.to_on, one.days, one.opens, one.closes, one.on_holidays)
        for one in announcements(db, on)
    )


def announcements(db: Session, on: date) -> list[LineHours]:
    """The same, as it was written down."""
    counts = (
        LineHours.withdrawn_at.is_(None),
        or_(LineHours.to_on.is_(None), LineHours.to_on >= on),
    )
    return list(db.scalars(select(LineHours).where(*counts).order_by(LineHours.id.desc())))


def announce(db: Session, wish: Wish, agent_id: str, at: datetime) -> str | Wrong:
    """Announce hours; answers the announcement's id, or what is wrong with it."""
    wrong = _fault(wish, at.astimezone(CITY_ZONE).date())
    if wrong is not None:
        return wrong
    hours_id = new_id()
    db.add(LineHours(id=hours_id, made_by=agent_id, made_at=at, **vars(wish)))
    record(db, "line_hours_changed", at, hours_id=hours_id, agent_id=agent_id, state="announced")
    return hours_id


def withdraw(db: Session, hours_id: str, agent_id: str, at: datetime) -> bool:
    """What was announced does not hold any more; False when it did not already."""
    row = db.get(LineHours, hours_id, with_for_update=True, populate_existing=True)
    if row is None or row.withdrawn_at is not None:
        return False
    row.withdrawn_at, row.withdrawn_by = at, agent_id
    record(db, "line_hours_changed", at, hours_id=hours_id, agent_id=agent_id, state="withdrawn")
    return True


def _fault(wish: Wish, today: date) -> Wrong | None:
    if not wish.days or not set(wish.days) <= set(WEEKDAYS):
        return Wrong.NO_DAY
    last = wish.to_on or wish.from_on
    is_far = (last - today).days > FARTHEST_DAYS or (wish.from_on - today).days > FARTHEST_DAYS
    if wish.from_on < today or last < wish.from_on or is_far or not _has_its_days(wish):
        return Wrong.DATES
    return None if _are_hours(wish.opens, wish.closes) else Wrong.TIMES


def _has_its_days(wish: Wish) -> bool:
    """Whether one of the days it is meant for comes at all."""
    if wish.to_on is None:
        return True
    return bool(_days_between(wish.from_on, wish.to_on) & set(wish.days))


def _days_between(first: date, last: date) -> set[str]:
    count = min((last - first).days + 1, len(WEEKDAYS))
    return {WEEKDAYS[(first.weekday() + ahead) % len(WEEKDAYS)] for ahead in range(count)}


def _are_hours(opens: str | None, closes: str | None) -> bool:
    if opens is None and closes is None:
        return True
    if opens is None or closes is None:
        return False
    return bool(HOUR.fullmatch(opens) and HOUR.fullmatch(closes)) and opens < closes
