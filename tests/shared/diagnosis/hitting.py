"""Smallest hitting sets: the fewest keys such that every given set holds one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from shared.diagnosis import FactKey

Keys = frozenset[FactKey]
STEPS = 20_000


def smallest_hitting(sets: Collection[Keys], most_steps: int = STEPS) -> Keys | None:
    """A smallest hitting set, by branch and bound; None when that takes too many steps."""
    search = _Search(most_steps)
    search.best = _greedy(_least(sets))
    try:
        search.descend(_least(sets), frozenset())
    except _TooLong:
        return None
    return search.best


def disjoint(sets: Collection[Keys]) -> list[Keys]:
    """Some of the sets, no two of which have a key in common: each needs a key of its own."""
    found: list[Keys] = []
    taken: set[FactKey] = set()
    for one in sorted(sets, key=lambda one: (len(one), sorted(map(str, one)))):
        if taken.isdisjoint(one):
            found.append(one)
            taken |= one
    return found


def _least(sets: Collection[Keys]) -> list[Keys]:
    """The sets that hold no other: whatever hits these hits all."""
    found: list[Keys] = []
    for one in sorted(set(sets), key=lambda one: (len(one), sorted(map(str, one)))):
        if not any(other <= one for other in found):
            found.append(one)
    return found


def _greedy(sets: list[Keys]) -> Keys:
    chosen: Keys = frozenset()
    while sets:
        key = _commonest(sets)
        chosen |= {key}
        sets = [one for one in sets if key not in one]
    return chosen


def _commonest(sets: list[Keys]) -> FactKey:
    counts = Counter(key for one in sets for key in one)
    return max(counts, key=lambda key: (counts[key], str(key)))


class _TooLong(Exception):
    pass


class _Search:
    """Takes the smallest set, and tries each of its keys; the ones tried before are left out."""

    def __init__(self, most_steps: int) -> None:
        self.best: Keys = frozenset()
        self.left = most_steps

    def descend(self, sets: list[Keys], chosen: Keys) -> None:
        self.left -= 1
        if self.left < 0:
            raise _TooLong
        if not sets:
            self.best = chosen
            return
        if len(chosen) + len(disjoint(sets)) >= len(self.best):
            return
        counts = Counter(key for one in sets for key in one)
        refused: set[FactKey] = set()
        for key in sorted(sets[0], key=lambda key: (-counts[key], str(key))):
            rest = _least([one - refused for one in sets if key not in one])
            if frozenset() not in rest:
                self.descend(rest, chosen | {key})
            refused.add(key)
