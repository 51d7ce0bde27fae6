"""Verdicts, amounts, reasons, documents, the report: what an assessment says."""

from __future__ import annotations

import json
from datetime import date

import pytest

from shared.diagnosis import (
    Amount,
    AmountRange,
    Condition,
    ContentError,
    Fact,
    FactKey,
    Household,
    Known,
    Rule,
    Verdict,
    explain,
    fill,
    report,
)
from shared.diagnosis.report import report_bytes
from tests.shared.diagnosis.build import (
    FACTS,
    ON,
    condition,
    engine,
    fact,
    household,
    official,
    rule,
    text,
)


def result(of: Household, *parts: Condition | str, on: date = ON, **more: object):
    """The result of one rule."""
    return engine(rule(*parts, **more)).assess(of, on).results[0]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["true or lives_in_lodz"], "eligible"),
        (["lives_in_lodz"], "unknown"),
        (["lives_in_lodz", "income < 0"], "not_eligible"),
        ([official()], "likely"),
        ([official(), "lives_in_lodz"], "unknown"),
        ([official(), "income < 0"], "not_eligible"),
        ([], "eligible"),
    ],
)
def test_the_verdict_is_as_good_as_the_conditions(parts: list, expected: str) -> None:
    assert result(household(), *parts).verdict.value == expected


@pytest.mark.parametrize(("extra", "expected"), [([], "eligible"), ([official()], "likely")])
def test_help_is_never_refused_and_asks_nothing(extra: list, expected: str) -> None:
    one = result(household(), "income < 0", "lives_in_lodz", *extra, kind="help", amount="income")
    assert one.verdict.value == expected
    assert one.missing == ()


@pytest.mark.parametrize(
    ("amount", "facts", "low", "high"),
    [
        ("limit - income", {"income": "605"}, 40500, 40500),
        ("limit - income", {"income": {"min": "600", "max": "605"}}, 40500, 41000),
        ("limit - income", {"income": "5000"}, 0, 0),
        ("income / 3", {"income": "1"}, 33, 33),
        ("income / 3 * 2", {"income": "1"}, 67, 67),
        ("income / 3", {"income": {"min": "1", "max": "2"}}, 33, 67),
        ("future", {}, 0, None),
        ("max(0, limit - future)", {}, 0, 101000),
        ("100", {}, 10000, 10000),
    ],
)
def test_amounts_are_whole_grosze(amount: str, facts: dict, low: int, high: int | None) -> None:
    one = result(household(**facts), amount=amount)
    assert one.amount == AmountRange(low, high, "month")


def test_an_amount_between_two_is_worked_out_at_both_ends() -> None:
    between = Amount(period="month", lowest="50 % * (limit - income)", highest="limit - income")
    one = result(household(income="605"), amount=between)
    assert one.amount == AmountRange(20250, 40500, "month")
    assert one.missing == ()


def test_no_amount_for_a_no_and_none_that_an_official_sets() -> None:
    assert result(household(), "income < 0", amount="100").amount is None
    discretionary = Amount(period="once", discretionary=True)
    one = result(household(), amount=discretionary)
    assert one.amount is None
    assert one.missing == ()


def test_a_value_in_force_ends_with_its_last_day() -> None:
    last = result(household(income="1"), "income < ends")
    after = result(household(income="1"), "income < ends", on=date(2026, 11, 23))
    assert (last.verdict, last.reasons[0].not_announced) == (Verdict.ELIGIBLE, False)
    assert (after.verdict, after.reasons[0].not_announced) == (Verdict.UNKNOWN, True)
    assert after.missing == ()
    assert (
        result(household(income="1"), "income < future", on=date(2027, 1, 1)).verdict == "eligible"
    )


def test_a_decided_condition_does_not_wait_for_an_announcement() -> None:
    one = result(household(lives_in_lodz=False), "lives_in_lodz and income < future")
    assert one.verdict is Verdict.NOT_ELIGIBLE
    assert not one.reasons[0].not_announced


def test_what_rests_on_something_to_confirm_says_so() -> None:
    here = household(income="1", lives_in_lodz=False)
    unsure = condition("income < 5", status="to_confirm")
    assert result(here, unsure).rests_on_unconfirmed
    assert result(here, "income < ends").rests_on_unconfirmed
    assert result(here, amount="ends").rests_on_unconfirmed
    assert not result(here, "income < 5").rests_on_unconfirmed
    firm_no = result(here, "lives_in_lodz", condition("income > 5", "two", status="to_confirm"))
    assert not firm_no.rests_on_unconfirmed
    assert result(here, condition("income > 5", status="to_confirm")).rests_on_unconfirmed


def test_missing_are_the_facts_that_can_still_change_something() -> None:
    one = result(
        household([{}, {"role": "child"}, {"role": "other"}], income={"min": "1", "max": "2000"}),
        "any(age < 18 where role = child)",
        "income < limit",
        "lives_in_lodz",
    )
    assert one.missing == (
        FactKey("lives_in_lodz"),
        FactKey("income"),
        FactKey("age", 1),
    )


