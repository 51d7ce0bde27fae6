"""Checks and compiles the functions and the quantifiers of an expression."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from shared.diagnosis import arithmetic, logic, members
from shared.diagnosis.code import Code, gather
from shared.diagnosis.descent import Doubt, Worth
from shared.diagnosis.interval import Exact, tidy
from shared.diagnosis.kinds import BARE, DATE, NUMBER, TRUTH, Kind, Quantity
from shared.diagnosis.language import ExpressionError
from shared.diagnosis.since import SINCE
from shared.diagnosis.tree import Call, Name, Node, Not, Number, Quantifier

if TYPE_CHECKING:
    from shared.diagnosis.compile import Compiler

ARITIES = {"if": 3, "table": 2, "round": 2, "round_up": 2, "round_down": 2}
ARITIES |= dict.fromkeys(SINCE, 1)


def compile_call(compiler: Compiler, node: Call) -> Code:
    """Compile `function(arguments)`. Raises ExpressionError."""
    arity, given = ARITIES.get(node.function), len(node.arguments)
    if arity not in (None, given) or (arity is None and given < 2):
        wanted = f"{arity}" if arity else "at least 2"
        raise ExpressionError(
            node.start,
            f"{node.function} takes {wanted} argument{'s' if arity != 1 else ''}",
            "count the commas",
        )
    special: dict[str, Callable[[Compiler, Call], Code]] = {
        "if": _if,
        "table": _table,
        "min": _extreme,
        "max": _extreme,
        **dict.fromkeys(SINCE, _since),
    }
    return special.get(node.function, _round)(compiler, node)


def _if(compiler: Compiler, node: Call) -> Code:
    condition = compiler.must_be_truth(compiler.compile(node.arguments[0]))
    yes, no = (compiler.compile(argument) for argument in node.arguments[1:])
    if compiler.shapes.of(yes.node) == compiler.shapes.of(no.node):
        raise ExpressionError(node.start, "both branches are the same", "leave out the if")
    of_truths = yes.kind == TRUTH and no.kind == TRUTH
    kind: Kind = TRUTH
    if not of_truths:
        kind, (yes, no) = compiler.alike(node.start, yes, no)
    value = logic.branch(condition, yes, no, of_truths=of_truths)
    doubts = logic.branch_doubts(condition, yes, no)
    return gather(node, kind, value, doubts, (condition, yes, no))


def _since(compiler: Compiler, node: Call) -> Code:
    subject = compiler.compile(node.arguments[0])
    if subject.kind != DATE:
        raise ExpressionError(subject.node.start, f"this is {subject.kind}", "name a fact: a date")
    value = arithmetic.passed(node.function, subject)
    return gather(node, NUMBER, value, logic.doubts_in_each((subject,)), (subject,))


def _extreme(compiler: Compiler, node: Call) -> Code:
    codes = [compiler.quantity(argument)[0] for argument in node.arguments]
    kind, parts = compiler.alike(node.start, *codes)
    value = arithmetic.extreme(node.function, parts)
    return gather(node, kind, value, arithmetic.extreme_doubts(node.function, parts), parts)


def _round(compiler: Compiler, node: Call) -> Code:
    subject, step = (compiler.quantity(argument)[0] for argument in node.arguments)
    kind, (subject, step) = compiler.alike(node.start, subject, step)
    value = arithmetic.rounded(node.function, subject, _step(step, kind))
    return gather(node, kind, value, logic.doubts_in_each((subject,)), (subject,))


def _step(step: Code, kind: Quantity) -> Exact:
    if isinstance(step.node, Number) and step.node.value > 0:
        return tidy(step.node.value * kind.scale)
    raise ExpressionError(
        step.node.start, "the step must be a number above zero", "write it out, like 1 or 0.10"
    )


def _table(compiler: Compiler, node: Call) -> Code:
    name, n = node.arguments[0], compiler.quantity(node.arguments[1])[0]
    parameter = compiler.parameters.get(name.id) if isinstance(name, Name) else None
    if parameter is None or parameter.unit != "table":
        raise ExpressionError(name.start, "this is not a table", "name a parameter that is one")
    if n.kind not in (NUMBER, BARE):
        raise ExpressionError(n.node.start, f"this is {n.kind}", "look up by a plain number")
    slot = compiler.parameter_slots[parameter.id]
    value, doubts = arithmetic.table_entry(slot, n), arithmetic.table_doubts(slot, n)
    code = gather(node, BARE, value, doubts, (n,))
    return replace(code, parameters=code.parameters | {parameter.id})


def compile_quantifier(compiler: Compiler, node: Quantifier) -> Code:
    """Compile `any|all|count|sum|self(body where guard)`. Raises ExpressionError."""
    if compiler.in_quantifier:
        raise ExpressionError(
            node.start, f"{node.name}(…) stands inside another", "quantifiers do not nest"
        )
    inside = replace(compiler, in_quantifier=True)
    guard = None
    if node.guard is not None:
        guard = inside.must_be_truth(inside.compile(node.guard))
        if _said(compiler, node.guard) == _said(compiler, node.body):
            raise ExpressionError(
                node.guard.start, "where says what is asked already", "leave one of them out"
            )
    body = inside.compile(node.body)
    kind, value, doubts = _over_persons(inside, node, body, guard)
    parts = (body,) if guard is None else (body, guard)
    if not any(part.is_personal for part in parts):
        raise ExpressionError(
            node.start, f"{node.name}(…) says nothing about a person", "name a fact of a person"
        )
    return gather(node, kind, value, doubts, parts)


def _said(compiler: Compiler, node: Node) -> int:
    return _said(compiler, node.operand) if isinstance(node, Not) else compiler.shapes.of(node)


def _over_persons(
    compiler: Compiler, node: Quantifier, body: Code, guard: Code | None
) -> tuple[Kind, Worth, Doubt]:
    if node.name == "self":
        if guard is not None:
            raise ExpressionError(guard.node.start, "self(…) is one person", "leave out where")
        return body.kind, members.asker(body), members.asker_doubts(body)
    if node.name == "sum":
        if not isinstance(body.kind, Quantity):
            raise ExpressionError(body.node.start, f"this is {body.kind}", "sum adds numbers")
        return body.kind, members.total(body, guard), members.sum_doubts(body, guard)
    compiler.must_be_truth(body)
    is_all = node.name == "all"
    doubts = members.truth_doubts(body, guard, is_negated=is_all)
    if node.name == "count":
        return NUMBER, members.number_of(body, guard), doubts
    return TRUTH, members.anybody(body, guard, is_negated=is_all), doubts
