"""The engine's promises, on random catalogs and random households."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.diagnosis import Assessment, Engine, FactKey, Household, Result, Unknown, Verdict
from shared.diagnosis.report import report_bytes
from tests.shared.diagnosis.build import ON
from tests.shared.diagnosis.catalogs import random_engine
from tests.shared.diagnosis.households import partly_told, random_whole, told
from tests.shared.diagnosis.naive import Naive, Whole
from tests.tally import count, tally

SEEDS = st.integers(0, 10**9)
many = settings(derandomize=True, deadline=None, database=None, max_examples=count(50, 4000))
pytestmark = pytest.mark.proof


def contains(wide: Result, narrow: Result) -> bool:
    """Whether an amount worked out from less holds the one worked out from more."""
    if narrow.amount is None:
        return True
    if wide.amount is None:
        return False
    most, inner_most = wide.amount.max_grosze, narrow.amount.max_grosze
    is_below = most is None or (inner_most is not None and inner_most <= most)
    return wide.amount.min_grosze <= narrow.amount.min_grosze and is_below


def assert_holds(before: Assessment, after: Assessment) -> None:
    """What was said on less never changes on more."""
    for less, more in zip(before.results, after.results, strict=True):
        if less.verdict is not Verdict.UNKNOWN:
            assert more.verdict is less.verdict, less.service_id
        assert contains(less, more), (less, more)
        for reason, later in zip(less.reasons, more.reasons, strict=True):
            if reason.outcome != "unknown":
                assert reason.outcome == later.outcome, reason.condition_id


@many
@given(SEEDS)
def test_what_is_said_on_partial_answers_never_changes(seed: int) -> None:
    rng = Random(seed)
    engine = random_engine(seed, small=False)
    whole = random_whole(engine.facts, rng)
    after = engine.assess(told(whole), ON)
    for hidden in (0.2, 0.5, 0.9):
        household = partly_told(whole, engine.facts, rng, hidden)
        assert_holds(engine.assess(household, ON), after)


@many
@given(SEEDS)
def test_a_second_evaluator_agrees_on_complete_households(seed: int) -> None:
    rng = Random(seed)
    engine = random_engine(seed, small=False)
    whole = random_whole(engine.facts, rng)
    for rule, result in zip(engine.rules, engine.assess(told(whole), ON).results, strict=True):
        naive = Naive(engine.facts, engine.parameters, whole, ON).knowing(engine.definitions)
        assert_agrees(naive, rule, result)


def assert_agrees(naive: Naive, rule, result: Result) -> None:
    """Wherever the second evaluator knows, the engine says the same; a no has no amount."""
    verdict, amount = naive.verdict(rule), naive.amount(rule)
    if verdict is not None:
        assert result.verdict.value == verdict, rule
    if result.verdict is Verdict.NOT_ELIGIBLE:
        assert result.amount is None
    elif amount is not None:
        assert result.amount is not None
        assert (result.amount.min_grosze, result.amount.max_grosze) == amount, rule


@many
@given(SEEDS)
def test_every_answer_narrows_and_the_order_does_not_matter(seed: int) -> None:
    rng = Random(seed)
    engine = random_engine(seed, small=False)
    whole = random_whole(engine.facts, rng)
    finals = set()
    for _ in range(2):
        household = final = Household()
        for key, answer in shuffled_answers(whole, rng):
            before = engine.assess(household, ON)
            household = household.answer(key, answer)
            final = engine.assess(household, ON)
            assert_holds(before, final)
        finals.add(report_bytes(engine, final))
    assert len(finals) == 1


def shuffled_answers(whole: Whole, rng: Random):
    """Every answer of a household, in a random order."""
    household = told(whole)
    answers = [(key, household.get(key)) for key in all_keys(household)]
    rng.shuffle(answers)
    return answers


def all_keys(household: Household):
    """Every fact that is answered."""
    for name in household.facts:
        yield FactKey(name)
    for index, person in enumerate(household.persons):
        yield from (FactKey(name, index) for name in person)


@many
@given(SEEDS)
def test_asking_until_nothing_is_open_decides_everything(seed: int) -> None:
    rng = Random(seed)
    engine = random_engine(seed, small=False)
    whole = random_whole(engine.facts, rng)
    everything, household = told(whole), Household()
    assessment, asked = engine.assess(household, ON), 0
    while (question := engine.question(assessment)) is not None:
        assert isinstance(household.get(question.key), Unknown), "asked twice"
        household = household.answer(question.key, everything.get(question.key))
        assessment, asked = engine.assess(household, ON), asked + 1
    final = engine.assess(everything, ON)
    for result, complete in zip(assessment.results, final.results, strict=True):
        assert result.verdict is complete.verdict, result
        assert result.kind == "help" or result.amount == complete.amount, result
    tally("asks until decided", asked=asked, of=len(list(all_keys(everything))))


@many
@given(SEEDS)
def test_the_same_inputs_give_the_same_bytes(seed: int) -> None:
    def run() -> bytes:
        engine: Engine = random_engine(seed, small=False)
        rng = Random(seed)
        household = partly_told(random_whole(engine.facts, rng), engine.facts, rng, 0.5)
        return report_bytes(engine, engine.assess(household, ON))

    assert run() == run()


@many
@given(SEEDS)
def test_nothing_known_is_never_a_no_to_a_satisfiable_service(seed: int) -> None:
    """Unknown is not no and not zero: a no on an empty household is a no for everybody."""
    rng = Random(seed)
    engine = random_engine(seed, small=False)
    empty = engine.assess(Household(), ON)
    full = engine.assess(told(random_whole(engine.facts, rng)), ON)
    for nothing, everything in zip(empty.results, full.results, strict=True):
        if nothing.verdict is Verdict.NOT_ELIGIBLE:
            assert everything.verdict is Verdict.NOT_ELIGIBLE
        if nothing.amount is not None and everything.amount is not None:
            assert contains(nothing, everything)
