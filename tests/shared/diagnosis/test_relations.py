"""What services mean for each other: one of two, the larger, and no sum that counts both."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from msgspec.structs import replace

from shared.diagnosis import Basis, Exclusion, FactKey, IncomeLink, Price, Rule, report
from shared.diagnosis.relations import Relations
from shared.diagnosis.whatif import Sum, sums, what_if
from tests.shared.diagnosis.build import ON, engine, household, known, rule

HERE = household(lives_in_lodz=True)
EXCLUDED = Exclusion(services=("other",), about="household", basis=Basis("ups", "art. 2"))


def excluding(one: Rule, *others: str) -> Rule:
    """The same rule, not to be had together with these."""
    return replace(one, excludes=(replace(EXCLUDED, services=others),))


def two(first: str, second: str, *conditions: str):
    """Two services of those amounts that exclude each other."""
    left = rule(*conditions, amount=first, name="service")
    return engine(excluding(left, "other"), rule(*conditions, amount=second, name="other"))


@pytest.mark.parametrize(
    ("first", "second", "larger"),
    [
        ("200 zł", "100 zł", "service"),
        ("100 zł", "200 zł", "other"),
        ("100 zł", "100 zł", None),
        ("min(income, 300)", "200 zł", None),
        ("min(income, 300)", "300.01 zł", "other"),
        ("200 zł", "future", None),
    ],
)
def test_the_larger_is_named_only_where_it_surely_is(first: str, second: str, larger: str) -> None:
    one = two(first, second, "lives_in_lodz")
    (conflict,) = one.relations.conflicts(one.assess(HERE, ON))
    assert conflict.service_ids == ("service", "other")
    assert conflict.larger == larger
    assert (conflict.other("service"), conflict.other("other")) == ("other", "service")


def test_a_conflict_is_told_while_neither_is_a_no() -> None:
    one = two("200 zł", "100 zł", "lives_in_lodz")
    assert len(one.relations.conflicts(one.assess(household(), ON))) == 1
    assert one.relations.conflicts(one.assess(household(lives_in_lodz=False), ON)) == ()


def test_it_holds_both_ways_whichever_side_tells_it() -> None:
    told_last = engine(
        rule("lives_in_lodz", name="other"), excluding(rule("lives_in_lodz"), "other")
    )
    (conflict,) = told_last.relations.conflicts(told_last.assess(HERE, ON))
    assert conflict.service_ids == ("other", "service"), "in content order"
    assert set(told_last.relations.excluded_by("other")) == {"service"}
    assert set(told_last.relations.excluded_by("service")) == {"other"}


def test_a_verdict_stays_what_it_is_and_no_sum_counts_both() -> None:
    one = two("200 zł", "100 zł", "lives_in_lodz")
    results = one.assess(HERE, ON).results
    assert [result.verdict for result in results] == ["eligible", "eligible"]
    assert sums(results, one.relations) == (Sum("month", 20_000, 20_000),)
    assert what_if(one, HERE, HERE, ON).sums_after == (Sum("month", 20_000, 20_000),)


def test_the_best_of_a_chain_may_be_its_two_ends() -> None:
    rules = [excluding(rule(name="middle"), "left", "right"), rule(name="left"), rule(name="right")]
    relations = Relations(rules)
    assert relations.most_together({"left": 60, "middle": 100, "right": 60}) == 120
    assert relations.most_together({"left": 40, "middle": 100, "right": 40}) == 100
    assert relations.most_together({"left": 40, "right": 40}) == 80
    assert relations.most_together({}) == 0


@pytest.mark.parametrize("seed", range(40))
def test_the_most_together_is_that_of_all_ways_tried(seed: int) -> None:
    rng = Random(seed)
    names = [f"s{number}" for number in range(7)]
    pairs = [pair for pair in combinations(names, 2) if rng.random() < 0.3]
    rules = [
        replace(
            rule(name=name),
            excludes=(replace(EXCLUDED, services=tuple(b for a, b in pairs if a == name)),),
        )
        for name in names
    ]
    worth = {name: rng.randint(0, 50) for name in names}
    ways = (
        sum(worth[name] for name in chosen)
        for size in range(len(names) + 1)
        for chosen in combinations(names, size)
        if not any(set(pair) <= set(chosen) for pair in pairs)
    )
    assert Relations(rules).most_together(worth) == max(ways)


def test_what_counts_as_income_is_told_for_what_is_not_a_no() -> None:
    link = IncomeLink(services=("other", "refused"))
    one = engine(
        replace(rule("lives_in_lodz", amount="100 zł"), counts_as_income_for=(link,)),
        rule("income < 5", name="other"),
        rule("not lives_in_lodz", name="refused"),
    )
    (effect,) = one.relations.income_effects(one.assess(HERE, ON))
    assert (effect.service_id, effect.affected_ids, effect.link) == ("service", ("other",), link)
    assert one.relations.income_for("service") == {"other", "refused"}
    assert one.relations.income_effects(one.assess(household(lives_in_lodz=False), ON)) == ()


def test_the_report_tells_both() -> None:
    link = IncomeLink(services=("other",), basis=Basis("ups", "art. 8"), status="verified")
    left = excluding(rule("lives_in_lodz", amount="100 zł"), "other")
    one = engine(
        replace(left, counts_as_income_for=(link,)),
        rule("lives_in_lodz", amount="90 zł", name="other"),
    )
    said = report(one, one.assess(HERE, ON))
    assert said["conflicts"] == [
        {
            "services": ["service", "other"],
            "about": "household",
            "larger": "service",
            "text": None,
            "basis": {"act": "ups", "article": "art. 2"},
            "to_confirm": True,
        }
    ]
    assert said["income_effects"] == [
        {
            "id": "service",
            "counts_as_income_for": ["other"],
            "basis": {"act": "ups", "article": "art. 8"},
            "to_confirm": False,
        }
    ]


def price_of_the_question(one, of=None) -> Price | None:
    """The price tag of what is asked next."""
    question = one.question(one.assess(of or household(), ON))
    assert question is not None
    return question.price


def test_a_question_says_how_much_a_month_hangs_on_it() -> None:
    one = engine(
        rule("lives_in_lodz", amount="100 zł", name="one"),
        rule("lives_in_lodz", amount="250.50 zł", name="two"),
        rule("not lives_in_lodz", name="card"),
    )
    assert price_of_the_question(one) == Price(35_050, is_whole=True)


def test_a_price_does_not_count_both_of_an_excluded_pair() -> None:
    assert price_of_the_question(two("200 zł", "100 zł", "lives_in_lodz")) == Price(
        20_000, is_whole=True
    )


def test_the_price_of_what_is_granted_already_is_what_can_still_differ() -> None:
    one = engine(rule("lives_in_lodz", amount="if(title = tenancy, 300 zł, 100 zł)"))
    assert price_of_the_question(one, HERE) == Price(20_000, is_whole=True)


@pytest.mark.parametrize("amount", ["future", "income / 2", "100 zł * household_size"])
def test_nobody_can_say_what_grows_with_what_nobody_has_told(amount: str) -> None:
    one = engine(rule("title = tenancy", "lives_in_lodz", amount=amount))
    assert price_of_the_question(one) is None


def test_what_can_be_said_is_said_and_that_it_is_not_all() -> None:
    one = engine(
        rule("lives_in_lodz", amount="100 zł", name="one"),
        rule("lives_in_lodz and title = tenancy", amount="income", name="two"),
    )
    assert price_of_the_question(one) == Price(10_000, is_whole=False)


def test_an_amount_that_shrinks_with_income_has_a_price_before_anybody_told_it() -> None:
    one = engine(rule("income < limit", amount="limit - income"))
    assert price_of_the_question(one) == Price(101_000, is_whole=True)
    told = household().answer(FactKey("income"), known(1_000))
    assert one.question(one.assess(told, ON)) is None


def test_what_is_paid_once_is_no_money_a_month() -> None:
    once = replace(rule("lives_in_lodz", amount="100 zł").amount, period="once")
    assert price_of_the_question(engine(rule("lives_in_lodz", amount=once))) is None


def test_looking_at_the_price_leaves_the_assessment_as_it_was() -> None:
    one = engine(rule("income < costs", "lives_in_lodz", amount="min(income, costs)"))
    before = one.assess(household(), ON)
    assert one.question(before) == one.question(before)
    assert one.assess(household(), ON) == before
