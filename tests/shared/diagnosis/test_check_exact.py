"""What is wrong with a content, word for word, and where it is told."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shared.diagnosis import (
    Amount,
    Condition,
    ContentError,
    Engine,
    Fact,
    Rule,
)
from tests.shared.diagnosis.build import (
    FACTS,
    PARAMETERS,
    condition,
    defined,
    engine,
    fact,
    parameter,
    rule,
    since,
    text,
)

USABLE = "use lower case letters, digits and _"
MEND_DATE = "write years_since(…), months_since(…) or days_since(…) of such a date"
BORN = fact("birth_on", "date", entity="person", minimum=1, maximum=9)


def told(*rules: Rule, facts: tuple[Fact, ...] = (), parameters=(), definitions=None) -> list[str]:
    """Every fault of a content, as it reads."""
    all_facts = {**FACTS, **{one.id: one for one in facts}}
    all_parameters = {**PARAMETERS, **{one.id: one for one in parameters}}
    try:
        Engine(all_facts, all_parameters, rules, "hash", defined(**(definitions or {})))
    except ContentError as error:
        return [str(fault) for fault in error.faults]
    return []


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (fact("Age", "bool"), f"Age: id: is not a usable name; {USABLE}"),
        (fact("where", "bool"), f"where: id: is not a usable name; {USABLE}"),
        (fact("limit", "bool"), "limit: id: names a fact and a parameter; rename one of them"),
        (
            fact("n", "int", minimum=None),
            "n: range: has no range; give min and max, min first",
        ),
        (fact("n", "money", maximum=None), "n: range: has no range; give min and max, min first"),
        (fact("n", "date"), "n: range: has no range; give min and max, min first"),
        (
            fact("n", "int", minimum=4, maximum=3),
            "n: range: has no range; give min and max, min first",
        ),
        (fact("n", "bool", minimum=0), "n: range: is bool and has a range; leave the range out"),
        (fact("n", "bool", maximum=0), "n: range: is bool and has a range; leave the range out"),
        (
            fact("n", "choice", choices=("a", "b"), maximum=1),
            "n: range: is choice and has a range; leave the range out",
        ),
        (
            fact("n", "choice"),
            "n: choices: has choices or has none; they belong to type choice",
        ),
        (
            fact("n", "bool", choices=("a", "b")),
            "n: choices: has choices or has none; they belong to type choice",
        ),
        (
            fact("n", "choice", choices=("a", "b", "a")),
            "n: choice a: is not a usable id; use a name of its own",
        ),
        (
            fact("n", "choice", choices=("a", "or")),
            "n: choice or: is not a usable id; use a name of its own",
        ),
        (
            fact("n", "choice", choices=("a", "B")),
            "n: choice B: is not a usable id; use a name of its own",
        ),
        (
            fact("n", "money", entity="person", of_everybody=True),
            "n: of_everybody: is not told of everybody together; leave `of_everybody` out",
        ),
        (
            fact("household_size", "int", minimum=1, of_everybody=True),
            "household_size: of_everybody: is not told of everybody together; "
            "leave `of_everybody` out",
        ),
        (
            fact("n", "int", income=True),
            "n: income: is no income of the household; "
            "make it money of the household, or leave `income` out",
        ),
        (
            fact("n", "money", entity="person", income=True),
            "n: income: is no income of the household; "
            "make it money of the household, or leave `income` out",
        ),
        (
            fact("household_size", "int", minimum=0),
            "household_size: type: counts persons; make it a household int from 1 up",
        ),
        (
            fact("household_size", "money", minimum=100),
            "household_size: type: counts persons; make it a household int from 1 up",
        ),
        (
            fact("household_size", "int", minimum=1, entity="person"),
            "household_size: type: counts persons; make it a household int from 1 up",
        ),
        (
            fact("role", "choice", entity="person", choices=("child", "other")),
            "role: choices: has no self; make it a person's choice with self",
        ),
        (
            fact("role", "choice", entity="person", choices=("self",)),
            "role: choices: has no self; make it a person's choice with self",
        ),
        (
            fact("role", "choice", choices=("self", "child")),
            "role: choices: has no self; make it a person's choice with self",
        ),
        (
            fact("n", "int", derived="years_since(birth_on)"),
            f"n: derived: does not follow from a date of one household; {MEND_DATE}",
        ),
        (
            fact("n", "int", entity="person", derived="years_since(age)"),
            f"n: derived: does not follow from a date of one person; {MEND_DATE}",
        ),
        (
            fact("n", "int", entity="person", derived="birth_on"),
            f"n: derived: does not follow from a date of one person; {MEND_DATE}",
        ),
        (
            fact("n", "int", entity="person", derived="years_since(nothing)"),
            f"n: derived: does not follow from a date of one person; {MEND_DATE}",
        ),
        (
            fact("n", "money", entity="person", derived="days_since(birth_on)"),
            "n: derived: is money and derived; make it an int",
        ),
    ],
)
def test_a_fact_that_does_not_fit(wrong: Fact, expected: str) -> None:
    assert told(facts=(BORN, wrong)) == [expected]


@pytest.mark.parametrize(
    "right",
    [
        fact("n", "int", minimum=3, maximum=3),
        fact("n", "choice", choices=("a", "b")),
        fact("n", "money", income=True, of_everybody=True),
        fact("n", "int", entity="person", derived="years_since(birth_on)"),
        fact("household_size", "int", minimum=1, maximum=2),
        fact("role", "choice", entity="person", choices=("self", "other")),
        fact("_n1", "bool"),
        fact("years_since", "bool"),
    ],
)
def test_a_fact_that_fits(right: Fact) -> None:
    assert told(facts=(BORN, right)) == []


def test_a_fact_under_another_name() -> None:
    with pytest.raises(ContentError, match=f"n: id: is not a usable name; {USABLE}"):
        Engine({"n": fact("m", "bool")}, {}, (), "hash")


@pytest.mark.parametrize("name", ["Limit", "min", "any", "true", "table"])
def test_a_parameter_that_cannot_be_named(name: str) -> None:
    wrong = parameter(name, "money", since("1"))
    assert told(parameters=[wrong]) == [f"{name}: id: is not a usable name; {USABLE}"]


def test_a_history_that_does_not_fit_is_told_too() -> None:
    wrong = parameter("one", "money", since("x"))
    assert told(parameters=[wrong]) == [
        'one: values from 2025-01-01: is not a decimal number; quote it and write it as "1010.00"'
    ]


HERE = "lives_in_lodz"
UNDECIDED = "has no way to be decided; give `when` or an official"
HOW_MUCH = "does not say how much; give `is`, or `from` and `to`, or `discretionary: true`"


def amount(**parts: object) -> Rule:
    """A rule with such an amount."""
    return rule(HERE, amount=Amount(period="month", **parts))


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (rule(Condition(id="x", text=text())), f"service: conditions/x: {UNDECIDED}"),
        (
            rule(Condition(id="x", text=text(), when=HERE, assessed_by_official=True)),
            f"service: conditions/x: {UNDECIDED}",
        ),
        (
            rule(HERE, "not lives_in_lodz"),
            "service: conditions: exclude each other; nobody could ever fit: mend one",
        ),
        (
            rule(condition(HERE), condition("income < 5")),
            "service: one: is there twice; rename one condition",
        ),
        (amount(), f"service: amount: {HOW_MUCH}"),
        (amount(exactly="1", lowest="1"), f"service: amount: {HOW_MUCH}"),
        (amount(lowest="1"), f"service: amount: {HOW_MUCH}"),
        (amount(highest="1"), f"service: amount: {HOW_MUCH}"),
        (amount(exactly="1", discretionary=True), f"service: amount: {HOW_MUCH}"),
        (amount(exactly="1", lowest="1", highest="2"), f"service: amount: {HOW_MUCH}"),
        (
            amount(exactly="cost"),
            "service: amount/is, column 1: nothing is called cost; did you mean costs?",
        ),
        (
            amount(lowest="1", highest="2 + cost"),
            "service: amount/to, column 5: nothing is called cost; did you mean costs?",
        ),
        (
            amount(lowest="cost", highest="2"),
            "service: amount/from, column 1: nothing is called cost; did you mean costs?",
        ),
        (
            rule(HERE, documents={"lease": "titel = none"}),
            "service: documents/lease, column 1: nothing is called titel; did you mean title?",
        ),
        (
            rule(HERE, documents={"lease": "income"}),
            "service: documents/lease, column 1: this is money; "
            "a condition must be yes or no: compare it",
        ),
    ],
)
def test_a_rule_that_does_not_fit(wrong: Rule, expected: str) -> None:
    assert told(wrong) == [expected]


@pytest.mark.parametrize("language", ["pl", "plain", "uk", "en"])
def test_what_stands_in_braces_is_a_parameter_in_every_language(language: str) -> None:
    words = replace(text("do {limit}"), **{language: "do {limit} i {nothing}"})
    one = rule(Condition(id="x", text=words, when=HERE))
    expected = (
        "service: conditions/x/text: {nothing} stands for nothing; "
        "name a parameter between the braces"
    )
    assert told(one) == [expected]
    assert told(rule(Condition(id="x", text=text("do {limit}"), when=HERE))) == []


def test_two_services_of_one_name() -> None:
    twice = told(rule(HERE), rule("income < 5"))
    assert twice == ["service: id: is there twice; give each service one rule"]


def test_facts_and_parameters_come_in_the_order_of_the_content() -> None:
    late, early = fact("late", "bool", order=2), fact("early", "bool", order=1)
    tried = engine(rule("late or early"), facts={"late": late, "early": early})
    assert list(tried.facts) == ["early", "late"]
