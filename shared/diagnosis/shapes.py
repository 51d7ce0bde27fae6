"""What pieces of expressions say, as numbers: the same number for pieces that mean the same."""

from __future__ import annotations

from dataclasses import fields

from shared.diagnosis.tree import Defined, Node


class Shapes:
    """Numbers each node once, by the numbers of what is below it.

    A tree would otherwise be walked again for every piece of it. Nodes are held on to, so that the
    id of one stays its own.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[object, ...], int] = {}
        self._met: dict[int, tuple[Node, int]] = {}
        self._parts: dict[type[Node], tuple[str, ...]] = {}

    def of(self, node: Node) -> int:
        """The number of what a node says; a defined name says what its formula says."""
        met = self._met.get(id(node))
        if met is None:
            met = self._met[id(node)] = node, self._number(node)
        return met[1]

    def _number(self, node: Node) -> int:
        if isinstance(node, Defined):
            return self.of(node.formula)
        kind = type(node)
        if kind not in self._parts:
            self._parts[kind] = _said_by(node)
        said = (kind, *[self._part(getattr(node, name)) for name in self._parts[kind]])
        return self._numbers.setdefault(said, len(self._numbers))

    def _part(self, part: object) -> object:
        if isinstance(part, Node):
            return self.of(part)
        return tuple(map(self._part, part)) if isinstance(part, tuple) else part


def _said_by(node: Node) -> tuple[str, ...]:
    """The parts of such a node that say something; where it stands says nothing."""
    return tuple(part.name for part in fields(node) if part.name not in {"start", "end"})
