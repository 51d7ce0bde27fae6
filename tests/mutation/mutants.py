"""Every small wrong turn a module could have taken, one at a time.

A mutant changes one thing: a comparison, a sign, a number, a word, which branch is taken, whether a
statement is there. Left alone are what no run can notice or mypy does: annotations, type aliases,
docstrings, decorators, imports, the keywords of a class.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitAnd,
}
SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}
OTHER_WORD = "XX"


@dataclass(frozen=True, slots=True, eq=False)
class Mutant:
    """One thing changed: `holder`'s `part` (at `index` of a list) becomes `replacement`.

    `function` is the outermost function it stands in, "" at the level of the module. `statement`
    is how the changed statement reads, `lines` where it stands, both ends included. `nth` tells
    apart those that read the same.
    """

    module: str
    function: str
    statement: str
    lines: tuple[int, int]
    holder: ast.AST
    part: str
    index: int | None
    replacement: ast.AST
    nth: int = 1

    @property
    def name(self) -> str:
        """What it is called in lists; survives a change of lines elsewhere in the module."""
        again = f" ({self.nth})" if self.nth > 1 else ""
        return f"{self.module}.{self.function or '(module)'}: {self.statement}{again}"

    def apply(self) -> None:
        """Change the tree it was found in."""
        put(self.holder, self.part, self.index, self.replacement)


@dataclass(frozen=True, slots=True)
class Module:
    """One module: its tree, and every mutant of it, which all change that very tree."""

    name: str
    path: Path
    tree: ast.Module
    mutants: tuple[Mutant, ...]


def read_module(path: Path) -> Module:
    """All the mutants of one file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    met: Counter[str] = Counter()
    mutants: list[Mutant] = []
    for mutant in _Finder(path.stem).of_module(tree):
        met[mutant.name] += 1
        mutants.append(replace(mutant, nth=met[mutant.name]))
    return Module(path.stem, path, tree, tuple(mutants))


def put(holder: ast.AST, name: str, index: int | None, node: ast.AST) -> ast.AST:
    """Put a node into its place; what was there before."""
    if index is None:
        before: ast.AST = getattr(holder, name)
        setattr(holder, name, node)
        return before
    nodes = getattr(holder, name)
    before, nodes[index] = nodes[index], node
    return before


