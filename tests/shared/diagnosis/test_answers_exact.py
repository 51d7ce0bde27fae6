"""What is taken as an answer, at the edges, and how a refusal reads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from shared.diagnosis import (
    Between,
    Household,
    Known,
    Reason,
    Refusal,
    decimal_string,
    read_answer,
    read_household,
    write_answer,
    write_household,
)
from tests.shared.diagnosis.build import FACTS, ON, fact

BORN = fact(
    "birth_on",
    "date",
    entity="person",
    minimum=date(1900, 1, 1).toordinal(),
    maximum=date(2030, 1, 1).toordinal(),
)
AGED = fact("age", "int", entity="person", maximum=120, derived="years_since(birth_on)")
DATED = {**FACTS, "birth_on": BORN, "age": AGED}


@pytest.mark.parametrize(
    ("name", "raw", "expected"),
    [
        ("income", "10000.00", Known(1_000_000)),
        ("income", 0, Known(0)),
        ("income", Decimal("1.5"), Known(150)),
        ("income", 0.1, Known(10)),
        ("income", {"min": 0, "max": 10_000}, Between(0, 1_000_000)),
        (
            "income",
            {"min": 1, "max": 2, "unknown": "dont_know"},
            Between(100, 200, Reason.DONT_KNOW),
        ),
        ("income", {"min": 1, "max": 2, "unknown": "wont_say"}, Between(100, 200, Reason.WONT_SAY)),
        ("income", {"min": 2, "max": 2, "unknown": "wont_say"}, Known(200)),
        ("birth_on", "2000-02-29", Known(date(2000, 2, 29).toordinal())),
        ("birth_on", "1900-01-01", Known(BORN.minimum)),
        ("birth_on", "2030-01-01", Known(BORN.maximum)),
        (
            "birth_on",
            {"min": "2000-01-01", "max": "2000-12-31"},
            Between(date(2000, 1, 1).toordinal(), date(2000, 12, 31).toordinal()),
        ),
    ],
)
def test_is_taken(name: str, raw: object, expected: object) -> None:
    assert read_answer(DATED[name], raw) == expected


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("income", {"min": "-1", "max": 2}, "out_of_range"),
        ("income", {"min": "x", "max": 2}, "wrong_type"),
        ("income", {"min": 1, "max": None}, "wrong_type"),
        ("income", {"min": 3, "max": 2, "unknown": "dont_know"}, "upside_down"),
        ("income", {"min": 1, "max": 2, "unknown": "not_asked"}, "wrong_type"),
        ("income", {"min": 1, "max": 2, "unknown": "later"}, "wrong_type"),
        ("income", {}, "wrong_type"),
        ("income", {"unknown": "dont_know", "min": 1}, "wrong_type"),
        ("income", float("inf"), "wrong_type"),
        ("income", False, "wrong_type"),
        ("income", "1" * 31, "wrong_type"),
        ("income", "1" * 30, "out_of_range"),
        ("income", "-0.01", "out_of_range"),
        ("household_size", Decimal(2), "wrong_type"),
        ("household_size", True, "wrong_type"),
        ("household_size", 7, "out_of_range"),
        ("title", {"min": "none", "max": "tenancy"}, "wrong_type"),
        ("title", {"min": "a", "max": "b", "unknown": "dont_know"}, "wrong_type"),
        ("title", 3, "wrong_type"),
        ("birth_on", "2001-02-29", "wrong_type"),
        ("birth_on", "20000229", "wrong_type"),
        ("birth_on", "2000-2-29", "wrong_type"),
        ("birth_on", 730_000, "wrong_type"),
        ("birth_on", "1899-12-31", "out_of_range"),
        ("birth_on", "2030-01-02", "out_of_range"),
    ],
)
def test_is_refused(name: str, raw: object, why: str) -> None:
    refusal = read_answer(DATED[name], raw)
    assert isinstance(refusal, Refusal)
    assert (refusal.fact, refusal.why) == (name, why)


def test_what_came_is_told_cut_short() -> None:
    refusal = read_answer(FACTS["income"], "x" * 99)
    assert isinstance(refusal, Refusal)
    assert refusal.given == "x" * 60
    beyond = read_answer(FACTS["income"], {"min": -1, "max": 2})
    assert beyond == Refusal("income", "out_of_range", "-1"), "the end that does not fit"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"household": 3}, Refusal("household", "wrong_shape", "3")),
        ([1], Refusal("household", "wrong_shape", "list")),
        ({"on": "2026-11-22", "people": []}, Refusal("household", "wrong_shape", "dict")),
        ({"persons": 3}, Refusal("persons", "wrong_shape", "3")),
        ({"persons": [{}, 3]}, Refusal("persons.1", "wrong_shape", "3")),
        ({"household": {"age": 3}}, Refusal("age", "of_a_person", "3")),
        ({"persons": [{}, {"income": 3}]}, Refusal("income.1", "of_the_household", "3")),
        ({"persons": [{}, {"wage": -3}]}, Refusal("wage.1", "out_of_range", "-3")),
        ({"persons": [{"role": "child"}]}, Refusal("role.0", "role_of_the_asker", "child")),
        ({"persons": [{}, {"role": "self"}]}, Refusal("role.1", "role_of_the_asker", "self")),
        ({"persons": [{}] * 7}, Refusal("household_size", "too_many", "7")),
        (
            {"household": {"household_size": 2}, "persons": [{}] * 3},
            Refusal("household_size", "fewer_than_listed", "2"),
        ),
        (
            {"household": {"household_size": {"min": 1, "max": 2}}, "persons": [{}] * 3},
            Refusal("household_size", "fewer_than_listed", "2"),
        ),
    ],
)
def test_a_document_is_refused(document: object, expected: Refusal) -> None:
    assert read_household(document, FACTS) == expected


def test_a_whole_document() -> None:
    document = {"household": {"income": 3}, "persons": [{"age": 40}, {}], "on": "2026-11-22"}
    assert read_household(document, FACTS) == Household(
        {"income": Known(300), "household_size": Known(2)}, ({"age": Known(40)}, {})
    )
    assert len(read_household({"persons": [{}] * 6}, FACTS).persons) == 6
    asked = {"household": {"household_size": {"unknown": "not_asked"}}, "persons": [{}, {}]}
    assert read_household(asked, FACTS) == Household({}, ({}, {}))
    unasked = {"household": {"income": {"unknown": "not_asked"}}}
    assert read_household(unasked, FACTS) == Household()
    exact = {"household": {"household_size": 2}, "persons": [{}, {"role": "child"}]}
    assert read_household(exact, FACTS) == Household(
        {"household_size": Known(2)}, ({}, {"role": Known("child")})
    )


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ({"birth_on": "2000-01-01", "age": 26}, None),
        ({"birth_on": "2000-01-01"}, None),
        ({"birth_on": "2000-01-01", "age": 25}, Refusal("age.1", "contradicts", "25")),
        ({"birth_on": "2027-01-01"}, Refusal("birth_on.1", "contradicts", "2027-01-01")),
    ],
)
def test_what_contradicts_its_date(person: dict, expected: Refusal | None) -> None:
    document = {"persons": [{}, person]}
    read = read_household(document, DATED, ON)
    assert read == (expected or read_household(document, DATED))
    assert isinstance(read_household(document, DATED), Household)


def test_a_date_of_the_household_may_be_contradicted_too() -> None:
    moved = fact("moved_on", "date", minimum=BORN.minimum, maximum=BORN.maximum)
    here = fact("months_here", "int", maximum=999, derived="months_since(moved_on)")
    facts = {**FACTS, "moved_on": moved, "months_here": here}
    document = {"household": {"moved_on": "2026-01-01", "months_here": 3}}
    assert read_household(document, facts, ON) == Refusal("months_here", "contradicts", "3")


@pytest.mark.parametrize(
    ("grosze", "written"),
    [
        (20250, "202.50"),
        (5, "0.05"),
        (0, "0.00"),
        (-5, "-0.05"),
        (-12345, "-123.45"),
        (100, "1.00"),
    ],
)
def test_hundredths_as_they_are_written(grosze: int, written: str) -> None:
    assert decimal_string(grosze) == written


@pytest.mark.parametrize(
    ("name", "answer", "written"),
    [
        ("income", Known(5), "0.05"),
        ("household_size", Known(5), 5),
        ("flat", Between(500, 505), {"min": "5.00", "max": "5.05"}),
        (
            "flat",
            Between(500, 505, Reason.WONT_SAY),
            {"min": "5.00", "max": "5.05", "unknown": "wont_say"},
        ),
        ("title", Known("none"), "none"),
        ("lives_in_lodz", Known(False), False),
        ("birth_on", Known(date(2000, 2, 29).toordinal()), "2000-02-29"),
    ],
)
def test_an_answer_as_it_is_written(name: str, answer, written: object) -> None:
    assert write_answer(DATED[name], answer) == written
    assert read_answer(DATED[name], written) == answer


def test_a_household_is_written_with_its_ages_only() -> None:
    born = Known(date(2000, 1, 1).toordinal())
    of = Household({"income": Known(5)}, ({"birth_on": born}, {}))
    assert write_household(of, DATED) == {
        "household": {"household_size": {"unknown": "not_asked"}, "income": "0.05"},
        "persons": [{"birth_on": "2000-01-01"}, {}],
    }
    assert write_household(of, DATED, ages_only=True, on=ON) == {
        "household": {"household_size": {"unknown": "not_asked"}, "income": "0.05"},
        "persons": [{"age": 26}, {}],
    }
    with pytest.raises(ValueError, match=r"^ages are those of a day: say which$"):
        write_household(of, DATED, ages_only=True)
    no_size = {name: one for name, one in FACTS.items() if name != "household_size"}
    assert write_household(Household(), no_size) == {"household": {}, "persons": [{}]}
    assert list(
        write_household(Household({"title": Known("none"), "costs": Known(0)}), FACTS)["household"]
    ) == ["costs", "household_size", "title"]
