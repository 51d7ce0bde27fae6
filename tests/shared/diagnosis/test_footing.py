"""A likely that nothing told about this household speaks for is marked as one."""

from __future__ import annotations

import pytest

from shared.diagnosis import Known
from shared.diagnosis.footing import anybody
from tests.shared.diagnosis.build import FACTS, ON, engine, fact, household, official, rule

COMMON = tuple(rule("lives_in_lodz", "income < 5", name=f"common_{n}") for n in range(4))


def rests(*conditions: str, of=None, kind: str = "entitlement") -> bool:
    """Whether a service with these conditions and an interview rests on the interview alone."""
    one = engine(rule(*conditions, official(), kind=kind), *COMMON)
    told = of or household([{"age": 40}], lives_in_lodz=True, title="tenancy", income="100")
    return one.assess(told, ON).result("service").rests_on_assessment_only


@pytest.mark.parametrize(
    "conditions",
    [
        (),
        ("lives_in_lodz",),
        ("lives_in_lodz and self(age >= 18)",),
        ("self(age >= 18 and age < 60)",),
        ("limit > 5",),
        ("lives_in_lodz", "not learns_here"),
    ],
)
def test_what_holds_for_anybody_speaks_for_nobody(conditions: tuple[str, ...]) -> None:
    facts = {**FACTS, "learns_here": fact("learns_here", "bool")}
    one = engine(rule(*conditions, official()), *COMMON, facts=facts)
    told = household([{"age": 40}], lives_in_lodz=True)
    told = told.__class__({**told.facts, "learns_here": Known(False)}, told.persons)
    result = one.assess(told, ON).result("service")
    assert result.verdict == "likely"
    assert result.rests_on_assessment_only


@pytest.mark.parametrize(
    "conditions",
    [("title = tenancy",), ("lives_in_lodz", "income < 500"), ("self(age < 41)", "income < 500")],
)
def test_one_thing_told_of_this_household_is_enough(conditions: tuple[str, ...]) -> None:
    assert not rests(*conditions)


def test_only_a_likely_can_rest_on_an_interview() -> None:
    assert not rests("lives_in_lodz", of=household(lives_in_lodz=False))
    assert not rests("lives_in_lodz", of=household())
    assert not rests(kind="help")
    met = engine(rule("lives_in_lodz"), *COMMON).assess(household(lives_in_lodz=True), ON)
    assert not met.result("service").rests_on_assessment_only


def test_what_few_rules_ask_is_no_commonplace() -> None:
    one = engine(
        rule("lives_in_lodz", official()), *(rule("income < 5", name=f"r{n}") for n in "abc")
    )
    assert (
        not one.assess(household(lives_in_lodz=True), ON).result("service").rests_on_assessment_only
    )


def test_anybody_fits_the_facts() -> None:
    young = {**FACTS, "age": fact("age", "int", entity="person", maximum=3)}
    assert anybody(young).persons == ({"age": Known(3)},)
    assert anybody({}).persons == ({},)
