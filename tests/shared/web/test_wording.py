"""Numbers, money and dates as people here read them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from shared.web import wording


@pytest.mark.parametrize(
    ("grosze", "language", "said"),
    [
        (101000, "pl", "1 010 zł"),
        (104450, "pl", "1 044,50 zł"),
        (0, "plain", "0 zł"),
        (21584, "uk", "215,84 zł"),
        (123456789, "en", "1,234,567.89 zł"),
    ],
)
def test_money(grosze: int, language: str, said: str) -> None:
    assert wording.money(grosze, language).replace(wording.NO_BREAK, " ") == said


def test_area() -> None:
    assert wording.area(4550) == f"45,5{wording.NO_BREAK}m²"


def test_dates_are_long_and_times_are_local() -> None:
    assert wording.long_date(date(2026, 11, 22), "pl") == "niedziela, 22 listopada 2026"
    assert wording.clock_time(datetime(2026, 7, 1, 6, 30, tzinfo=UTC)) == "08:30"


def test_digits_come_in_two_groups() -> None:
    assert wording.spaced_digits("12345670") == f"1234{wording.NO_BREAK}5670"
