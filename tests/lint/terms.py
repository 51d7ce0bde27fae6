"""Terms of the solver, made without its looking at the kind of every part: there are millions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import z3

CONTEXT = z3.main_ctx()
REF = CONTEXT.ref()
Make = Callable[..., object]

RELATED: Mapping[str, Make] = {
    "<": z3.Z3_mk_lt,
    "<=": z3.Z3_mk_le,
    ">": z3.Z3_mk_gt,
    ">=": z3.Z3_mk_ge,
    "=": z3.Z3_mk_eq,
}


def _array(parts: Sequence[z3.ExprRef]) -> object:
    return (z3.Ast * len(parts))(*[part.as_ast() for part in parts])


def every(parts: Sequence[z3.BoolRef]) -> z3.BoolRef:
    """And."""
    return z3.BoolRef(z3.Z3_mk_and(REF, len(parts), _array(parts)), CONTEXT)


def some(parts: Sequence[z3.BoolRef]) -> z3.BoolRef:
    """Or."""
    return z3.BoolRef(z3.Z3_mk_or(REF, len(parts), _array(parts)), CONTEXT)


def no(part: z3.BoolRef) -> z3.BoolRef:
    """Not."""
    return z3.BoolRef(z3.Z3_mk_not(REF, part.as_ast()), CONTEXT)


def choose(guard: z3.BoolRef, yes: z3.ArithRef, other: z3.ArithRef) -> z3.ArithRef:
    """One number or the other."""
    return z3.ArithRef(z3.Z3_mk_ite(REF, guard.as_ast(), yes.as_ast(), other.as_ast()), CONTEXT)


def related(op: str, a: z3.ArithRef, b: z3.ArithRef) -> z3.BoolRef:
    """A comparison of two numbers."""
    if op == "!=":
        return no(related("=", a, b))
    return z3.BoolRef(RELATED[op](REF, a.as_ast(), b.as_ast()), CONTEXT)


def total(parts: Sequence[z3.ArithRef]) -> z3.ArithRef:
    """The sum."""
    return z3.ArithRef(z3.Z3_mk_add(REF, len(parts), _array(parts)), CONTEXT)


def less(a: z3.ArithRef, b: z3.ArithRef) -> z3.ArithRef:
    """The difference."""
    return z3.ArithRef(z3.Z3_mk_sub(REF, 2, _array((a, b))), CONTEXT)


def times(a: z3.ArithRef, b: z3.ArithRef) -> z3.ArithRef:
    """The product."""
    return z3.ArithRef(z3.Z3_mk_mul(REF, 2, _array((a, b))), CONTEXT)
