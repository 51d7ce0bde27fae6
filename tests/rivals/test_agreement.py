"""All engines that are timed beside each other say the same of complete households."""

from __future__ import annotations

from functools import cache

import pytest

from tests.rivals import openfisca, ours, publicodes
from tests.rivals.catalog import Catalog, Household, random_households, said_by_hand
from tests.rivals.catalog import synthetic_catalog as made
from tests.tally import count, tally

HOUSEHOLDS = count(60, 2000)
pytestmark = pytest.mark.proof
Said = list[dict[str, int | None]]


@cache
def catalog() -> Catalog:
    return made()


@cache
def households() -> list[Household]:
    return random_households(catalog(), HOUSEHOLDS, seed=1)


@cache
def by_hand() -> Said:
    return [said_by_hand(catalog(), one) for one in households()]


def write_down(engine: str, said: Said) -> None:
    """Count the cells, and those that differ from the tree read by hand."""
    cells = [
        (one[name], right[name])
        for one, right in zip(said, by_hand(), strict=True)
        for name in right
    ]
    awards = sum(right is not None for _, right in cells)
    differences = sum(one != right for one, right in cells)
    tally(
        "the synthetic catalog means the same to all engines",
        engine=engine,
        cells=len(cells),
        awards=awards,
        differences=differences,
    )
    assert differences == 0
    assert 0.05 < awards / len(cells) < 0.5


def test_the_catalog_has_thirty_benefits_and_forty_facts_all_in_use() -> None:
    assert (len(catalog().benefits), len(catalog().facts)) == (30, 40)
    assert ours.build(catalog()).unused_facts() == ()
    assert made() == catalog()


def test_our_engine_says_what_the_tree_says() -> None:
    engine = ours.build(catalog())
    write_down("ours", [ours.said(engine, one) for one in households()])


def test_our_columns_say_what_the_tree_says() -> None:
    engine = ours.build(catalog())
    write_down("ours, at once", ours.said_at_once(engine, ours.columns(engine, households())))


def test_openfisca_says_what_the_tree_says() -> None:
    """Its floats have 24 bits: of ten thousand złote they still tell one grosz from the next."""
    system = openfisca.build(catalog())
    simulated = openfisca.simulation(system, openfisca.columns(catalog(), households()))
    write_down("openfisca-core", openfisca.said(catalog(), simulated))


def test_publicodes_says_what_the_tree_says() -> None:
    found = publicodes.said(catalog(), households())
    grosze = [
        {name: None if zlote is None else round(zlote * 100) for name, zlote in one.items()}
        for one in found
    ]
    write_down("publicodes", grosze)


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
