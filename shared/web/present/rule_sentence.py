"""A formula of the rules in one Polish sentence, every name in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shared.diagnosis.tree import (
    Among,
    Arithmetic,
    Both,
    Call,
    Compare,
    Literally,
    Minus,
    Name,
    Node,
    Not,
    Number,
    Quantifier,
)
from shared.web.present.rule_words import Piece, RuleNames, number_words

COMPARED = {
    "<": "mniej niż",
    "<=": "najwyżej",
    ">": "więcej niż",
    ">=": "co najmniej",
    "=": "dokładnie",
    "!=": "coś innego niż",
}
SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}
JOINED = {"and": "i", "or": "lub"}
EXTREMES = {"min": "najmniejsza z liczb", "max": "największa z liczb"}
LIMITED = {"min": ", ale nie więcej niż ", "max": ", ale nie mniej niż "}
ROUNDED = {
    "round": "zaokrąglone",
    "round_up": "zaokrąglone w górę",
    "round_down": "zaokrąglone w dół",
}
STEPS = {"1": "do pełnych złotych", "1/100": "do grosza", "1/10": "do 10 groszy"}
SINCE = {
    "years_since": "pełne lata od: ",
    "months_since": "pełne miesiące od: ",
    "days_since": "dni od: ",
}
OVER = {
    "any": "jest w gospodarstwie osoba, dla której prawdą jest: ",
    "all": "dla każdej osoby prawdą jest: ",
    "count": "liczba osób, dla których prawdą jest: ",
    "sum": "suma po osobach: ",
    "self": "dla osoby pytającej: ",
}
BINDING = {"+": 1, "-": 1, "*": 2, "/": 2}


@dataclass(frozen=True)
class InWords:
    """Says the pieces of a tree on one line; whoever wants numbers for names says `name` otherwise.

    Two pieces side by side never read in two ways: what binds more loosely stands in brackets.
    """

    names: RuleNames

    def name(self, node: Name) -> Piece:
        """What a name is called."""
        return self.names.piece(node.id)

    def shown(self, node: Node) -> Node:
        """The node that stands there; whoever knows which branch is taken shows that one."""
        return node

    def is_loose(self, node: Node) -> bool:
        """Whether it needs brackets beside anything else."""
        if isinstance(node, Call) and node.function in EXTREMES:
            return limit_of(node) is not None
        if isinstance(node, Call):
            return node.function not in SINCE
        return isinstance(node, Quantifier | Both)

    def said(self, node: Node) -> Iterator[Piece]:
        """The node on one line."""
        node = self.shown(node)
        if isinstance(node, Number):
            yield Piece(number_words(node), "value")
        elif isinstance(node, Literally):
            yield Piece("tak" if node.value else "nie", "value")
        elif isinstance(node, Name):
            yield self.name(node)
        else:
            yield from self._composed(node)

    def _composed(self, node: Node) -> Iterator[Piece]:
        match node:
            case Compare():
                yield from self._compared(node)
            case Among():
                yield from self._among(node)
            case Both():
                yield from self._both(node)
            case Not() | Minus():
                yield from self._turned(node)
            case Arithmetic():
                yield from self._reckoned(node)
            case Quantifier():
                yield from self._over(node)
            case Call():
                yield from self._call(node)

    def _turned(self, node: Not | Minus) -> Iterator[Piece]:
        yield Piece("nieprawda, że " if isinstance(node, Not) else "−")
        operand = self.shown(node.operand)
        is_sum = isinstance(operand, Arithmetic)
        yield from self._apart(operand, is_sum or self.is_loose(operand))

    def _tight(self, node: Node) -> Iterator[Piece]:
        yield from self._apart(node, self.is_loose(self.shown(node)))

    def _apart(self, node: Node, is_apart: bool) -> Iterator[Piece]:
        if is_apart:
            yield Piece("(")
        yield from self.said(node)
        if is_apart:
            yield Piece(")")

    def _compared(self, node: Compare) -> Iterator[Piece]:
        yield from self._tight(node.left)
        chosen = self.chosen(node)
        if chosen is not None:
            yield Piece(": " if node.op == "=" else ": każda odpowiedź poza ")
            yield chosen
            return
        yield Piece(f": {COMPARED[node.op]} ")
        yield from self._tight(node.right)

    def chosen(self, node: Compare) -> Piece | None:
        """The choice or the truth that a fact is compared with; None for a quantity."""
        left, right = node.left, node.right
        if not isinstance(left, Name):
            return None
        if isinstance(right, Literally):
            return Piece("tak" if right.value else "nie", "value")
        fact = self.names.knowledge.facts.get(left.id)
        if not isinstance(right, Name) or fact is None or right.id not in fact.choice_ids:
            return None
        return Piece(self.names.choice(left.id, right.id), "value")

    def _among(self, node: Among) -> Iterator[Piece]:
        yield from self.said(node.subject)
        fact_id = node.subject.id if isinstance(node.subject, Name) else ""
        yield Piece(": " if len(node.choices) == 1 else ": jedno z ")
        said = ", ".join(self.names.choice(fact_id, choice.id) for choice in node.choices)
        yield Piece(said, "value")

    def _both(self, node: Both) -> Iterator[Piece]:
        for index, operand in enumerate(node.operands):
            if index:
                yield Piece(f" {JOINED[node.op]} ")
            yield from self._tight(operand)

    def _reckoned(self, node: Arithmetic) -> Iterator[Piece]:
        yield from self._side(node.left, BINDING[node.op], is_right=False)
        yield Piece(SIGNS[node.op])
        yield from self._side(node.right, BINDING[node.op], is_right=True)

    def _side(self, node: Node, binding: int, *, is_right: bool) -> Iterator[Piece]:
        node = self.shown(node)
        own = BINDING[node.op] if isinstance(node, Arithmetic) else 3
        is_weaker = own < binding or (is_right and own == binding)
        yield from self._apart(node, is_weaker or self.is_loose(node))

    def _over(self, node: Quantifier) -> Iterator[Piece]:
        yield Piece(OVER[node.name])
        yield from self.said(node.body)
        if node.guard is not None:
            yield Piece(" (tylko osoby, dla których prawdą jest: ")
            yield from self.said(node.guard)
            yield Piece(")")

    def _call(self, node: Call) -> Iterator[Piece]:
        arguments = node.arguments
        if node.function == "if":
            yield from self._joined(("jeżeli ", ": ", "; w innym razie: "), arguments)
        elif node.function in SINCE:
            yield from self._joined((SINCE[node.function],), arguments)
        elif node.function == "table":
            yield from self._joined(("pozycja z tabeli: ", " – dla: "), arguments)
        elif node.function in ROUNDED:
            subject = self.shown(arguments[0])
            is_sum = isinstance(subject, Arithmetic)
            yield from self._apart(subject, is_sum or self.is_loose(subject))
            yield Piece(f", {rounding_of(node)}")
        elif (limit := limit_of(node)) is not None:
            yield from self._tight(limit[0])
            yield from self._joined((LIMITED[node.function],), limit[1:])
        else:
            yield Piece(f"{EXTREMES[node.function]} (")
            yield from self._joined(("", *["; "] * (len(arguments) - 1)), arguments)
            yield Piece(")")

    def _joined(self, words: tuple[str, ...], nodes: tuple[Node, ...]) -> Iterator[Piece]:
        for word, node in zip(words, nodes, strict=True):
            if word:
                yield Piece(word)
            yield from self.said(node)


def limit_of(node: Call) -> tuple[Node, Node] | None:
    """`min(x, 1)` or `max(0, x)` as x and its limit."""
    if node.function not in LIMITED or len(node.arguments) != 2:
        return None
    first, second = node.arguments
    if isinstance(first, Number) == isinstance(second, Number):
        return None
    return (second, first) if isinstance(first, Number) else (first, second)


def rounding_of(node: Call) -> str:
    """How a call rounds."""
    step = node.arguments[1]
    value = str(step.value) if isinstance(step, Number) else ""
    words = number_words(step) if isinstance(step, Number) else ""
    return f"{ROUNDED[node.function]} {STEPS.get(value, f'co {words}')}"
