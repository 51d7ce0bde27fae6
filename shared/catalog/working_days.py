"""Days offices work: neither Saturday, nor Sunday, nor a public holiday."""

from __future__ import annotations

from datetime import date, timedelta

from shared.catalog.holidays import is_public_holiday

SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether offices work on `day`, as far as the law says."""
    return day.weekday() < SATURDAY and not is_public_holiday(day)


def working_day_from(day: date) -> date:
    """`day` itself, or the next working day: a deadline on a free day ends there."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def after_working_days(day: date, count: int) -> date:
    """The working day that is `count` working days after `day`."""
    for _ in range(count):
        day = working_day_from(day + timedelta(days=1))
    return day
