"""Checks and compiles what is asked about a choice: = and != to one, `in { }` of several."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from shared.diagnosis import logic
from shared.diagnosis.code import Code, gather
from shared.diagnosis.kinds import TRUTH, ChoiceKind
from shared.diagnosis.language import ExpressionError
from shared.diagnosis.tree import Among, Compare, Name, Node

if TYPE_CHECKING:
    from shared.diagnosis.compile import Compiler


def compare_choice(node: Compare, left: Code) -> Code:
    """`choice = id` or `choice != id`. Raises ExpressionError."""
    if node.op not in {"=", "!="} or not isinstance(node.right, Name):
        raise ExpressionError(
            node.right.start, f"{left.kind} has no order", "compare it with = or != to a choice"
        )
    return _choose(node, left, (node.right,), is_in=node.op == "=")


def compile_among(compiler: Compiler, node: Among) -> Code:
    """`choice in {id, …}`. Raises ExpressionError."""
    subject = compiler.compile(node.subject)
    if not isinstance(subject.kind, ChoiceKind):
        raise ExpressionError(node.start, f"this is {subject.kind}", "`in { }` asks about a choice")
    return _choose(node, subject, node.choices, is_in=True)


def _choose(node: Node, subject: Code, choices: tuple[Name, ...], *, is_in: bool) -> Code:
    fact = cast(ChoiceKind, subject.kind).fact
    for choice in choices:
        if choice.id not in fact.choice_ids:
            raise ExpressionError(
                choice.start,
                f"{choice.id} is not a choice of {fact.id}",
                f"use one of {', '.join(fact.choice_ids)}",
            )
    value = logic.among(subject, frozenset(choice.id for choice in choices), is_in=is_in)
    return gather(node, TRUTH, value, subject.doubts, (subject,))
