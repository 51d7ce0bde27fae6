"""Income as each act adds it up: by kind, by month, and never guessed."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from shared.diagnosis import Between, Household, Known, Unknown
from shared.diagnosis.answers import Refusal
from shared.diagnosis.household import NOT_ASKED, FactKey, Reason
from shared.diagnosis.income import (
    Income,
    IncomeBook,
    IncomeDefinition,
    IncomeKind,
    Incomes,
    periods_of,
    read_incomes,
    read_with_incomes,
    reckon,
    with_incomes,
)
from shared.diagnosis.model import Basis
from shared.text import Text
from tests.city import real_knowledge

ON = date(2026, 11, 22)
MONTH = FactKey("income_month")
QUARTER = FactKey("income_quarter_mean")
YEAR = FactKey("income_year_mean")
QUARTER_MONTHS = ("2026-08", "2026-09", "2026-10")


def book() -> IncomeBook:
    return real_knowledge().incomes


def income(kind: str, period: str, grosze: int, person: int = 0) -> Income:
    return Income(person, kind, period, grosze)


def household_of(incomes: Incomes, persons: int = 2, on: date = ON) -> Household | Refusal:
    facts = real_knowledge().facts
    start = Household({"household_size": Known(persons)})
    return with_incomes(start, incomes, book(), facts, on)


def answers_of(incomes: Incomes, on: date = ON) -> Household:
    household = household_of(incomes, on=on)
    assert isinstance(household, Household)
    return household


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
    facts = real_knowledge().facts
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


def test_what_contradicts_a_figure_told_directly_is_refused_by_its_name() -> None:
    document = {
        "household": {"income_month": "900.00"},
        "incomes": {
            "told": [{"person": 0, "kind": "pension", "period": "2026-10", "net": "1000.00"}],
            "whole": ["2026-10"],
        },
    }
    refusal = read_with_incomes(document, book(), real_knowledge().facts, ON)
    assert refusal == Refusal("income_month", "contradicts", "900.00")


def test_a_range_told_before_becomes_the_exact_sum() -> None:
    document = {
        "household": {"income_month": {"min": "900", "max": "1100"}},
        "incomes": {
            "told": [{"person": 0, "kind": "pension", "period": "2026-10", "net": "1000.00"}],
            "whole": ["2026-10"],
        },
    }
    household = read_with_incomes(document, book(), real_knowledge().facts, ON)
    assert isinstance(household, Household)
    assert household.get(MONTH) == Known(100_000)


def test_who_would_not_say_the_sum_but_told_its_parts_has_told_it() -> None:
    start = Household({"income_month": Unknown(Reason.DONT_KNOW)})
    incomes = Incomes((income("pension", "2026-10", 100_000),), frozenset({"2026-10"}))
    household = with_incomes(start, incomes, book(), real_knowledge().facts, ON)
    assert isinstance(household, Household)
    assert household.get(MONTH) == Known(100_000)


GOOD = {"person": 0, "kind": "pension", "period": "2026-10", "net": "1000.00"}


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ([], "incomes"),
        ({"told": [], "more": 1}, "incomes"),
        ({"told": {}}, "incomes"),
        ({"whole": ["2026-13"]}, "incomes.whole"),
        ({"whole": [2026]}, "incomes.whole"),
        ({"told": [{"person": 0}]}, "incomes.told.0"),
        ({"told": [GOOD | {"person": 2}]}, "incomes.told.0.person"),
        ({"told": [GOOD | {"person": True}]}, "incomes.told.0.person"),
        ({"told": [GOOD, GOOD | {"kind": "wages"}]}, "incomes.told.1.kind"),
        ({"told": [GOOD | {"period": "October"}]}, "incomes.told.0.period"),
        ({"told": [GOOD | {"net": "-5"}]}, "incomes.told.0.net"),
        ({"told": [GOOD | {"net": "5.001"}]}, "incomes.told.0.net"),
        ({"told": [GOOD | {"net": {"min": "1", "max": "2"}}]}, "incomes.told.0.net"),
        ({"told": [GOOD, GOOD | {"period": "2026"}]}, "incomes.told.1.period"),
    ],
)
def test_what_cannot_be_taken_is_refused_at_its_place(document: object, place: str) -> None:
    refusal = read_incomes(document, book(), 2)
    assert isinstance(refusal, Refusal)
    assert refusal.fact == place


def test_every_definition_says_which_act_it_is_from_and_gives_a_fact_the_rules_read() -> None:
    known = real_knowledge()
    assert {one.span for one in known.incomes.definitions} == {
        "month_before",
        "three_months_before",
        "year_before",
    }
    for definition in known.incomes.definitions:
        assert definition.basis.act in known.acts
        assert definition.yields in known.facts
