"""Numbers as the solver sees them: a term, and where it can only be one of a few, which ones.

All are in whole units (zł, m²), like the numbers in the rules. Knowing the few values of a factor
(a share that depends on the size, a count of persons) keeps its product with an income linear.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product

import z3

from tests.lint import terms

MOST_PIECES = 24
YES = z3.BoolVal(True)
NO = z3.BoolVal(False)  # these two are told by what they are, not by what they say
Piece = tuple[z3.BoolRef, Fraction]
Pick = Callable[[Fraction, Fraction], Fraction]


@dataclass(frozen=True, eq=False)
class Worth:
    """A term, and its `pieces` where it is one of a few numbers: exactly one guard holds.

    `is_count`: the guards only repeat the term, so a comparison takes the term itself.
    """

    term: z3.ArithRef
    pieces: tuple[Piece, ...] | None = None
    is_count: bool = False

    @property
    def exact(self) -> Fraction | None:
        """The one number it can be."""
        return self.pieces[0][1] if self.pieces is not None and len(self.pieces) == 1 else None


@cache
def real(number: Fraction) -> z3.RatNumRef:
    """A number as a term."""
    return z3.RealVal(f"{number.numerator}/{number.denominator}")


def exactly(number: Fraction | int) -> Worth:
    """A number that is what it is."""
    number = Fraction(number)
    return Worth(real(number), ((YES, number),))


def one_of(pieces: Sequence[Piece]) -> Worth:
    """One of a few numbers. Guards of the same number become one."""
    guards: dict[Fraction, list[z3.BoolRef]] = {}
    for guard, number in pieces:
        guards.setdefault(number, []).append(guard)
    if len(guards) == 1:
        return exactly(next(iter(guards)))
    merged = tuple((either(*found), number) for number, found in guards.items())
    return Worth(_choose(merged, real), merged)


def _choose(pieces: Sequence[Piece], make: Callable[[Fraction], z3.ArithRef]) -> z3.ArithRef:
    """The term made of the number whose guard holds."""
    *others, last = pieces
    term = make(last[1])
    for guard, number in reversed(others):
        term = terms.choose(guard, make(number), term)
    return term


def both(*parts: z3.BoolRef) -> z3.BoolRef:
    """And, without what is always so."""
    left = [part for part in parts if part is not YES]
    if any(part is NO for part in left):
        return NO
    return YES if not left else left[0] if len(left) == 1 else terms.every(left)


def either(*parts: z3.BoolRef) -> z3.BoolRef:
    """Or, without what never is."""
    left = [part for part in parts if part is not NO]
    if any(part is YES for part in left):
        return YES
    return NO if not left else left[0] if len(left) == 1 else terms.some(left)


def opposite(part: z3.BoolRef) -> z3.BoolRef:
    """Not."""
    if part is YES or part is NO:
        return NO if part is YES else YES
    return terms.no(part)


def branch(condition: z3.BoolRef, yes: Worth, no: Worth) -> Worth:
    """One or the other."""
    if condition is YES or condition is NO:
        return yes if condition is YES else no
    if yes.pieces is not None and no.pieces is not None:
        turned = opposite(condition)
        pieces = [(both(condition, guard), number) for guard, number in yes.pieces]
        pieces += [(both(turned, guard), number) for guard, number in no.pieces]
        if len(pieces) <= MOST_PIECES:
            return one_of(pieces)
    return Worth(terms.choose(condition, yes.term, no.term))


def _pairwise(a: Worth, b: Worth, pick: Pick) -> Worth | None:
    if a.pieces is None or b.pieces is None or len(a.pieces) * len(b.pieces) > MOST_PIECES:
        return None
    return one_of([(both(f, g), pick(x, y)) for (f, x), (g, y) in product(a.pieces, b.pieces)])


def add(a: Worth, b: Worth) -> Worth:
    """The sum."""
    return _pairwise(a, b, lambda x, y: x + y) or Worth(terms.total((a.term, b.term)))


def subtract(a: Worth, b: Worth) -> Worth:
    """The difference."""
    return _pairwise(a, b, lambda x, y: x - y) or Worth(terms.less(a.term, b.term))


def least(a: Worth, b: Worth) -> Worth:
    """The smaller one."""
    return _pairwise(a, b, min) or Worth(
        terms.choose(terms.related("<=", a.term, b.term), a.term, b.term)
    )


def greatest(a: Worth, b: Worth) -> Worth:
    """The greater one."""
    return _pairwise(a, b, max) or Worth(
        terms.choose(terms.related(">=", a.term, b.term), a.term, b.term)
    )


def multiply(a: Worth, b: Worth) -> Worth:
    """The product; linear where one factor can only be one of a few numbers."""
    found = _pairwise(a, b, lambda x, y: x * y)
    if found is not None:
        return found
    few, other = (a, b) if a.pieces is not None else (b, a)
    if few.pieces is None:
        return Worth(terms.times(a.term, b.term))
    return Worth(_choose(few.pieces, lambda number: _scaled(other.term, number)))


def _scaled(term: z3.ArithRef, number: Fraction) -> z3.ArithRef:
    if number == 0:
        return real(Fraction(0))
    return term if number == 1 else terms.times(term, real(number))


def divide(a: Worth, b: Worth, undefined: Callable[[], z3.ArithRef]) -> Worth:
    """The quotient; `undefined` makes something that can be anything, for a division by zero."""
    if b.pieces is None:
        return Worth(z3.If(b.term == 0, undefined(), a.term / b.term))
    if all(number for _, number in b.pieces):
        turned = [(guard, 1 / number) for guard, number in b.pieces]
        return multiply(a, Worth(_choose(turned, real), tuple(turned)))

    def over(number: Fraction) -> z3.ArithRef:
        return _scaled(a.term, 1 / number) if number else undefined()

    return Worth(_choose(b.pieces, over))


def floored(a: Worth, step: Fraction, nudge: Fraction) -> Worth:
    """The multiple of `step` at or below `a + nudge · step`."""
    if a.pieces is not None:
        return one_of([(g, (x / step + nudge) // 1 * step) for g, x in a.pieces])
    whole = z3.ToInt(_scaled(a.term, 1 / step) + real(nudge))
    return Worth(_scaled(z3.ToReal(whole), step))


def rounded_up(a: Worth, step: Fraction) -> Worth:
    """The multiple of `step` at or above `a`."""
    zero = exactly(0)
    return subtract(zero, floored(subtract(zero, a), step, Fraction(0)))


RELATIONS: dict[str, Callable[[object, object], object]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


def compare(op: str, a: Worth, b: Worth) -> z3.BoolRef:
    """Whether the relation holds."""
    relation = RELATIONS[op]
    if a.exact is not None and b.exact is not None:
        return YES if relation(a.exact, b.exact) else NO
    if a.is_count or b.is_count:
        return terms.related(op, a.term, b.term)
    if a.pieces is not None and b.pieces is not None and len(a.pieces) * len(b.pieces) <= 64:
        pairs = product(a.pieces, b.pieces)
        return either(*[both(f, g) for (f, x), (g, y) in pairs if relation(x, y)])
    return terms.related(op, a.term, b.term)
