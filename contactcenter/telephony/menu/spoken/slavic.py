"""What Polish and Ukrainian numbers have in common: three forms to a noun, cases, and ordinals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from contactcenter.telephony.menu.spoken.tongue import DAYS, GROSZE, clock, only_digits, runs


class Forms(NamedTuple):
    """A noun beside 1, beside 2 to 4, beside 5 and more, and after a preposition beside one."""

    one: str
    few: str
    many: str
    of_one: str


class Numerals(NamedTuple):
    """Cardinals in one case: 0 to 19, the tens from 20, the hundreds from 100."""

    small: tuple[str, ...]
    tens: tuple[str, ...]
    hundreds: tuple[str, ...]


@dataclass(frozen=True)
class Slavic:
    """The tables of one language. `feminine`: what 1 and 2 become beside a feminine noun."""

    nominative: Numerals
    genitive: Numerals
    feminine: Mapping[int, str]
    feminine_of: Mapping[int, str]
    thousand: Forms
    minute: Forms
    zloty: Forms
    grosz: Forms
    ordinals_of: tuple[str, ...]  # masculine genitive, 1 to 31 and the tens: days, years
    tens_of: Mapping[int, str]
    hours_of: tuple[str, ...]  # feminine genitive, 0 to 24
    hours_at: tuple[str, ...]  # with their preposition, 0 to 24
    days_on: Mapping[str, str]
    days_of: Mapping[str, str]
    months_of: tuple[str, ...]
    from_to: str
    days_from_to: str
    until_: str
    and_: str
    about: str
    up_to: str
    every_day: str
    round_the_clock: str
    year: str
    two_thousand: str
    bends_last: bool  # the last word alone, and a final one: "двадцять другого", "двадцять одна"

    def cardinal(self, number: int) -> str:
        """0 to 999,999."""
        thousands, rest = divmod(number, 1000)
        if not thousands:
            return _below_thousand(rest, self.nominative)
        noun = self._beside(thousands, self.thousand)
        said = noun if thousands == 1 else f"{self._counted(thousands)} {noun}"
        return f"{said} {_below_thousand(rest, self.nominative)}" if rest else said

    def digits(self, text: str) -> str:
        """Digit by digit."""
        return ", ".join(self.nominative.small[int(digit)] for digit in only_digits(text))

    def phone(self, number: str) -> str:
        """Groups of a number, each digit by digit."""
        return "; ".join(self.digits(group) for group in number.split())

    def minutes(self, number: int) -> str:
        """A number of minutes."""
        return f"{self._feminine(number)} {self._beside(number, self.minute)}"

    def wait(self, low: int, high: int) -> str:
        """A range of minutes to wait."""
        if low < 1:
            return self.up_to.format(self._minutes_of(high))
        if low == high:
            return self.about.format(self._minutes_of(low))
        return self.from_to.format(self._of(low), self._minutes_of(high))

    def hours(self, opens: str, closes: str) -> str:
        """From when to when."""
        if (opens, closes) == ("00:00", "24:00"):
            return self.round_the_clock
        return self.days_from_to.format(self._hour_of(opens), self._hour_of(closes))

    def at(self, hour: str) -> str:
        """When."""
        hours, minutes = clock(hour)
        return _with_minutes(self.hours_at[hours], minutes, self.nominative)

    def until(self, hour: str) -> str:
        """Until when."""
        return self.until_.format(self._hour_of(hour))

    def days(self, days: Sequence[str]) -> str:
        """On which weekdays."""
        if len(set(days)) == len(DAYS):
            return self.every_day
        said: list[str] = []
        for row in runs(days):
            if len(row) > 2:
                said.append(self.days_from_to.format(self.days_of[row[0]], self.days_of[row[-1]]))
            else:
                said.extend(self.days_on[day] for day in row)
        return _listed(said, self.and_)

    def day(self, day: date) -> str:
        """A date without its year, with the weekday."""
        return f"{self.days_on[DAYS[day.weekday()]]}, {self._day_of(day)}"

    def full_date(self, day: date) -> str:
        """A date with its year; from 2001 to 2099."""
        year = self.ordinal_of(day.year % 100)
        return f"{self._day_of(day)} {self.two_thousand} {year} {self.year}"

    def money(self, grosze: int) -> str:
        """A sum."""
        whole, rest = divmod(grosze, GROSZE)
        zloty = f"{self.cardinal(whole)} {self._beside(whole, self.zloty)}"
        return f"{zloty} {self.cardinal(rest)} {self._beside(rest, self.grosz)}" if rest else zloty

    def _day_of(self, day: date) -> str:
        return f"{self.ordinal_of(day.day)} {self.months_of[day.month - 1]}"

    def ordinal_of(self, number: int) -> str:
        """The ordinal in the genitive, 1 to 99."""
        tens, units = divmod(number, 10)
        if number < 20:
            return self.ordinals_of[number]
        if not units:
            return self.tens_of[tens]
        first = self.nominative.tens[tens - 2] if self.bends_last else self.tens_of[tens]
        return f"{first} {self.ordinals_of[units]}"

    def _hour_of(self, hour: str) -> str:
        hours, minutes = clock(hour)
        return _with_minutes(self.hours_of[hours], minutes, self.nominative)

    def _minutes_of(self, number: int) -> str:
        if number == 1:
            return self.minute.of_one
        noun = self.minute.of_one if self._is_like_one(number) else self.minute.many
        return f"{self._of(number)} {noun}"

    def _of(self, number: int) -> str:
        """A feminine cardinal in the genitive, below a thousand."""
        return self._gendered(number, self.genitive, self.feminine_of)

    def _feminine(self, number: int) -> str:
        return self._gendered(number, self.nominative, self.feminine)

    def _counted(self, thousands: int) -> str:
        """How many thousands: feminine in Ukrainian, masculine in Polish."""
        return self._feminine(thousands) if self.bends_last else self.cardinal(thousands)

    def _gendered(self, number: int, words: Numerals, feminine: Mapping[int, str]) -> str:
        """The cardinal with its last word in the feminine, where that differs."""
        last = number % 10
        if number in feminine:
            return feminine[number]
        said = _below_thousand(number, words)
        is_bent = self._is_like_one(number) if last == 1 else not _is_teen(number)
        if number < 20 or last not in feminine or not is_bent:
            return said
        return f"{said.rsplit(' ', 1)[0]} {feminine[last]}"

    def _beside(self, number: int, noun: Forms) -> str:
        if self._is_like_one(number):
            return noun.one
        return noun.few if number % 10 in {2, 3, 4} and not _is_teen(number) else noun.many

    def _is_like_one(self, number: int) -> bool:
        """Whether a noun stands in the singular: in Ukrainian after 21, too."""
        return number == 1 or (self.bends_last and number % 10 == 1 and not _is_teen(number))


def _is_teen(number: int) -> bool:
    return 11 <= number % 100 <= 19


def _below_thousand(number: int, words: Numerals) -> str:
    if number < 20:
        return words.small[number]
    if number < 100:
        tens, units = divmod(number, 10)
        return words.tens[tens - 2] + (f" {words.small[units]}" if units else "")
    hundreds, rest = divmod(number, 100)
    return words.hundreds[hundreds - 1] + (f" {_below_thousand(rest, words)}" if rest else "")


def _with_minutes(hour: str, minutes: int, words: Numerals) -> str:
    if not minutes:
        return hour
    zero = f"{words.small[0]} " if minutes < 10 else ""
    return f"{hour} {zero}{_below_thousand(minutes, words)}"


def _listed(said: Sequence[str], and_: str) -> str:
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} {and_} {said[-1]}"
