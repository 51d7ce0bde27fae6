"""Kinds of money, three definitions of income and their facts, to add up in tests."""

from __future__ import annotations

from datetime import date

import msgspec

from shared.diagnosis import Household
from shared.diagnosis.answers import Refusal
from shared.diagnosis.household import FactKey
from shared.diagnosis.income import Income, IncomeBook, Incomes, with_incomes
from shared.diagnosis.model import Fact

ON = date(2026, 11, 22)
MONTH = FactKey("income_month")
QUARTER = FactKey("income_quarter_mean")
YEAR = FactKey("income_year_mean")
QUARTER_MONTHS = ("2026-08", "2026-09", "2026-10")


def definition(id_: str, span: str, yields: str, left_out: str, **more: object) -> object:
    named = {"id": id_, "names": {"pl": id_}, "span": span, "yields": yields}
    law = {"basis": {"act": "act", "article": "art. 1"}, "status": "verified"}
    return named | law | {"leaves_out": left_out.split()} | more


KINDS = "employment contract pension alimony_paid family_allowance nursing_allowance"
KINDS += " child_benefit other"
BOOK = msgspec.convert(
    {
        "kinds": [
            {"id": kind, "names": {"pl": kind}, "is_paid": kind == "alimony_paid"}
            for kind in KINDS.split()
        ],
        "definitions": [
            definition(
                "social",
                "month_before",
                "income_month",
                "child_benefit",
                own="own_income_month",
            ),
            definition(
                "housing",
                "three_months_before",
                "income_quarter_mean",
                "child_benefit nursing_allowance family_allowance",
            ),
            definition(
                "family",
                "year_before",
                "income_year_mean",
                "child_benefit nursing_allowance",
                year_turns="07-01",
            ),
        ],
    },
    IncomeBook,
)


def money_fact(id_: str, entity: str = "household") -> Fact:
    return msgspec.convert(
        {
            "id": id_,
            "entity": entity,
            "type": "money",
            "topic": "income",
            "question": {"pl": id_},
            "minimum": 0,
            "maximum": 10_000_000,
        },
        Fact,
    )


FACTS = {
    fact.id: fact
    for fact in (
        money_fact("income_month"),
        money_fact("income_quarter_mean"),
        money_fact("income_year_mean"),
        money_fact("own_income_month", "person"),
    )
}


def book() -> IncomeBook:
    return BOOK


def income(kind: str, period: str, grosze: int, person: int = 0) -> Income:
    return Income(person, kind, period, grosze)


def household_of(incomes: Incomes, persons: int = 2, on: date = ON) -> Household | Refusal:
    facts = FACTS
    start = Household({}, tuple({} for _ in range(persons)))
    return with_incomes(start, incomes, book(), facts, on)


def answers_of(incomes: Incomes, on: date = ON) -> Household:
    household = household_of(incomes, on=on)
    assert isinstance(household, Household)
    return household
