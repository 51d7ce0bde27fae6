"""The expression language, word for word: what its author is told, and what stands where."""

from __future__ import annotations

from fractions import Fraction

import pytest

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
)

ALL_FUNCTIONS = (
    "use all, any, count, days_since, if, max, min, months_since, round, round_down, round_up, "
    "self, sum, table, years_since"
)
BEGINS = "expected a number, a name, not, - or ("
GOES_ON = "expected an operator (and, or, +, <= …) or the end"
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
    with pytest.raises(ExpressionError, match="nested too deeply"):
        parse("(a) and " * 30 + "(" * 40 + "a" + ")" * 40)


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
    either = parse("any(a or b where c or d)")
    assert isinstance(either, Quantifier)
    assert (said(either.body), said(either.guard)) == (
        ("or", ("a",), ("b",)),
        ("or", ("c",), ("d",)),
    )


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
