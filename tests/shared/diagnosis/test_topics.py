"""Interviews on the city's own content keep to a topic, unless much more hangs on another."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from random import Random

import pytest

from shared.diagnosis import Answer, Between, Fact, Household, Known, Reason, Unknown, question
from tests.shared.diagnosis.build import ON
from tests.shared.diagnosis.households import random_whole, told
from tests.shared.diagnosis.test_real_content import real_engine

WIDE = 100_000
SEEDS = range(5)
MOST_RETURNS = 3  # in an interview, on the average


def roughly(answer: Known, fact: Fact, rng: Random) -> Answer:
    """A wide range for a sum, sometimes nothing for something else: people are not always sure."""
    if fact.type == "money":
        low, high = int(answer.value) - WIDE, int(answer.value) + WIDE
        return Between(max(low, fact.minimum or 0), min(high, fact.maximum or high))
    is_unsure = fact.id != "household_size" and rng.random() < 0.1
    return Unknown(Reason.DONT_KNOW) if is_unsure else answer


@cache
def topics_asked(seed: int) -> tuple[tuple[str, bool], ...]:
    """The topics of one interview, one for each question, and whether it asks for exactness."""
    engine, rng = real_engine(), Random(seed)
    whole = random_whole(engine.facts, rng, most_persons=3)
    everything, household = told(whole), Household()
    asked: list[tuple[str, bool]] = []
    while (question := engine.question(engine.assess(household, ON))) is not None:
        asked.append((question.topic, question.is_precise))
        answer = everything.get(question.key)
        if not question.is_precise:
            answer = roughly(answer, question.fact, rng)
        household = household.answer_exactly(question.key, answer)
    return tuple(asked)


def changes_and_returns() -> tuple[int, int]:
    """How often the topic changes in all interviews, and how often to one that was left."""
    changes = returns = 0
    for seed in SEEDS:
        first_time = [topic for topic, is_precise in topics_asked(seed) if not is_precise]
        runs = [topic for topic, _ in groupby(first_time)]
        changes += len(runs)
        returns += len(runs) - len(set(runs))
    return changes, returns


def test_a_topic_left_is_seldom_come_back_to(monkeypatch: pytest.MonkeyPatch) -> None:
    changes, returns = changes_and_returns()
    assert returns <= MOST_RETURNS * len(SEEDS)
    monkeypatch.setattr(question, "BEGUN_TIMES", 1)
    topics_asked.cache_clear()
    by_weight_alone = changes_and_returns()
    topics_asked.cache_clear()
    assert changes < by_weight_alone[0]
    assert returns < by_weight_alone[1]


def test_exact_numbers_come_last() -> None:
    found = [[is_precise for _, is_precise in topics_asked(seed)] for seed in SEEDS]
    assert all(precise == sorted(precise) for precise in found)
    assert any(any(precise) for precise in found)
