"""Several rankings made one, by reciprocal rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

# Small, so that the first places of each ranking count (Cormack et al. 2009 use 60 for long lists).
K = 5


def merge(rankings: Iterable[tuple[float, Sequence[int]]]) -> dict[int, float]:
    """The merged score of everything ranked: the sum of weight / (K + rank), ranks from 1."""
    scores: defaultdict[int, float] = defaultdict(float)
    for weight, ranking in rankings:
        for rank, place in enumerate(ranking, start=1):
            scores[place] += weight / (K + rank)
    return dict(scores)
