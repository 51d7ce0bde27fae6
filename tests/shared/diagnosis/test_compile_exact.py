"""What does not fit the facts, word for word, and what a bare number is worth beside others."""

from __future__ import annotations

import pytest

from shared.diagnosis import ContentError
from tests.shared.diagnosis.build import ON, engine, household, rule

OF_A_PERSON = "use any(…), all(…), count(…) or sum(…), or self(…) for the person who asks"


@pytest.mark.parametrize(
    ("source", "column", "problem", "cure"),
    [
        ("5 < lime", 5, "nothing is called lime", "did you mean limit or income?"),
        ("lives_in_lod", 1, "nothing is called lives_in_lod", "did you mean lives_in_lodz?"),
        ("whatever", 1, "nothing is called whatever", "add the fact or the parameter"),
        (
            "child = role",
            1,
            "nothing is called child",
            "child is a choice of role: write role = child",
        ),
        ("true and age < 18", 10, "age belongs to one person", OF_A_PERSON),
        (
            "income < flat",
            1,
            "money and an area do not go together",
            "compare and add like with like",
        ),
        (
            "income + household_size > 3",
            1,
            "money and a number do not go together",
            "compare and add like with like",
        ),
        (
            "income * flat > income",
            1,
            "money^1·area^1 and money do not go together",
            "compare and add like with like",
        ),
        (
            "5 = lives_in_lodz",
            1,
            "a number and yes or no do not go together",
            "use two numbers here",
        ),
        (
            "household_size / income > 3",
            1,
            "a number divided by money means nothing",
            "divide like by like, or by a number",
        ),
        (
            "household_size / flat > 3",
            1,
            "a number divided by an area means nothing",
            "divide like by like, or by a number",
        ),
        ("true and income", 10, "this is money", "a condition must be yes or no: compare it"),
        ("not income", 5, "this is money", "a condition must be yes or no: compare it"),
        ("self(role)", 1, "this is a choice of role", "a condition must be yes or no: compare it"),
        ("1 + lives_in_lodz > 2", 5, "this is yes or no", "a number must stand here"),
        ("-lives_in_lodz > 2", 2, "this is yes or no", "a number must stand here"),
        (
            "title = castle",
            9,
            "castle is not a choice of title",
            "use one of tenancy, ownership, none",
        ),
        (
            "title in {none, castle}",
            17,
            "castle is not a choice of title",
            "use one of tenancy, ownership, none",
        ),
        (
            "title < none",
            9,
            "a choice of title has no order",
            "compare it with = or != to a choice",
        ),
        ("title = 3", 9, "a choice of title has no order", "compare it with = or != to a choice"),
        ("income in {none}", 1, "this is money", "`in { }` asks about a choice"),
        ("any(true or any(learns))", 13, "any(…) stands inside another", "quantifiers do not nest"),
        ("all(lives_in_lodz)", 1, "all(…) says nothing about a person", "name a fact of a person"),
        (
            "any(learns where not learns)",
            18,
            "where says what is asked already",
            "leave one of them out",
        ),
        ("self(learns where age > 3)", 19, "self(…) is one person", "leave out where"),
        ("sum(learns) > 1", 5, "this is yes or no", "sum adds numbers"),
        ("count(age) > 1", 7, "this is a number", "a condition must be yes or no: compare it"),
        (
            "any(learns where age)",
            18,
            "this is a number",
            "a condition must be yes or no: compare it",
        ),
        ("3 < norm", 5, "norm is a table", "look one entry up: table(norm, n)"),
        ("table(limit, 2) > 3", 7, "this is not a table", "name a parameter that is one"),
        ("table(3, 2) > 3", 7, "this is not a table", "name a parameter that is one"),
        ("table(norm, income) > 3", 13, "this is money", "look up by a plain number"),
        ("if(lives_in_lodz, income) > 3", 1, "if takes 3 arguments", "count the commas"),
        ("3 < table(norm)", 5, "table takes 2 arguments", "count the commas"),
        ("years_since(income, 1) > 3", 1, "years_since takes 1 argument", "count the commas"),
        ("min(income) > 3", 1, "min takes at least 2 arguments", "count the commas"),
        ("round(income, 1, 2) > 3", 1, "round takes 2 arguments", "count the commas"),
        ("round_up(income) > 3", 1, "round_up takes 2 arguments", "count the commas"),
        ("round_down(income) > 3", 1, "round_down takes 2 arguments", "count the commas"),
        ("round_up(income, 1, 2) > 3", 1, "round_up takes 2 arguments", "count the commas"),
        ("round_down(income, 1, 2) > 3", 1, "round_down takes 2 arguments", "count the commas"),
        (
            "if(lives_in_lodz, lives_in_lodz, 3)",
            1,
            "yes or no and a number do not go together",
            "use two numbers here",
        ),
        ("days_since(income) > 3", 12, "this is money", "name a fact: a date"),
        (
            "round(income, costs) > 3",
            15,
            "the step must be a number above zero",
            "write it out, like 1 or 0.10",
        ),
        (
            "round_up(income, 0) > 3",
            18,
            "the step must be a number above zero",
            "write it out, like 1 or 0.10",
        ),
        ("true and 1 < 1", 10, "this compares a thing with itself", "leave it out"),
        ("if(lives_in_lodz, 5, 5) < income", 1, "both branches are the same", "leave out the if"),
        (
            "if(lives_in_lodz, income, flat) > 3",
            1,
            "money and an area do not go together",
            "compare and add like with like",
        ),
    ],
)
def test_what_does_not_fit(source: str, column: int, problem: str, cure: str) -> None:
    with pytest.raises(ContentError) as caught:
        engine(rule(source))
    (fault,) = caught.value.faults
    assert (fault.column, fault.problem, fault.cure) == (column, problem, cure)
    assert (fault.owner, fault.place) == ("service", "conditions/condition_0/when")


@pytest.mark.parametrize(
    ("source", "facts"),
    [
        ("income < 10 / household_size", {"income": "4.99", "household_size": 2}),
        ("income >= 10 / household_size", {"income": "5.00", "household_size": 2}),
        ("income / costs = household_size", {"income": 6, "costs": 3, "household_size": 2}),
        ("flat / flat * income = income", {"income": 6, "flat": 30}),
        ("income * flat / flat = 6", {"income": 6, "flat": 30}),
        ("income * flat / 10 m² = 18", {"income": 6, "flat": 30}),
        ("60 / income = household_size", {"income": 30, "household_size": 2}),
        ("2 * 3 = household_size * 3", {"household_size": 2}),
        ("2 * household_size = income", {"income": 4, "household_size": 2}),
        ("income = limit * share", {"income": "505.00"}),
        ("share * factor * 2 = factor", {}),
    ],
)
def test_what_a_bare_number_is_worth_in_its_company(source: str, facts: dict) -> None:
    (result,) = engine(rule(source)).assess(household(**facts), ON).results
    assert result.verdict == "eligible"


@pytest.mark.parametrize(
    ("amount", "column", "problem"),
    [("lives_in_lodz", 1, "this is yes or no"), ("flat", 1, "this is an area")],
)
def test_an_amount_is_money(amount: str, column: int, problem: str) -> None:
    with pytest.raises(ContentError) as caught:
        engine(rule("lives_in_lodz", amount=amount))
    (fault,) = caught.value.faults
    told = ("amount/is", column, problem, "an amount must be worth money")
    assert (fault.place, fault.column, fault.problem, fault.cure) == told
