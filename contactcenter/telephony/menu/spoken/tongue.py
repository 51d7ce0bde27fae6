"""What every language can say of a number; and what they all do alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_PER_HOUR = 60
GROSZE = 100


class Tongue(Protocol):
    """One language's way with numbers. Hours are "08:00" to "24:00", as the catalog has them."""

    def cardinal(self, number: int) -> str:
        """0 to 999,999: "dwadzieścia trzy"."""

    def digits(self, text: str) -> str:
        """Digit by digit; what is not a digit is skipped: "dwa, zero, zero"."""

    def phone(self, number: str) -> str:
        """A telephone number digit by digit, with a longer breath between its groups."""

    def minutes(self, number: int) -> str:
        """A number of minutes: "dwie minuty"."""

    def wait(self, low: int, high: int) -> str:
        """A range of minutes to wait: "od sześciu do dwunastu minut"."""

    def hours(self, opens: str, closes: str) -> str:
        """From when to when: "od ósmej do szesnastej"."""

    def at(self, hour: str) -> str:
        """When: "o ósmej"."""

    def until(self, hour: str) -> str:
        """Until when: "do szesnastej"."""

    def days(self, days: Sequence[str]) -> str:
        """On which weekdays ("mon" to "sun"): "od poniedziałku do piątku"."""

    def day(self, day: date) -> str:
        """A date without its year, with the weekday: "we wtorek, drugiego stycznia"."""

    def full_date(self, day: date) -> str:
        """A date with its year: "drugiego stycznia dwa tysiące dwudziestego szóstego roku"."""

    def money(self, grosze: int) -> str:
        """A sum: "dwa złote pięć groszy"."""


def row(words: str) -> tuple[str, ...]:
    """A table written as a row of words."""
    return tuple(words.split())


def only_digits(text: str) -> str:
    """The digits of a text, in their order."""
    return "".join(letter for letter in text if letter.isascii() and letter.isdigit())


def clock(hour: str) -> tuple[int, int]:
    """The hour (0 to 24) and the minute of "08:30"."""
    hours, minutes = hour.split(":")
    return int(hours), int(minutes)


def runs(days: Sequence[str]) -> list[list[str]]:
    """Weekdays in rows that follow one another: mon tue wed, fri."""
    rows: list[list[str]] = []
    for day in sorted(set(days), key=DAYS.index):
        if rows and DAYS.index(rows[-1][-1]) + 1 == DAYS.index(day):
            rows[-1].append(day)
        else:
            rows.append([day])
    return rows
