"""Hours as HSDS schedules: weekly, by season, announced, public holidays, and how old they are."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shared.catalog.model import Window
from shared.export.hsds_hours import next_window, schedules
from tests.shared.export.catalog import TUESDAY, published


def rows(**door: Any) -> list[dict[str, Any]]:
    """The schedules of the door, changed so."""
    (location,) = published(door=door).locations
    return list(schedules(location, TUESDAY))


def test_weekly_hours_are_a_rule_with_the_day_they_were_checked() -> None:
    first = rows()[0]
    assert (first["freq"], first["byday"]) == ("WEEKLY", "MO,TU")
    assert (first["opens_at"], first["closes_at"]) == ("08:00", "16:00")
    assert first["notes"] == "Godziny sprawdzono 2026-11-01."


def test_hours_nobody_has_checked_for_long_ask_to_call_first() -> None:
    assert "zadzwoń" in rows(checked_on="2025-01-01")[0]["notes"]


def test_holidays_on_its_days_are_days_without_hours_for_a_year_ahead() -> None:
    shut = [row["valid_from"] for row in rows() if row.get("description") == "Nieczynne: święto"]
    # Mondays and Tuesdays from 24 November 2026 to 24 November 2027 among Poland's holidays.
    assert shut == ["2027-03-29", "2027-05-03", "2027-11-01"]
    assert all("opens_at" not in row for row in rows()[1:])


def test_a_place_that_is_open_on_holidays_says_its_hours_on_them() -> None:
    schedule = [
        {"days": ["mon"], "opens": "08:00", "closes": "16:00"},
        {"days": ["mon"], "opens": "18:00", "closes": "20:00", "holidays": True},
    ]
    easter = [row for row in rows(schedule=schedule) if row["valid_from"] == "2027-03-29"]
    assert [(row["opens_at"], row["closes_at"]) for row in easter] == [("18:00", "20:00")]


def test_a_last_client_is_said_and_midnight_is_written_as_a_time() -> None:
    night = {"days": ["mon"], "opens": "16:00", "closes": "24:00", "last_client": "23:30"}
    row = rows(schedule=[night])[0]
    assert row["closes_at"] == "00:00"
    assert row["notes"].startswith("Ostatnia osoba wchodzi o 23:30.")


def test_announced_days_are_told_until_they_are_over() -> None:
    said = {"source": "test", "checked_on": "2026-11-20"}
    over = {"from": "2026-11-01", "to": "2026-11-23"} | said
    shut = {"from": "2026-11-24", "to": "2026-11-25", "note": {"pl": "Remont"}} | said
    other = {"from": "2026-11-30", "to": "2026-11-30", "opens": "10:00", "closes": "12:00"} | said
    told = rows(schedule=[], exceptions=[over, shut, other])
    assert [(r["valid_from"], r["opens_at"], r["description"]) for r in told] == [
        ("2026-11-24", None, "Remont"),
        ("2026-11-30", "10:00", "Inne godziny"),
    ]


def test_a_season_is_told_with_its_dates_and_ends_where_the_place_closes() -> None:
    winter = {"from": "12-01", "to": "03-15"}
    entry = {"days": ["mon"], "opens": "16:00", "closes": "20:00", "season": winter}
    told = [row for row in rows(schedule=[entry]) if row.get("freq")]
    assert [(row["valid_from"], row["valid_to"]) for row in told] == [("2026-12-01", "2027-03-15")]
    until = [row for row in rows(schedule=[entry], closed_from="2027-02-01") if row.get("freq")]
    assert [row["valid_to"] for row in until] == ["2027-01-31"]


def test_a_place_without_hours_says_what_it_says_of_them() -> None:
    (only,) = rows(schedule=[], schedule_note={"pl": "Po umówieniu."})
    assert only["description"] == "Po umówieniu."
    assert "opens_at" not in only


@pytest.mark.parametrize(
    ("window", "on", "expected"),
    [
        (("09-01", "10-31"), date(2026, 9, 15), (date(2026, 9, 1), date(2026, 10, 31))),
        (("09-01", "10-31"), date(2026, 11, 1), (date(2027, 9, 1), date(2027, 10, 31))),
        (("12-01", "03-15"), date(2027, 1, 10), (date(2026, 12, 1), date(2027, 3, 15))),
        (("02-29", "03-01"), date(2027, 1, 1), (date(2027, 3, 1), date(2027, 3, 1))),
    ],
)
def test_a_part_of_the_year_is_the_one_that_lasts_or_the_next(
    window: tuple[str, str], on: date, expected: tuple[date, date]
) -> None:
    assert next_window(Window(*window), on) == expected
