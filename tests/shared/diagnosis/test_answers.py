"""Reading answers: what is taken, and what is refused, never clamped and never guessed."""

from __future__ import annotations

import pytest

from shared.diagnosis import (
    Between,
    FactKey,
    Household,
    Known,
    Reason,
    Refusal,
    Unknown,
    parse_key,
    read_answer,
    read_household,
    write_household,
)
from tests.shared.diagnosis.build import FACTS, ON, engine, household, rule


@pytest.mark.parametrize(
    ("name", "raw", "expected"),
    [
        ("income", 12, Known(1200)),
        ("income", "12.50", Known(1250)),
        ("income", "12.5", Known(1250)),
        ("income", 12.5, Known(1250)),
        ("income", {"min": "0", "max": 100}, Between(0, 10000)),
        ("income", {"min": "7", "max": "7.00"}, Known(700)),
        ("income", {"unknown": "dont_know"}, Unknown(Reason.DONT_KNOW)),
        ("household_size", 3, Known(3)),
        ("household_size", "3", Known(3)),
        ("household_size", {"min": 2, "max": 4}, Between(2, 4)),
        ("flat", "35.50", Known(3550)),
        ("lives_in_lodz", False, Known(False)),
        ("title", "none", Known("none")),
        ("title", {"unknown": "wont_say"}, Unknown(Reason.WONT_SAY)),
    ],
)
def test_is_taken(name: str, raw: object, expected: object) -> None:
    assert read_answer(FACTS[name], raw) == expected


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("income", True, "wrong_type"),
        ("income", "12,50", "wrong_type"),
        ("income", "1e3", "wrong_type"),
        ("income", "", "wrong_type"),
        ("income", None, "wrong_type"),
        ("income", [1], "wrong_type"),
        ("income", float("nan"), "wrong_type"),
        ("income", "١٢", "wrong_type"),
        ("income", "12.505", "too_precise"),
        ("income", 0.1 + 0.2, "too_precise"),
        ("income", -1, "out_of_range"),
        ("income", "10000.01", "out_of_range"),
        ("income", {"min": "5", "max": "10001"}, "out_of_range"),
        ("income", {"min": "5", "max": "4"}, "upside_down"),
        ("income", {"min": "5"}, "wrong_type"),
        ("income", {"unknown": "later"}, "wrong_type"),
        ("household_size", 0, "out_of_range"),
        ("household_size", 2.0, "wrong_type"),
        ("household_size", "2.5", "too_precise"),
        ("lives_in_lodz", "yes", "wrong_type"),
        ("lives_in_lodz", 1, "wrong_type"),
        ("lives_in_lodz", {"min": 0, "max": 1}, "wrong_type"),
        ("title", "castle", "not_a_choice"),
        ("title", True, "wrong_type"),
    ],
)
def test_is_refused(name: str, raw: object, why: str) -> None:
    refusal = read_answer(FACTS[name], raw)
    assert isinstance(refusal, Refusal)
    assert (refusal.fact, refusal.why) == (name, why)


@pytest.mark.parametrize(
    ("document", "named", "why"),
    [
        ([], "household", "wrong_shape"),
        ({"people": []}, "household", "wrong_shape"),
        ({"household": {"shoe_size": 44}}, "shoe_size", "unknown_fact"),
        ({"household": {"age": 44}}, "age", "of_a_person"),
        ({"persons": [{"income": 1}]}, "income.0", "of_the_household"),
        ({"persons": [{}, {"age": 200}]}, "age.1", "out_of_range"),
        ({"persons": [{"role": "child"}]}, "role.0", "role_of_the_asker"),
        ({"persons": [{}, {"role": "self"}]}, "role.1", "role_of_the_asker"),
        ({"persons": {}}, "persons", "wrong_shape"),
        ({"persons": [3]}, "persons.0", "wrong_shape"),
        ({"persons": [{}] * 7}, "household_size", "too_many"),
        (
            {"household": {"household_size": 1}, "persons": [{}, {}]},
            "household_size",
            "fewer_than_listed",
        ),
    ],
)
def test_a_document_is_refused_by_the_name_of_the_fact(
    document: object, named: str, why: str
) -> None:
    refusal = read_household(document, FACTS)
    assert isinstance(refusal, Refusal)
    assert (refusal.fact, refusal.why) == (named, why)


def test_listed_persons_are_the_household_unless_its_size_is_given() -> None:
    assert household([{}, {}]).get(FactKey("household_size")) == Known(2)
    more = household([{}], household_size=3)
    assert len(more.persons) == 3
    nobody = household()
    assert len(nobody.persons) == 1
    assert isinstance(nobody.get(FactKey("household_size")), Unknown)


@pytest.mark.parametrize(
    "one",
    [
        household(),
        household([{"age": 40, "wage": {"min": 1, "max": 2}}, {"role": "child"}]),
        household(income={"unknown": "dont_know"}, title="none", lives_in_lodz=True),
        household(household_size={"min": 2, "max": 3}, flat="35.50"),
        Household(persons=({}, {"age": Known(3)})),
    ],
)
def test_what_is_written_reads_back_the_same(one: Household) -> None:
    assert read_household(write_household(one, FACTS), FACTS) == one


def test_keys_read_back() -> None:
    for key in (FactKey("income"), FactKey("age", 12)):
        assert parse_key(str(key)) == key
    for nonsense in ("", ".1", "age.", "age.x", "age.-1"):
        with pytest.raises(ValueError, match="not a fact key"):
            parse_key(nonsense)


def test_persons_keep_their_places() -> None:
    one = Household().answer(FactKey("household_size"), Known(3))
    one = one.answer(FactKey("age", 2), Known(5)).answer(FactKey("age", 0), Known(40))
    assert one.get(FactKey("age", 2)) == Known(5)
    smaller = one.answer(FactKey("household_size"), Known(2))
    assert len(smaller.persons) == 2
    assert smaller.get(FactKey("age", 0)) == Known(40)
    forgotten = one.forget(FactKey("household_size"))
    assert len(forgotten.persons) == 3
    assert forgotten.forget(FactKey("age", 2)).get(FactKey("age", 2)) == Unknown(Reason.NOT_ASKED)
    assert one.get(FactKey("role", 0)) == Known("self")


def test_a_size_no_longer_known_lets_the_unspoken_of_go() -> None:
    one = (
        Household().answer(FactKey("household_size"), Known(4)).answer(FactKey("age", 1), Known(5))
    )
    assert len(one.forget(FactKey("household_size")).persons) == 2
    unsure = one.answer(FactKey("household_size"), Unknown(Reason.DONT_KNOW))
    assert len(unsure.persons) == 2


def test_a_household_cannot_list_more_than_it_has() -> None:
    with pytest.raises(ValueError, match="more persons"):
        Household({"household_size": Known(1)}, ({}, {}))


@pytest.mark.parametrize(
    "wrong",
    [
        Household({"income": Known(-1)}),
        Household({"income": Known(True)}),
        Household({"income": Between(5, 4)}),
        Household({"title": Known("castle")}),
        Household({"shoe_size": Known(44)}),
        Household({"lives_in_lodz": Between(0, 1)}),
        Household({}, ({}, {"role": Known("self")})),
        Household({"household_size": Known(2)}, ({"income": Known(1)},)),
    ],
)
def test_an_answer_nobody_read_is_a_fault_of_the_program(wrong: Household) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        engine(rule("lives_in_lodz")).assess(wrong, ON)
