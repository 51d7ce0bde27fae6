"""The folder of papers: each once, with who holds it and which answers call for it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.diagnosis import Engine, FactKey
from shared.diagnosis.folder import Paper, folder, wanted_services
from tests.shared.diagnosis.build import ON, engine, household, rule
from tests.shared.diagnosis.households import partly_told, random_whole
from tests.shared.diagnosis.test_real_content import real_engine
from tests.tally import count

SEEDS = st.integers(0, 10**9)
many = settings(derandomize=True, deadline=None, database=None, max_examples=count(12, 1000))
pytestmark = pytest.mark.proof


class Everywhere(dict[str, str]):
    """Every document is held by the citizen."""

    def __missing__(self, key: str) -> str:
        return "citizen"


def papers_of(one: Engine, *args: object, **facts: object) -> dict[str, Paper]:
    assessment = one.assess(household(*args, **facts), ON)
    return {paper.document_id: paper for paper in folder(one, assessment, Everywhere())}


def test_one_certificate_instead_of_two() -> None:
    one = engine(
        rule("lives_in_lodz", name="first", documents={"card": None, "wage_slip": None}),
        rule("lives_in_lodz", name="second", documents={"wage_slip": None}),
    )
    assessment = one.assess(household(lives_in_lodz=True), ON)
    held_by = {"card": "citizen", "wage_slip": "employer"}
    assert folder(one, assessment, held_by) == (
        Paper("wage_slip", "employer", ("first", "second"), (), is_certain=True),
        Paper("card", "citizen", ("first",), (), is_certain=True),
    )


def test_the_answers_that_call_for_a_paper() -> None:
    whens = {
        "school": "any(role = child and age >= 18 and learns)",
        "deed": "title = ownership or income > 9000",
        "lease": "title = tenancy",
    }
    one = engine(rule("lives_in_lodz", documents=whens))
    persons = [
        {"age": 40},
        {"role": "child", "age": 19, "learns": True},
        {"role": "child", "age": 7, "learns": True},
    ]
    found = papers_of(one, persons, lives_in_lodz=True, title="ownership", income="100")
    assert found["school"].facts == (
        FactKey("role", 1),
        FactKey("age", 1),
        FactKey("learns", 1),
    )
    assert found["deed"].facts == (FactKey("title"),)
    assert set(found) == {"school", "deed"}


def test_what_may_be_asked_for_is_not_certain_and_hangs_on_what_is_open() -> None:
    one = engine(rule("lives_in_lodz", documents={"school": "any(age >= 18 and learns)"}))
    found = papers_of(one, [{"age": 40}], lives_in_lodz=True)
    assert not found["school"].is_certain
    assert found["school"].facts == (FactKey("learns", 0),)
    assert papers_of(one, [{"age": 4}], lives_in_lodz=True) == {}


def test_what_one_service_asks_of_everybody_no_answer_calls_for() -> None:
    one = engine(
        rule("lives_in_lodz", name="first", documents={"card": "title = tenancy"}),
        rule("lives_in_lodz", name="second", documents={"card": None}),
    )
    found = papers_of(one, lives_in_lodz=True, title="tenancy")
    assert found["card"].facts == ()
    assert found["card"].services == ("first", "second")


def test_only_for_what_is_likely_unless_it_is_named() -> None:
    one = engine(
        rule("lives_in_lodz", name="yes", documents={"card": None}),
        rule("not lives_in_lodz", name="no", documents={"other": None}),
        rule("lives_in_lodz", name="shelter", kind="help", documents={"none": None}),
    )
    assessment = one.assess(household(lives_in_lodz=True), ON)
    assert wanted_services(assessment) == ("yes",)
    named = folder(one, assessment, Everywhere(), ["no", "yes", "no"])
    assert [(paper.document_id, paper.services) for paper in named] == [
        ("other", ("no",)),
        ("card", ("yes",)),
    ]
    with pytest.raises(KeyError):
        folder(one, assessment, Everywhere(), ["nothing"])


@many
@given(SEEDS)
def test_it_holds_every_paper_of_every_service_once(seed: int) -> None:
    one, rng = real_engine(), Random(seed)
    part = partly_told(random_whole(one.facts, rng), one.facts, rng, rng.choice((0.0, 0.4)))
    assessment = one.assess(part, ON)
    ids = [found.service_id for found in one.rules]
    papers = folder(one, assessment, Everywhere(), ids)
    names = [paper.document_id for paper in papers]
    assert len(names) == len(set(names))
    for service_id in ids:
        mine = [paper.document_id for paper in papers if service_id in paper.services]
        assert sorted(mine) == sorted(set(one.document_ids(assessment, service_id)))
    counts = [len(paper.services) for paper in papers]
    assert counts == sorted(counts, reverse=True)


@many
@given(SEEDS)
def test_the_answers_named_are_enough_to_call_for_it(seed: int) -> None:
    """Everybody who gave only these answers is asked for the same certain papers."""
    one, rng = real_engine(), Random(seed)
    part = partly_told(random_whole(one.facts, rng), one.facts, rng, 0.0)
    for rule_of in one.rules:
        for paper in folder(one, one.assess(part, ON), Everywhere(), [rule_of.service_id]):
            only = part
            for key in keys_of(one, len(part.persons)):
                if key not in paper.facts and key.fact != "household_size":
                    only = only.forget(key)
            again = folder(one, one.assess(only, ON), Everywhere(), [rule_of.service_id])
            assert paper.document_id in {other.document_id for other in again if other.is_certain}


def keys_of(one: Engine, persons: int) -> list[FactKey]:
    return [
        FactKey(name, person)
        for name, fact in one.facts.items()
        for person in (range(persons) if fact.entity == "person" else [None])
    ]
