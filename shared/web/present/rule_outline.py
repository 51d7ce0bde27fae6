"""A formula of the rules as a lawyer reads it: an indented outline, every name in words.

What fits on a line is one line; what does not is taken apart at its outermost word. Nothing is
left out and nothing is simplified, so the outline and the expression say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shared.diagnosis.language import parse
from shared.diagnosis.tree import Arithmetic, Both, Call, Compare, Node, Not, Quantifier
from shared.web.present.rule_sentence import (
    COMPARED,
    EXTREMES,
    LIMITED,
    OVER,
    ROUNDED,
    InWords,
    limit_of,
    rounding_of,
)
from shared.web.present.rule_words import Piece, RuleNames

LONGEST = 100
NAMED = frozenset({"definition", "parameter"})
HEADS = {
    "+": "suma:",
    "-": "różnica (od pierwszego odjąć następne):",
    "*": "iloczyn:",
    "/": "iloraz (pierwsze podzielić przez drugie):",
}
BOTH_HEADS = {"and": "wszystko naraz:", "or": "co najmniej jedno z tego:"}


@dataclass(frozen=True)
class Line:
    """One line of an outline, so many steps in."""

    depth: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line as plain words; what is defined elsewhere stands in brackets."""
        return "".join(
            f"[{piece.text}]" if piece.kind in NAMED else piece.text for piece in self.pieces
        )


def outline(source: str, names: RuleNames) -> tuple[Line, ...]:
    """The outline of an expression. Raises ExpressionError for what cannot be parsed."""
    return tuple(Outline(names).lines(parse(source), 0))


@dataclass(frozen=True)
class Outline(InWords):
    """Says the pieces of a tree, what is long on several lines."""

    def lines(self, node: Node, depth: int) -> Iterator[Line]:
        """The node on one line, or taken apart."""
        pieces = tuple(self.said(node))
        is_short = sum(len(piece.text) for piece in pieces) <= LONGEST
        if is_short and not (isinstance(node, Both) and len(node.operands) > 1):
            yield Line(depth, pieces)
            return
        match node:
            case Both():
                yield from self._listed(BOTH_HEADS[node.op], node.operands, depth)
            case Not():
                yield from self._listed("nie jest tak, że:", (node.operand,), depth)
            case Compare():
                yield from self._measured(node, depth)
            case Arithmetic():
                yield from self._listed(HEADS[node.op], _chain(node), depth)
            case Quantifier():
                yield from self._quantified(node, depth)
            case Call():
                yield from self._called(node, depth)
            case _:
                yield Line(depth, pieces)

    def _listed(self, head: str, nodes: tuple[Node, ...], depth: int) -> Iterator[Line]:
        yield Line(depth, (Piece(head),))
        for node in nodes:
            yield from self.lines(node, depth + 1)

    def _measured(self, node: Compare, depth: int) -> Iterator[Line]:
        left = tuple(self.said(node.left))
        if self.chosen(node) is not None:
            yield Line(depth, tuple(self.said(node)))
            return
        if sum(len(piece.text) for piece in left) > LONGEST:
            head = f"pierwsze – {COMPARED[node.op]} drugie:"
            yield from self._listed(head, (node.left, node.right), depth)
            return
        yield Line(depth, (*left, Piece(f" – {COMPARED[node.op]}:")))
        yield from self.lines(node.right, depth + 1)

    def _quantified(self, node: Quantifier, depth: int) -> Iterator[Line]:
        yield from self._listed(OVER[node.name].rstrip(), (node.body,), depth)
        if node.guard is not None:
            head = "a liczą się tylko osoby, dla których prawdą jest:"
            yield from self._listed(head, (node.guard,), depth)

    def _called(self, node: Call, depth: int) -> Iterator[Line]:
        if node.function == "if":
            yield from self._branches(node, depth)
        elif node.function in LIMITED and (limit := limit_of(node)) is not None:
            head = Piece(f"wynik niżej{LIMITED[node.function]}")
            yield Line(depth, (head, *self.said(limit[1]), Piece(":")))
            yield from self.lines(limit[0], depth + 1)
        elif node.function in EXTREMES:
            yield from self._listed(f"{EXTREMES[node.function]}:", node.arguments, depth)
        elif node.function in ROUNDED:
            yield from self._listed(f"{rounding_of(node)}:", node.arguments[:1], depth)
        else:
            yield Line(depth, tuple(self.said(node)))

    def _branches(self, node: Call, depth: int, word: str = "jeżeli") -> Iterator[Line]:
        test, then, otherwise = node.arguments
        pieces = tuple(self.said(test))
        if sum(len(piece.text) for piece in pieces) <= LONGEST:
            yield Line(depth, (Piece(f"{word} "), *pieces, Piece(" – to:")))
        else:
            yield from self._listed(f"{word}:", (test,), depth)
            yield Line(depth, (Piece("to:"),))
        yield from self.lines(then, depth + 1)
        if isinstance(otherwise, Call) and otherwise.function == "if":
            yield from self._branches(otherwise, depth, "a w innym razie, jeżeli")
        else:
            yield from self._listed("a w innym razie:", (otherwise,), depth)


def _chain(node: Arithmetic) -> tuple[Node, ...]:
    """`a + b + c` as three parts; other signs do not mix."""
    left = node.left
    if isinstance(left, Arithmetic) and left.op == node.op and node.op != "/":
        return (*_chain(left), node.right)
    return (left, node.right)
