"""Bare numbers: in the tree they took the unit of what stands beside them, here they are scaled."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from shared.diagnosis.code import Code
from shared.diagnosis.compile import LITERAL_KINDS
from shared.diagnosis.kinds import BARE, Kind, Quantity, product, quotient
from shared.diagnosis.tree import Arithmetic, Call, Defined, Minus, Node, Number, Quantifier
from shared.simulation.leaves import Worth
from shared.simulation.ratios import constant
from shared.simulation.spans import Span, multiply, point

LIKE_THEIR_PARTS = frozenset({"min", "max", "round", "round_up", "round_down", "sum", "self"})


def unwrapped(node: Node) -> Node:
    """A node, or what the name in its place stands for."""
    return unwrapped(node.formula) if isinstance(node, Defined) else node


def natural_kind(code: Code) -> Kind:
    """The kind of a number before it took the unit of what stands beside it."""
    node, kinds = code.node, [part.kind for part in code.parts]
    match node:
        case Number():
            return LITERAL_KINDS[node.unit]
        case Arithmetic(op="*"):
            return product(*cast(list[Quantity], kinds))
        case Arithmetic(op="/"):
            return quotient(0, *cast(list[Quantity], kinds))
        case Call(function="table"):
            return BARE
        case Call(function="if"):
            return kinds[1]
        case Minus() | Arithmetic():
            return kinds[0]
        case Call(function=name) | Quantifier(name=name) if name in LIKE_THEIR_PARTS:
            return kinds[0]
    return code.kind


def scaled(code: Code, found: Worth) -> Worth:
    """A bare number beside money is złote, which are counted in grosze; beside an area, m²."""
    kind = code.kind
    if not isinstance(kind, Quantity) or kind.bare or kind.scale == 1:
        return found
    natural = natural_kind(code)
    if not isinstance(natural, Quantity) or not natural.bare:
        return found
    return multiply(cast(Span, found), point(constant(kind.scale)))


def step_of(code: Code) -> Fraction:
    """The step that `round` rounds to, in minor units."""
    step = unwrapped(cast(Call, code.node).arguments[1])
    return cast(Number, step).value * cast(Quantity, code.parts[0].kind).scale
