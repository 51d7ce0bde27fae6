"""Asks only what matters, and everything that matters: measured against trying every household."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from random import Random

import pytest

from shared.diagnosis import Assessment, Engine, FactKey, Household
from tests.shared.diagnosis.build import ON
from tests.shared.diagnosis.catalogs import random_engine
from tests.shared.diagnosis.households import (
    completed,
    completions,
    open_keys,
    partly_told,
    possible,
    random_whole,
    told,
)
from tests.tally import count, tally

MOST_COMPLETIONS = 300
Settled = tuple[tuple[object, ...], ...]


def outcome_of(assessment: Assessment) -> Settled:
    """All that may change: verdicts, and amounts of what may be asked about."""
    return tuple(
        (one.verdict, None if one.kind == "help" else one.amount) for one in assessment.results
    )


def matters(key: FactKey, table: Mapping[frozenset[tuple[FactKey, object]], Settled]) -> bool:
    """Whether two households that differ in this fact alone come out differently."""
    seen: dict[frozenset[tuple[FactKey, object]], Settled] = {}
    for filled, outcome in table.items():
        rest = frozenset(item for item in filled if item[0] != key)
        if seen.setdefault(rest, outcome) != outcome:
            return True
    return False


def every_outcome(
    tried: Engine, partial: Household
) -> dict[frozenset[tuple[FactKey, object]], Settled]:
    """The outcome of every household that this one can turn out to be."""
    return {
        frozenset(values.items()): outcome_of(
            tried.assess(told(completed(partial, tried.facts, values)), ON)
        )
        for values in completions(partial, tried.facts)
    }


def small_partial(tried: Engine, rng: Random) -> Household | None:
    """A household of known size with few enough completions to try them all."""
    whole = random_whole(tried.facts, rng, most_persons=2)
    for hidden in (0.5, 0.35, 0.2):
        partial = partly_told(whole, tried.facts, rng, hidden, hides_size=False)
        sizes = (
            len(possible(tried.facts[key.fact], partial.get(key), key.person))
            for key in open_keys(partial, tried.facts)
        )
        if prod(sizes) <= MOST_COMPLETIONS:
            return partial
    return None


class Tally:
    """Questions asked, and those among them that nothing hung on."""

    def __init__(self) -> None:
        self.asked = 0
        self.needless: list[str] = []


@pytest.mark.proof
def test_asks_what_matters_and_little_else() -> None:
    """Over fixed seeds: a share of all of them is measured, no single one is searched for."""
    found = Tally()
    for seed in range(count(120, 3000)):
        rng = Random(seed)
        tried = random_engine(seed, small=True)
        partial = small_partial(tried, rng)
        if partial is not None:
            compare_with_all(tried, partial, found, seed)
    tally("needless questions", asked=found.asked, needless=len(found.needless))
    assert found.asked > count(20, 1000)
    assert len(found.needless) <= 0.02 * found.asked, found.needless


def compare_with_all(tried: Engine, partial: Household, found: Tally, seed: int) -> None:
    """Nothing that matters is left out; what is asked for nothing is counted."""
    assessment = tried.assess(partial, ON)
    missing = {key for result in assessment.results for key in result.missing}
    table = every_outcome(tried, partial)
    for key in open_keys(partial, tried.facts):
        if key not in missing:
            assert not matters(key, table), f"hidden: {key}"
    for key in tried.open_questions(assessment):
        found.asked += 1
        if not matters(key, table):
            services = [one.service_id for one in assessment.results if key in one.missing]
            found.needless.append(f"seed {seed}: {key} for {', '.join(services)}")
