"""What a question is worth, exactly: what grows with what nobody told has no price."""

from __future__ import annotations

import pytest

from shared.diagnosis import Amount, Household, Price
from tests.shared.diagnosis.build import ON, engine, household, official, rule

TENANT = "title = tenancy"


def price(amount: str | Amount, of: Household | None = None) -> Price | None:
    """The price tag of the one question left about a service with that amount."""
    tried = engine(rule(TENANT, amount=amount))
    question = tried.question(tried.assess(of or household([{}]), ON))
    assert question is not None
    return question.price


@pytest.mark.parametrize(
    ("amount", "grosze"),
    [
        ("min(income, 100 zł)", 10_000),
        ("min(income, 4000 zł)", 400_000),
        ("min(income, 5000 zł)", 500_000),
        ("max(0, 300 zł - income)", 30_000),
        ("100 zł * count(age < 18)", 10_000),
        ("if(flat > 40, 100 zł, 200 zł)", 20_000),
    ],
)
def test_what_is_capped_below_half_of_anything_has_a_price(amount: str, grosze: int) -> None:
    assert price(amount) == Price(grosze, is_whole=True)


@pytest.mark.parametrize(
    "amount",
    [
        "min(income, 10000 zł)",
        "min(income, 5000.01 zł)",
        "income * count(age < 18)",
        "flat / 1 m² * 1 zł",
        "sum(wage)",
        "max(income, 6000 zł)",
    ],
)
def test_what_grows_with_anything_anybody_may_type_has_none(amount: str) -> None:
    assert price(amount) is None


def test_a_range_that_was_told_bounds_it() -> None:
    told = household([{"wage": {"min": 20, "max": 80}}], income={"min": 0, "max": 100})
    assert price("income", told) == Price(10_000, is_whole=True)
    assert price("sum(wage)", told) == Price(8_000, is_whole=True)


def test_what_hangs_on_how_many_there_are_has_none_until_that_is_told() -> None:
    assert price("100 zł * household_size", household()) is None
    assert price("100 zł * count(age < 18)", household()) is None
    assert price("100 zł * household_size", household([{}, {}])) == Price(20_000, is_whole=True)
    assert price("if(lives_in_lodz, 100 zł, 50 zł)", household()) == Price(10_000, is_whole=True)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (Amount(period="year", exactly="100 zł"), None),
        (Amount(period="once", exactly="100 zł"), None),
        (Amount(period="once", discretionary=True), Price(7_000, is_whole=False)),
        (Amount(period="month", discretionary=True), Price(7_000, is_whole=False)),
        (Amount(period="month", lowest="10 zł", highest="90 zł"), Price(16_000, is_whole=True)),
    ],
)
def test_only_money_a_month_is_counted(amount: Amount, expected: Price | None) -> None:
    beside = rule(TENANT, amount="70 zł", name="beside")
    tried = engine(rule(TENANT, amount=amount), beside)
    question = tried.question(tried.assess(household([{}]), ON))
    assert question is not None
    assert question.price == (expected or Price(7_000, is_whole=True))


def test_of_a_granted_service_it_is_what_can_still_differ() -> None:
    tried = engine(rule(official(), amount="if(title = tenancy, 300 zł, 120 zł)"))
    question = tried.question(tried.assess(household(), ON))
    assert question is not None
    assert question.price == Price(18_000, is_whole=True)
    open_too = engine(rule(TENANT, amount="if(lives_in_lodz, 300 zł, 120 zł)"))
    question = open_too.question(open_too.assess(household(), ON))
    assert question is not None
    assert question.price == Price(30_000, is_whole=True)


def test_eight_services_have_a_price_and_nine_have_none() -> None:
    for many, expected in ((8, Price(8_000, is_whole=True)), (9, None)):
        tried = engine(*(rule(TENANT, amount="10 zł", name=f"s{n}") for n in range(many)))
        question = tried.question(tried.assess(household(), ON))
        assert question is not None
        assert question.price == expected
        assert len(question.services) == many
