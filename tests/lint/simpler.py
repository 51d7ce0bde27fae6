"""An expression with one part left out, in every way: what must change somebody's result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import NamedTuple

from shared.diagnosis.tree import Among, Both, Call, Defined, Node, Quantifier

STRICT = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
EXTREMES = {"min", "max"}


class Change(NamedTuple):
    """The changed tree, the piece that was changed, and what was done to it."""

    tree: Node
    piece: Node
    done: str


def simpler(node: Node) -> Iterator[Change]:
    """The tree without one operand, branch, argument, choice or guard; names stay as they are."""
    yield from _here(node)
    for name, index, part in parts_of(node):
        for change in simpler(part):
            yield change._replace(tree=_with(node, name, index, change.tree))


def _here(node: Node) -> Iterator[Change]:
    if isinstance(node, Call):
        yield from _of_call(node)
    match node:
        case Both():
            for one, rest in _each(node.operands):
                left = rest[0] if len(rest) == 1 else replace(node, operands=rest)
                yield Change(left, one, f"no `{node.op}` part")
        case Among() if len(node.choices) > 1:
            for one, rest in _each(node.choices):
                yield Change(replace(node, choices=rest), one, "no choice")
        case Quantifier() if node.guard is not None:
            yield Change(replace(node, guard=None), node.guard, "no guard")


def _of_call(node: Call) -> Iterator[Change]:
    if node.function == "if":
        yield Change(node.arguments[1], node.arguments[0], "always")
        yield Change(node.arguments[2], node.arguments[0], "never")
    elif node.function in EXTREMES:
        for one, rest in _each(node.arguments):
            left = rest[0] if len(rest) == 1 else replace(node, arguments=rest)
            yield Change(left, one, f"no `{node.function}` part")


def _each(parts: tuple) -> Iterator[tuple[Node, tuple]]:
    for index, one in enumerate(parts):
        yield one, parts[:index] + parts[index + 1 :]


def parts_of(node: Node) -> Iterator[tuple[str, int | None, Node]]:
    """The nodes right below, by field and place in it; not what a defined name says."""
    if isinstance(node, Defined):
        return
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, Node):
            yield field.name, None, value
        elif isinstance(value, tuple):
            for index, one in enumerate(value):
                if isinstance(one, Node):
                    yield field.name, index, one


def _with(node: Node, name: str, index: int | None, part: Node) -> Node:
    if index is None:
        return replace(node, **{name: part})
    parts = getattr(node, name)
    return replace(node, **{name: (*parts[:index], part, *parts[index + 1 :])})
