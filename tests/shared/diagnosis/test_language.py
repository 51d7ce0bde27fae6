"""The expression language: what is read, and what is refused with a column and a cure."""

from __future__ import annotations

from fractions import Fraction

import pytest

from shared.diagnosis import ContentError
from shared.diagnosis.language import ExpressionError, parse
from shared.diagnosis.tree import Arithmetic, Both, Compare, Not, Number, Quantifier, shape
from tests.shared.diagnosis.build import engine, rule


def test_products_bind_before_sums_and_comparisons_before_and() -> None:
    tree = parse("1 + 2 * 3 < 4 and not true or false")
    assert isinstance(tree, Both)
    assert tree.op == "or"
    inner = tree.operands[0]
    assert isinstance(inner, Both)
    assert isinstance(inner.operands[0], Compare)
    assert isinstance(inner.operands[1], Not)
    left = inner.operands[0].left
    assert isinstance(left, Arithmetic)
    assert left.op == "+"


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("12 %", Fraction(12, 100), "%"),
        ("20 zł", Fraction(20), "zł"),
        ("35.5 m²", Fraction(71, 2), "m²"),
        ("35 m2", Fraction(35), "m²"),
        ("0.5", Fraction(1, 2), ""),
    ],
)
def test_numbers_are_exact_and_keep_their_unit(written: str, value: Fraction, unit: str) -> None:
    number = parse(written)
    assert isinstance(number, Number)
    assert (number.value, number.unit) == (value, unit)


def test_a_quantifier_keeps_its_guard_and_its_place_in_the_source() -> None:
    source = "1 < count(learns where role in {child, partner})"
    tree = parse(source)
    assert isinstance(tree, Compare)
    assert isinstance(tree.right, Quantifier)
    assert source[tree.right.start : tree.right.end].startswith("count(learns where")


def test_a_parenthesis_belongs_to_the_text_of_what_it_holds() -> None:
    source = "(learns or true) and false"
    tree = parse(source)
    assert isinstance(tree, Both)
    assert source[tree.operands[0].start : tree.operands[0].end] == "(learns or true)"


def test_the_shape_is_what_is_said_wherever_it_stands() -> None:
    assert shape(parse("a<b")) == shape(parse("  (a  <  b)"))
    assert shape(parse("a<b")) != shape(parse("a<c"))


@pytest.mark.parametrize(
    ("source", "column", "cure"),
    [
        ("income == 1", 8, "one sign"),
        ("a < b < c", 7, "and"),
        ("1 &", 3, "`and`"),
        ("a = 'x'", 5, "quotation"),
        ("half(a)", 1, "use "),
        ("min(a, b", 9, "expected )"),
        ("a in {}", 7, "choice id"),
        ("", 1, "expected a number"),
        ("a b", 3, "operator"),
        ("(" * 60 + "a", 41, "split"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_to_do(source: str, column: int, cure: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    assert caught.value.column == column
    assert cure in caught.value.cure


@pytest.mark.parametrize(
    ("source", "problem", "cure"),
    [
        ("incom < 5", "nothing is called incom", "did you mean income"),
        ("child = role", "nothing is called child", "role = child"),
        ("age < 18", "belongs to one person", "any(…)"),
        ("income < flat", "do not go together", "like with like"),
        ("income < household_size", "do not go together", "like with like"),
        ("income < share", "do not go together", "like with like"),
        ("income", "this is money", "compare it"),
        ("title = castle", "castle is not a choice of title", "tenancy, ownership, none"),
        ("title < tenancy", "has no order", "= or !="),
        ("income in {tenancy}", "this is money", "choice"),
        ("any(any(learns))", "stands inside another", "do not nest"),
        ("any(lives_in_lodz)", "says nothing about a person", "fact of a person"),
        ("any(learns where learns)", "where says what is asked already", "leave"),
        ("self(learns where age > 3)", "self(…) is one person", "leave out where"),
        ("sum(learns) > 1", "this is yes or no", "sum adds numbers"),
        ("norm > 3", "norm is a table", "table(norm, n)"),
        ("table(limit, 2) > 3", "this is not a table", "name a parameter"),
        ("if(lives_in_lodz, income) > 3", "takes 3 arguments", "commas"),
        ("min(income) > 3", "takes at least 2 arguments", "commas"),
        ("round(income, costs) > 3", "must be a number above zero", "write it out"),
        ("round(income, 0) > 3", "must be a number above zero", "write it out"),
        ("income = income", "compares a thing with itself", "leave it out"),
        ("if(lives_in_lodz, income, income) > 1", "branches are the same", "leave out"),
        ("1 / income > 3", "", ""),
        ("household_size / income > 3", "means nothing", "divide like by like"),
    ],
)
def test_what_does_not_fit_the_facts_is_refused(source: str, problem: str, cure: str) -> None:
    if not problem:
        assert engine(rule(source)).rules
        return
    with pytest.raises(ContentError) as caught:
        engine(rule(source))
    (fault,) = caught.value.faults
    assert problem in fault.problem
    assert cure in fault.cure
    assert fault.column >= 1
    assert fault.expression == source
    assert fault.owner == "service"


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(ContentError) as caught:
        engine(rule("incom < 5", "age < 18", amount="flat"))
    assert len(caught.value.faults) == 3
