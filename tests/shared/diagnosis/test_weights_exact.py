"""How much hangs on a fact: the first open thing whole, each next one half, nothing twice."""

from __future__ import annotations

from fractions import Fraction

import pytest

from shared.diagnosis import Household, Known, Reason, Unknown
from shared.diagnosis.assess import doubts_of
from shared.diagnosis.household import FactKey
from shared.diagnosis.relevance import FULL_WEIGHT, Doubts, later
from tests.shared.diagnosis.build import FACTS, ON, engine, fact, household, rule

MORE = {**FACTS, **{name: fact(name, "bool") for name in ("first", "second", "third")}}


def weights(*conditions: str, of: Household | None = None, amount: str | None = None) -> dict:
    """What hangs on each fact, as shares of the full weight."""
    tried = engine(rule(*conditions, amount=amount), facts=MORE)
    frame = tried.frame(of or household(), ON)
    found = doubts_of(tried.compiled("service"), frame, Doubts()).weights
    return {str(key): Fraction(weight, FULL_WEIGHT) for key, weight in found.items()}


def shares(**numbers: str) -> dict[str, Fraction]:
    """The same from "1", "1/2", …"""
    return {name.replace("_of_", "."): Fraction(number) for name, number in numbers.items()}


@pytest.mark.parametrize(
    ("conditions", "facts", "expected"),
    [
        (["income < 5"], {}, shares(income="1")),
        (["income < 5", "costs < 5"], {}, shares(income="1", costs="1/2")),
        (["income < 5 and costs < 5"], {}, shares(income="1", costs="1/2")),
        (["income < 5 or costs < 5"], {}, shares(income="1", costs="1/2")),
        (["income < 5 or costs < 5 or flat < 9"], {"income": 9}, shares(costs="1", flat="1/2")),
        (["first or second or third"], {}, shares(first="1", second="1/2", third="1/4")),
        (["income < 5", "costs < 5"], {"income": 1}, shares(costs="1")),
        (["income + costs < 5"], {}, shares(income="1", costs="1")),
        (["income < 5", "income < 9"], {}, shares(income="3/2")),
        (
            ["income < 5 or costs < 5", "income < 5 or flat < 9"],
            {},
            shares(income="1", costs="1/2", flat="1/4"),
        ),
        (
            ["not (income < 5) or costs < 5", "not (income < 5) or flat < 9"],
            {},
            shares(income="1", costs="1/2", flat="1/4"),
        ),
        (
            ["if(income < 5, costs, flat / 1 m² * 1 zł) < 7"],
            {},
            shares(income="1", costs="1/2", flat="1/2"),
        ),
        (["if(income < 5, costs, flat / 1 m² * 1 zł) < 7"], {"income": 1}, shares(costs="1")),
        (["if(income < 5, costs, flat / 1 m² * 1 zł) < 7"], {"income": 9}, shares(flat="1")),
        (["income / costs < 5"], {}, shares(costs="1", income="1")),
        (["income / (costs - costs) < 5"], {"costs": 1}, {}),
    ],
)
def test_of_the_household(
    conditions: list[str], facts: dict[str, object], expected: dict[str, Fraction]
) -> None:
    told = household(**facts)
    assert weights(*conditions, of=told) == expected


def test_a_fact_of_choices_or_truths_that_is_told_weighs_nothing() -> None:
    first = Household({"first": Known(False)})
    assert weights("first or second or third", of=first) == shares(second="1", third="1/2")


def test_of_persons_the_guard_comes_before_what_it_guards() -> None:
    pair = household([{}, {"role": "child"}])
    assert weights("any(age < 18 where role = child)", of=pair) == shares(age_of_1="1")
    both = household([{}, {}])
    assert weights("any(age < 18 where role = child)", of=both) == shares(
        role_of_1="1", age_of_1="1/2"
    )
    assert weights("any(learns where wage > 5)", of=household([{}])) == shares(
        wage_of_0="1", learns_of_0="1/2"
    )
    assert weights("sum(wage where learns) > 5", of=household([{}])) == shares(
        learns_of_0="1", wage_of_0="1/2"
    )


def test_of_persons_who_may_exist_only_the_size_weighs() -> None:
    assert weights("any(role = child)") == shares(household_size="1")
    assert weights("self(learns) or any(age < 3)") == shares(
        learns_of_0="1", age_of_0="1/2", household_size="1/2"
    )


