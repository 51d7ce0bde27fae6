"""Two services on two sides of one threshold: no grosz between them, none on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from shared.diagnosis.tree import Compare, Node, shape
from tests.lint.findings import Finding
from tests.lint.simpler import parts_of
from tests.lint.view import Book
from tests.lint.written import names_in

GAP, DOUBLE = {"<", ">"}, {"<=", ">="}
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
Side = tuple[str, str, str]


def between_services(book: Book) -> Iterator[Finding]:
    """Where one service begins, the other one ends, to the grosz."""
    sides: dict[object, dict[Side, None]] = {}
    for law in book.laws:
        for piece in law.conditions:
            for one in _of_money(book, piece.node):
                written = piece.source[one.start : one.end]
                for key, op in _both_ways(one):
                    sides.setdefault(key, {})[law.service_id, op, written] = None
    for found in sides.values():
        for (one, op, written), (other, its_op, _) in combinations(found, 2):
            problem = {frozenset(GAP): "in neither", frozenset(DOUBLE): "in both"}
            told = problem.get(frozenset({op, its_op}))
            if told and one != other and written.count(op):
                yield Finding("band", f"{one}, {other}", f"exactly at `{written}` is {told}")


def _both_ways(one: Compare) -> Iterator[tuple[object, str]]:
    left, right = shape(one.left), shape(one.right)
    yield (left, right), one.op
    yield (right, left), TURNED[one.op]


def _of_money(book: Book, node: Node) -> Iterator[Compare]:
    facts = book.knowledge.facts
    money = (name for name in names_in(node) if name in facts and facts[name].type == "money")
    if isinstance(node, Compare) and node.op in TURNED and any(money):
        yield node
    for _, _, part in parts_of(node):
        yield from _of_money(book, part)
