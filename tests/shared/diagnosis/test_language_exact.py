"""The expression language, word for word: what its author is told, and what stands where."""

from __future__ import annotations

from fractions import Fraction

import pytest

from shared.diagnosis import ContentError
from shared.diagnosis.define import Definitions
from shared.diagnosis.language import ExpressionError, parse, read_tokens
from shared.diagnosis.tree import (
    Among,
    Arithmetic,
    Both,
    Call,
    Compare,
    Literally,
    Minus,
    Name,
    Node,
    Not,
    Number,
    Quantifier,
    shape,
)
from tests.shared.diagnosis.build import ON, defined, engine, household, rule

ALL_FUNCTIONS = (
    "use all, any, count, days_since, if, max, min, months_since, round, round_down, round_up, "
    "self, sum, table, years_since"
)
BEGINS = "expected a number, a name, not, - or ("
GOES_ON = "expected an operator (and, or, +, <= …) or the end"
OF_A_PERSON = "use any(…), all(…), count(…) or sum(…), or self(…) for the person who asks"
QUOTED = "choice ids stand without quotation marks"


@pytest.mark.parametrize(
    ("source", "column", "problem", "cure"),
    [
        ("a == 1", 3, "== is not a sign here", "equality is written with one sign: ="),
        ("a & b", 3, "& means nothing here", "write `and`"),
        ("a | b", 3, "| means nothing here", "write `or`"),
        ("a ! b", 3, "! means nothing here", "write `not` or `!=`"),
        ("a ≤ b", 3, "≤ means nothing here", "write <="),
        ("a ≥ b", 3, "≥ means nothing here", "write >="),
        ("a ≠ b", 3, "≠ means nothing here", "write !="),
        ("a  ×  b", 4, "× means nothing here", "write *"),
        ("a = 'b'", 5, "' means nothing here", QUOTED),
        ('a = "b"', 5, '" means nothing here', QUOTED),
        ("f(a;b)", 4, "; means nothing here", "arguments are separated by a comma"),
        ("a in [b]", 6, "[ means nothing here", "a set of choices stands in { }"),
        ("a.b", 2, ". means nothing here", "a fact has one name; there are no dots"),
        ("Age", 1, "A means nothing here", "names are lower case letters, digits and _"),
        ("", 1, "the end cannot stand here", BEGINS),
        ("a +", 4, "the end cannot stand here", BEGINS),
        ("* a", 1, "* cannot stand here", BEGINS),
        ("a b", 3, "b cannot stand here", GOES_ON),
        ("a)", 2, ") cannot stand here", GOES_ON),
        ("a zł", 3, "zł cannot stand here", GOES_ON),
        ("(a", 3, "the end cannot stand here", "expected )"),
        ("min(a, b", 9, "the end cannot stand here", "expected )"),
        ("any(a b)", 7, "b cannot stand here", "expected )"),
        ("and a", 1, "and cannot stand here", "expected a number or a name"),
        ("or a", 1, "or cannot stand here", "expected a number or a name"),
        ("in {a}", 1, "in cannot stand here", "expected a number or a name"),
        ("a in {true}", 7, "true cannot stand here", "expected a choice id"),
        ("a in {false}", 7, "false cannot stand here", "expected a choice id"),
        ("1 + where", 5, "where cannot stand here", "expected a number or a name"),
        ("half(a)", 1, "there is no function half", ALL_FUNCTIONS),
        ("a < b < c", 7, "comparisons do not chain", "join two of them with `and`"),
        ("a < b in {c}", 7, "comparisons do not chain", "join two of them with `and`"),
        ("a in {}", 7, "} cannot stand here", "expected a choice id"),
        ("a in {b, not}", 10, "not cannot stand here", "expected a choice id"),
        ("a in {b, 3}", 10, "3 cannot stand here", "expected a choice id"),
        ("a in b", 6, "b cannot stand here", "expected {"),
        ("a in {b c}", 9, "c cannot stand here", "expected }"),
    ],
)
def test_what_cannot_be_read(source: str, column: int, problem: str, cure: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    error = caught.value
    assert (error.column, error.problem, error.cure) == (column, problem, cure)
    assert str(error) == f"column {column}: {problem}; {cure}"
    assert error.definition is None


def test_forty_pieces_deep_is_read_and_one_more_is_not() -> None:
    assert isinstance(parse("(" * 39 + "a" + ")" * 39), Name)
    with pytest.raises(ExpressionError) as caught:
        parse("(" * 40 + "a" + ")" * 40)
    assert caught.value.column == 41
    assert caught.value.problem == "nested too deeply"
    assert caught.value.cure == "split it into more conditions"
    assert isinstance(parse(" and ".join(["(a)"] * 100)), Both)


@pytest.mark.parametrize(
    ("written", "grouped"),
    [
        ("a or b and c", "a or (b and c)"),
        ("a and b or c", "(a and b) or c"),
        ("not a and b", "(not a) and b"),
        ("not a = b", "not (a = b)"),
        ("a and not b or c", "(a and (not b)) or c"),
        ("a + b < c", "(a + b) < c"),
        ("a + b * c", "a + (b * c)"),
        ("a * b + c", "(a * b) + c"),
        ("a - b - c", "(a - b) - c"),
        ("a - b * c", "a - (b * c)"),
        ("a * b / c", "(a * b) / c"),
        ("a * b - c / d", "(a * b) - (c / d)"),
        ("a - b + c", "(a - b) + c"),
        ("a / b / c", "(a / b) / c"),
        ("a / b * c", "(a / b) * c"),
        ("-a * b", "(-a) * b"),
        ("-a + b", "(-a) + b"),
        ("a - -b", "a - (-b)"),
        ("a + b in {c}", "(a + b) in {c}"),
        ("a < b and c < d", "(a < b) and (c < d)"),
        ("a in {b} or c in {d}", "(a in {b}) or (c in {d})"),
        ("a = b or c != d", "(a = b) or (c != d)"),
    ],
)
def test_what_belongs_to_what(written: str, grouped: str) -> None:
    assert said(parse(written)) == said(parse(grouped))


def said(node: Node) -> tuple[object, ...]:
    """What a tree says, written down without the parser's own shapes."""
    match node:
        case Compare() | Arithmetic():
            return (node.op, said(node.left), said(node.right))
        case Both():
            return (node.op, *map(said, node.operands))
        case Among():
            return ("in", said(node.subject), *(choice.id for choice in node.choices))
        case Not() | Minus():
            return (type(node), said(node.operand))
        case Name():
            return (node.id,)
    raise AssertionError(node)


def test_several_in_a_row_are_one() -> None:
    tree = parse("a and b and c")
    assert isinstance(tree, Both)
    assert [one.id for one in tree.operands] == ["a", "b", "c"]
    mixed = parse("a and (b or c or d) and e")
    assert isinstance(mixed, Both)
    assert [type(one) for one in mixed.operands] == [Name, Both, Name]


@pytest.mark.parametrize(
    ("source", "kind", "starts", "ends"),
    [
        (" 12 % ", Number, 1, 5),
        ("x + 7", Arithmetic, 0, 5),
        (" true ", Literally, 1, 5),
        (" age ", Name, 1, 4),
        (" not age ", Not, 1, 8),
        (" - age ", Minus, 1, 6),
        (" ( age ) ", Name, 1, 8),
        (" a < b ", Compare, 1, 6),
        (" a or b ", Both, 1, 7),
        (" a or b or c ", Both, 1, 12),
        (" a in { b , c } ", Among, 1, 15),
        (" min( a , b ) ", Call, 1, 13),
        (" any( a where b ) ", Quantifier, 1, 17),
    ],
)
def test_every_piece_knows_where_it_stands(
    source: str, kind: type[Node], starts: int, ends: int
) -> None:
    tree = parse(source)
    assert (type(tree), tree.start, tree.end) == (kind, starts, ends)


def test_what_is_inside_stands_where_it_is_written() -> None:
    among = parse("a in {b, cc}")
    assert isinstance(among, Among)
    assert [(one.id, one.start, one.end) for one in among.choices] == [("b", 6, 7), ("cc", 9, 11)]
    call = parse("max(1, 20 zł, c)")
    assert isinstance(call, Call)
    assert call.function == "max"
    assert [(one.start, one.end) for one in call.arguments] == [(4, 5), (7, 12), (14, 15)]
    every = parse("sum(a where b)")
    assert isinstance(every, Quantifier)
    assert (every.name, every.body.start, every.guard.start) == ("sum", 4, 12)
    assert parse("any(a)").guard is None


def test_true_and_false_are_told_apart() -> None:
    assert (parse("true").value, parse("false").value) == (True, False)


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [("50%", Fraction(1, 2), "%"), ("7 m2", Fraction(7), "m²"), ("7zł", Fraction(7), "zł")],
)
def test_a_unit_may_stand_close(written: str, value: Fraction, unit: str) -> None:
    number = parse(written)
    assert (number.value, number.unit) == (value, unit)


