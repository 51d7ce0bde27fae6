"""All engines that are timed beside each other say the same of complete households."""

from __future__ import annotations

from functools import cache

import pytest
from numpy import float32

from tests.rivals import openfisca, ours, publicodes
from tests.rivals.catalog import Catalog, Household, Number, random_households, said_by_hand
from tests.rivals.catalog import synthetic_catalog as made
from tests.tally import count, tally

HOUSEHOLDS = count(60, 2000)
RARE = 0.01  # benefits a household
pytestmark = pytest.mark.proof
Said = list[dict[str, int | None]]


@cache
def catalog() -> Catalog:
    return made()


@cache
def households() -> list[Household]:
    return random_households(catalog(), HOUSEHOLDS, seed=1)


@cache
def by_hand(number: Number | None = None) -> Said:
    return [said_by_hand(catalog(), one, number) for one in households()]


def write_down(engine: str, said: Said, number: Number | None = None) -> int:
    """Count the cells that differ from the tree read by hand.

    Whoever calculates in floats of some kind says what the tree says in these: nothing else may
    differ. What differs from the exact reading is then an amount at its threshold, rounded over it.
    """
    assert said == by_hand(number)
    cells = [
        (one[name], exact[name])
        for one, exact in zip(said, by_hand(), strict=True)
        for name in exact
    ]
    awards = sum(exact is not None for _, exact in cells)
    rounded = sum(one != exact for one, exact in cells)
    tally(
        "the synthetic catalog means the same to all engines",
        engine=engine,
        cells=len(cells),
        awards=awards,
        unexplained=0,
        rounded_over_a_threshold=rounded,
    )
    assert 0.05 < awards / len(cells) < 0.5
    return rounded


def test_the_catalog_has_thirty_benefits_and_forty_facts_all_in_use() -> None:
    assert (len(catalog().benefits), len(catalog().facts)) == (30, 40)
    assert ours.build(catalog()).unused_facts() == ()
    assert made() == catalog()


def test_our_engine_says_what_the_tree_says() -> None:
    engine = ours.build(catalog())
    assert write_down("ours", [ours.said(engine, one) for one in households()]) == 0


def test_our_columns_say_what_the_tree_says() -> None:
    engine = ours.build(catalog())
    said = ours.said_at_once(engine, ours.columns(engine, households()))
    assert write_down("ours, at once", said) == 0


def test_openfisca_says_what_the_tree_says_in_its_floats() -> None:
    """They have 24 bits: fine for an amount, not always for a difference of two."""
    system = openfisca.build(catalog())
    simulated = openfisca.simulation(system, openfisca.columns(catalog(), households()))
    said = openfisca.said(catalog(), simulated)
    assert write_down("openfisca-core", said, float32) <= RARE * len(said)


def test_publicodes_says_what_the_tree_says_in_its_floats() -> None:
    """They have 53 bits, and 0.3 - 0.2 is not 0.1 in them either."""
    found = publicodes.said(catalog(), households())
    said = [
        {name: None if zlote is None else round(zlote * 100) for name, zlote in one.items()}
        for one in found
    ]
    assert write_down("publicodes", said, float) <= RARE * len(said)


def test_a_question_is_found_by_all() -> None:
    """Half told, every engine names a fact that was not told."""
    half = dict(list(households()[0].items())[::2])
    asked = publicodes.run(catalog(), "ask", [half])[0]
    guessed = openfisca.next_question(openfisca.build(catalog()), catalog(), half)
    engine = ours.build(catalog())
    question = engine.question(engine.assess(ours.told(half), ours.ON))
    assert question is not None
    for name in (asked, guessed, question.key.fact):
        assert name in set(catalog().facts) - set(half)
