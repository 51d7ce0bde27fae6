"""Numbers, money and dates as people here read them."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from shared.clock import CITY_ZONE

NO_BREAK = "\u00a0"


def babel_locale(language: str) -> str:
    """The locale whose habits a screen language follows."""
    return "pl" if language == "plain" else language


@lru_cache(maxsize=4096)
def money(grosze: int, language: str = "pl") -> str:
    """An amount in złoty: no decimals when there are none, otherwise two."""
    pattern = "#,##0" if grosze % 100 == 0 else "#,##0.00"
    amount = grosze // 100 if grosze % 100 == 0 else grosze / 100
    words = format_decimal(amount, format=pattern, locale=babel_locale(language))
    return f"{words}{NO_BREAK}zł".replace(" ", NO_BREAK)


@lru_cache(maxsize=1024)
def area(hundredths: int, language: str = "pl") -> str:
    """A floor area in square meters."""
    words = format_decimal(hundredths / 100, format="#,##0.##", locale=babel_locale(language))
    return f"{words}{NO_BREAK}m²"


@lru_cache(maxsize=1024)
def long_date(day: date, language: str = "pl") -> str:
    """A date with the month in words and the weekday before it."""
    return format_date(day, "EEEE, d MMMM y", locale=babel_locale(language))


def month_words(day: date, language: str = "pl") -> str:
    """The month a day lies in, by itself: "listopad 2026"."""
    return format_date(day, "LLLL y", locale=babel_locale(language))


def clock_time(at: datetime, language: str = "pl") -> str:  # noqa: ARG001  # the same in all of ours
    """The hour and minute in the city."""
    return f"{at.astimezone(CITY_ZONE):%H:%M}"


def spaced_digits(digits: str) -> str:
    """Eight digits in two groups of four, the way people read them aloud."""
    return f"{digits[:4]}{NO_BREAK}{digits[4:]}"
