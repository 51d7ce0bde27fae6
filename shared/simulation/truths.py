"""Columns of truths: where something is surely so, and where it is surely not.

`no` is None where nothing is unknown: then it is wherever `yes` is not, and need not be worked out.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

Mask = Any  # a bool, or an array of them


class Truths(NamedTuple):
    """One truth a row."""

    yes: Mask
    no: Mask | None = None

    @property
    def surely_not(self) -> Mask:
        """Where it is surely not so."""
        return np.logical_not(self.yes) if self.no is None else self.no

    @property
    def unknown(self) -> Mask:
        """Where it may be so or not; None where it never is."""
        return None if self.no is None else np.logical_not(self.yes | self.no)

    def take(self, rows: np.ndarray) -> Truths:
        """The truths of these rows, in this order."""
        return Truths(_take(self.yes, rows), None if self.no is None else _take(self.no, rows))


def _take(mask: Mask, rows: np.ndarray) -> Mask:
    return mask[rows] if isinstance(mask, np.ndarray) else mask


def opposite(a: Truths) -> Truths:
    """Not."""
    return Truths(np.logical_not(a.yes)) if a.no is None else Truths(a.no, a.yes)


def both(a: Truths, b: Truths) -> Truths:
    """And: one no decides."""
    if a.no is None and b.no is None:
        return Truths(a.yes & b.yes)
    return Truths(a.yes & b.yes, a.surely_not | b.surely_not)


def either(a: Truths, b: Truths) -> Truths:
    """Or: one yes decides."""
    if a.no is None and b.no is None:
        return Truths(a.yes | b.yes)
    return Truths(a.yes | b.yes, a.surely_not & b.surely_not)


def same(a: Truths, b: Truths) -> Truths:
    """Whether both are so or both are not; unknown where either is."""
    if a.no is None and b.no is None:
        return Truths(np.equal(a.yes, b.yes))
    one, other = a.surely_not, b.surely_not
    return Truths((a.yes & b.yes) | (one & other), (a.yes & other) | (one & b.yes))


def branch(condition: Truths, a: Truths, b: Truths) -> Truths:
    """The branch taken; while the condition is unknown, what both branches say alike."""
    taken, other = condition.yes, condition.surely_not
    yes = (taken & a.yes) | (other & b.yes)
    if condition.no is None and a.no is None and b.no is None:
        return Truths(yes)
    no = (taken & a.surely_not) | (other & b.surely_not)
    if condition.unknown is not None:
        yes |= condition.unknown & a.yes & b.yes
        no |= condition.unknown & a.surely_not & b.surely_not
    return Truths(yes, no)