def test_words_are_read_with_their_kinds_and_places() -> None:
    tokens = read_tokens(" a1 <=  2.5 m² ")
    assert [tuple(token) for token in tokens] == [
        ("name", "a1", 1, 3),
        ("sign", "<=", 4, 6),
        ("number", "2.5", 8, 11),
        ("unit", "m²", 12, 14),
        ("end", "the end", 15, 15),
    ]


@pytest.mark.parametrize(
    ("source", "column", "problem", "cure"),
    [
        ("5 < lime", 5, "nothing is called lime", "did you mean limit or income?"),
        ("lives_in_lod", 1, "nothing is called lives_in_lod", "did you mean lives_in_lodz?"),
        ("whatever", 1, "nothing is called whatever", "add the fact or the parameter"),
        (
            "child = role",
            1,
            "nothing is called child",
            "child is a choice of role: write role = child",
        ),
        ("true and age < 18", 10, "age belongs to one person", OF_A_PERSON),
        (
            "income < flat",
            1,
            "money and an area do not go together",
            "compare and add like with like",
        ),
        (
            "income + household_size > 3",
            1,
            "money and a number do not go together",
            "compare and add like with like",
        ),
        (
            "income * flat > income",
            1,
            "money^1·area^1 and money do not go together",
            "compare and add like with like",
        ),
        (
            "5 = lives_in_lodz",
            1,
            "a number and yes or no do not go together",
            "use two numbers here",
        ),
        (
            "household_size / income > 3",
            1,
            "a number divided by money means nothing",
            "divide like by like, or by a number",
        ),
        (
            "household_size / flat > 3",
            1,
            "a number divided by an area means nothing",
            "divide like by like, or by a number",
        ),
        ("true and income", 10, "this is money", "a condition must be yes or no: compare it"),
        ("not income", 5, "this is money", "a condition must be yes or no: compare it"),
        ("self(role)", 1, "this is a choice of role", "a condition must be yes or no: compare it"),
        ("1 + lives_in_lodz > 2", 5, "this is yes or no", "a number must stand here"),
        ("-lives_in_lodz > 2", 2, "this is yes or no", "a number must stand here"),
        (
            "title = castle",
            9,
            "castle is not a choice of title",
            "use one of tenancy, ownership, none",
        ),
        (
            "title in {none, castle}",
            17,
            "castle is not a choice of title",
            "use one of tenancy, ownership, none",
        ),
        (
            "title < none",
            9,
            "a choice of title has no order",
            "compare it with = or != to a choice",
        ),
        ("title = 3", 9, "a choice of title has no order", "compare it with = or != to a choice"),
        ("income in {none}", 1, "this is money", "`in { }` asks about a choice"),
        ("any(true or any(learns))", 13, "any(…) stands inside another", "quantifiers do not nest"),
        ("all(lives_in_lodz)", 1, "all(…) says nothing about a person", "name a fact of a person"),
        (
            "any(learns where not learns)",
            18,
            "where says what is asked already",
            "leave one of them out",
        ),
        ("self(learns where age > 3)", 19, "self(…) is one person", "leave out where"),
        ("sum(learns) > 1", 5, "this is yes or no", "sum adds numbers"),
        ("count(age) > 1", 7, "this is a number", "a condition must be yes or no: compare it"),
        (
            "any(learns where age)",
            18,
            "this is a number",
            "a condition must be yes or no: compare it",
        ),
        ("3 < norm", 5, "norm is a table", "look one entry up: table(norm, n)"),
        ("table(limit, 2) > 3", 7, "this is not a table", "name a parameter that is one"),
        ("table(3, 2) > 3", 7, "this is not a table", "name a parameter that is one"),
        ("table(norm, income) > 3", 13, "this is money", "look up by a plain number"),
        ("if(lives_in_lodz, income) > 3", 1, "if takes 3 arguments", "count the commas"),
        ("3 < table(norm)", 5, "table takes 2 arguments", "count the commas"),
        ("years_since(income, 1) > 3", 1, "years_since takes 1 argument", "count the commas"),
        ("min(income) > 3", 1, "min takes at least 2 arguments", "count the commas"),
        ("round(income, 1, 2) > 3", 1, "round takes 2 arguments", "count the commas"),
        ("round_up(income) > 3", 1, "round_up takes 2 arguments", "count the commas"),
        ("round_down(income) > 3", 1, "round_down takes 2 arguments", "count the commas"),
        ("round_up(income, 1, 2) > 3", 1, "round_up takes 2 arguments", "count the commas"),
        ("round_down(income, 1, 2) > 3", 1, "round_down takes 2 arguments", "count the commas"),
        (
            "if(lives_in_lodz, lives_in_lodz, 3)",
            1,
            "yes or no and a number do not go together",
            "use two numbers here",
        ),
        ("days_since(income) > 3", 12, "this is money", "name a fact: a date"),
        (
            "round(income, costs) > 3",
            15,
            "the step must be a number above zero",
            "write it out, like 1 or 0.10",
        ),
        (
            "round_up(income, 0) > 3",
            18,
            "the step must be a number above zero",
            "write it out, like 1 or 0.10",
        ),
        ("true and 1 < 1", 10, "this compares a thing with itself", "leave it out"),
        ("if(lives_in_lodz, 5, 5) < income", 1, "both branches are the same", "leave out the if"),
        (
            "if(lives_in_lodz, income, flat) > 3",
            1,
            "money and an area do not go together",
            "compare and add like with like",
        ),
    ],
)
def test_what_does_not_fit(source: str, column: int, problem: str, cure: str) -> None:
    with pytest.raises(ContentError) as caught:
        engine(rule(source))
    (fault,) = caught.value.faults
    assert (fault.column, fault.problem, fault.cure) == (column, problem, cure)
    assert (fault.owner, fault.place) == ("service", "conditions/condition_0/when")


