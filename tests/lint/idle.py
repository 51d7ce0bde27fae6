"""Parts of an expression nobody's result hangs on: an `or` part implied by another, an `if` branch
never taken, a `min` that never bites.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import z3

from shared.diagnosis.tree import Node
from tests.lint.ask import Answer
from tests.lint.findings import Finding
from tests.lint.reach import any_of, doubt, ever, is_out_of_reach, only_no
from tests.lint.simpler import simpler
from tests.lint.translate import Translation
from tests.lint.view import Book, Sight, uses
from tests.lint.worth import NO, both, either, opposite
from tests.lint.written import Law, Piece

Changed = Mapping[str, Node]


def differs(sight: Sight, changed: Changed, formulas: Changed) -> z3.BoolRef:
    """Whether the result is another one once some pieces, or some names, say something else."""
    said = sight.with_formulas(formulas) if formulas else sight.said
    fits, other_fits, differing = [], [], []
    for piece in sight.law.conditions:
        other = _other(piece, changed, formulas)
        fits.append(sight.conditions[piece.place])
        other_fits.append(fits[-1] if other is None else said.truth(other))
    here, there = both(*fits), both(*other_fits)
    for piece in (*sight.law.amounts, *sight.law.documents):
        other = _other(piece, changed, formulas)
        if other is not None:
            differing.append(_unlike(sight, said, piece, other))
    if sight.law.rule.kind == "help":
        return either(*differing)
    one_fits = NO if all(map(z3.eq, fits, other_fits)) else _unequal(fits, other_fits)
    return either(one_fits, both(here, there, either(*differing)))


def _unequal(fits: list[z3.BoolRef], other_fits: list[z3.BoolRef]) -> z3.BoolRef:
    """One fits and the other does not; what is the same in both must hold."""
    same = [one for one, other in zip(fits, other_fits, strict=True) if one.eq(other)]
    pairs = [pair for pair in zip(fits, other_fits, strict=True) if not pair[0].eq(pair[1])]
    here, there = both(*[one for one, _ in pairs]), both(*[other for _, other in pairs])
    return both(*same, either(both(here, opposite(there)), both(there, opposite(here))))


def _other(piece: Piece, changed: Changed, formulas: Changed) -> Node | None:
    if piece.place in changed:
        return changed[piece.place]
    return piece.node if any(uses(piece, name) for name in formulas) else None


def _unlike(sight: Sight, said: Translation, piece: Piece, other: Node) -> z3.BoolRef:
    if piece.place in sight.documents:
        return z3.Xor(sight.documents[piece.place], said.truth(other))
    return sight.amounts[piece.place].term != said.number(other).term


def parts(book: Book) -> Iterator[Finding]:
    """Each part changes the result of somebody, on some day, in some service that says it."""
    idle: dict[str, Finding | None] = {}
    for law in book.laws:
        if is_out_of_reach(book, law):
            continue
        for piece in _in_use(book, law):
            for finding, answer in _of_piece(book, law, piece):
                known = idle.get(str(finding), finding)
                idle[str(finding)] = None if answer is Answer.YES else known
    yield from (finding for finding in idle.values() if finding is not None)


def _in_use(book: Book, law: Law) -> Iterator[Piece]:
    """All but the conditions that never say no: of these every part is idle."""
    is_refusing = law.rule.kind != "help" and len(law.conditions) > 1
    for piece in law.pieces:
        if is_refusing and piece in law.conditions:
            is_needed = ever(book, law, only_no(piece.place)) is Answer.YES
        else:
            is_needed = True
        if is_needed:
            yield piece


def _of_piece(book: Book, law: Law, piece: Piece) -> Iterator[tuple[Finding, Answer]]:
    name = piece.place.removeprefix("definitions/")
    is_formula = name in law.formulas and piece.place.startswith("definitions/")
    for change in simpler(piece.node):
        text = " ".join(piece.source[change.piece.start : change.piece.end].split())
        changed = {} if is_formula else {piece.place: change.tree}
        formulas = {name: change.tree} if is_formula else {}
        answer = ever_differs(book, law, changed, formulas)
        place = f"{law.place if not is_formula else law.service_id}/{piece.place}"
        yield Finding(f"idle{doubt(answer)}", place, f"{change.done} `{text}`"), answer


def ever_differs(book: Book, law: Law, changed: Changed, formulas: Changed) -> Answer:
    """Whether anybody's result changes on any day (with known numbers, if there is such a day)."""
    views = [view for view, _ in book.views(law)]
    known = [view for view in views if view.is_as_announced_as_ever]
    return any_of(known or views, lambda sight: differs(sight, changed, formulas))
