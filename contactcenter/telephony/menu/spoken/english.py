"""English numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contactcenter.telephony.menu.spoken.tongue import (
    DAYS,
    GROSZE,
    clock,
    only_digits,
    row,
    runs,
)

SMALL = row(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
TENS = row("twenty thirty forty fifty sixty seventy eighty ninety")
ORDINALS = row(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
DAY_NAMES = row("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTHS = row(
    "January February March April May June July August September October November December"
)
NOON = 12


@dataclass(frozen=True)
class English:
    """English, with the twelve-hour clock."""

    def cardinal(self, number: int) -> str:
        """0 to 999,999."""
        thousands, rest = divmod(number, 1000)
        if not thousands:
            return _below_thousand(rest)
        said = f"{_below_thousand(thousands)} thousand"
        return f"{said} {_below_thousand(rest)}" if rest else said

    def digits(self, text: str) -> str:
        """Digit by digit."""
        return ", ".join(SMALL[int(digit)] for digit in only_digits(text))

    def phone(self, number: str) -> str:
        """Groups of a number, each digit by digit."""
        return "; ".join(self.digits(group) for group in number.split())

    def minutes(self, number: int) -> str:
        """A number of minutes."""
        return f"{self.cardinal(number)} {'minute' if number == 1 else 'minutes'}"

    def wait(self, low: int, high: int) -> str:
        """A range of minutes to wait."""
        if low < 1:
            return f"at most {self.minutes(high)}"
        if low == high:
            return f"about {self.minutes(low)}"
        return f"from {self.cardinal(low)} to {self.minutes(high)}"

    def hours(self, opens: str, closes: str) -> str:
        """From when to when."""
        if (opens, closes) == ("00:00", "24:00"):
            return "day and night"
        return f"from {_hour(opens)} to {_hour(closes)}"

    def at(self, hour: str) -> str:
        """When."""
        return f"at {_hour(hour)}"

    def until(self, hour: str) -> str:
        """Until when."""
        return f"until {_hour(hour)}"

    def days(self, days: Sequence[str]) -> str:
        """On which weekdays."""
        if len(set(days)) == len(DAYS):
            return "every day"
        said: list[str] = []
        for one in runs(days):
            names = [DAY_NAMES[DAYS.index(day)] for day in one]
            if len(names) > 2:
                said.append(f"from {names[0]} to {names[-1]}")
            else:
                said.extend(f"on {name}" for name in names)
        return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"

    def day(self, day: date) -> str:
        """A date without its year, with the weekday."""
        return f"on {DAY_NAMES[day.weekday()]}, {_day(day)}"

    def full_date(self, day: date) -> str:
        """A date with its year; from 2001 to 2099."""
        late = day.year % 100
        year = f"twenty {_below_thousand(late)}" if late > 9 else f"two thousand {SMALL[late]}"
        return f"{_day(day)} {year}"

    def money(self, grosze: int) -> str:
        """A sum."""
        whole, rest = divmod(grosze, GROSZE)
        zloty = f"{self.cardinal(whole)} {'zloty' if whole == 1 else 'zlotys'}"
        return f"{zloty} and {self.cardinal(rest)} grosz" if rest else zloty


ENGLISH = English()


def _below_thousand(number: int) -> str:
    if number < 20:
        return SMALL[number]
    if number < 100:
        tens, units = divmod(number, 10)
        return TENS[tens - 2] + (f"-{SMALL[units]}" if units else "")
    hundreds, rest = divmod(number, 100)
    return f"{SMALL[hundreds]} hundred" + (f" {_below_thousand(rest)}" if rest else "")


def _hour(hour: str) -> str:
    hours, minutes = clock(hour)
    if not minutes and hours in {0, NOON, 24}:
        return "noon" if hours == NOON else "midnight"
    half = "a.m." if hours % 24 < NOON else "p.m."
    zero = "oh " if 0 < minutes < 10 else ""
    past = f" {zero}{_below_thousand(minutes)}" if minutes else ""
    return f"{SMALL[hours % NOON or NOON]}{past} {half}"


def _day(day: date) -> str:
    number = day.day
    tens, units = divmod(number, 10)
    ordinal = ORDINALS[number] if number <= 20 else f"{TENS[tens - 2]}-{ORDINALS[units]}"
    if number == 30:
        ordinal = "thirtieth"
    return f"the {ordinal} of {MONTHS[day.month - 1]}"
