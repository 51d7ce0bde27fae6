"""What changes if: nothing for the same household, and both ways the same."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from shared.diagnosis import Amount, AmountRange, FactKey, IncomeLink, Verdict
from shared.diagnosis.whatif import Sum, sums, what_if, what_if_received
from tests.shared.diagnosis.build import FACTS, ON, engine, household, known, rule
from tests.shared.diagnosis.households import partly_told, random_whole, told
from tests.shared.diagnosis.test_real_content import real_engine
from tests.tally import count


def once(formula: str) -> Amount:
    """An amount paid once."""
    return Amount(period="once", exactly=formula)


SEEDS = st.integers(0, 10**9)
many = settings(derandomize=True, deadline=None, database=None, max_examples=count(25, 1000))
pytestmark = pytest.mark.proof


def test_a_hundred_zloty_more() -> None:
    one = engine(
        rule("income <= limit", amount="limit - income", name="shrinks"),
        rule("income <= 960", amount="50 zł", name="ends"),
        rule("income <= limit + costs", amount="60 zł", name="opens"),
        rule("lives_in_lodz", name="stays"),
    )
    before = household(income="900", lives_in_lodz=True)
    found = what_if(one, before, before.answer(FactKey("income"), known(100_000)), ON)
    assert [change.service_id for change in found.changes] == ["shrinks", "ends"]
    shrinks, ends = found.changes
    assert shrinks.before.amount == AmountRange(11_000, 11_000, "month")
    assert shrinks.after.amount == AmountRange(1_000, 1_000, "month")
    assert (ends.before.verdict, ends.after.verdict) == ("eligible", "not_eligible")
    assert found.sums_before == (Sum("month", 22_000, 22_000),)
    assert found.sums_after == (Sum("month", 7_000, 7_000),)


def test_what_is_open_counts_only_to_the_top_of_a_sum() -> None:
    one = engine(
        rule("lives_in_lodz", amount="100 zł", name="granted"),
        rule("income <= limit", amount="200 zł", name="open"),
        rule("income > 5000 and income < 1", amount="400 zł", name="refused"),
    )
    results = one.assess(household(lives_in_lodz=True), ON).results
    assert [result.verdict for result in results[:2]] == [Verdict.ELIGIBLE, Verdict.UNKNOWN]
    least, most = 10_000, 30_000
    refused = household(lives_in_lodz=True, income="6000")
    assert sums(results, one.relations)[0].min_grosze == least
    assert sums(one.assess(refused, ON).results, one.relations) == (Sum("month", least, least),)
    assert sums(
        one.assess(household(lives_in_lodz=True, income="2"), ON).results, one.relations
    ) == (Sum("month", most, most),)


def test_a_sum_without_a_top_says_so() -> None:
    one = engine(rule("lives_in_lodz", amount="future"))
    results = one.assess(household(lives_in_lodz=True), ON).results
    assert sums(results, one.relations) == (Sum("month", 0, None),)


def test_another_day_is_a_change_too() -> None:
    one = engine(rule("lives_in_lodz", amount="future"))
    here = household(lives_in_lodz=True)
    found = what_if(one, here, here, ON, after_on=date(2027, 1, 1))
    assert found.changes[0].after.amount == AmountRange(90_000, 90_000, "month")


def test_what_is_received_counts_where_the_law_counts_it_and_nowhere_else() -> None:
    counted = IncomeLink(services=("counts",))
    grant = replace(rule(amount="150 zł", name="grant"), counts_as_income_for=(counted,))
    facts = {**FACTS, "income": replace(FACTS["income"], income=True)}
    one = engine(
        grant,
        rule("income <= limit", amount="limit - income", name="counts"),
        rule("income <= limit", amount="60 zł", name="does_not"),
        facts=facts,
    )
    found = what_if_received(one, household(income="900"), ON, "grant")
    assert found is not None
    # 1010 - 900 = 110 zł before; 900 + 150 zł is above the limit of 1010 zł
    assert [change.service_id for change in found.changes] == ["counts"]
    assert found.changes[0].after.verdict is Verdict.NOT_ELIGIBLE
    assert found.sums_before == (Sum("month", 32_000, 32_000),)
    assert found.sums_after == (Sum("month", 21_000, 21_000),)
    assert found.after.household == found.before.household


def test_a_range_received_makes_a_range_and_what_was_not_told_stays_so() -> None:
    counted = IncomeLink(services=("counts",))
    grant = replace(rule(amount="min(costs, 150)", name="grant"), counts_as_income_for=(counted,))
    facts = {**FACTS, "income": replace(FACTS["income"], income=True)}
    one = engine(grant, rule(amount="income", name="counts"), facts=facts)
    found = what_if_received(one, household(income="900"), ON, "grant")
    assert found is not None
    assert found.after.result("counts").amount == AmountRange(90_000, 105_000, "month")
    untold = what_if_received(one, household(), ON, "grant")
    assert untold is not None
    assert untold.changes == ()


@pytest.mark.parametrize("amount", [None, "future", once("100 zł")])
def test_without_a_monthly_amount_nothing_is_received(amount: object) -> None:
    one = engine(rule("lives_in_lodz", amount=amount))
    assert what_if_received(one, household(lives_in_lodz=True), ON, "service") is None


@many
@given(SEEDS)
def test_the_same_household_changes_nothing(seed: int) -> None:
    one, rng = real_engine(), Random(seed)
    whole = random_whole(one.facts, rng)
    part = partly_told(whole, one.facts, rng, 0.5)
    found = what_if(one, part, part, ON)
    assert found.changes == ()
    assert found.sums_before == found.sums_after


@many
@given(SEEDS)
def test_there_and_back_are_the_same_changes_turned_round(seed: int) -> None:
    one, rng = real_engine(), Random(seed)
    first, second = (told(random_whole(one.facts, rng)) for _ in range(2))
    there, back = what_if(one, first, second, ON), what_if(one, second, first, ON)
    assert [(c.service_id, c.before, c.after) for c in there.changes] == [
        (c.service_id, c.after, c.before) for c in back.changes
    ]
    assert (there.sums_before, there.sums_after) == (back.sums_after, back.sums_before)
    changed = {change.service_id for change in there.changes}
    for one_before, one_after in zip(there.before.results, there.after.results, strict=True):
        is_same = (one_before.verdict, one_before.amount) == (one_after.verdict, one_after.amount)
        assert is_same == (one_before.service_id not in changed)


@many
@given(SEEDS)
def test_a_sum_of_partial_answers_holds_that_of_all_answers(seed: int) -> None:
    one, rng = real_engine(), Random(seed)
    whole = random_whole(one.facts, rng)
    part = partly_told(whole, one.facts, rng, 0.4)
    later = {one.period: one for one in sums(one.assess(told(whole), ON).results, one.relations)}
    earlier = {one.period: one for one in sums(one.assess(part, ON).results, one.relations)}
    for period, total in later.items():
        before = earlier[period]
        assert before.min_grosze <= total.min_grosze
        if before.max_grosze is not None:
            assert total.max_grosze is not None
            assert total.max_grosze <= before.max_grosze