@pytest.mark.parametrize(
    "quantifier",
    ["any(learns)", "all(learns)", "sum(wage) > 5", "count(learns) > 1", "self(learns)"],
)
def test_a_look_at_persons_leaves_the_household_in_view(quantifier: str) -> None:
    """What has been met before is met again, whoever was looked at in between."""
    for told in (household([{}, {}]), household()):
        found = weights(f"income < 5 or {quantifier}", "income < 5 or flat < 9", of=told)
        assert (found["income"], found["flat"]) == (1, Fraction(1, 4))
        found = weights(f"{quantifier} or income < 5", "self(age) > 3 or income < 5", of=told)
        assert found["income"] == Fraction(1, 2)
        again = weights(f"{quantifier} or flat < 9", f"{quantifier} or income < 5", of=told)
        assert (again["flat"], again["income"]) == (Fraction(1, 2), Fraction(1, 4))


@pytest.mark.parametrize(
    ("condition", "persons", "expected"),
    [
        ("sum(wage) > 5 zł", [{}, {}], shares(wage_of_0="1", wage_of_1="1")),
        ("sum(wage) > 5 zł", [{"wage": 1}, {}], shares(wage_of_1="1")),
        ("sum(wage) > 5 zł", [{"wage": {"min": 1, "max": 9}}], shares(wage_of_0="1")),
        ("sum(wage where learns) > 5 zł", [{"learns": True}], shares(wage_of_0="1")),
        ("sum(wage where learns) > 5 zł", [{"wage": 9}], shares(learns_of_0="1")),
        (
            "sum(wage where learns) > 5 zł",
            [{"learns": False}, {}],
            shares(learns_of_1="1", wage_of_1="1/2"),
        ),
        ("count(learns) > 1", [{}, {}], shares(learns_of_0="1", learns_of_1="1")),
        ("any(learns)", [{"learns": False}, {}], shares(learns_of_1="1")),
        ("all(learns)", [{"learns": True}, {}], shares(learns_of_1="1")),
        ("self(age) > 3", [{}, {}], shares(age_of_0="1")),
    ],
)
def test_of_each_person_who_may_still_decide(
    condition: str, persons: list[dict], expected: dict[str, Fraction]
) -> None:
    assert weights(condition, of=household(persons)) == expected


def test_of_a_sum_the_size_weighs_while_there_may_be_more() -> None:
    alone = Household({}, ({"wage": Known(100), "learns": Known(True)},))
    assert weights("sum(wage) > 5 zł", of=alone) == shares(household_size="1")
    assert weights("sum(wage where learns) > 5 zł", of=alone) == shares(household_size="1")
    assert weights("sum(wage) > 5 zł", of=household([{"wage": 1}])) == {}
    assert weights("count(learns) > 3", of=alone) == shares(household_size="1")
    assert weights("count(learns where role = self) > 3", of=household([{}])) == {}


def test_an_amount_comes_after_the_conditions() -> None:
    assert weights("income < 5", amount="costs") == shares(income="1", costs="1/2")
    assert weights("first", "income < 5", amount="costs") == shares(
        first="1", income="1/2", costs="1/4"
    )


def test_half_of_the_least_weight_is_the_least_weight() -> None:
    assert [later(weight) for weight in (FULL_WEIGHT, 9, 2, 1)] == [FULL_WEIGHT // 2, 4, 1, 1]


def order(*rules, of: Household) -> list[str]:
    """What is asked, best first."""
    tried = engine(*rules, facts=MORE)
    return [str(key) for key in tried.open_questions(tried.assess(of, ON))]


def test_what_was_said_not_to_be_known_is_passed_over_and_the_rest_is_asked() -> None:
    told = Household({"first": Unknown(Reason.DONT_KNOW)})
    assert order(rule("first or second or third"), of=told) == ["second", "third"]


def test_an_answer_that_was_never_asked_for_is_none() -> None:
    blank = Household({"second": Unknown(Reason.NOT_ASKED), "income": Unknown(Reason.NOT_ASKED)})
    assert order(rule("first or second"), of=blank) == ["first", "second"]
    begun = order(rule("lives_in_lodz or income < 5 or second"), of=blank)
    assert begun == ["lives_in_lodz", "income", "second"], "nor does it begin its topic"


def test_a_service_with_little_left_open_weighs_more_on_each_fact() -> None:
    many = rule("lives_in_lodz or flat < 9 or title = none", name="many")
    few = rule("household_size > 2", name="few")
    assert order(many, few, of=Household()) == ["household_size", "lives_in_lodz", "flat", "title"]


def test_cheap_answers_first_where_as_much_hangs_on_them() -> None:
    either = rule("costs + income > 9 zł")
    assert order(either, of=Household()) == ["costs", "income"]
    again = household(costs={"min": 1, "max": 20})
    assert order(either, of=again) == ["income", "costs"], "a range once more, after all else"
    assert FactKey("costs") in engine(either).assess(again, ON).results[0].missing