def test_documents_are_those_that_are_or_may_be_asked_for() -> None:
    tried = engine(
        rule(
            "lives_in_lodz",
            documents={"id": None, "lease": "title = tenancy", "deed": "title = ownership"},
        )
    )
    nothing_known = tried.assess(household(), ON)
    tenant = tried.assess(household(title="tenancy"), ON)
    assert tried.document_ids(nothing_known, "service") == ("id", "lease", "deed")
    assert tried.document_ids(tenant, "service") == ("id", "lease")
    with pytest.raises(KeyError):
        tried.document_ids(tenant, "elsewhere")


def test_texts_are_filled_with_the_value_in_force() -> None:
    tried = engine(rule("lives_in_lodz"))
    assert fill("do {limit}, {share}", tried, ON) == "do 1010.00 zł, 50 %"
    assert fill("do {future}", tried, ON) == "do (nie ogłoszono)"
    assert fill("{limit}", tried, ON, lambda one, dated: f"{one.id} od {dated.from_on}") == (
        "limit od 2025-01-01"
    )


def test_the_report_is_json_with_decimal_strings() -> None:
    tried = engine(rule("income < limit", official(), amount="limit - income"))
    told = report(tried, tried.assess(household(), ON))
    assert json.loads(report_bytes(tried, tried.assess(household(), ON))) == told
    (service,) = told["services"]
    assert service["amount"] == {"min": "0.00", "max": "1010.00", "unit": "PLN", "period": "month"}
    assert service["missing"] == ["income"]
    assert service["reasons"][0] == {
        "id": "condition_0",
        "outcome": "unknown",
        "text": "zdanie",
        "basis": {"act": "ups", "article": "art. 1"},
        "to_confirm": False,
        "not_announced": False,
    }
    assert service["reasons"][1]["outcome"] == "assessed"
    asked = told["next_question"]
    assert (asked["fact"], asked["person"], asked["services"]) == ("income", None, ["service"])
    assert asked["bands"] == [
        {"low": "0.00", "high": "1009.99"},
        {"low": "1010.00", "high": "10000.00"},
    ]


def test_an_explanation_is_the_evaluated_tree_in_the_words_of_the_source() -> None:
    tried = engine(rule("any(age < 18 where role = child)", amount="limit - income"))
    tree = explain(tried, tried.assess(household([{}, CHILD], income="10"), ON), "service")
    (condition_tree, amount_tree) = tree.children
    quantifier = condition_tree.children[0]
    assert (tree.value, quantifier.text) == ("eligible", "any(age < 18 where role = child)")
    ages = [piece for piece in quantifier.children if piece.text == "age < 18"]
    assert [(piece.person, piece.value) for piece in ages] == [(0, None), (1, True)]
    assert ages[1].children[0].key == FactKey("age", 1)
    assert amount_tree.value == (100000, 100000)


CHILD = {"role": "child", "age": 7}


@pytest.mark.parametrize(
    ("facts", "rules", "words"),
    [
        ([fact("income", "money", minimum=None)], [], "has no range"),
        ([fact("title", "choice")], [], "has choices or has none"),
        ([fact("limit", "money")], [], "names a fact and a parameter"),
        ([fact("title", "choice", choices=("not", "own"))], [], "is not a usable id"),
        ([fact("and", "bool")], [], "is not a usable name"),
        ([fact("household_size", "money")], [], "counts persons"),
        ([fact("role", "choice", entity="person", choices=("a", "b"))], [], "has no self"),
        ([], [rule("lives_in_lodz"), rule("lives_in_lodz")], "is there twice"),
        ([], [rule(condition("lives_in_lodz"), condition("income > 1"))], "is there twice"),
        ([], [rule(Condition(id="x", text=text()))], "no way to be decided"),
        ([], [rule(amount=Amount(period="month"))], "does not say how much"),
        ([], [rule(amount=Amount(period="month", lowest="1"))], "does not say how much"),
        ([], [rule("lives_in_lodz", "not lives_in_lodz")], "exclude each other"),
        ([], [rule("title = tenancy and title in {none}")], "exclude each other"),
        (
            [],
            [rule(Condition(id="x", text=text("do {nothing}"), when="lives_in_lodz"))],
            "stands for nothing",
        ),
    ],
)
def test_content_that_does_not_fit_together_is_refused(
    facts: list[Fact], rules: list[Rule], words: str
) -> None:
    with pytest.raises(ContentError, match=words):
        engine(*rules, facts={**FACTS, **{one.id: one for one in facts}})


def test_unused_facts_are_told() -> None:
    assert "costs" in engine(rule("income < 5")).unused_facts()
    assert "income" not in engine(rule("income < 5")).unused_facts()


def test_an_assessment_knows_what_it_was_worked_out_from() -> None:
    of = household(income="1").answer(FactKey("age", 0), Known(3))
    assessment = engine(rule("income < 5")).assess(of, ON)
    assert (assessment.household, assessment.on, assessment.content_hash) == (of, ON, "hash")
    with pytest.raises(KeyError):
        assessment.result("elsewhere")
