"""Reading many households: the same as one by one, and refused in the same words."""

from __future__ import annotations

import json
from random import Random

import numpy as np
import pytest

from shared.diagnosis import Fact, Household, Refusal, read_household, write_household
from shared.simulation import read
from shared.simulation.columns import Columns
from shared.simulation.households import as_document, households
from shared.simulation.read import RefusedLine, read_lines
from tests.city import real_knowledge
from tests.shared.diagnosis.build import FACTS, ON
from tests.shared.diagnosis.households import partly_told, random_whole


def lines_of(*documents: object) -> list[bytes]:
    return [json.dumps(document).encode() + b"\n" for document in documents]


def assert_same(found: object, wanted: Columns) -> None:
    assert isinstance(found, Columns)
    assert np.array_equal(found.starts, wanted.starts)
    for name in wanted.facts:
        of = "household" if wanted.facts[name].entity == "household" else "person"
        mine, other = getattr(found, of)[name], getattr(wanted, of)[name]
        assert np.array_equal(mine.low, other.low), name
        assert np.array_equal(mine.high, other.high), name
        assert (mine.told is None) == (other.told is None)
        assert mine.told is None or np.array_equal(mine.told, other.told)


def one_by_one(documents: list[dict[str, object]], facts: dict[str, Fact]) -> Columns:
    read_so = [read_household(document, facts, ON) for document in documents]
    assert all(isinstance(one, Household) for one in read_so)
    return Columns.of(read_so, facts)


@pytest.mark.parametrize("block", [3, 4096])
def test_generated_households_are_read_by_the_thousand(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = real_knowledge().facts
    documents = [as_document(one, facts) for one in households(real_knowledge(), 20, 4, ON)]
    monkeypatch.setattr(read, "BLOCK", block)
    monkeypatch.setattr(read._Reader, "_one_by_one", None)  # nothing here is out of the ordinary
    lines = [b"\n", *lines_of(*documents)]
    assert_same(read_lines(lines, facts, ON), one_by_one(documents, facts))


def test_households_of_which_little_is_known_are_read_too() -> None:
    facts, rng = real_knowledge().facts, Random(2)
    documents = []
    for _ in range(40):
        household = partly_told(random_whole(facts, rng), facts, rng, rng.choice((0, 0.3, 0.7)))
        documents.append(write_household(household, facts))
    assert_same(read_lines(lines_of(*documents), facts, ON), one_by_one(documents, facts))


PLAIN = {"household": {"income": "100.00"}, "persons": [{"age": 3}, {"role": "child"}]}
TAKEN = (
    {},
    {"persons": [{}]},
    {"on": "2020-01-01", "persons": [{"role": "self"}]},
    {"household": {"household_size": 3}, "persons": [{"age": 1}]},
    {"household": {"household_size": {"unknown": "dont_know"}}, "persons": [{"age": 1}]},
    {"household": {"income": 12.5, "flat": 50, "title": "tenancy"}, "persons": [{}]},
    {"household": {"income": {"min": "1", "max": "2"}}, "persons": [{"learns": True}]},
)


@pytest.mark.parametrize("document", TAKEN)
def test_everything_diagnose_takes_is_taken(document: dict[str, object]) -> None:
    documents = [PLAIN, document, PLAIN]
    assert_same(read_lines(lines_of(*documents), FACTS, ON), one_by_one(documents, FACTS))


REFUSED = (
    [],
    {"strange": 1},
    {"household": []},
    {"household": {"strange": 1}, "persons": [{}]},
    {"household": {"age": 1}, "persons": [{}]},
    {"household": {"lives_in_lodz": 1}, "persons": [{}]},
    {"household": {"lives_in_lodz": None}, "persons": [{}]},
    {"household": {"income": True}, "persons": [{}]},
    {"household": {"income": "-1"}, "persons": [{}]},
    {"household": {"title": "castle"}, "persons": [{}]},
    {"household": {"household_size": 1}, "persons": [{}, {}]},
    {"persons": {}},
    {"persons": [1]},
    {"persons": [{}] * 7},
    {"persons": [{"role": "child"}]},
    {"persons": [{}, {"role": "self"}]},
    {"persons": [{"age": 1.0}]},
)


@pytest.mark.parametrize("document", REFUSED)
def test_what_diagnose_refuses_is_refused_with_its_line(document: object) -> None:
    why = read_household(document, FACTS, ON)
    assert isinstance(why, Refusal)
    # The other lines say the same things properly: 1 is not true because true was seen before.
    told = {"household": {"lives_in_lodz": True, "income": 1}, "persons": [{"age": 1}]}
    found = read_lines(lines_of(PLAIN, told, document, told), FACTS, ON)
    assert found == RefusedLine(3, why)


@pytest.mark.parametrize(
    "person", [{"birth_on": "2020-01-01", "age": 50}, {"birth_on": "2030-01-01"}]
)
def test_an_age_that_contradicts_its_date_is_refused(person: dict[str, object]) -> None:
    document = {"persons": [person]}
    why = read_household(document, real_knowledge().facts, ON)
    assert isinstance(why, Refusal)
    assert read_lines(
        lines_of({"persons": [{}]}, document), real_knowledge().facts, ON
    ) == RefusedLine(2, why)


def test_what_is_not_json_is_refused_with_its_line() -> None:
    found = read_lines([*lines_of(PLAIN), b"{"], FACTS, ON)
    assert isinstance(found, RefusedLine)
    assert found.line == 2
    assert "not valid JSON" in str(found.why)


def test_an_empty_file_holds_nobody() -> None:
    assert len(read_lines([b"\n"], FACTS, ON)) == 0
