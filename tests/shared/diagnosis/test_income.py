"""Income as each act adds it up: by kind, by month, and never guessed."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from shared.diagnosis import Between, Household, Known
from shared.diagnosis.household import NOT_ASKED, FactKey
from shared.diagnosis.income import (
    IncomeBook,
    IncomeDefinition,
    IncomeKind,
    Incomes,
    periods_of,
    reckon,
    with_incomes,
)
from shared.diagnosis.model import Basis
from shared.text import Text
from tests.shared.diagnosis.incomes import (
    FACTS,
    MONTH,
    ON,
    QUARTER,
    QUARTER_MONTHS,
    YEAR,
    answers_of,
    book,
    income,
)


def test_each_act_counts_its_own_kinds_over_its_own_months() -> None:
    """October: 3000 pay + 215.84 nursing allowance + 800 child benefit.

    Social assistance: 3215.84 (art. 8: the child benefit does not count, the allowance does).
    Housing: (3000 + 2700 + 2400) / 3 = 2700 (neither counts).
    """
    told = (
        income("employment", "2026-08", 240_000),
        income("employment", "2026-09", 270_000),
        income("employment", "2026-10", 300_000),
        income("nursing_allowance", "2026-10", 21_584),
        income("child_benefit", "2026-10", 80_000),
    )
    household = answers_of(Incomes(told, frozenset(QUARTER_MONTHS)))
    assert household.get(MONTH) == Known(321_584)
    assert household.get(QUARTER) == Known(270_000)
    assert household.get(YEAR) == NOT_ASKED


def test_maintenance_paid_is_taken_off_and_never_below_zero() -> None:
    told = (income("pension", "2026-10", 100_000), income("alimony_paid", "2026-10", 40_050))
    assert answers_of(Incomes(told, frozenset({"2026-10"}))).get(MONTH) == Known(59_950)
    paid = (income("alimony_paid", "2026-10", 40_050),)
    assert answers_of(Incomes(paid, frozenset({"2026-10"}))).get(MONTH) == Known(0)


def test_a_mean_is_rounded_to_the_nearest_grosz() -> None:
    """100.00 / 3 = 33.333…; 100.01 / 3 = 33.3366…; 0.05 / 3 = 0.01666…"""
    for total, mean in ((10_000, 3_333), (10_001, 3_334), (5, 2)):
        told = (income("other", "2026-09", total),)
        household = answers_of(Incomes(told, frozenset(QUARTER_MONTHS)))
        assert household.get(QUARTER) == Known(mean)


def test_nothing_told_in_a_month_told_whole_is_no_income() -> None:
    assert answers_of(Incomes((), frozenset({"2026-10"}))).get(MONTH) == Known(0)


def test_a_month_nobody_said_is_whole_is_not_the_income() -> None:
    told = (income("pension", "2026-10", 100_000),)
    household = answers_of(Incomes(told))
    assert household.get(MONTH) == NOT_ASKED
    half = answers_of(Incomes(told, frozenset({"2026-10", "2026-09"})))
    assert (half.get(MONTH), half.get(QUARTER)) == (Known(100_000), NOT_ASKED)


def test_where_nothing_can_be_taken_off_what_was_told_is_the_least() -> None:
    kinds = (IncomeKind(id="pay", names=Text(pl="praca")),)
    definition = IncomeDefinition(
        id="plain",
        names=Text(pl="dochód"),
        span="three_months_before",
        yields="income_quarter_mean",
        basis=Basis("act", "art. 1"),
        status="verified",
    )
    plain = IncomeBook(kinds=kinds, definitions=(definition,))
    told = Incomes((income("pay", "2026-10", 30_000),))
    answer = reckon(definition, plain, told, ON)
    assert isinstance(answer, Between)
    assert answer.low == 10_000
    facts = FACTS
    household = with_incomes(Household(), told, plain, facts, ON)
    assert isinstance(household, Household)
    assert household.get(QUARTER) == Between(10_000, 10_000_000)


def test_own_income_is_of_that_person_alone() -> None:
    told = (income("pension", "2026-10", 100_000, 0), income("contract", "2026-10", 50_000, 1))
    household = answers_of(Incomes(told, frozenset({"2026-10"})))
    assert household.get(FactKey("own_income_month", 0)) == Known(100_000)
    assert household.get(FactKey("own_income_month", 1)) == Known(50_000)
    assert household.get(MONTH) == Known(150_000)


@pytest.mark.parametrize(
    ("on", "year"),
    [
        (date(2026, 6, 30), "2024"),  # the period 2025/26 counts 2024
        (date(2026, 7, 1), "2025"),  # applications for 2026/27 are taken, which counts 2025
        (date(2026, 11, 22), "2025"),
        (date(2027, 1, 1), "2025"),
    ],
)
def test_the_year_that_counts_turns_in_july(on: date, year: str) -> None:
    definition = book().for_fact("income_year_mean")
    assert definition is not None
    assert periods_of(definition, on) == (year,)


def test_months_go_back_over_new_year() -> None:
    quarter = book().for_fact("income_quarter_mean")
    assert quarter is not None
    assert periods_of(quarter, date(2026, 2, 1)) == ("2026-01", "2025-12", "2025-11")
    assert periods_of(quarter, date(2026, 1, 31)) == ("2025-12", "2025-11", "2025-10")


def test_a_year_is_told_at_once_or_month_by_month() -> None:
    whole = answers_of(Incomes((income("employment", "2025", 3_600_000),), frozenset({"2025"})))
    months = [f"2025-{n:02d}" for n in range(1, 13)]
    told = tuple(income("employment", month, 300_000) for month in months)
    by_month = answers_of(Incomes(told, frozenset(months)))
    assert whole.get(YEAR) == by_month.get(YEAR) == Known(300_000)
    eleven = answers_of(Incomes(told, frozenset(months[:-1])))
    assert eleven.get(YEAR) == NOT_ASKED


def test_the_order_in_which_money_is_told_is_nothing() -> None:
    chance = Random(5)
    kinds = [kind.id for kind in book().kinds]
    for _ in range(50):
        told = [
            income(chance.choice(kinds), chance.choice(QUARTER_MONTHS), chance.randrange(500_000))
            for _ in range(8)
        ]
        whole = frozenset(QUARTER_MONTHS)
        first = answers_of(Incomes(tuple(told), whole))
        chance.shuffle(told)
        assert answers_of(Incomes(tuple(told), whole)) == first
