"""Formulas with a name: they stand once, mean what they say, and are refused in good words."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.diagnosis import ContentError, Explained, FactKey, Fault, Verdict, explain
from tests.shared.diagnosis.build import ON, engine, household, rule
from tests.shared.diagnosis.catalogs import random_engine, with_names
from tests.shared.diagnosis.households import partly_told, random_whole
from tests.tally import count

many = settings(derandomize=True, deadline=None, database=None, max_examples=count(40, 2000))


@pytest.mark.proof
@many
@given(st.integers(0, 10**9))
def test_a_name_says_what_its_formula_says(seed: int) -> None:
    rng, plain = Random(seed), random_engine(seed, small=False)
    named = with_names(plain, rng)
    for hidden in (0.2, 0.7):
        of = partly_told(random_whole(plain.facts, rng), plain.facts, rng, hidden)
        before, after = plain.assess(of, ON), named.assess(of, ON)
        for one, other in zip(before.results, after.results, strict=True):
            assert (one.verdict, one.amount) == (other.verdict, other.amount)
            assert one.missing == other.missing


def test_of_the_household_of_a_person_and_of_each_other() -> None:
    tried = engine(
        rule("per_person <= limit", "any(is_pupil)", amount="limit - per_person"),
        per_person="income / household_size",
        is_pupil="is_minor and learns",
        is_minor="age < 18 and role = child",
    )
    of = household([{}, {"role": "child", "age": 17, "learns": True}], income="1000")
    result = tried.assess(of, ON).results[0]
    assert result.verdict is Verdict.ELIGIBLE
    assert result.amount is not None
    assert result.amount.min_grosze == 51_000


def test_a_definition_of_one_service_is_not_known_to_another() -> None:
    with pytest.raises(ContentError, match="nothing is called mine"):
        engine(
            rule("mine", name="one", definitions={"mine": "lives_in_lodz"}),
            rule("mine", name="two"),
        )


def test_two_services_may_each_call_something_else_by_one_name() -> None:
    tried = engine(
        rule("enough and lives_in_lodz", name="one", definitions={"enough": "income < 5"}),
        rule("enough and lives_in_lodz", name="two", definitions={"enough": "income > 5"}),
    )
    first, second = tried.assess(household(income=1, lives_in_lodz=True), ON).results
    assert (first.verdict, second.verdict) == (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE)


def test_a_name_that_says_one_fact_is_supposed_like_the_fact() -> None:
    tried = engine(rule("at_home", "if(lives_in_lodz, costs, income) < 5"), at_home="lives_in_lodz")
    keys = tried.open_questions(tried.assess(household(), ON))
    assert keys == (FactKey("lives_in_lodz"), FactKey("costs"))


FAULTY = {
    "circle": ({"a": "b + 1", "b": "a + 1"}, "a < 5", "a name defined by itself: b → a → b"),
    "circle of one": ({"a": "a + 1"}, "a < 5", "a name defined by itself: a → a"),
    "unknown": ({"a": "incom + 1"}, "a < 5", "nothing is called incom"),
    "units": ({"a": "income + flat"}, "a < 5", "money and an area do not go together"),
    "syntax": ({"a": "income +"}, "a < 5", "the end cannot stand here"),
    "of a person": ({"a": "age + 1"}, "a < 5", "a: age belongs to one person"),
    "nested": ({"a": "count(age < 5)"}, "any(a < age)", "a: count(…) stands inside another"),
    "fact": ({"income": "5"}, "lives_in_lodz", "is also a fact, a parameter or a choice"),
    "choice": ({"tenancy": "5"}, "lives_in_lodz", "is also a fact, a parameter or a choice"),
    "parameter": ({"limit": "5"}, "lives_in_lodz", "is also a fact, a parameter or a choice"),
    "keyword": ({"count": "5"}, "lives_in_lodz", "is not a usable name"),
    "wrong use": ({"a": "income"}, "a and lives_in_lodz", "this is money"),
    "itself": ({"a": "income"}, "a < income", "compares a thing with itself"),
}


@pytest.mark.parametrize("which", FAULTY)
def test_a_definition_that_cannot_be_is_refused_once(which: str) -> None:
    formulas, when, problem = FAULTY[which]
    faults = faults_of(formulas, when)
    assert [fault for fault in faults if problem in fault.problem], faults
    assert len(faults) == len({fault.place for fault in faults}) <= len(formulas)
    local = faults_of({}, when, **formulas)
    assert [fault.problem for fault in local] == [fault.problem for fault in faults]


def faults_of(formulas: dict[str, str], when: str, **own: str) -> tuple[Fault, ...]:
    """What the engine finds wrong."""
    with pytest.raises(ContentError) as raised:
        engine(rule(when, definitions=own), **formulas)
    return raised.value.faults


def test_the_fault_stands_where_the_formula_is_written() -> None:
    (fault,) = faults_of({"a": "1 + incom"}, "a < 5")
    assert (fault.owner, fault.place) == ("a", "definitions/a/is")
    assert (fault.expression, fault.column) == ("1 + incom", 5)
    (fault,) = faults_of({}, "1 < a", a="2 + age")
    assert (fault.owner, fault.place, fault.column) == ("service", "conditions/condition_0/when", 5)


def test_shared_and_own_names_do_not_hide_each_other() -> None:
    (fault,) = faults_of({"a": "5"}, "income < a", a="6")
    assert fault.problem == "is defined twice"


def test_the_explanation_opens_the_name() -> None:
    tried = engine(rule("per_person < limit"), per_person="income / household_size")
    assessment = tried.assess(household([{}], income=5), ON)
    compared = explain(tried, assessment, "service").children[0].children[0]
    name = compared.children[0]
    assert compared.text == "per_person < limit"
    assert (name.text, name.definition, name.value) == ("per_person", "per_person", (500, 500))
    (formula,) = name.children
    assert formula.text == "income / household_size"
    assert [child.text for child in formula.children] == ["income", "household_size"]


def test_a_name_for_a_name_opens_twice() -> None:
    tried = engine(rule("all(b)"), a="learns", b="a")
    assessment = tried.assess(household([{"learns": True}]), ON)
    piece: Explained = explain(tried, assessment, "service").children[0].children[0].children[0]
    found = []
    while piece.children:
        found.append((piece.text, piece.definition))
        (piece,) = piece.children
    assert [*found, (piece.text, piece.key)] == [
        ("b", "b"),
        ("a", "a"),
        ("learns", FactKey("learns", 0)),
    ]
