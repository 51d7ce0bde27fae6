"""What kind of thing an expression is worth: a truth, a choice, or a quantity with its dimension.

A bare number (`1010`, a table entry) has no dimension of its own: beside money it is złote, beside
an area square meters. Inside, money and areas count hundredths, so a bare number is scaled there.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.diagnosis.language import ExpressionError
from shared.diagnosis.model import Fact


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its exponents of money and area; `bare` takes the dimension of its company."""

    money: int = 0
    area: int = 0
    bare: bool = False

    @property
    def has_dimension(self) -> bool:
        """Whether it is anything else than a plain number."""
        return bool(self.money or self.area)

    @property
    def scale(self) -> int:
        """How many minor units a bare number is, in this dimension."""
        return int(100 ** (self.money + self.area))

    def __str__(self) -> str:
        names = {(0, 0): "a number", (1, 0): "money", (0, 1): "an area"}
        return names.get((self.money, self.area), f"money^{self.money}·area^{self.area}")


@dataclass(frozen=True, slots=True)
class TruthKind:
    """Yes, no or unknown."""

    def __str__(self) -> str:
        return "yes or no"


@dataclass(frozen=True, slots=True)
class ChoiceKind:
    """One of the choices of a fact."""

    fact: Fact

    def __str__(self) -> str:
        return f"a choice of {self.fact.id}"


@dataclass(frozen=True, slots=True)
class DateKind:
    """A day; only what has passed since can be counted with."""

    def __str__(self) -> str:
        return "a date"


Kind = Quantity | TruthKind | ChoiceKind | DateKind

TRUTH = TruthKind()
DATE = DateKind()
NUMBER = Quantity()
BARE = Quantity(bare=True)
MONEY = Quantity(money=1)
AREA = Quantity(area=1)


def common(start: int, a: Kind, b: Kind) -> Quantity:
    """The one dimension of two quantities that are added or compared. Raises ExpressionError."""
    if not isinstance(a, Quantity) or not isinstance(b, Quantity):
        raise ExpressionError(start, f"{a} and {b} do not go together", "use two numbers here")
    if a.bare or b.bare:
        return b if a.bare else a
    if a != b:
        raise ExpressionError(
            start, f"{a} and {b} do not go together", "compare and add like with like"
        )
    return a


def product(a: Quantity, b: Quantity) -> Quantity:
    """The dimension of a product; bare times a plain number stays bare."""
    bare = (a.bare or b.bare) and not (a.has_dimension or b.has_dimension)
    return Quantity(a.money + b.money, a.area + b.area, bare)


def quotient(start: int, a: Quantity, b: Quantity) -> Quantity:
    """The dimension of a quotient; a bare number over a dimension is a ratio of the two.

    Raises ExpressionError for what has no meaning in the rules: something per złoty or per m³.
    """
    if a.bare and b.has_dimension:
        return NUMBER
    if a.money + a.area < b.money + b.area:
        raise ExpressionError(
            start, f"{a} divided by {b} means nothing", "divide like by like, or by a number"
        )
    bare = (a.bare or b.bare) and not (a.has_dimension or b.has_dimension)
    return Quantity(a.money - b.money, a.area - b.area, bare)
