"""Hours of the line announced for some days, in place of its usual ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from shared.catalog.holidays import is_public_holiday
from shared.catalog.hours import WEEKDAYS


class Announced(NamedTuple):
    """One announcement; `to_on` belongs to it, None: until further notice; no hours: closed.

    It says nothing about public holidays unless it is made for them, or the line is shut anyway.
    """

    from_on: date
    to_on: date | None
    days: tuple[str, ...]
    opens: str | None
    closes: str | None
    on_holidays: bool = False

    def is_about(self, day: date) -> bool:
        """Whether it says something about this day."""
        is_in_time = self.from_on <= day and (self.to_on is None or day <= self.to_on)
        is_meant = self.on_holidays or not is_public_holiday(day)
        return is_in_time and WEEKDAYS[day.weekday()] in self.days and is_meant


def about(announced: Iterable[Announced], day: date) -> Announced | None:
    """What was announced for this day last; `announced`: the newest first."""
    return next((one for one in announced if one.is_about(day)), None)
