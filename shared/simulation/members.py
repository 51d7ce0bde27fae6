"""Quantifiers over columns: what holds of the persons of each household, told in one row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from shared.diagnosis.household import SIZE
from shared.simulation import ratios, spans, truths
from shared.simulation.columns import Columns
from shared.simulation.ratios import NOTHING, Mask, choose, constant, whole
from shared.simulation.spans import ZERO, Span, point
from shared.simulation.truths import Truths

Parts = Sequence[Any]  # the body, and the guard where there is one; of nobody: nothing


def possible(columns: Columns) -> np.ndarray | None:
    """How many persons beyond those listed there may be; None where nowhere any."""
    size = columns.household.get(SIZE)
    if size is None:
        return None
    more = size.high - columns.listed
    return more if np.any(more) else None


@dataclass(frozen=True)
class Members:
    """The persons of each household, and how many more there may be."""

    columns: Columns
    possible: np.ndarray | None

    def any_of(self, mask: Mask) -> np.ndarray:
        """The households one of whose persons is marked."""
        found = np.zeros(len(self.columns), dtype=bool)
        found[self.columns.owner[self._listed(mask)]] = True
        return found

    def count_of(self, mask: Mask) -> np.ndarray:
        """How many of a household's persons are marked."""
        owners = self.columns.owner[self._listed(mask)]
        return np.bincount(owners, minlength=len(self.columns))

    def _listed(self, mask: Mask) -> np.ndarray:
        return np.broadcast_to(mask, self.columns.person_count)

    def any(self, listed: Parts, somebody: Parts) -> Truths:
        """Over nobody: no."""
        terms = _fits(listed)
        yes = self.any_of(terms.yes)
        if terms.no is None and self.possible is None:
            return Truths(yes)
        no = np.logical_not(self.any_of(np.logical_not(terms.surely_not)))
        if self.possible is not None:
            no &= (self.possible == 0) | _fits(somebody).surely_not
        return Truths(yes, no)

    def all(self, listed: Parts, somebody: Parts) -> Truths:
        """Not any who does not fit; over nobody: yes."""
        return truths.opposite(self.any(_negated(listed), _negated(somebody)))

    def count(self, listed: Parts, somebody: Parts) -> Span:
        """From those who surely fit to those who may."""
        terms = _fits(listed)
        surely = whole(self.count_of(terms.yes))
        if terms.no is None and self.possible is None:
            return point(surely)
        may = self.count_of(np.logical_not(terms.surely_not))
        if self.possible is not None:
            may = may + np.where(_fits(somebody).surely_not, 0, self.possible)
        return Span(surely, whole(may))

    def sum(self, listed: Parts, somebody: Parts) -> Span:
        """A person who may not be a member adds anything between nothing and their share."""
        share = _summand(listed)
        starts, rows = self.columns.starts, self.columns.person_count
        low = ratios.sums(share.low, starts, rows)
        if share.is_exact:
            total = point(low)
        else:
            ends = (self.any_of(one) if np.any(one) else False for one in share[2:])
            total = Span(low, ratios.sums(share.high, starts, rows), *ends)
        return total if self.possible is None else self._with_possible(total, somebody)

    def _with_possible(self, total: Span, somebody: Parts) -> Span:
        share = spans.hull(ZERO, _summand(somebody))
        more = Span(NOTHING, whole(np.asarray(self.possible)))
        most = spans.multiply(more, share)
        there_are = np.asarray(self.possible) > 0
        return spans.add(total, _only_where(there_are, most))


def _only_where(mask: np.ndarray, a: Span) -> Span:
    low, high = choose(mask, a.low, NOTHING), choose(mask, a.high, constant(0))
    return Span(low, high, a.no_low & mask, a.no_high & mask)


def _negated(parts: Parts) -> Parts:
    return [truths.opposite(parts[0]), *parts[1:]] if parts else ()


def _fits(parts: Parts) -> Truths:
    """Whether a person is a member and fits."""
    body: Truths = parts[0]
    return body if len(parts) == 1 else truths.both(parts[1], body)


def _summand(parts: Parts) -> Span:
    """A person's share: nothing if surely no member, anything up to it if perhaps one."""
    body: Span = parts[0]
    return body if len(parts) == 1 else spans.branch(parts[1], body, ZERO)


QUANTIFIERS: Mapping[str, Callable[[Members, Parts, Parts], Any]] = {
    "any": Members.any,
    "all": Members.all,
    "count": Members.count,
    "sum": Members.sum,
}