@pytest.mark.parametrize(
    ("source", "facts"),
    [
        ("income < 10 / household_size", {"income": "4.99", "household_size": 2}),
        ("income >= 10 / household_size", {"income": "5.00", "household_size": 2}),
        ("income / costs = household_size", {"income": 6, "costs": 3, "household_size": 2}),
        ("flat / flat * income = income", {"income": 6, "flat": 30}),
        ("income * flat / flat = 6", {"income": 6, "flat": 30}),
        ("income * flat / 10 m² = 18", {"income": 6, "flat": 30}),
        ("60 / income = household_size", {"income": 30, "household_size": 2}),
        ("2 * 3 = household_size * 3", {"household_size": 2}),
        ("2 * household_size = income", {"income": 4, "household_size": 2}),
    ],
)
def test_what_a_bare_number_is_worth_in_its_company(source: str, facts: dict) -> None:
    (result,) = engine(rule(source)).assess(household(**facts), ON).results
    assert result.verdict == "eligible"


@pytest.mark.parametrize(
    ("amount", "column", "problem"),
    [("lives_in_lodz", 1, "this is yes or no"), ("flat", 1, "this is an area")],
)
def test_an_amount_is_money(amount: str, column: int, problem: str) -> None:
    with pytest.raises(ContentError) as caught:
        engine(rule("lives_in_lodz", amount=amount))
    (fault,) = caught.value.faults
    told = ("amount/is", column, problem, "an amount must be worth money")
    assert (fault.place, fault.column, fault.problem, fault.cure) == told


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
