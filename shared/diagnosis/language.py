"""The expression language: a lexer and a small parser to the closed tree; nothing is evaluated."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple, cast

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
    NumberUnit,
    Quantifier,
    QuantifierName,
)

KEYWORDS = frozenset({"and", "or", "not", "in", "where", "true", "false"})
DATE_FUNCTIONS = frozenset({"years_since", "months_since", "days_since"})
FUNCTIONS = DATE_FUNCTIONS | {"min", "max", "round_up", "round_down", "round", "if", "table"}
QUANTIFIERS = frozenset({"any", "all", "count", "sum", "self"})
COMPARISONS = frozenset({"<", "<=", ">", ">=", "=", "!="})
UNITS: dict[str, NumberUnit] = {"zł": "zł", "%": "%", "m²": "m²", "m2": "m²"}
BINDING = {"or": 1, "and": 2, "in": 4, **dict.fromkeys(COMPARISONS, 4)}
BINDING |= {"+": 5, "-": 5, "*": 6, "/": 6}
NOT_BINDING, MINUS_BINDING = 3, 7
MAX_DEPTH = 40

TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<unit>zł|%|m²|m2\b)|(?P<name>[a-z_][a-z0-9_]*)"
    r"|(?P<sign><=|>=|!=|[<>=+\-*/(){},]))"
)
CURES = {
    "==": "equality is written with one sign: =",
    "&": "write `and`",
    "|": "write `or`",
    "!": "write `not` or `!=`",
    "≤": "write <=",
    "≥": "write >=",
    "≠": "write !=",
    "×": "write *",
    "'": "choice ids stand without quotation marks",
    '"': "choice ids stand without quotation marks",
    ";": "arguments are separated by a comma",
    "[": "a set of choices stands in { }",
    ".": "a fact has one name; there are no dots",
}


class ExpressionError(Exception):
    """An expression that cannot be read or checked: where it goes wrong, what is wrong, the cure.

    `column` counts characters from 1. `definition` is set where a name is used that cannot stand
    there, or at all.
    """

    def __init__(self, start: int, problem: str, cure: str, definition: str | None = None) -> None:
        super().__init__(f"column {start + 1}: {problem}; {cure}")
        self.definition = definition
        self.column, self.problem, self.cure = start + 1, problem, cure


class Token(NamedTuple):
    """A word of the language: its kind, its text, and the offsets it stands between."""

    kind: str
    text: str
    start: int
    end: int


def read_tokens(source: str) -> list[Token]:
    """The words of an expression, with an `end` token last. Raises ExpressionError."""
    tokens: list[Token] = []
    position = 0
    while source[position:].strip():
        match = TOKEN.match(source, position)
        if match is None:
            raise _stray(source, position)
        kind = str(match.lastgroup)
        tokens.append(Token(kind, match.group(kind), match.start(kind), match.end(kind)))
        position = match.end()
        if source[match.start(kind) : position + 1] == "==":
            raise ExpressionError(match.start(kind), "== is not a sign here", CURES["=="])
    return [*tokens, Token("end", "the end", len(source), len(source))]


def _stray(source: str, position: int) -> ExpressionError:
    start = position + len(source[position:]) - len(source[position:].lstrip())
    cure = CURES.get(source[start], "names are lower case letters, digits and _")
    return ExpressionError(start, f"{source[start]} means nothing here", cure)


def parse(source: str) -> Node:
    """Read one expression to its tree. Raises ExpressionError with a column and a cure."""
    reader = _Reader(read_tokens(source))
    node = reader.expression(0)
    if reader.here.kind != "end":
        raise reader.unexpected("an operator (and, or, +, <= …) or the end")
    return node


class _Reader:
    """Reads the tokens once, left to right; binding powers decide what belongs to what."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.position, self.depth = tokens, 0, 0

    @property
    def here(self) -> Token:
        return self.tokens[self.position]

    @property
    def last_end(self) -> int:
        return self.tokens[self.position - 1].end

    def take(self) -> Token:
        token = self.here
        self.position += 1
        return token

    def take_if(self, text: str) -> bool:
        if self.here.text != text or self.here.kind == "end":
            return False
        self.position += 1
        return True

    def expect(self, text: str) -> None:
        if not self.take_if(text):
            raise self.unexpected(text)

    def unexpected(self, wanted: str) -> ExpressionError:
        return ExpressionError(
            self.here.start, f"{self.here.text} cannot stand here", f"expected {wanted}"
        )

    def expression(self, binding: int) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError(
                self.here.start, "nested too deeply", "split it into more conditions"
            )
        left = self.prefix()
        while BINDING.get(self.here.text, 0) > binding:
            left = self.infix(left)
        self.depth -= 1
        return left

    def prefix(self) -> Node:
        token = self.take()
        if token.kind == "number":
            return self.number(token)
        if token.kind == "name":
            return self.word(token)
        if token.text == "-":
            operand = self.expression(MINUS_BINDING)
            return Minus(operand=operand, start=token.start, end=self.last_end)
        if token.text == "(":
            inner = self.expression(0)
            self.expect(")")
            return replace(inner, start=token.start, end=self.last_end)
        self.position -= 1
        raise self.unexpected("a number, a name, not, - or (")

    def number(self, token: Token) -> Number:
        value, unit = Fraction(token.text), ""
        if self.here.kind == "unit":
            unit = UNITS[self.take().text]
        if unit == "%":
            value /= 100
        return Number(
            value=value, unit=cast(NumberUnit, unit), start=token.start, end=self.last_end
        )

    def word(self, token: Token) -> Node:
        if token.text == "not":
            operand = self.expression(NOT_BINDING)
            return Not(operand=operand, start=token.start, end=self.last_end)
        if token.text in {"true", "false"}:
            return Literally(value=token.text == "true", start=token.start, end=token.end)
        if token.text in KEYWORDS:
            self.position -= 1
            raise self.unexpected("a number or a name")
        return self.call(token) if self.here.text == "(" else self.name(token)

    def name(self, token: Token) -> Name:
        return Name(id=token.text, start=token.start, end=token.end)

    def call(self, token: Token) -> Node:
        self.expect("(")
        if token.text in QUANTIFIERS:
            return self.quantifier(token)
        if token.text not in FUNCTIONS:
            known = ", ".join(sorted(FUNCTIONS | QUANTIFIERS))
            raise ExpressionError(token.start, f"there is no function {token.text}", f"use {known}")
        arguments = [self.expression(0)]
        while self.take_if(","):
            arguments.append(self.expression(0))
        self.expect(")")
        return Call(
            function=token.text, arguments=tuple(arguments), start=token.start, end=self.last_end
        )

    def quantifier(self, token: Token) -> Quantifier:
        body = self.expression(0)
        guard = self.expression(0) if self.take_if("where") else None
        self.expect(")")
        return Quantifier(
            name=cast(QuantifierName, token.text),
            body=body,
            guard=guard,
            start=token.start,
            end=self.last_end,
        )

    def infix(self, left: Node) -> Node:
        token = self.take()
        if token.text == "in":
            return self.among(left)
        right = self.expression(BINDING[token.text])
        if token.text in {"and", "or"}:
            return self.both(token.text, left, right)
        start, end = left.start, self.last_end
        if token.text not in COMPARISONS:
            return Arithmetic(op=token.text, left=left, right=right, start=start, end=end)
        if self.here.text in COMPARISONS or self.here.text == "in":
            raise ExpressionError(
                self.here.start, "comparisons do not chain", "join two of them with `and`"
            )
        return Compare(op=token.text, left=left, right=right, start=start, end=end)

    def both(self, op: str, left: Node, right: Node) -> Both:
        flat = left.operands if isinstance(left, Both) and left.op == op else (left,)
        return Both(op=op, operands=(*flat, right), start=left.start, end=self.last_end)

    def among(self, subject: Node) -> Among:
        self.expect("{")
        choices = [self.choice()]
        while self.take_if(","):
            choices.append(self.choice())
        self.expect("}")
        return Among(
            subject=subject, choices=tuple(choices), start=subject.start, end=self.last_end
        )

    def choice(self) -> Name:
        if self.here.kind != "name" or self.here.text in KEYWORDS:
            raise self.unexpected("a choice id")
        return self.name(self.take())
