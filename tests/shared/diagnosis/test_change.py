"""Answers that lose their meaning after a change are asked again, never guessed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shared.diagnosis import (
    NOT_ASKED,
    Between,
    ContentError,
    FactKey,
    Household,
    Reason,
    Unknown,
    Verdict,
)
from shared.diagnosis.change import with_answer
from tests.shared.diagnosis.build import FACTS, ON, engine, household, known, rule

SIZE = FactKey("household_size")
FACTS_TOGETHER = {**FACTS, "income": replace(FACTS["income"], of_everybody=True)}
FAMILY = household(
    [{"age": 40}, {"role": "partner", "age": 41}, {"role": "child", "age": 5}],
    income="900",
    costs="100",
    lives_in_lodz=True,
)


def changed(key: FactKey, value: int | bool | str, of: Household = FAMILY) -> Household:
    """The family after one answer was changed."""
    return with_answer(of, key, known(value), FACTS_TOGETHER)


def asked(of: Household, *conditions: str) -> list[str]:
    """What is asked of it."""
    tried = engine(rule(*conditions), facts=FACTS_TOGETHER)
    return [str(key) for key in tried.open_questions(tried.assess(of, ON))]


def test_who_has_left_is_not_guessed() -> None:
    fewer = changed(SIZE, 2)
    assert fewer.get(FactKey("age", 0)) == known(40), "who asks is still there"
    assert fewer.get(FactKey("role", 1)) == fewer.get(FactKey("age", 1)) == NOT_ASKED
    assert "age.1" in asked(fewer, "count(age >= 18) >= 2")


def test_a_verdict_that_rested_on_who_has_left_is_open_again() -> None:
    tried = engine(rule("any(role = child)"), facts=FACTS_TOGETHER)
    assert tried.assess(FAMILY, ON).results[0].verdict is Verdict.ELIGIBLE
    assert tried.assess(changed(SIZE, 2), ON).results[0].verdict is Verdict.UNKNOWN
    assert asked(changed(SIZE, 2), "any(role = child)") == ["role.1"]


def test_nobody_told_of_has_left_where_only_unspoken_persons_have() -> None:
    told_of_two = household([{"age": 40}, {"age": 41}], household_size=4)
    assert changed(SIZE, 2, told_of_two).persons == ({"age": known(40)}, {"age": known(41)})
    assert changed(SIZE, 3, told_of_two).get(FactKey("age", 1)) == known(41)


@pytest.mark.parametrize("size", [2, 5])
def test_what_everybody_has_together_is_asked_again_of_another_household(size: int) -> None:
    other = changed(SIZE, size)
    assert other.get(FactKey("income")) == NOT_ASKED
    assert other.get(FactKey("costs")) == known(10_000), "told of the flat, not of everybody"
    assert asked(other, "income < 500") == ["income"]


def test_one_more_person_is_asked_about_and_the_others_are_not() -> None:
    more = changed(SIZE, 4)
    assert more.persons[:3] == FAMILY.persons
    assert asked(more, "count(age >= 30) >= 3") == ["age.3"]


def test_the_same_number_again_and_the_first_number_change_nothing() -> None:
    assert changed(SIZE, 3) == FAMILY
    unsized = Household({"income": known(90_000)})
    assert changed(SIZE, 2, unsized).get(FactKey("income")) == known(90_000)


def test_another_role_is_another_question_and_no_other_answer() -> None:
    no_child = changed(FactKey("role", 2), "other")
    condition = "any(learns where role = child)", "any(wage > 5 where role = other)"
    assert asked(FAMILY, condition[0]) == ["learns.2"]
    assert asked(no_child, condition[0]) == []
    assert asked(no_child, condition[1]) == ["wage.2"]
    assert no_child.get(FactKey("age", 2)) == known(5), "how old somebody is stays so"


def test_a_guard_that_changes_opens_what_it_guards() -> None:
    branch = "if(lives_in_lodz, costs < 500, flat < 50 and title = tenancy)"
    assert asked(FAMILY, branch) == []
    moved = changed(FactKey("lives_in_lodz"), value=False)
    assert set(asked(moved, branch)) == {"flat", "title"}
    back = changed(FactKey("lives_in_lodz"), value=True, of=moved)
    assert back == FAMILY


def test_only_what_is_of_the_household_can_be_of_everybody() -> None:
    wrong = {**FACTS, "age": replace(FACTS["age"], of_everybody=True)}
    with pytest.raises(ContentError, match="not told of everybody together"):
        engine(rule("lives_in_lodz"), facts=wrong)
    no_income = {**FACTS, "wage": replace(FACTS["wage"], income=True)}
    with pytest.raises(ContentError, match="no income of the household"):
        engine(rule("lives_in_lodz"), facts=no_income)


def test_whoever_cannot_tell_the_exact_number_keeps_the_range() -> None:
    between = household(income={"min": 100, "max": 200})
    key, unsaid = FactKey("income"), Unknown(Reason.DONT_KNOW)
    precise = with_answer(between, key, unsaid, FACTS_TOGETHER, is_precise=True)
    assert precise.get(key) == Between(10_000, 20_000, Reason.DONT_KNOW)
    assert with_answer(between, key, unsaid, FACTS_TOGETHER).get(key) == unsaid
