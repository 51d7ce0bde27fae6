"""The smallest proofs, against brute force on small contents."""

from __future__ import annotations

from itertools import combinations, product
from random import Random

import pytest

from shared.diagnosis import Engine, FactKey, Household, Known
from tests.shared.diagnosis.build import ON, engine, household, rule
from tests.shared.diagnosis.catalogs import random_engine
from tests.shared.diagnosis.certificate import Prover
from tests.shared.diagnosis.hitting import Keys, disjoint, smallest_hitting
from tests.shared.diagnosis.households import domain, random_whole, told
from tests.tally import count, tally

MOST_KEYS = 9
SIZE = frozenset({FactKey("household_size")})  # given where every household is tried


def keys(*names: str) -> Keys:
    return frozenset(FactKey(name) for name in names)


def smallest(of: Household, *parts: str, amount: str | None = None) -> tuple[int, bool]:
    found = Prover(engine(rule(*parts, amount=amount)), of, ON).smallest()
    return found.bound, found.is_exact


def test_one_no_is_enough() -> None:
    of = household(lives_in_lodz=False, income="9", costs="1")
    assert smallest(of, "lives_in_lodz", "income < 5", "costs < 5") == (1, True)


def test_a_yes_needs_all() -> None:
    of = household(lives_in_lodz=True, income="4", costs="1")
    assert smallest(of, "lives_in_lodz", "income < 5", "costs < 5") == (3, True)


def test_an_amount_needs_what_it_is_made_of() -> None:
    of = household(lives_in_lodz=True, income="4", costs="1")
    assert smallest(of, "lives_in_lodz", amount="income + costs") == (3, True)


def test_one_no_that_serves_two_services_is_found() -> None:
    tried = engine(
        rule("income < 5", "lives_in_lodz", name="one"),
        rule("lives_in_lodz", "costs < 5", name="two"),
    )
    of = household(lives_in_lodz=False, income="9", costs="9")
    found = Prover(tried, of, ON).smallest()
    assert found.proof == keys("lives_in_lodz")
    assert found.is_exact


def test_what_nobody_is_told_is_not_counted() -> None:
    assert smallest(household(lives_in_lodz=False), "lives_in_lodz", "income < 5") == (1, True)
    assert smallest(household(lives_in_lodz=True), "lives_in_lodz", "income < 5") == (0, True)


def test_a_smallest_hitting_set_is_smaller_than_a_greedy_one() -> None:
    sets = [keys("a", "x"), keys("b", "x"), keys("c", "y"), keys("d", "y"), keys("b", "c")]
    sets += [keys("a", "b"), keys("c", "d")]
    found = smallest_hitting(sets)
    assert found is not None
    assert all(found & one for one in sets)
    assert len(found) == len(_by_trying(sets))
    assert len(disjoint(sets)) <= len(found)
    assert smallest_hitting(sets, most_steps=1) is None


@pytest.mark.parametrize("seed", range(60))
def test_hitting_sets_are_the_smallest_there_are(seed: int) -> None:
    rng = Random(seed)
    names = "abcdefg"
    sets = [keys(*rng.sample(names, rng.randint(1, 4))) for _ in range(rng.randint(0, 9))]
    found = smallest_hitting(sets)
    assert found is not None
    assert all(found & one for one in sets)
    assert len(found) == len(_by_trying(sets)) >= len(disjoint(sets))


def _by_trying(sets: list[Keys]) -> Keys:
    everything = sorted(frozenset[FactKey]().union(*sets))
    for size in range(len(everything) + 1):
        for chosen in combinations(everything, size):
            if all(set(chosen) & one for one in sets):
                return frozenset(chosen)
    raise AssertionError("all of them hit")


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(count(25, 400)))
def test_no_smaller_set_of_answers_proves_everything(seed: int) -> None:
    """By trying every set; and beside it what somebody could do who tries every household."""
    prover = small_prover(seed)
    found = prover.smallest()
    assert found.is_exact
    assert prover.prove_all(found.proof)
    assert found.bound == len(found.proof) == _fewest_by_trying(prover)
    seen, truly = _fewest_by_trying(prover, given=SIZE), _fewest_in_truth(prover)
    assert truly <= seen
    tally("the smallest proof, as intervals see it and in truth", by_intervals=seen, truly=truly)


def small_prover(seed: int) -> Prover:
    """A household of one person and a small random content, with few enough answers to try all."""
    for number in range(seed * 1000, seed * 1000 + 1000):
        tried = random_engine(number, small=True, rules=2)
        whole = random_whole(tried.facts, Random(number), most_persons=1)
        prover = Prover(tried, told(whole), ON)
        if 2 <= len(_read(prover)) <= MOST_KEYS:
            return prover
    raise AssertionError("every content reads too much")


def _read(prover: Prover) -> list[FactKey]:
    return sorted(frozenset[FactKey]().union(*prover.services.values()), key=str)


def _fewest_by_trying(prover: Prover, given: Keys = frozenset()) -> int:
    """How many answers are needed beside those given."""
    read = [key for key in _read(prover) if key not in given]
    for size in range(len(read) + 1):
        if any(prover.prove_all(given.union(chosen)) for chosen in combinations(read, size)):
            return size
    raise AssertionError("everything together proves everything")


def _fewest_in_truth(prover: Prover) -> int:
    """The fewest answers that no household of this size with another result would have given.

    Whoever differs in the result has to differ in an answer: so these are sets to be hit.
    """
    read, tried = sorted(set(_read(prover)) - SIZE, key=str), prover.engine
    domains = [domain(tried.facts[key.fact], key.person) for key in read]
    said = _results(tried, prover.everything)
    differences = set()
    for values in product(*domains):
        other = prover.everything
        for key, value in zip(read, values, strict=True):
            other = other.answer(key, Known(value))
        if _results(tried, other) != said:
            differences.add(frozenset(k for k in read if other.get(k) != prover.everything.get(k)))
    found = smallest_hitting(differences, most_steps=10**6)
    assert found is not None
    return len(found)


def _results(tried: Engine, of: Household) -> list[object]:
    return [(one.verdict, one.amount) for one in tried.assess(of, ON).results if one.kind != "help"]
