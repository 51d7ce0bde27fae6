"""The closed tree an expression is parsed to. `start` and `end` are offsets into the source."""

from __future__ import annotations

from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Literal

NumberUnit = Literal["", "zł", "%", "m²"]
QuantifierName = Literal["any", "all", "count", "sum", "self"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A piece of an expression and where it stands in the source."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Node):
    """A number as written; a percentage is already divided by a hundred."""

    value: Fraction
    unit: NumberUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Literally(Node):
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Node):
    """A fact, a parameter, or a choice id."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare(Node):
    """`left op right`, op one of < <= > >= = !=."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Among(Node):
    """`subject in {choice, …}`."""

    subject: Node
    choices: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Both(Node):
    """`left op right`, op `and` or `or`, flattened: `a and b and c` has three operands."""

    op: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not(Node):
    """`not operand`."""

    operand: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Minus(Node):
    """`- operand`."""

    operand: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Arithmetic(Node):
    """`left op right`, op one of + - * /."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Node):
    """`function(arguments)`, one of min max round_up round_down round if table."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantifier(Node):
    """`name(body where guard)` over the persons of the household."""

    name: QuantifierName
    body: Node
    guard: Node | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Defined(Node):
    """A name that stands for a formula: `formula` is its tree, with offsets into its `source`."""

    id: str
    source: str
    formula: Node


def shape(node: Node) -> tuple[object, ...]:
    """What a node says, wherever it stands: equal for pieces that mean the same.

    A defined name says what its formula says.
    """
    if isinstance(node, Defined):
        return shape(node.formula)
    parts: list[object] = [type(node)]
    for part in fields(node):
        if part.name not in {"start", "end"}:
            parts.append(_shape_of_part(getattr(node, part.name)))
    return tuple(parts)


def _shape_of_part(part: object) -> object:
    if isinstance(part, Node):
        return shape(part)
    return tuple(map(_shape_of_part, part)) if isinstance(part, tuple) else part
