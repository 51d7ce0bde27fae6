"""Days on which offices are shut by law."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache


def is_public_holiday(day: date) -> bool:
    """Whether offices are shut by law on `day`."""
    return day in public_holidays(day.year)


@lru_cache(maxsize=16)
def public_holidays(year: int) -> frozenset[date]:
    """Poland's public holidays (ustawa z 18 stycznia 1951 r. o dniach wolnych od pracy, art. 1).

    24 December is one since 2025 (Dz.U. 2024 poz. 1965). Sundays are left to the schedules.
    """
    easter = easter_sunday(year)
    movable = {easter + timedelta(days=after) for after in (0, 1, 49, 60)}
    fixed = [(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26)]
    if year >= 2025:
        fixed.append((12, 24))
    return frozenset(movable | {date(year, month, day) for month, day in fixed})


def easter_sunday(year: int) -> date:
    """Easter in the Gregorian calendar (Gauss's rule with the two known exceptions).

    a, b, c place the year in the moon's and the week's cycles; d is the days from 21 March to the
    paschal full moon, e the days from there to Sunday.
    """
    century = year // 100
    moon = (15 - (13 + 8 * century) // 25 + century - century // 4) % 30
    week = (4 + century - century // 4) % 7
    d = (19 * (year % 19) + moon) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + week) % 7
    late = (d, e) == (29, 6) or ((d, e) == (28, 6) and year % 19 > 10)
    return date(year, 3, 22) + timedelta(days=d + e - (7 if late else 0))
