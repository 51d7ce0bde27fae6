"""What services come to over all households. Of those that exclude each other the larger counts.

As for one household (`shared.diagnosis.whatif.sums`): the least is what is at least likely pays at
least; the most is what that and what is still open pay at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from shared.diagnosis.model import Period
from shared.diagnosis.relations import Relations
from shared.diagnosis.result import Verdict
from shared.simulation.run import NO, VERDICTS, Amounts, Outcome, ServiceOutcome

Worth = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Money:
    """What one service, or all of one period, come to: in grosze, from `least` to `most`.

    `endless` households are paid what nothing announced bounds: they are in `most` with nothing.
    Of one service: only where it counts; `left_out` households would have it, but something that
    excludes it may pay them more.
    """

    period: Period
    least: int
    most: int
    endless: int
    left_out: int


@dataclass(frozen=True)
class ServiceTotal:
    """How many households come out how, and what that comes to (None: it pays nothing stated)."""

    service_id: str
    verdicts: Mapping[Verdict, int]
    money: Money | None

    @property
    def granted(self) -> int:
        """How many are eligible or likely."""
        return self.verdicts[Verdict.ELIGIBLE] + self.verdicts[Verdict.LIKELY]


@dataclass(frozen=True)
class Totals:
    """Every service, and every period that anything is paid in; months first.

    `touched` households would have had two services that exclude each other.
    """

    households: int
    services: tuple[ServiceTotal, ...]
    periods: tuple[Money, ...]
    touched: int


def totals(outcome: Outcome, relations: Relations) -> Totals:
    """The counts and sums of a run."""
    paid: dict[str, Money] = {}
    periods: list[Money] = []
    touched = np.zeros(outcome.households, dtype=bool)
    for period in get_args(Period):
        found = _Payments(outcome, period, relations)
        if found.services:
            paid |= found.by_service()
            periods.append(found.altogether())
            touched |= found.touched
    services = tuple(
        ServiceTotal(name, {one: service.count(one) for one in VERDICTS}, paid.get(name))
        for name, service in outcome.services.items()
    )
    return Totals(outcome.households, services, tuple(periods), int(np.count_nonzero(touched)))


class _Payments:
    """Everything paid in one period: what each household would have, and what of it counts."""

    def __init__(self, outcome: Outcome, period: Period, relations: Relations) -> None:
        self.period, self.households = period, outcome.households
        self.services = {
            name: (service, service.amounts)
            for name, service in outcome.services.items()
            if service.amounts is not None and service.amounts.period == period
        }
        self.least = {name: _least(*one) for name, one in self.services.items()}
        self.most = {name: _most(*one) for name, one in self.services.items()}
        self.relations = relations
        larger = {name: np.maximum(self.least[name], self.most[name]) for name in self.services}
        self.counts = _chosen(larger, relations)
        self.left_out = {name: ~self.counts[name] & (larger[name] != 0) for name in self.services}
        self.endless = {
            name: (service.verdicts != NO) & ~amounts.has_end
            for name, (service, amounts) in self.services.items()
        }

    @property
    def touched(self) -> np.ndarray:
        """The households something is left out of."""
        return _any(self.left_out.values(), self.households)

    def by_service(self) -> dict[str, Money]:
        """What each service comes to where it counts."""
        return {
            name: self._money(
                _exact_sum(np.where(self.counts[name], self.least[name], 0)),
                _exact_sum(np.where(self.counts[name], self.most[name], 0)),
                self.endless[name],
                self.left_out[name],
            )
            for name in self.services
        }

    def altogether(self) -> Money:
        """What all of them come to: at least, and at most, each by what counts then."""
        least, most = (self._sum(worth) for worth in (self.least, self.most))
        return self._money(least, most, _any(self.endless.values(), self.households), self.touched)

    def _sum(self, worth: Worth) -> int:
        counts = _chosen(worth, self.relations)
        return sum(_exact_sum(np.where(counts[name], one, 0)) for name, one in worth.items())

    def _money(self, least: int, most: int, endless: np.ndarray, left_out: np.ndarray) -> Money:
        counts = (int(np.count_nonzero(mask)) for mask in (endless, left_out))
        return Money(self.period, least, most, *counts)


def _any(masks: Iterable[np.ndarray], rows: int) -> np.ndarray:
    found = np.zeros(rows, dtype=bool)
    for mask in masks:
        found |= mask
    return found


def _exact_sum(column: np.ndarray) -> int:
    return int(column.sum()) if _is_small(column) else sum(map(int, column))


def _is_small(column: np.ndarray) -> bool:
    return column.dtype != object and (not column.size or int(column.max()) < 2**62 // column.size)


def _least(service: ServiceOutcome, amounts: Amounts) -> np.ndarray:
    return np.where(service.is_granted(), amounts.low, 0)


def _most(service: ServiceOutcome, amounts: Amounts) -> np.ndarray:
    return np.where((service.verdicts != NO) & amounts.has_end, amounts.high, 0)


def _chosen(worth: Worth, relations: Relations) -> dict[str, np.ndarray]:
    """Where each service counts: everywhere, unless others that exclude it come to more."""
    counts = {name: np.ones(len(one), dtype=bool) for name, one in worth.items()}
    for group in _groups(list(worth), relations):
        counts |= _best_of(group, worth, relations)
    return counts


def _groups(names: list[str], relations: Relations) -> Iterator[list[str]]:
    """Services that exclusions connect, at least two together."""
    waiting = dict.fromkeys(names)
    while waiting:
        group = [next(iter(waiting))]
        for name in group:
            waiting.pop(name, None)
            group += [one for one in waiting if one in relations.excluded_by(name)]
            for one in group:
                waiting.pop(one, None)
        if len(group) > 1:
            yield group


def _best_of(group: Sequence[str], worth: Worth, relations: Relations) -> dict[str, np.ndarray]:
    """For each household those of the group that may be had together and come to the most."""
    ways = list(_together(group, relations))
    sums = np.stack([np.sum([worth[name] for name in way], axis=0) for way in ways])
    chosen = np.argmax(sums, axis=0)
    return {name: np.array([name in way for way in ways])[chosen] for name in group}


def _together(group: Sequence[str], relations: Relations) -> Iterator[list[str]]:
    """Every choice of services none of which excludes another, to which none can be added."""
    for bits in range(1, 1 << len(group)):
        way = [name for place, name in enumerate(group) if bits >> place & 1]
        others = [name for name in group if name not in way]
        if not any(_clash(name, way, relations) for name in way) and all(
            _clash(name, way, relations) for name in others
        ):
            yield way


def _clash(name: str, way: Sequence[str], relations: Relations) -> bool:
    return any(one in relations.excluded_by(name) for one in way)
