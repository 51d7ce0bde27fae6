"""Verdicts, amounts and what they rest on, at the edges; what one service means for another."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from shared.diagnosis import (
    Amount,
    AmountRange,
    Between,
    Condition,
    Engine,
    FactKey,
    Household,
    IncomeLink,
    Known,
    Result,
)
from shared.diagnosis.relations import Conflict
from shared.diagnosis.whatif import what_if_received
from tests.shared.diagnosis.build import (
    FACTS,
    ON,
    PARAMETERS,
    condition,
    engine,
    fact,
    household,
    official,
    parameter,
    rule,
    since,
)
from tests.shared.diagnosis.test_relations import excluding

HERE = household(lives_in_lodz=True)


def result(of: Household, *conditions: Condition | str, **more: object) -> Result:
    """The result of one rule."""
    return engine(rule(*conditions, **more)).assess(of, ON).results[0]


@pytest.mark.parametrize(
    ("amount", "status", "expected"),
    [
        ("100 zł", "verified", False),
        ("100 zł", "to_confirm", True),
        ("ends", "verified", True),
        ("limit", "verified", False),
    ],
)
def test_what_an_amount_rests_on(amount: str, status: str, expected: bool) -> None:
    of = Amount(period="month", exactly=amount, status=status)
    assert result(HERE, "lives_in_lodz", amount=of).rests_on_unconfirmed is expected


@pytest.mark.parametrize("kind", ["help", "entitlement"])
def test_only_of_help_nothing_is_asked(kind: str) -> None:
    one = result(household(), "lives_in_lodz", official(), kind=kind, amount="income")
    asked = () if kind == "help" else (FactKey("lives_in_lodz"), FactKey("income"))
    assert one.missing == asked


def test_only_what_is_open_waits_for_a_number() -> None:
    both = result(HERE, "lives_in_lodz or income < future", "income < future", official())
    assert [one.not_announced for one in both.reasons] == [False, True, False]
    assert [one.outcome for one in both.reasons] == ["yes", "unknown", "assessed"]


def test_an_official_may_have_to_confirm_too() -> None:
    unsure = replace(official(), status="to_confirm")
    assert result(HERE, unsure).rests_on_unconfirmed
    assert not result(HERE, official()).rests_on_unconfirmed
    assert not result(HERE, official(), "lives_in_lodz").reasons[0].not_announced


def test_a_no_rests_on_its_firmest_reason() -> None:
    firm, unsure = condition("income < 5", "firm"), condition("costs < 5", "b", status="to_confirm")
    poor = household(income=9, costs=9)
    assert not result(poor, firm, unsure).rests_on_unconfirmed
    assert result(household(income=1, costs=9), firm, unsure).rests_on_unconfirmed
    assert result(household(income=1, costs=1), firm, unsure).rests_on_unconfirmed


def test_the_numbers_of_a_table_are_to_confirm_where_the_table_is() -> None:
    norm = parameter("norm", "table", since(("1", "2"), status="to_confirm"))
    late = parameter("late", "table", since(("1", "2"), "2027-01-01"))
    tables = {**PARAMETERS, "norm": norm, "late": late}
    rules = [rule("income < table(norm, 2)", name="a"), rule("income < table(late, 2)", name="b")]
    tried = Engine(FACTS, tables, rules, "hash")
    of_norm, of_late = tried.assess(household(income=1), ON).results
    assert (of_norm.verdict, of_norm.rests_on_unconfirmed) == ("eligible", True)
    assert (of_late.verdict, of_late.reasons[0].not_announced) == ("unknown", True)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("0.004 zł", (0, 0)),
        ("0.005 zł", (1, 1)),
        ("1 zł / 3", (33, 33)),
        ("2 zł / 3", (67, 67)),
        ("1 zł / 8", (13, 13)),
        ("0 zł - 5", (0, 0)),
        ("income / 3", (0, 333_334)),
        ("10 zł / 3 + income / 3", (333, 333_667)),
        ("future / 3", (0, None)),
        ("100 zł - future", (0, 10_000)),
        ("min(income / 3 + 1 zł / 3, 5)", (33, 500)),
        ("max(income / 3, 5)", (500, 333_334)),
    ],
)
def test_amounts_in_whole_grosze(amount: str, expected: tuple[int, int | None]) -> None:
    assert result(HERE, amount=amount).amount == AmountRange(*expected, "month")


def test_missing_facts_come_in_the_order_of_the_content_and_then_of_persons() -> None:
    family = household([{}, {"role": "child"}])
    of = result(family, "any(age > 60 where role = child)", "any(age > 50) or income < 5")
    assert [str(key) for key in of.missing] == ["income", "age.0", "age.1"]


def test_parameters_of_every_unit_are_in_the_units_of_the_facts() -> None:
    size = parameter("size", "area", since("40"))
    tried = Engine(
        FACTS,
        {**PARAMETERS, "size": size},
        [rule("flat < size", name="area"), rule("household_size < factor", name="number")],
        "hash",
    )
    small = tried.assess(household(flat="39.99", household_size=2), ON).results
    large = tried.assess(household(flat="40.00", household_size=3), ON).results
    assert [one.verdict for one in small] == ["eligible"] * 2
    assert [one.verdict for one in large] == ["not_eligible"] * 2


def test_two_names_are_suggested_and_no_more() -> None:
    rents = {name: fact(name, "bool") for name in ("rent_a", "rent_b", "rent_c")}
    tried = engine(rule("rent_a or rent_b or rent_c"), facts=rents)
    error = tried._compiler.fault_of("rent_d")
    assert error is not None
    assert error.cure.count(" or ") == 1


@pytest.mark.parametrize(
    ("formula", "problem"),
    [
        ("any(age > 3) and incom < 5", "nothing is called incom"),
        ("age > 3 and incom < 5", "nothing is called incom"),
        ("age > 3", None),
        ("age > 3 and any(learns)", "any(…) stands inside another"),
    ],
)
def test_a_formula_may_be_about_a_person(formula: str, problem: str | None) -> None:
    error = engine(rule("income < 5"))._compiler.fault_of(formula)
    assert (error and error.problem) == problem


def conflicts(first: Result | object, *others: object, of: Household = HERE) -> list[Conflict]:
    """What cannot be had together."""
    tried = engine(first, *others)
    return list(tried.relations.conflicts(tried.assess(of, ON)))


def test_with_a_service_that_is_a_no_nothing_conflicts() -> None:
    granted, refused = rule("lives_in_lodz"), rule("not lives_in_lodz", name="other")
    assert conflicts(excluding(granted, "other"), refused) == []
    assert conflicts(excluding(rule("not lives_in_lodz"), "other"), rule(name="other")) == []


@pytest.mark.parametrize(
    ("first", "second", "larger"),
    [
        (Amount(period="month", exactly="9"), Amount(period="once", exactly="1"), None),
        (Amount(period="month", exactly="9"), None, None),
        (None, Amount(period="month", exactly="9"), None),
        (None, None, None),
        (Amount(period="once", exactly="9"), Amount(period="once", exactly="1"), "service"),
        (Amount(period="month", exactly="1"), Amount(period="month", exactly="1.01"), "other"),
    ],
)
def test_the_larger_of_two(first: Amount | None, second: Amount | None, larger: str | None) -> None:
    one = excluding(rule("lives_in_lodz", amount=first), "other")
    (found,) = conflicts(one, rule("lives_in_lodz", amount=second, name="other"))
    assert found.larger == larger


def test_what_counts_as_income_for_nothing_left_is_not_told() -> None:
    link = IncomeLink(services=("refused",))
    tried = engine(
        replace(rule("lives_in_lodz"), counts_as_income_for=(link,)),
        rule("not lives_in_lodz", name="refused"),
    )
    assert tried.relations.income_effects(tried.assess(HERE, ON)) == ()
    assert tried.relations.income_for("refused") == frozenset()
    with pytest.raises(KeyError):
        tried.relations.income_for("nothing")


EARNED = {**FACTS, "income": replace(FACTS["income"], income=True)}


def received(told: object, amount: str = "100 zł") -> list[tuple[str, str]]:
    """Which verdicts change once a service is paid that counts as income for another."""
    link = IncomeLink(services=("other",))
    tried = engine(
        replace(rule("lives_in_lodz", amount=amount), counts_as_income_for=(link,)),
        rule("income <= 500", name="other"),
        rule("income <= 500", name="beside"),
        facts=EARNED,
    )
    of = Household({**HERE.facts, "income": told}) if told else HERE
    found = what_if_received(tried, of, ON, "service")
    assert found is not None
    assert found.after.household == of, "the answers themselves stay what they are"
    return [(change.service_id, change.after.verdict.value) for change in found.changes]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Known(40_000), []),
        (Known(40_001), [("other", "not_eligible")]),
        (Between(0, 40_000), []),
        (Between(0, 40_001), [("other", "unknown")]),
        (Between(40_001, 50_000), [("other", "not_eligible")]),
        (None, []),
    ],
)
def test_what_is_received_raises_what_was_told(told: object, expected: list) -> None:
    assert received(told) == expected


def test_an_amount_that_is_a_range_makes_a_range() -> None:
    assert received(Known(45_000), "min(costs, 100)") == [("other", "unknown")]


def test_nobody_earns_more_than_can_be_told() -> None:
    link = IncomeLink(services=("other",))
    tried = engine(
        replace(rule("lives_in_lodz", amount="100 zł"), counts_as_income_for=(link,)),
        rule("income <= 10000", name="other"),
        facts=EARNED,
    )
    top = Household({**HERE.facts, "income": Known(1_000_000)})
    found = what_if_received(tried, top, ON, "service")
    assert found is not None
    assert found.changes == ()


@pytest.mark.parametrize("amount", [None, Amount(period="once", exactly="9"), "future"])
def test_what_is_not_paid_every_month_raises_nothing(amount: object) -> None:
    tried = engine(rule("lives_in_lodz", amount=amount), facts=EARNED)
    assert what_if_received(tried, HERE, ON, "service") is None


def test_an_engine_forgets_and_says_the_same() -> None:
    tried = engine(rule("income < limit", amount="limit - income"))
    before = tried.assess(household(income=9), ON)
    tried.forget()
    assert tried.assess(household(income=9), ON) == before
    assert tried.assess(household(income=9), date(2026, 11, 23)).results == before.results


def test_documents_of_the_version_in_force() -> None:
    tried = engine(rule("lives_in_lodz", documents={"a": None, "b": "income < 5"}))
    for told, expected in (({}, ("a", "b")), ({"income": 9}, ("a",)), ({"income": 1}, ("a", "b"))):
        assessment = tried.assess(household(**told), ON)
        assert tried.document_ids(assessment, "service") == expected


def test_facts_nobody_reads() -> None:
    born = fact("birth_on", "date", entity="person", minimum=1, maximum=9)
    aged = replace(FACTS["age"], derived="years_since(birth_on)")
    facts = {**FACTS, "birth_on": born, "age": aged}
    unused = engine(rule("any(age > 3)"), facts=facts).unused_facts()
    assert "birth_on" not in unused, "the age that is read follows from it"
    assert {"age", "household_size", "role"}.isdisjoint(unused)
    assert "birth_on" in engine(rule("income < 5"), facts=facts).unused_facts()
    assert unused == tuple(name for name in facts if name in unused), "in content order"


def test_only_questions_about_named_services_are_asked() -> None:
    tried = engine(rule("income < 5", name="a"), rule("lives_in_lodz", name="b"))
    assessment = tried.assess(household(), ON)
    for name, expected in (("a", "income"), ("b", "lives_in_lodz")):
        question = tried.question(assessment, [name])
        assert question is not None
        assert (question.key, question.services) == (FactKey(expected), (name,))
    assert tried.question(assessment, []) is None
