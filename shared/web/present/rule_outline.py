"""A formula of the rules as a lawyer reads it: an indented outline, every name in words.

What fits on a line is one line; what does not is taken apart at its outermost word. Nothing is
left out and nothing is simplified, so the outline and the expression say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shared.diagnosis.language import parse
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

LONGEST = 100
NAMED = frozenset({"definition", "parameter"})
COMPARED = {
    "<": "mniej niż",
    "<=": "najwyżej",
    ">": "więcej niż",
    ">=": "co najmniej",
    "=": "dokładnie",
    "!=": "coś innego niż",
}
SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}
HEADS = {
    "+": "suma:",
    "-": "różnica (od pierwszego odjąć następne):",
    "*": "iloczyn:",
    "/": "iloraz (pierwsze podzielić przez drugie):",
}
JOINED = {"and": "i", "or": "lub"}
BOTH_HEADS = {"and": "wszystko naraz:", "or": "co najmniej jedno z tego:"}
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
class Outline:
    """Says the pieces of a tree; whoever wants numbers for names says `name` otherwise."""

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
            return _limit(node) is not None
        if isinstance(node, Call):
            return node.function not in SINCE
        return isinstance(node, Quantifier | Both)

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
        if self._chosen(node) is not None:
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
        elif node.function in LIMITED and (limit := _limit(node)) is not None:
            head = Piece(f"wynik niżej{LIMITED[node.function]}")
            yield Line(depth, (head, *self.said(limit[1]), Piece(":")))
            yield from self.lines(limit[0], depth + 1)
        elif node.function in EXTREMES:
            yield from self._listed(f"{EXTREMES[node.function]}:", node.arguments, depth)
        elif node.function in ROUNDED:
            yield from self._listed(f"{_rounding(node)}:", node.arguments[:1], depth)
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
        chosen = self._chosen(node)
        if chosen is not None:
            yield Piece(": " if node.op == "=" else ": każda odpowiedź poza ")
            yield chosen
            return
        yield Piece(f": {COMPARED[node.op]} ")
        yield from self._tight(node.right)

    def _chosen(self, node: Compare) -> Piece | None:
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
            yield Piece(f", {_rounding(node)}")
        elif (limit := _limit(node)) is not None:
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


def _chain(node: Arithmetic) -> tuple[Node, ...]:
    """`a + b + c` as three parts; other signs do not mix."""
    left = node.left
    if isinstance(left, Arithmetic) and left.op == node.op and node.op != "/":
        return (*_chain(left), node.right)
    return (left, node.right)


def _limit(node: Call) -> tuple[Node, Node] | None:
    """`min(x, 1)` or `max(0, x)` as x and its limit."""
    if node.function not in LIMITED or len(node.arguments) != 2:
        return None
    first, second = node.arguments
    if isinstance(first, Number) == isinstance(second, Number):
        return None
    return (second, first) if isinstance(first, Number) else (first, second)


def _rounding(node: Call) -> str:
    step = node.arguments[1]
    value = str(step.value) if isinstance(step, Number) else ""
    words = number_words(step) if isinstance(step, Number) else ""
    return f"{ROUNDED[node.function]} {STEPS.get(value, f'co {words}')}"
