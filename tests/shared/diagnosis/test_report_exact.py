"""The report and the explanation, whole."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shared.diagnosis import Amount, Explained, FactKey, IncomeLink, Verdict, explain, fill, report
from shared.diagnosis.report import plain_value
from tests.shared.diagnosis.build import ON, engine, household, official, parameter, rule, since
from tests.shared.diagnosis.test_relations import excluding
from tests.shared.diagnosis.test_versions import OLD, dated


def test_everything_the_report_says() -> None:
    tried = engine(
        rule("household_size > 2", official(), amount="120 zł", name="open"),
        rule("lives_in_lodz", name="granted", amount="future"),
    )
    assert report(tried, tried.assess(household(lives_in_lodz=True), ON)) == {
        "on": "2026-11-22",
        "content_hash": "hash",
        "services": [
            {
                "id": "open",
                "verdict": "unknown",
                "amount": {"min": "120.00", "max": "120.00", "unit": "PLN", "period": "month"},
                "reasons": [
                    {
                        "id": "condition_0",
                        "outcome": "unknown",
                        "text": "zdanie",
                        "basis": {"act": "ups", "article": "art. 1"},
                        "to_confirm": False,
                        "not_announced": False,
                    },
                    {
                        "id": "interview",
                        "outcome": "assessed",
                        "text": "zdanie",
                        "basis": None,
                        "to_confirm": False,
                        "not_announced": False,
                    },
                ],
                "missing": ["household_size"],
                "rests_on_unconfirmed": False,
                "rests_on_assessment_only": False,
            },
            {
                "id": "granted",
                "verdict": "eligible",
                "amount": {"min": "0.00", "max": None, "unit": "PLN", "period": "month"},
                "reasons": [
                    {
                        "id": "condition_0",
                        "outcome": "yes",
                        "text": "zdanie",
                        "basis": {"act": "ups", "article": "art. 1"},
                        "to_confirm": False,
                        "not_announced": False,
                    }
                ],
                "missing": [],
                "rests_on_unconfirmed": False,
                "rests_on_assessment_only": False,
            },
        ],
        "next_question": {
            "fact": "household_size",
            "person": None,
            "services": ["open"],
            "bands": [{"low": "1", "high": "2"}, {"low": "3", "high": "6"}],
            "price": {"month_max": "120.00", "whole": True},
            "precise": False,
        },
        "conflicts": [],
        "income_effects": [],
    }


def test_a_question_for_the_exact_number() -> None:
    tried = engine(rule("self(age) > 17"))
    between = household([{"age": {"min": 3, "max": 30}}])
    asked = report(tried, tried.assess(between, ON))["next_question"]
    assert asked == {
        "fact": "age",
        "person": 0,
        "services": ["service"],
        "bands": [],
        "price": None,
        "precise": True,
    }
    tried = engine(rule("income < 5"))
    assert report(tried, tried.assess(household(income=1), ON))["next_question"] is None


def test_what_is_to_confirm_between_services_is_said() -> None:
    link = IncomeLink(services=("other",))
    left = excluding(rule("lives_in_lodz"), "other")
    left = replace(left, counts_as_income_for=(link,))
    tried = engine(left, rule("lives_in_lodz", name="other"))
    said = report(tried, tried.assess(household(lives_in_lodz=True), ON))
    assert said["income_effects"] == [
        {"id": "service", "counts_as_income_for": ["other"], "basis": None, "to_confirm": True}
    ]
    assert said["conflicts"][0]["larger"] is None


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [
        ("money", "1010.00", "1010.00 zł"),
        ("percent", "50", "50 %"),
        ("number", "3", "3"),
        ("area", "35", "35"),
        ("table", ("35", "40", "45"), "35, 40, 45"),
    ],
)
def test_a_number_as_it_stands_in_the_content(unit: str, value: object, expected: str) -> None:
    one = parameter("one", unit, since(value))
    assert plain_value(one, one.values[0]) == expected
    assert plain_value(one, None) == "(nie ogłoszono)"


def test_several_numbers_in_one_text() -> None:
    tried = engine(rule("lives_in_lodz"))
    assert fill("od {norm} do {limit}; {factor}", tried, ON) == "od 35, 40, 45 do 1010.00 zł; 3"
    assert fill("bez liczb", tried, ON) == "bez liczb"


def test_the_tree_names_what_each_piece_is() -> None:
    between = Amount(period="month", lowest="10 zł", highest="income")
    tried = engine(rule("self(learns)", official(), amount=between))
    told = household([{"learns": True}, {}], income=90)
    tree = explain(tried, tried.assess(told, ON), "service")
    assert (tree.text, tree.kind, tree.value) == ("service", "service", Verdict.LIKELY)
    said, interview, least, most = tree.children
    assert (said.text, said.kind, said.value) == ("condition_0", "condition", "yes")
    assert (interview.kind, interview.value, interview.children) == ("condition", "assessed", ())
    assert (least.text, least.kind, least.value) == ("10 zł", "money", (1_000, 1_000))
    assert (most.text, most.value, most.key) == ("income", (9_000, 9_000), FactKey("income"))
    (asker,) = said.children
    assert (asker.text, asker.kind, asker.value) == ("self(learns)", "yes or no", True)
    assert [(one.key, one.person) for one in asker.children] == [(FactKey("learns", 0), 0)]


@pytest.mark.parametrize(
    ("condition", "pieces"),
    [
        ("not lives_in_lodz", ["lives_in_lodz"]),
        ("lives_in_lodz or income < 5", ["lives_in_lodz", "income < 5"]),
        (
            "lives_in_lodz or income < 5 or flat < 9",
            ["lives_in_lodz", "income < 5", "flat < 9"],
        ),
        ("max(income, limit, 5) < 9", ["max(income, limit, 5)", "9"]),
        ("limit > 5", ["limit", "5"]),
    ],
)
def test_every_piece_is_shown_in_its_place(condition: str, pieces: list[str]) -> None:
    tried = engine(rule(condition))
    for income in (1, 900):  # what is kept from one household is not told of another
        told = household(lives_in_lodz=False, income=income, flat=30)
        tree = explain(tried, tried.assess(told, ON), "service").children[0].children[0]
        assert (tree.text, [one.text for one in tree.children]) == (condition, pieces)
        told_income = {FactKey("income"): (income * 100, income * 100)}
        for one in every_piece(tree):
            assert one.key not in told_income or one.value == told_income[one.key]


def every_piece(tree: Explained) -> list[Explained]:
    """A piece and all that is below it."""
    return [tree, *(one for child in tree.children for one in every_piece(child))]


def test_everybody_a_quantifier_looks_at_is_shown() -> None:
    tried = engine(rule("any(learns)"))
    tree = explain(tried, tried.assess(household([{}, {"learns": True}]), ON), "service")
    pieces = tree.children[0].children[0].children
    assert [(one.key, one.value) for one in pieces] == [
        (FactKey("learns", 0), None),
        (FactKey("learns", 1), True),
    ]


def test_of_a_no_no_amount_is_explained() -> None:
    tried = engine(rule("income < 5", amount="limit - income"))
    tree = explain(tried, tried.assess(household(income=9), ON), "service")
    assert [one.kind for one in tree.children] == ["condition"]
    discretionary = engine(rule(official(), amount=Amount(period="once", discretionary=True)))
    tree = explain(discretionary, discretionary.assess(household(), ON), "service")
    assert [one.kind for one in tree.children] == ["condition"]


def test_a_rule_not_in_force_has_nothing_to_show() -> None:
    tried = engine(dated(OLD))
    (said,) = explain(tried, tried.assess(household(), ON), "service").children
    assert (said.text, said.value, said.children) == ("rule_not_in_force", "unknown", ())
