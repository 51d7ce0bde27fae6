"""What may be supposed while looking for doubts: nothing is asked for somebody else's sake."""

from __future__ import annotations

import pytest

from shared.diagnosis import ContentError, FactKey, Household, Known
from shared.diagnosis.suppose import Supposition, conjuncts, put_back, suppose
from tests.shared.diagnosis.build import FACTS, ON, engine, fact, household, rule

MORE = {
    **FACTS,
    "first": fact("first", "bool"),
    "works": fact("works", "choice", entity="person", choices=("full", "half", "none")),
}


def supposed(condition: str) -> list[object]:
    """What each part of a condition supposes: "fact=value", or None."""
    compiled = engine(rule(condition), facts=MORE).compiled("service")
    found = [part.supposition for part in conjuncts(compiled.conditions)]
    return [
        None
        if one is None
        else (str(one.key), one.value if isinstance(one.value, bool) else sorted(one.value))
        for one in found
    ]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("first", [("first", True)]),
        ("not first", [("first", False)]),
        ("not not first", [("first", True)]),
        ("first and lives_in_lodz", [("first", True), ("lives_in_lodz", True)]),
        (
            "first and income < 5 and lives_in_lodz",
            [("first", True), None, ("lives_in_lodz", True)],
        ),
        ("first or lives_in_lodz", [None]),
        ("not (first or lives_in_lodz)", [None]),
        ("title = none", [("title", ["none"])]),
        ("title != none", [("title", ["ownership", "tenancy"])]),
        ("title in {none, tenancy}", [("title", ["none", "tenancy"])]),
        ("not title = none", [("title", ["ownership", "tenancy"])]),
        ("not title != none", [("title", ["none"])]),
        ("not title in {none, tenancy}", [("title", ["ownership"])]),
        ("self(learns)", [("learns.0", True)]),
        ("self(not learns)", [("learns.0", False)]),
        ("not self(learns)", [("learns.0", False)]),
        ("self(works = half)", [("works.0", ["half"])]),
        ("self(works) = half", [("works.0", ["half"])]),
        ("self(works) != half", [("works.0", ["full", "none"])]),
        ("self(works) in {half, none}", [("works.0", ["half", "none"])]),
        ("any(learns)", [None]),
        ("all(works = half)", [None]),
        ("first = lives_in_lodz", [None]),
        ("income < 5", [None]),
        ("self(age) > 3", [None]),
        ("self(learns and age > 3)", [None]),
        ("if(first, lives_in_lodz, title = none)", [None]),
    ],
)
def test_what_a_part_says_of_one_fact(condition: str, expected: list[object]) -> None:
    assert supposed(condition) == expected


@pytest.mark.parametrize(
    ("conditions", "do_exclude"),
    [
        (["first", "not first"], True),
        (["first and income < 5", "costs < 5", "not first"], True),
        (["title = none", "title = tenancy"], True),
        (["title in {none, tenancy}", "title in {tenancy, ownership}"], False),
        (["title in {none, tenancy}", "title != none", "title != tenancy"], True),
        (["self(learns)", "not self(learns)"], True),
        (["first", "lives_in_lodz"], False),
        (["first", "not lives_in_lodz"], False),
        (["first", "first or income < 5"], False),
    ],
)
def test_what_nobody_could_ever_fit_is_refused(conditions: list[str], do_exclude: bool) -> None:
    if do_exclude:
        with pytest.raises(ContentError, match="exclude each other"):
            engine(rule(*conditions), facts=MORE)
    else:
        assert engine(rule(*conditions), facts=MORE).rules


def missing(*conditions: str, of: Household | None = None) -> list[str]:
    """What the verdict still hangs on."""
    tried = engine(rule(*conditions), facts=MORE)
    (result,) = tried.assess(of or household([{}, {}]), ON).results
    return [str(key) for key in result.missing]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (["first", "not first or income < 5"], ["income", "first"]),
        (["first", "first or income < 5"], ["first"]),
        (["not first", "first or income < 5"], ["income", "first"]),
        (["not first", "not first or income < 5"], ["first"]),
        (["title = tenancy", "title = none or income < 5"], ["income", "title"]),
        (["title = tenancy", "title = tenancy or income < 5"], ["title"]),
        (["title = tenancy", "title in {tenancy, none} or income < 5"], ["title"]),
        (["title in {tenancy, none}", "title != none", "title = tenancy or income < 5"], ["title"]),
        (["not first", "(first and income < 5) or (first and costs < 5)"], ["first"]),
        (
            [
                "not first",
                "(first and income < 5) or (first and costs < 5)",
                "flat < 9 or costs < 9",
            ],
            ["first"],
        ),
        (["self(learns)", "self(learns) or income < 5"], ["learns.0"]),
        (["self(learns)", "not self(learns) or income < 5"], ["income", "learns.0"]),
        (["self(learns)", "any(learns) or income < 5"], ["learns.0"]),
        (["self(works) = half", "self(works != full) or income < 5"], ["works.0"]),
        (["lives_in_lodz and self(works = half)", "any(works = half) or costs < 5"], None),
    ],
)
def test_asked_is_only_what_matters_to_who_may_fit(
    conditions: list[str], expected: list[str] | None
) -> None:
    assert missing(*conditions) == (expected or ["lives_in_lodz", "works.0"])


def test_what_was_supposed_is_put_back() -> None:
    tried = engine(rule("first"), facts=MORE)
    frame = tried.frame(Household({"lives_in_lodz": Known(True)}), ON)
    keys = FactKey("first"), FactKey("title"), FactKey("lives_in_lodz")
    before = [frame.value_at(key) for key in keys]
    yes, rents = Supposition(keys[0], True), Supposition(keys[1], frozenset({"none", "tenancy"}))
    found = suppose(frame, [yes, rents])
    assert found == {keys[0]: None, keys[1]: before[1]}
    assert frame.value_at(keys[0]) is True
    assert frame.value_at(keys[1]) == {"none", "tenancy"}
    put_back(frame, found)
    assert [frame.value_at(key) for key in keys] == before
    for wrong in (
        Supposition(keys[2], False),
        Supposition(keys[1], frozenset({"castle"})),
        Supposition(keys[0], False),
    ):
        assert suppose(frame, [yes, wrong]) is None
        assert [frame.value_at(key) for key in keys] == before
    narrowed = suppose(frame, [rents, Supposition(keys[1], frozenset({"none"}))])
    assert narrowed == {keys[1]: before[1]}, "what stood there first"
    assert suppose(frame, [Supposition(keys[2], True)]) == {keys[2]: True}
