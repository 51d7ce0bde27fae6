"""Whose answers call for a paper, exactly."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shared.diagnosis import DocumentNeed, Household, Known
from shared.diagnosis.folder import Paper, folder
from tests.shared.diagnosis.build import ON, engine, household, rule

HERE = household(lives_in_lodz=True)


def learning(*told: bool | None, **more: object) -> Household:
    """Persons who learn, who do not, and of whom that is not known."""
    persons = tuple({} if one is None else {"learns": Known(one)} for one in told)
    size = {"household_size": Known(len(persons))}
    return Household({**HERE.facts, **size, **household(**more).facts}, persons)


def paper(when: str, of: Household) -> Paper | None:
    """The paper that is asked for then."""
    one = engine(rule("lives_in_lodz", documents={"paper": when}))
    found = folder(one, one.assess(of, ON), {"paper": "citizen"})
    return found[0] if found else None


def called_for(when: str, of: Household) -> list[str] | None:
    """The answers that call for it; None where it is not asked for."""
    found = paper(when, of)
    return None if found is None else [str(key) for key in found.facts]


@pytest.mark.parametrize(
    ("when", "told", "expected"),
    [
        ("any(learns)", (True, False, None), ["learns.0"]),
        ("any(learns)", (True, True, False), ["learns.0", "learns.1"]),
        ("any(learns)", (None, False), ["learns.0"]),
        ("any(learns)", (False, False), None),
        ("count(learns) >= 1", (True, False, None), ["learns.0", "learns.2"]),
        ("count(learns) = 0", (False, False), ["learns.0", "learns.1"]),
        ("all(learns)", (True, True), ["learns.0", "learns.1"]),
        ("all(learns)", (True, None), ["learns.0", "learns.1"]),
        ("not any(learns)", (False,) * 6, [f"learns.{n}" for n in range(6)]),
        ("self(learns)", (True, True), ["learns.0"]),
        ("self(learns)", (None, True), ["learns.0"]),
        ("not self(learns)", (False, True), ["learns.0"]),
    ],
)
def test_of_persons(when: str, told: tuple[bool | None, ...], expected: list[str] | None) -> None:
    assert called_for(when, learning(*told)) == expected


def test_of_those_a_guard_lets_in() -> None:
    family = Household(
        {**HERE.facts, "household_size": Known(4)},
        (
            {"learns": Known(True)},
            {"role": Known("child"), "learns": Known(True)},
            {"role": Known("child"), "learns": Known(False)},
            {"role": Known("other"), "learns": Known(True)},
        ),
    )
    assert called_for("any(learns where role = child)", family) == ["role.1", "learns.1"]
    assert called_for("count(learns where role = child) >= 1", family) == ["role.1", "learns.1"]
    assert called_for("any(role = child and learns)", family) == ["role.1", "learns.1"]


def test_who_earns_nothing_calls_for_nothing() -> None:
    earning = Household(
        {**HERE.facts, "household_size": Known(2)}, ({"wage": Known(0)}, {"wage": Known(900)})
    )
    assert called_for("sum(wage) >= 5 zł", earning) == ["wage.1"]
    assert called_for("sum(wage) < 50 zł", earning) == ["wage.1"]


@pytest.mark.parametrize(
    ("when", "facts", "expected"),
    [
        ("title = tenancy or income > 5", {"title": "tenancy", "income": 9}, ["income", "title"]),
        ("title = tenancy or income > 5", {"title": "tenancy", "income": 1}, ["title"]),
        ("title = tenancy or income > 5", {"title": "tenancy"}, ["title"]),
        ("title = tenancy or income > 5", {}, ["income", "title"]),
        ("title = tenancy and income > 5", {"title": "tenancy", "income": 9}, ["income", "title"]),
        ("title = tenancy and income > 5", {"title": "tenancy"}, ["income"]),
        ("title = tenancy or limit > 5", {"title": "none"}, []),
        ("limit > 5", {}, []),
        ("income * 2 > 5 zł", {"income": 9}, ["income"]),
    ],
)
def test_of_the_household(when: str, facts: dict, expected: list[str]) -> None:
    assert called_for(when, Household({**HERE.facts, **household(**facts).facts})) == expected


def test_the_same_paper_twice() -> None:
    needs = (
        DocumentNeed(id="paper", when="title = tenancy"),
        DocumentNeed(id="paper", when="income > 5"),
    )
    first = replace(rule("lives_in_lodz", name="first"), documents=needs)
    second = rule("lives_in_lodz", name="second", documents={"paper": "costs > 5"})
    one = engine(first, second)
    told = household(lives_in_lodz=True, title="tenancy", costs=9)
    (found,) = folder(one, one.assess(told, ON), {"paper": "employer"})
    assert found.services == ("first", "second")
    assert [str(key) for key in found.facts] == ["income", "costs", "title"]
    assert found.is_certain
    assert found.held_by == "employer"
    open_still = household(lives_in_lodz=True)
    (found,) = folder(one, one.assess(open_still, ON), {"paper": "employer"})
    assert not found.is_certain
    unsure_last = household(lives_in_lodz=True, title="tenancy")
    (found,) = folder(one, one.assess(unsure_last, ON), {"paper": "employer"})
    assert found.is_certain
