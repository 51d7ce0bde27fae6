"""Named formulas: put in the place of their names, and checked on their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from operator import is_
from typing import Any

from shared.diagnosis.language import ExpressionError, parse
from shared.diagnosis.model import Definition
from shared.diagnosis.tree import Defined, Name, Node


@dataclass(frozen=True)
class Definitions:
    """What may be named in an expression: what all services share, and what one adds."""

    known: Mapping[str, Definition]
    trail: tuple[str, ...] = ()
    formulas: dict[str, Node] = field(default_factory=dict)

    def read(self, source: str) -> Node:
        """The tree of an expression with every defined name filled in. Raises ExpressionError."""
        return self.fill(parse(source))

    def fill(self, node: Node) -> Node:
        """The node with every defined name in it filled in. Raises ExpressionError."""
        if isinstance(node, Name):
            return self._formula(node) if node.id in self.known else node
        changed: dict[str, Any] = {}
        for part in fields(node):
            before = getattr(node, part.name)
            after = self._fill_part(before)
            if after is not before:
                changed[part.name] = after
        return replace(node, **changed) if changed else node

    def _fill_part(self, part: object) -> object:
        if isinstance(part, Node):
            return self.fill(part)
        if not isinstance(part, tuple):
            return part
        filled = tuple(self.fill(one) for one in part)
        return part if all(map(is_, part, filled)) else filled

    def _formula(self, name: Name) -> Defined:
        if name.id in self.trail:
            way = " → ".join((*self.trail[self.trail.index(name.id) :], name.id))
            raise ExpressionError(name.start, f"a name defined by itself: {way}", "cut the circle")
        source = self.known[name.id].exactly
        formula = self.formulas.get(name.id)
        if formula is None:
            formula = self.formulas[name.id] = self._read_formula(name, source)
        return Defined(id=name.id, source=source, formula=formula, start=name.start, end=name.end)

    def _read_formula(self, name: Name, source: str) -> Node:
        """The tree of a definition, which is the same wherever it is named."""
        inside = replace(self, trail=(*self.trail, name.id))
        try:
            return inside.read(source)
        except ExpressionError as error:
            raise at_name(name, error) from error


def at_name(name: Name | Defined, error: ExpressionError) -> ExpressionError:
    """What is wrong with a definition, told where its name is used."""
    is_told = error.definition is not None or "defined by itself" in error.problem
    problem = error.problem if is_told else f"{name.id}: {error.problem}"
    return ExpressionError(name.start, problem, error.cure, name.id)
