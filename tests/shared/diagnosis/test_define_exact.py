"""Definitions that do not fit: told once, where they stand, and nobody else is blamed."""

from __future__ import annotations

import pytest

from shared.diagnosis.define import Definitions
from shared.diagnosis.language import ExpressionError, parse
from shared.diagnosis.tree import shape
from tests.shared.diagnosis.build import defined, rule
from tests.shared.diagnosis.test_check_exact import USABLE, told
from tests.shared.diagnosis.test_language_exact import BEGINS


@pytest.mark.parametrize(
    ("definitions", "expected"),
    [
        ({"Half": "income"}, [f"Half: definitions/Half: is not a usable name; {USABLE}"]),
        ({"max": "income"}, [f"max: definitions/max: is not a usable name; {USABLE}"]),
        (
            {"costs": "income"},
            [
                "costs: definitions/costs: is also a fact, a parameter or a choice; "
                "rename the definition"
            ],
        ),
        (
            {"limit": "income"},
            [
                "limit: definitions/limit: is also a fact, a parameter or a choice; "
                "rename the definition"
            ],
        ),
        (
            {"tenancy": "income"},
            [
                "tenancy: definitions/tenancy: is also a fact, a parameter or a choice; "
                "rename the definition"
            ],
        ),
        (
            {"half": "incom / 2"},
            [
                "half: definitions/half/is, column 1: nothing is called incom; "
                "did you mean income or norm?"
            ],
        ),
        ({"adult": "age >= 18", "grown": "adult and learns"}, []),
        (
            {"half": "incom / 2", "quarter": "half / 2"},
            [
                "half: definitions/half/is, column 1: nothing is called incom; "
                "did you mean income or norm?"
            ],
        ),
        (
            {"one": "any(adult)", "adult": "any(age > 3)"},
            [
                "one: definitions/one/is, column 5: adult: any(…) stands inside another; "
                "quantifiers do not nest"
            ],
        ),
    ],
)
def test_a_definition_that_does_not_fit(definitions: dict, expected: list[str]) -> None:
    assert told(definitions=definitions) == expected


def test_a_name_is_defined_once() -> None:
    common = {"half": "income / 2"}
    again = rule("half < 5", definitions={"half": "costs / 2"})
    assert told(again, definitions=common) == [
        "service: definitions/half: is defined twice; rename one of them"
    ]
    broken = rule("half < 5", definitions={"half": "cost / 2"})
    assert told(broken) == [
        "service: definitions/half/is, column 1: nothing is called cost; did you mean costs?"
    ], "what uses it is not blamed too"


def test_what_one_service_broke_does_not_excuse_another() -> None:
    broken = rule("half < 5", name="broken", definitions={"half": "cost / 2"})
    other = rule("half < 5", name="other")
    assert told(broken, other) == [
        "broken: definitions/half/is, column 1: nothing is called cost; did you mean costs?",
        "other: conditions/condition_0/when, column 1: nothing is called half; "
        "add the fact or the parameter",
    ]
    mended = rule("adult", name="mended", definitions={"adult": "age >= 18"})
    broken = rule("any(adult)", name="broken", definitions={"adult": "agee >= 18"})
    assert [one.partition(":")[0] for one in told(broken, mended)] == ["broken", "mended"]
    common = {"half": "cost / 2"}
    assert told(rule("half < 5"), rule("half < 6", name="other"), definitions=common) == [
        "half: definitions/half/is, column 1: nothing is called cost; did you mean costs?"
    ]


def test_what_is_wrong_with_a_definition_is_told_where_it_is_used() -> None:
    names = Definitions({one.id: one for one in defined(one="two + 1", two="(", three="three")})
    with pytest.raises(ExpressionError) as caught:
        names.read("5 < one")
    error = caught.value
    assert (error.column, error.definition) == (5, "one")
    assert error.problem == "two: the end cannot stand here"
    assert error.cure == BEGINS
    with pytest.raises(ExpressionError) as caught:
        names.read("not three")
    error = caught.value
    assert (error.column, error.definition) == (5, "three")
    assert error.problem == "a name defined by itself: three → three"
    assert error.cure == "cut the circle"


def test_a_name_says_what_its_formula_says() -> None:
    names = Definitions({one.id: one for one in defined(half="income / 2")})
    assert shape(names.read("half < 5")) == shape(parse("(income / 2) < 5"))
    assert shape(names.read("half < 5")) != shape(parse("income / 3 < 5"))


def test_a_circle_of_definitions_is_shown_from_where_it_begins() -> None:
    names = Definitions({one.id: one for one in defined(a="b", b="c + 1", c="2 * b")})
    with pytest.raises(ExpressionError, match=r"a name defined by itself: b → c → b; cut"):
        names.read("a > 1")
