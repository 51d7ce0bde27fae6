"""The second evaluator beside the engine, on the city's own content and partly known households.

It knows no unknowns, so it is asked about ways in which a partly known household can turn out: what
the engine says already must be so in each of them, and what it says of each must be the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest

from shared.diagnosis import Between, Engine, Household, Known, Result, Rule, Verdict
from shared.diagnosis.household import Answers
from tests.shared.diagnosis.build import ON
from tests.shared.diagnosis.households import Value, partly_told, random_whole, told
from tests.shared.diagnosis.naive import Naive, Whole
from tests.shared.diagnosis.test_real_content import real_engine
from tests.tally import count, tally

pytestmark = pytest.mark.proof

HIDDEN = (0.05, 0.2, 0.5, 0.9)


KEPT = {"household_size", "role", "birth_on", "age"}


def another_way(partial: Household, whole: Whole, engine: Engine, rng: Random) -> Whole:
    """Another complete household that the same answers may turn out to be about.

    Who there is and how old stays as it is; everything else nobody told is somebody else's.
    """
    other = random_whole(engine.facts, rng)
    stranger = other.persons[-1]
    persons = (
        _mixed(mine, stranger, partial.persons[index] if index < len(partial.persons) else {})
        for index, mine in enumerate(whole.persons)
    )
    return Whole(_mixed(whole.facts, other.facts, partial.facts), tuple(persons))


def _mixed(
    mine: Mapping[str, Value], theirs: Mapping[str, Value], answers: Answers
) -> dict[str, Value]:
    """My values where something was told, theirs where nothing was."""
    return {
        name: value
        if name in KEPT or isinstance(answers.get(name), Known | Between)
        else theirs[name]
        for name, value in mine.items()
    }


def differences(naive: Naive, rule: Rule, of_partial: Result, of_whole: Result) -> list[str]:
    """Where the engine says something else than the second evaluator, of one service."""
    verdict, amount = naive.verdict(rule), naive.amount(rule)
    found = []
    if verdict is not None:
        if of_whole.verdict.value != verdict:
            found.append(f"{rule.service_id}: {of_whole.verdict} is {verdict}")
        if of_partial.verdict not in {Verdict.UNKNOWN, of_whole.verdict}:
            found.append(f"{rule.service_id}: said {of_partial.verdict}, came out {verdict}")
    if amount is not None:
        exactly = of_whole.amount
        if exactly is None or (exactly.min_grosze, exactly.max_grosze) != amount:
            found.append(f"{rule.service_id}: {exactly} is {amount}")
        if not _holds(of_partial, amount):
            found.append(f"{rule.service_id}: {of_partial.amount} does not hold {amount}")
    return found


def _holds(result: Result, amount: tuple[int, int]) -> bool:
    wide = result.amount
    if wide is None:
        return False
    return wide.min_grosze <= amount[0] and (
        wide.max_grosze is None or amount[1] <= wide.max_grosze
    )


@pytest.mark.parametrize("hidden", HIDDEN)
def test_no_difference_on_partly_known_households_and_all_services(hidden: float) -> None:
    engine, many = real_engine(), count(4, 2500)
    open_verdicts, found = 0, []
    for seed in range(many):
        rng = Random(f"{hidden} {seed}")
        whole = random_whole(engine.facts, rng)
        partial = partly_told(whole, engine.facts, rng, hidden)
        before = engine.assess(partial, ON).results
        open_verdicts += sum(one.verdict is Verdict.UNKNOWN for one in before)
        for way in (whole, another_way(partial, whole, engine, rng)):
            naive = Naive(engine.facts, engine.parameters, way, ON).knowing(engine.definitions)
            after = engine.assess(told(way), ON).results
            for rule, less, more in zip(engine.rules, before, after, strict=True):
                found += [f"{hidden} {seed} {one}" for one in differences(naive, rule, less, more)]
    assert found == []
    tally(
        "the naive evaluator agrees on partly known households × all services",
        households=many,
        verdicts=many * len(engine.rules),
        left_open=open_verdicts,
        differences=len(found),
    )
    assert open_verdicts > 0
