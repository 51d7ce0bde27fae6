"""Days ahead: months that end early, birthdays, and the days on which numbers and rules change."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from shared.diagnosis import Between, FactKey, Household, Known, Reason, Unknown, Version
from shared.diagnosis.coming import (
    Stage,
    age_range,
    days_of,
    grown,
    in_years,
    months_after,
    stages,
    told_ages,
    turning,
    years_gained,
)
from tests.shared.diagnosis.build import FACTS, ON, condition, fact, parameter, since
from tests.shared.diagnosis.test_versions import dated

DAY = timedelta(days=1)


def days(*written: str) -> list[date]:
    """Days as they are written."""
    return [date.fromisoformat(one) for one in written]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-11-22", 0, "2026-11-22"),
        ("2026-11-22", 1, "2026-12-22"),
        ("2026-11-22", 2, "2027-01-22"),
        ("2026-11-22", 13, "2027-12-22"),
        ("2026-11-22", 18, "2028-05-22"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-01-29", 1, "2026-02-28"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-10-31", 1, "2026-11-30"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-31", 0, "2026-12-31"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-01-01", 11, "2026-12-01"),
    ],
)
def test_the_same_day_some_months_later(day: str, months: int, expected: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("year", "birthday", "expected"),
    [
        (2026, (2, 29), "2026-02-28"),
        (2028, (2, 29), "2028-02-29"),
        (2026, (2, 28), "2026-02-28"),
        (2026, (12, 31), "2026-12-31"),
        (2026, (11, 1), "2026-11-01"),
    ],
)
def test_a_year_older(year: int, birthday: tuple[int, int], expected: str) -> None:
    assert turning(year, *birthday) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("on", "later", "expected"),
    [
        ("2026-11-22", "2026-11-22", (0, 0)),
        ("2026-11-22", "2026-11-23", (0, 1)),
        ("2026-11-22", "2027-11-21", (0, 1)),
        ("2026-11-22", "2027-11-22", (1, 1)),
        ("2026-11-22", "2027-11-23", (1, 2)),
        ("2026-12-31", "2027-01-01", (0, 1)),
        ("2027-02-28", "2028-02-28", (0, 1)),
        ("2027-02-28", "2028-02-29", (1, 1)),
    ],
)
def test_how_many_birthdays(on: str, later: str, expected: tuple[int, int]) -> None:
    assert years_gained(*days(on, later)) == expected


def test_stages_follow_each_other_from_one_change_to_the_next() -> None:
    told = parameter("one", "money", since("1", to_on=date(2027, 2, 28)), since("2", "2027-03-01"))
    found = stages([told], ON, 14)
    assert [(one.from_on, one.gained) for one in found] == [
        (date(2026, 11, 22), (0, 0)),
        (date(2026, 11, 23), (0, 1)),
        (date(2027, 3, 1), (0, 1)),
        (date(2027, 11, 22), (1, 1)),
        (date(2027, 11, 23), (1, 2)),
    ]
    assert found[-1].to_on == date(2028, 1, 22)
    for one, other in pairwise(found):
        assert one.to_on + DAY == other.from_on
    assert found[0] == Stage(ON, ON, (0, 0))


def test_the_last_day_may_be_a_birthday() -> None:
    assert stages([], ON, 12)[-1] == Stage(date(2027, 11, 22), date(2027, 11, 22), (1, 1))


@pytest.mark.parametrize(
    ("day", "is_ahead"),
    [("2026-11-22", False), ("2026-11-24", True), ("2026-12-22", True), ("2026-12-23", False)],
)
def test_only_what_changes_after_today_and_up_to_the_last_day(day: str, is_ahead: bool) -> None:
    (begins,) = days(day)
    number = parameter("one", "money", since("1", day))
    version = Version(from_on=begins, conditions=(condition("lives_in_lodz"),))
    for found in (stages([number], ON, 1), stages([], ON, 1, [dated(version)])):
        assert (begins in [one.from_on for one in found[2:]]) is is_ahead


def test_the_days_on_which_a_version_begins_and_the_last_one_ends() -> None:
    old = Version(from_on=date(2026, 12, 1), to_on=date(2026, 12, 9), conditions=())
    found = [one.from_on for one in stages([], ON, 1, [dated(old)])]
    assert found == days("2026-11-22", "2026-11-23", "2026-12-01", "2026-12-10")


def test_the_days_of_a_number() -> None:
    one = parameter(
        "one",
        "money",
        since("1", "2020-01-01", to_on=date(2020, 6, 30), known_until_on=date(2020, 3, 31)),
        since("2", "2021-01-01"),
    )
    assert list(days_of(one)) == days("2020-01-01", "2020-07-01", "2020-04-01", "2021-01-01")


BORN = fact("birth_on", "date", entity="person", minimum=1, maximum=ON.toordinal())
AGED = fact("age", "int", entity="person", maximum=120, derived="years_since(birth_on)")


def test_dates_become_years_where_the_content_has_dates() -> None:
    born = Household({}, ({"birth_on": Known(date(2000, 1, 1).toordinal())}, {"age": Known(3)}))
    with_dates = {**FACTS, "birth_on": BORN, "age": AGED}
    assert in_years(born, with_dates, ON).persons == ({"age": Known(26)}, {"age": Known(3)})
    plain = Household({"income": Known(3)}, ({"age": Known(3)},))
    assert in_years(plain, FACTS, ON) is plain
    assert in_years(plain, with_dates, ON) == plain


@pytest.mark.parametrize(
    ("told", "gained", "expected"),
    [
        (Known(7), (0, 0), Known(7)),
        (Known(7), (1, 1), Known(8)),
        (Known(7), (0, 1), Between(7, 8)),
        (Known(7), (1, 2), Between(8, 9)),
        (Between(3, 5), (1, 2), Between(4, 7)),
        (Known(120), (1, 2), Known(120)),
        (Known(119), (0, 2), Between(119, 120)),
        (Unknown(Reason.WONT_SAY), (1, 1), Unknown(Reason.WONT_SAY)),
    ],
)
def test_everybody_so_many_years_older(told, gained: tuple[int, int], expected) -> None:
    of = Household({"income": Known(1)}, ({"age": told, "role": Known("self")}, {}))
    older = grown(of, gained, FACTS)
    assert older.persons == ({"age": expected, "role": Known("self")}, {})
    assert older.facts == of.facts
    assert grown(of, gained, {}) is of


def test_ages_as_they_were_told() -> None:
    persons = ({"age": Known(7)}, {}, {"age": Between(3, 5)}, {"age": Unknown(Reason.DONT_KNOW)})
    assert told_ages(Household({}, persons)) == {
        FactKey("age", 0): (7, 7),
        FactKey("age", 2): (3, 5),
    }
    assert age_range(None) is None
