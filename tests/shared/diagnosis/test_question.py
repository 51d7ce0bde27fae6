"""Which question comes next, and the ranges it can be answered with."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from random import Random

import pytest

from shared.diagnosis import (
    Band,
    Between,
    FactKey,
    Household,
    Reason,
    Unknown,
    read_household,
    write_household,
)
from shared.diagnosis.bands import Tried, first_where
from tests.shared.diagnosis.build import FACTS, ON, engine, household, known, rule


def keys(of: Household, *rules) -> list[str]:
    """The open questions in order."""
    tried = engine(*rules)
    return [str(key) for key in tried.open_questions(tried.assess(of, ON))]


def bands(of: Household, *parts: str, amount: str | None = None) -> list[tuple[int, int]]:
    """The ranges of the next question."""
    tried = engine(rule(*parts, amount=amount))
    question = tried.question(tried.assess(of, ON))
    assert question is not None
    return [(band.low, band.high) for band in question.bands]


def test_what_is_asked_in_most_services_comes_first() -> None:
    order = keys(
        household(),
        rule("income < 5", name="one"),
        rule("lives_in_lodz", name="two"),
        rule("lives_in_lodz and costs < 5", name="three"),
    )
    assert order == ["lives_in_lodz", "income", "costs"]


def test_in_a_topic_begun_a_fact_weighs_three_times_as_much() -> None:
    begun = household(costs={"unknown": "dont_know"})
    of_money = rule("income < 5", name="money")
    for services, first in ((1, "income"), (2, "income"), (4, "lives_in_lodz")):
        rules = [rule("lives_in_lodz", name=f"of_lodz_{at}") for at in range(services)]
        before = keys(household(), *rules, of_money, rule("costs < 5", name="more"))
        assert keys(begun, *rules, of_money)[0] == first
        assert before[0] == "lives_in_lodz"


def test_of_what_weighs_the_same_in_a_topic_begun_the_easier_comes_first() -> None:
    begun = household(costs={"unknown": "dont_know"})
    rules = [rule("lives_in_lodz", name=f"of_lodz_{at}") for at in range(3)]
    order = keys(begun, *rules, rule("income < 5", name="money"))
    assert order == ["lives_in_lodz", "income"], "three times one is three"


def test_a_guard_comes_before_what_it_guards() -> None:
    order = keys(household([{}, {}]), rule("any(age < 18 where role = child)"))
    assert order == ["role.1", "age.1"]


def test_of_equal_ones_the_easier_comes_first() -> None:
    rules = [rule("income < 5", name="one"), rule("costs < 5", name="two")]
    assert keys(household(), *rules) == ["costs", "income"]


def test_the_size_is_asked_before_anything_about_persons_who_may_exist() -> None:
    assert keys(Household(), rule("any(age < 18 where role = child)")) == ["household_size"]


@pytest.mark.parametrize("given", ["dont_know", "wont_say"])
def test_what_was_not_known_is_not_asked_again(given: str) -> None:
    of = household(income={"unknown": given})
    assert keys(of, rule("income < 5")) == []
    refused = household(income={"min": "1", "max": "9", "unknown": given})
    assert keys(refused, rule("income < 5")) == []


def test_a_range_is_asked_again_for_the_exact_number_where_a_verdict_hangs_on_it() -> None:
    rules = rule("income < 5", amount="limit - income"), rule("lives_in_lodz", name="other")
    of = household(income={"min": "1", "max": "9"})
    assert keys(of, *rules) == ["lives_in_lodz", "income"], "last, for it may settle by itself"
    tried = engine(*rules)
    question = tried.question(tried.assess(of.answer(FactKey("lives_in_lodz"), known(True)), ON))
    assert question is not None
    assert (question.key.fact, question.is_precise, question.bands) == ("income", True, ())


@pytest.mark.parametrize("told", [{"min": "1", "max": "4"}, {"min": "6", "max": "9"}])
def test_a_range_that_settles_the_verdict_is_not_asked_again(told: dict) -> None:
    assert keys(household(income=told), rule("income < 5", amount="limit - income")) == []


def test_a_range_is_not_asked_again_for_what_else_is_open() -> None:
    of = household(income={"min": "1", "max": "4"}, lives_in_lodz={"unknown": "dont_know"})
    assert keys(of, rule("income < 5", "lives_in_lodz", amount="limit - income")) == []


@pytest.mark.parametrize("reason", [Reason.DONT_KNOW, Reason.WONT_SAY])
def test_who_cannot_tell_the_exact_number_keeps_the_range(reason: Reason) -> None:
    key = FactKey("income")
    of = household(income={"min": "1", "max": "9"})
    later = of.answer_exactly(key, Unknown(reason))
    assert later.get(key) == Between(100, 900, reason)
    assert keys(later, rule("income < 5")) == []
    assert of.answer_exactly(key, known(400)).get(key) == known(400)
    assert of.answer(key, Unknown(reason)).get(key) == Unknown(reason)
    written = write_household(later, FACTS)
    assert written["household"]["income"] == {
        "min": "1.00",
        "max": "9.00",
        "unknown": reason.value,
    }
    assert read_household(written, FACTS) == later


@pytest.mark.parametrize(
    ("parts", "facts"),
    [
        (["lives_in_lodz", "income < 5"], {"lives_in_lodz": False}),
        (["lives_in_lodz or income < 5"], {"lives_in_lodz": True}),
        (["if(lives_in_lodz, costs, income) < 5"], {"lives_in_lodz": True, "costs": 1}),
        (["min(income, 5) < 6"], {}),
        (["max(costs, income) >= 4"], {"costs": 5}),
        (["costs * income < 5"], {"costs": 0}),
        (["round_up(min(income, 1), 2) <= 2"], {}),
        (["lives_in_lodz", "if(lives_in_lodz, costs, income) < 5"], {"costs": 1}),
    ],
)
def test_income_is_not_asked_when_it_cannot_matter(parts: list[str], facts: dict) -> None:
    assert "income" not in keys(household(**facts), rule(*parts))


def test_an_amount_still_open_is_asked_for() -> None:
    assert keys(household(), rule(amount="max(0, limit - income)")) == ["income"]


def test_ranges_are_cut_exactly_where_the_answer_flips() -> None:
    assert bands(household(), "income < limit") == [(0, 100_999), (101_000, 1_000_000)]
    assert bands(household(), "income <= limit") == [(0, 101_000), (101_001, 1_000_000)]
    assert bands(household(household_size=3), "income <= limit / household_size") == [
        (0, 33_666),
        (33_667, 1_000_000),
    ]


def test_of_two_cuts_that_are_near_the_weightier_one_is_kept() -> None:
    near = [rule("income <= 1626", name="one"), rule("income < 1646", name="two")]
    tried = engine(*near, rule("income < 1646 and lives_in_lodz", name="three"))
    question = tried.question(tried.assess(household(lives_in_lodz=True), ON))
    assert question is not None
    assert question.bands == (Band(0, 164_599), Band(164_600, 1_000_000))


def test_a_range_around_a_dropped_cut_is_asked_for_exactly_and_settles() -> None:
    tried = engine(rule("income <= 1626", name="one"), rule("income < 1646", name="two"))
    question = tried.question(tried.assess(household(), ON))
    assert question is not None
    band = question.bands[-1]
    of = household().answer(question.key, Between(band.low, band.high))
    again = tried.question(tried.assess(of, ON))
    assert again is not None
    assert (again.key, again.services, again.is_precise) == (question.key, ("two",), True)
    settled = of.answer_exactly(again.key, known(170_000))
    assert tried.question(tried.assess(settled, ON)) is None


def test_ages_are_cut_however_near_they_are() -> None:
    found = bands(household([{}]), "any(age >= 60 and age < 62)")
    assert found == [(0, 59), (60, 61), (62, 120)]


def test_ranges_are_cut_for_this_household() -> None:
    limit = "if(household_size = 1, limit, 2 * limit)"
    assert bands(household([{}]), f"income < {limit}")[0] == (0, 100_999)
    assert bands(household([{}, {}]), f"income < {limit}")[0] == (0, 201_999)


def test_what_else_is_open_leaves_a_range_of_its_own() -> None:
    of = household(costs={"min": "100", "max": "200"})
    assert bands(of, "income < costs") == [(0, 9_999), (10_000, 19_999), (20_000, 1_000_000)]


def test_a_person_is_cut_like_a_household() -> None:
    assert bands(household([{}]), "any(age >= 18 and age < 25)") == [(0, 17), (18, 24), (25, 120)]


def test_where_nothing_can_be_derived_the_cuts_are_round() -> None:
    found = bands(household(), amount="income * 2")
    assert found[0] == (0, 49_999)
    assert found[-1] == (500_000, 1_000_000)
    ages = bands(household([{}]), amount="self(age) * 1 zł")
    assert [low for low, _ in ages] == [0, 20, 40, 60, 80, 100, 120]


def test_ranges_always_cover_the_whole_fact_without_a_gap() -> None:
    parts = [f"income < {cut} or lives_in_lodz" for cut in range(100, 2000, 100)]
    found = bands(household(lives_in_lodz=False), *parts)
    assert 1 < len(found) <= 7
    assert (found[0][0], found[-1][1]) == (0, 1_000_000)
    assert all(high + 1 == low for (_, high), (low, _) in itertools.pairwise(found))


def test_cutting_leaves_the_assessment_as_it_was() -> None:
    tried = engine(rule("income < limit", amount="limit - income"))
    assessment = tried.assess(household(), ON)
    assert tried.question(assessment) == tried.question(assessment)
    assert tried.assess(household(), ON) == assessment


def test_a_question_says_what_hangs_on_it() -> None:
    tried = engine(rule("income < 5", name="one"), rule("income > 7", name="two"))
    question = tried.question(tried.assess(household(), ON))
    assert question is not None
    assert (question.key, question.services) == (FactKey("income"), ("one", "two"))
    assert (question.topic, question.fact.id) == ("money", "income")
    assert question.bands == (Band(0, 499), Band(500, 700), Band(701, 1_000_000))


@pytest.mark.parametrize("make", [lambda: household(lives_in_lodz=True), lambda: household()])
def test_the_order_is_the_same_every_time(make: Callable[[], Household]) -> None:
    rules = [rule("lives_in_lodz and costs < 5", "income < costs", amount="income + costs")]
    assert keys(make(), *rules) == keys(make(), *rules)


@pytest.mark.parametrize("seed", range(60))
def test_a_flip_is_found_exactly_however_bent_the_comparison_is(seed: int) -> None:
    """Straight lines, kinks and steps: what is found fits, and what lies just below does not."""
    rng = Random(seed)
    slope, start, step = rng.randint(1, 50), rng.randint(-40_000, -1), rng.choice((1, 7, 1000))
    kink, is_straight = rng.randint(0, 10_000), rng.random() < 0.5
    tried: list[int] = []

    def worth(value: int) -> int:
        bent = value if is_straight else max(value, kink)
        return slope * bent // step * step + start

    def at(value: int) -> Tried:
        tried.append(value)
        return Tried(value, worth(value) >= 0, (worth(value), worth(value) + 5))

    low, high = at(0), at(1_000_000)
    if low.truth is not high.truth:
        found = first_where(low, high, at, lambda truth: truth is True)
        assert found.truth is True
        assert worth(found.value - 1) < 0
        if is_straight and step == 1:
            assert len(tried) < 8
