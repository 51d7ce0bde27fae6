"""What services mean for each other: which cannot be had together, and which count as income.

Verdicts stay what they are: each says what the law says of that service alone. Beside them stands
that somebody may have only one of two, and no sum counts both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from shared.diagnosis.model import Exclusion, IncomeLink, Rule
from shared.diagnosis.result import AmountRange, Assessment, Result, Verdict


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two services, in content order, of which one person (or the household) may have only one.

    `larger`: the one that surely pays more in the same period; None where that is not known.
    """

    service_ids: tuple[str, str]
    larger: str | None
    exclusion: Exclusion

    def other(self, service_id: str) -> str:
        """The other one of the two."""
        first, second = self.service_ids
        return second if service_id == first else first


@dataclass(frozen=True, slots=True)
class IncomeEffect:
    """A service that, once granted, counts as income for others that are still open or granted."""

    service_id: str
    affected_ids: tuple[str, ...]
    link: IncomeLink


class Relations:
    """What the rules of one content say about each other."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = {rule.service_id: rule for rule in rules}
        self._excluded: dict[str, set[str]] = {}
        for rule in self._rules.values():
            for other in (one for exclusion in rule.excludes for one in exclusion.services):
                self._excluded.setdefault(rule.service_id, set()).add(other)
                self._excluded.setdefault(other, set()).add(rule.service_id)

    def excluded_by(self, service_id: str) -> Collection[str]:
        """The services that cannot be had together with this one."""
        return self._excluded.get(service_id, ())

    def conflicts(self, assessment: Assessment) -> tuple[Conflict, ...]:
        """Every pair that excludes each other and of which neither is a no, in content order."""
        possible = _possible(assessment)
        rank = {service_id: place for place, service_id in enumerate(possible)}
        found = [
            _conflict(possible[first], possible[second], exclusion)
            for one, other, exclusion in self._pairs()
            if one in possible and other in possible
            for first, second in [sorted((one, other), key=rank.__getitem__)]
        ]
        return tuple(sorted(found, key=lambda one: tuple(rank[name] for name in one.service_ids)))

    def _pairs(self) -> Iterator[tuple[str, str, Exclusion]]:
        for service_id, rule in self._rules.items():
            for exclusion in rule.excludes:
                for other in exclusion.services:
                    yield service_id, other, exclusion

    def income_effects(self, assessment: Assessment) -> tuple[IncomeEffect, ...]:
        """What would count as income for something else, where neither is a no."""
        possible = _possible(assessment)
        found = (
            IncomeEffect(service_id, tuple(one for one in link.services if one in possible), link)
            for service_id in possible
            for link in self._rules[service_id].counts_as_income_for
        )
        return tuple(effect for effect in found if effect.affected_ids)

    def income_for(self, service_id: str) -> frozenset[str]:
        """The services for which being granted this one counts as income. Raises KeyError."""
        links = self._rules[service_id].counts_as_income_for
        return frozenset(other for link in links for other in link.services)

    def most_together(self, worth: Mapping[str, int]) -> int:
        """The most that services worth so much (not below zero) come to, never two excluded."""
        total = 0
        for group in self._groups(worth):
            total += self._best(group, worth)
        return total

    def _groups(self, worth: Mapping[str, int]) -> Iterator[list[str]]:
        """The services in the groups within which exclusions connect them."""
        waiting = dict.fromkeys(worth)
        while waiting:
            group = [next(iter(waiting))]
            del waiting[group[0]]
            for service_id in group:
                near = [one for one in waiting if one in self.excluded_by(service_id)]
                group += near
                for one in near:
                    del waiting[one]
            yield group

    def _best(self, group: list[str], worth: Mapping[str, int]) -> int:
        """Either without the first or with it and without all it excludes: groups are small."""
        if not group:
            return 0
        first, rest = group[0], group[1:]
        excluded = self.excluded_by(first)
        free = [one for one in rest if one not in excluded]
        having = worth[first] + self._best(free, worth)
        return having if len(free) == len(rest) else max(having, self._best(rest, worth))


def _possible(assessment: Assessment) -> dict[str, Result]:
    """What is granted or still open, in content order."""
    return {
        result.service_id: result
        for result in assessment.results
        if result.verdict is not Verdict.NOT_ELIGIBLE
    }


def _conflict(first: Result, second: Result, exclusion: Exclusion) -> Conflict:
    larger = None
    if _surely_pays_more(first.amount, second.amount):
        larger = first.service_id
    elif _surely_pays_more(second.amount, first.amount):
        larger = second.service_id
    return Conflict((first.service_id, second.service_id), larger, exclusion)


def _surely_pays_more(one: AmountRange | None, other: AmountRange | None) -> bool:
    if one is None or other is None or one.period != other.period:
        return False
    return other.max_grosze is not None and one.min_grosze > other.max_grosze
