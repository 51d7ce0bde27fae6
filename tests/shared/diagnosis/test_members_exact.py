"""Quantifiers over those listed and those who may exist, to the number."""

from __future__ import annotations

import pytest

from shared.diagnosis import Household
from tests.shared.diagnosis.build import ON, engine, household, rule

CHILD = {"role": "child", "age": 7, "wage": 10}
PARENT = {"age": 40, "wage": 100}


def worth(source: str, of: Household) -> object:
    """What an expression is worth, as the engine sees it."""
    tried = engine(rule(amount=source if "wage" in source else f"({source}) * 1 zł"))
    frame = tried.frame(of, ON)
    (code,) = tried.compiled("service").amounts
    return code.value(frame)


def listed_of(more: int, *persons: dict) -> Household:
    """These persons, and up to so many more."""
    size = {"min": len(persons), "max": len(persons) + more}
    return household(list(persons), household_size=size)


@pytest.mark.parametrize(
    ("source", "more", "expected"),
    [
        ("sum(wage)", 0, (11_000, 11_000)),
        ("sum(wage)", 2, (11_000, 1_011_000)),
        ("sum(wage where role = child)", 0, (1_000, 1_000)),
        ("sum(wage where role = child)", 1, (1_000, 501_000)),
        ("sum(wage where role = self)", 3, (10_000, 10_000)),
        ("sum(20 zł - wage)", 1, (0, 0)),
        ("count(role = child)", 0, (100, 100)),
        ("count(role = child)", 3, (100, 400)),
        ("count(role = self)", 3, (100, 100)),
        ("count(age > 18)", 2, (100, 300)),
        ("count(age > 18 where role = child)", 2, (0, 200)),
    ],
)
def test_sums_and_counts(source: str, more: int, expected: tuple[int, int]) -> None:
    assert worth(source, listed_of(more, PARENT, CHILD)) == expected


def test_who_may_earn_less_than_nothing_may_take_away() -> None:
    tried = engine(rule("sum(wage - 60 zł) > 0"))
    frame = tried.frame(listed_of(2, PARENT), ON)
    (code,) = tried.compiled("service").conditions
    assert code is not None
    (left, _) = code.parts
    assert left.value(frame) == (4_000 - 12_000, 4_000 + 2 * 494_000)


@pytest.mark.parametrize(
    ("source", "persons", "more", "expected"),
    [
        ("any(role = child)", [PARENT], 0, False),
        ("any(role = child)", [PARENT], 1, None),
        ("any(role = child)", [PARENT, CHILD], 1, True),
        ("any(age > 50 where role = child)", [PARENT, CHILD], 0, False),
        ("any(age > 5 where role = child)", [PARENT, {"age": 9}], 0, None),
        ("any(age > 5 where role = child)", [PARENT, {"age": 3}], 0, False),
        ("any(age > 5 where role = child)", [PARENT, {"role": "child"}], 0, None),
        ("all(age > 5)", [PARENT, CHILD], 0, True),
        ("all(age > 5)", [PARENT, CHILD], 1, None),
        ("all(age > 9)", [PARENT, CHILD], 1, False),
        ("all(age > 9 where role = partner)", [PARENT, CHILD], 0, True),
        ("all(age > 9 where role = partner)", [PARENT, CHILD], 1, None),
        ("all(age > 5 where role = child)", [PARENT, {"age": 9}], 0, True),
        ("all(age > 5 where role = child)", [PARENT, {"age": 3}], 0, None),
        ("all(role = self or age >= 0)", [PARENT], 4, True),
        ("any(role = self)", [{}, {}], 3, True),
        ("any(age > 9 where limit > 5)", [PARENT], 0, True),
        ("any(limit > 5 where age > 90)", [PARENT], 0, False),
        ("self(age > 18)", [PARENT, CHILD], 3, True),
        ("self(age) < 18", [PARENT, CHILD], 3, False),
    ],
)
def test_any_and_all(source: str, persons: list[dict], more: int, expected: bool | None) -> None:
    tried = engine(rule(source))
    (code,) = tried.compiled("service").conditions
    assert code is not None
    assert code.value(tried.frame(listed_of(more, *persons), ON)) is expected