def places_of(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    """Every node right below one, with the place it stands in."""
    for name, value in ast.iter_fields(node):
        if isinstance(value, ast.AST):
            yield name, None, value
        elif isinstance(value, list):
            yield from ((name, i, one) for i, one in enumerate(value) if isinstance(one, ast.AST))


class _Finder:
    """Walks one module. Keeps which function and which statement it is in."""

    def __init__(self, module: str) -> None:
        self.module, self.function, self.classes = module, "", ""
        self.statement: ast.stmt | None = None

    def of_module(self, tree: ast.Module) -> Iterator[Mutant]:
        yield from self._inside(tree)

    def _inside(self, node: ast.AST) -> Iterator[Mutant]:
        for name, index, child in places_of(node):
            if not is_left_alone(node, name, child):
                yield from self._at(node, name, index, child)

    def _at(self, holder: ast.AST, name: str, index: int | None, node: ast.AST) -> Iterator[Mutant]:
        before = self.function, self.classes, self.statement
        if isinstance(node, ast.stmt):
            self.statement = node
        for replacement in replacements(node):
            yield self._mutant(holder, name, index, replacement)
        if isinstance(node, ast.ClassDef):
            self.classes += f"{node.name}."
        yield from self._below(node)
        self.function, self.classes, self.statement = before

    def _below(self, node: ast.AST) -> Iterator[Mutant]:
        """Defaults are worked out where a function is made, its body where it is called."""
        if not isinstance(node, FUNCTIONS) or self.function:
            yield from self._inside(node)
            return
        yield from self._at(node, "args", None, node.args)
        self.function = f"{self.classes}{node.name}"
        for index, child in enumerate(node.body):
            if not is_left_alone(node, "body", child):
                yield from self._at(node, "body", index, child)

    def _mutant(
        self, holder: ast.AST, name: str, index: int | None, replacement: ast.AST
    ) -> Mutant:
        assert self.statement is not None
        lines = self.statement.lineno, _last_line(self.statement)
        replacement = ast.copy_location(replacement, self.statement)
        ast.fix_missing_locations(replacement)
        before = put(holder, name, index, replacement)
        told = _told(replacement if isinstance(replacement, ast.stmt) else self.statement)
        put(holder, name, index, before)
        if isinstance(replacement, ast.Pass):
            told = f"without {_told(self.statement)}"
        return Mutant(self.module, self.function, told, lines, holder, name, index, replacement)


def _last_line(statement: ast.stmt) -> int:
    """The last line of a simple statement, or of the head of one that holds others."""
    body = getattr(statement, "body", None)
    if isinstance(body, list) and body:
        return max(statement.lineno, body[0].lineno - 1)
    return statement.end_lineno or statement.lineno


def _told(statement: ast.stmt) -> str:
    """How a statement reads, on one line, without what it holds."""
    bare = copy(statement)
    for name in ("body", "orelse", "finalbody", "handlers", "cases"):
        if isinstance(getattr(bare, name, None), list):
            setattr(bare, name, [])
    if isinstance(bare, ast.Match):
        return f"match {ast.unparse(bare.subject)}"
    return " ".join(ast.unparse(bare).split())


def is_left_alone(holder: ast.AST, name: str, node: ast.AST) -> bool:
    """What no run can notice, or what only says how the rest is to be read."""
    if name in {"annotation", "returns", "decorator_list", "bases", "keywords"} and not isinstance(
        holder, ast.Call
    ):
        return True
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True  # a docstring
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return True
    if isinstance(holder, ast.Call) and ast.unparse(holder.func) in {"cast", "TypeVar"}:
        return name == "args" and node is holder.args[0]
    return (
        isinstance(holder, ast.Module) and isinstance(node, ast.Assign) and _is_told_to_mypy(node)
    )


def _is_told_to_mypy(node: ast.Assign) -> bool:
    """`Bound = int | None`, `Combine = Callable[…]`, `__all__ = […]`."""
    if ast.unparse(node.targets[0]) == "__all__":
        return True
    types = (ast.Name, ast.BinOp, ast.BitOr, ast.Subscript, ast.Constant, ast.Tuple, ast.List)
    named = any(isinstance(one, (ast.Name, ast.Subscript)) for one in ast.walk(node.value))
    nodes = [one for one in ast.walk(node.value) if not isinstance(one, ast.expr_context)]
    is_union = isinstance(node.value, (ast.BinOp, ast.Subscript))
    constants = [one.value for one in nodes if isinstance(one, ast.Constant)]
    plain = all(isinstance(one, types) for one in nodes)
    return named and is_union and plain and all(not isinstance(one, int) for one in constants)


def replacements(node: ast.AST) -> Iterator[ast.AST]:
    """What could stand in the place of one node, by mistake."""
    yield from _operators(node)
    match node:
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            yield from (_with(node, test=other) for other in _denied(test))
        case ast.comprehension(ifs=[_, *_]):
            yield _with(node, ifs=[])
        case ast.Constant(value=value):
            yield from _constants(value)
        case ast.Name(id=name) if name in SWAPPED:
            yield ast.Name(id=SWAPPED[name], ctx=ast.Load())
        case ast.stmt():
            yield from _statements(node)


def _operators(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            yield from _comparisons(node)
        case ast.BoolOp(op=op):
            yield _with(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in COMPUTED:
            yield _with(node, op=COMPUTED[type(op)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand


def _comparisons(node: ast.Compare) -> Iterator[ast.AST]:
    for index, op in enumerate(node.ops):
        for other in COMPARED[type(op)]:
            yield _with(node, ops=[*node.ops[:index], other(), *node.ops[index + 1 :]])


def _denied(test: ast.expr) -> Iterator[ast.expr]:
    """The opposite, unless changing the test itself says the same."""
    is_simple = isinstance(test, ast.Compare) and len(test.ops) == 1
    if not is_simple and not (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)):
        yield ast.UnaryOp(op=ast.Not(), operand=test)


def _constants(value: object) -> Iterator[ast.AST]:
    if isinstance(value, bool):
        yield ast.Constant(value=not value)
    elif isinstance(value, int):
        yield ast.Constant(value=value + 1)
    elif isinstance(value, str):
        yield ast.Constant(value=OTHER_WORD)


def _statements(node: ast.stmt) -> Iterator[ast.AST]:
    """A statement left out, or an answer that is none."""
    match node:
        case ast.Return(value=ast.Constant(value=None)) | ast.Return(value=None):
            return
        case ast.Return():
            yield ast.Return(value=ast.Constant(value=None))
        case ast.Expr() | ast.Raise() | ast.Assert() | ast.AugAssign():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()


def _with(node: ast.AST, **changed: object) -> ast.AST:
    """The node with some fields changed, what is below it still shared."""
    other = copy(node)
    for name, value in changed.items():
        setattr(other, name, value)
    return other
