"""The engine's promises, on the city's own content."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.diagnosis import Engine, Household, Known, Verdict
from tests.city import real_knowledge
from tests.shared.diagnosis.build import ON
from tests.shared.diagnosis.households import partly_told, random_whole, told
from tests.shared.diagnosis.naive import Naive
from tests.shared.diagnosis.test_promises import all_keys, assert_agrees, assert_holds
from tests.tally import count, tally

SEEDS = st.integers(0, 10**9)
many = settings(derandomize=True, deadline=None, database=None, max_examples=count(40, 3000))
interviews = settings(many, max_examples=count(15, 3000))
pytestmark = pytest.mark.proof


def real_engine() -> Engine:
    """The engine over the content in the tree."""
    return real_knowledge().engine


def test_the_content_loads_and_asks_for_nothing_it_does_not_use() -> None:
    engine = real_engine()
    assert len(engine.rules) >= 10
    assert engine.unused_facts() == ()


@many
@given(SEEDS)
def test_what_is_said_on_partial_answers_never_changes(seed: int) -> None:
    rng, engine = Random(seed), real_engine()
    whole = random_whole(engine.facts, rng)
    after = engine.assess(told(whole), ON)
    for hidden in (0.2, 0.6):
        household = partly_told(whole, engine.facts, rng, hidden)
        assert_holds(engine.assess(household, ON), after)


@many
@given(SEEDS)
def test_a_second_evaluator_agrees(seed: int) -> None:
    rng, engine = Random(seed), real_engine()
    whole = random_whole(engine.facts, rng)
    naive = Naive(engine.facts, engine.parameters, whole, ON).knowing(engine.definitions)
    for rule, result in zip(engine.rules, engine.assess(told(whole), ON).results, strict=True):
        assert_agrees(naive, rule, result)


@interviews
@given(SEEDS)
def test_asking_until_nothing_is_open_decides_everything(seed: int) -> None:
    rng, engine = Random(seed), real_engine()
    everything = told(random_whole(engine.facts, rng))
    household, asked = Household(), 0
    assessment = engine.assess(household, ON)
    while (question := engine.question(assessment)) is not None:
        household = household.answer(question.key, everything.get(question.key))
        assessment, asked = engine.assess(household, ON), asked + 1
        assert [band.low for band in question.bands[1:]] == [
            band.high + 1 for band in question.bands[:-1]
        ]
    final = engine.assess(everything, ON)
    for result, complete in zip(assessment.results, final.results, strict=True):
        assert result.verdict is complete.verdict, result
        assert result.kind == "help" or result.amount == complete.amount, result
    tally("asks until decided, real content", asked=asked, of=len(list(all_keys(everything))))


@many
@given(SEEDS)
def test_an_answer_to_what_is_not_asked_changes_nothing(seed: int) -> None:
    """What is open no longer holds what matters to nobody: filling that in leaves all as it was."""
    rng, engine = Random(seed), real_engine()
    whole = random_whole(engine.facts, rng)
    everything = told(whole)
    household = partly_told(whole, engine.facts, rng, 0.15, hides_size=False)
    before = engine.assess(household, ON)
    missing = {key for result in before.results for key in result.missing}
    for key in all_keys(everything):
        is_asked = engine.facts[key.fact].asked  # a date of birth would tell an age that is missing
        if is_asked and key not in missing and not isinstance(household.get(key), Known):
            household = household.answer(key, everything.get(key))
    after = engine.assess(household, ON)
    for less, more in zip(before.results, after.results, strict=True):
        assert less.verdict is more.verdict
        assert less.kind == "help" or less.amount == more.amount


def test_help_is_never_refused_whatever_is_said() -> None:
    engine = real_engine()
    helps = {rule.service_id for rule in engine.rules if rule.kind == "help"}
    assert helps
    for seed in range(count(20, 500)):
        rng = Random(seed)
        household = partly_told(random_whole(engine.facts, rng), engine.facts, rng, 0.4)
        for result in engine.assess(household, ON).results:
            if result.service_id in helps:
                assert result.verdict in {Verdict.ELIGIBLE, Verdict.LIKELY}
                assert result.missing == ()
