"""Numbers set by law: which one holds on a day, entries of tables, and what does not fit."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from shared.diagnosis import Parameter
from shared.diagnosis.interval import NOT_NEGATIVE, Interval
from shared.diagnosis.parameters import (
    Table,
    check_parameter,
    in_force,
    resolve,
    resolve_all,
)
from tests.shared.diagnosis.build import ON, parameter, since

NORM = Table((35, 40, 45), 5)
FALLING = Table((9, 2, 7), None)


@pytest.mark.parametrize(
    ("table", "n", "expected"),
    [
        (NORM, 0, NOT_NEGATIVE),
        (NORM, -1, NOT_NEGATIVE),
        (NORM, 1, (35, 35)),
        (NORM, 3, (45, 45)),
        (NORM, 4, (50, 50)),
        (NORM, 7, (65, 65)),
        (FALLING, 3, (7, 7)),
        (FALLING, 4, NOT_NEGATIVE),
        (Table((3,), 0), 2, (3, 3)),
    ],
)
def test_the_entry_for_a_number(table: Table, n: int, expected: Interval) -> None:
    assert table.at(n) == expected


@pytest.mark.parametrize(
    ("table", "n", "expected"),
    [
        (FALLING, (1, 3), (2, 9)),
        (FALLING, (1, 1), (9, 9)),
        (FALLING, (2, 3), (2, 7)),
        (FALLING, (1, 2), (2, 9)),
        (FALLING, (3, 4), (0, None)),
        (FALLING, (0, 2), (0, None)),
        (Table((1, 9, 2), 1), (1, 3), (1, 9)),
        (Table((1, 9, 2), 1), (1, 5), (1, 9)),
        (Table((5, 1, 3), 1), (0, 5), (0, None)),
        (NORM, (2, 6), (40, 60)),
        (NORM, (Fraction(3, 2), Fraction(3, 2)), (35, 35)),
        (NORM, (Fraction(3, 2), Fraction(5, 2)), (35, 40)),
        (NORM, (None, 3), NOT_NEGATIVE),
        (NORM, (1, None), NOT_NEGATIVE),
        (NORM, (None, None), NOT_NEGATIVE),
    ],
)
def test_every_entry_for_the_numbers_between(table: Table, n: Interval, expected: Interval) -> None:
    assert table.over(n) == expected


@pytest.mark.parametrize(
    ("unit", "written", "minor"),
    [
        ("money", "12.50", 1_250),
        ("area", "35.5", 3_550),
        ("percent", "50", Fraction(1, 2)),
        ("number", "3.5", Fraction(7, 2)),
    ],
)
def test_a_value_in_minor_units(unit: str, written: str, minor: Fraction) -> None:
    found = resolve(parameter("one", unit, since(written)), ON)
    assert (found.interval, found.table) == ((minor, minor), None)
    assert found.dated is not None


def test_a_table_in_whole_units() -> None:
    found = resolve(parameter("one", "table", since(("35.5", "40"), each_next="2.5")), ON)
    assert found.table == Table((Fraction(71, 2), 40), Fraction(5, 2))
    assert found.interval == NOT_NEGATIVE
    assert resolve(parameter("one", "table", since(("1",))), ON).table == Table((1,), None)


HISTORY = parameter(
    "one",
    "money",
    since("1", "2020-01-01", to_on=date(2020, 12, 31)),
    since("2", "2022-01-01", known_until_on=date(2022, 6, 30)),
    since("3", "2023-01-01", to_on=date(2024, 12, 31), known_until_on=date(2023, 12, 31)),
    since("4", "2025-01-01", status="to_confirm"),
)


@pytest.mark.parametrize(
    ("on", "value"),
    [
        ("2019-12-31", None),
        ("2020-01-01", "1"),
        ("2020-12-31", "1"),
        ("2021-01-01", None),
        ("2022-06-30", "2"),
        ("2022-07-01", None),
        ("2023-12-31", "3"),
        ("2024-01-01", None),
        ("2025-01-01", "4"),
        ("2099-01-01", "4"),
    ],
)
def test_the_value_of_the_day(on: str, value: str | None) -> None:
    dated = in_force(HISTORY, date.fromisoformat(on))
    assert (dated and dated.value) == value


def test_what_nobody_has_announced_or_confirmed() -> None:
    verified = parameter("firm", "money", since("1"))
    absent = parameter("absent", "money")
    both = {one.id: one for one in (HISTORY, verified, absent)}
    found = resolve_all(both, ON)
    assert found.not_announced == {"absent"}
    assert found.to_confirm == {"one"}
    assert [one.interval for one in found.values] == [(400, 400), (100, 100), NOT_NEGATIVE]
    assert found.key == resolve_all(both, date(2030, 1, 1)).key
    assert found.key != resolve_all(both, date(2024, 1, 1)).key
    assert not resolve(HISTORY, date(2020, 6, 1)).to_confirm
    assert not resolve(absent, ON).to_confirm


def faults(*values, unit: str = "money") -> list[str]:
    """What is wrong with a history."""
    return [str(fault) for fault in check_parameter(parameter("one", unit, *values))]


def test_a_history_that_fits() -> None:
    assert faults() == []
    assert faults(since("1", "2020-01-01", to_on=date(2020, 1, 1)), since("2", "2020-01-02")) == []
    assert faults(since("2", "2021-01-01"), since("1", "2020-01-01", to_on=date(2020, 6, 1))) == []
    assert faults(since(("1", "2.5"), each_next="0.5"), unit="table") == []
    assert isinstance(HISTORY, Parameter)


OVERLAP = (
    "one: values from 2020-01-01: is still in force when the one from 2021-01-01 begins; "
    "end the earlier value the day before"
)


@pytest.mark.parametrize("to_on", [None, date(2021, 1, 1), date(2021, 5, 1)])
def test_two_values_on_one_day(to_on: date | None) -> None:
    earlier, later = since("1", "2020-01-01", to_on=to_on), since("2", "2021-01-01")
    assert faults(earlier, later) == [OVERLAP]
    assert faults(later, earlier) == [OVERLAP], "in whatever order they are written"


@pytest.mark.parametrize(
    ("unit", "value", "more", "told"),
    [
        ("money", ("1", "2"), {}, "is a table or is not; a list belongs to `unit: table`"),
        ("table", "1", {}, "is a table or is not; a list belongs to `unit: table`"),
        ("money", "1,5", {}, 'is not a decimal number; quote it and write it as "1010.00"'),
        ("money", "-1", {}, 'is not a decimal number; quote it and write it as "1010.00"'),
        ("money", "1.", {}, 'is not a decimal number; quote it and write it as "1010.00"'),
        ("money", "", {}, 'is not a decimal number; quote it and write it as "1010.00"'),
        ("table", (), {}, 'is not a decimal number; quote it and write it as "1010.00"'),
        ("table", ("1", "x"), {}, 'is not a decimal number; quote it and write it as "1010.00"'),
        (
            "table",
            ("1",),
            {"each_next": "x"},
            'is not a decimal number; quote it and write it as "1010.00"',
        ),
        (
            "money",
            "1",
            {"to_on": date(2024, 12, 31)},
            "ends before it begins; put the dates right",
        ),
    ],
)
def test_a_value_that_is_none(unit: str, value: object, more: dict, told: str) -> None:
    assert faults(since(value, **more), unit=unit) == [f"one: values from 2025-01-01: {told}"]


def test_a_value_may_hold_for_one_day() -> None:
    assert faults(since("1", "2025-01-01", to_on=date(2025, 1, 1))) == []
