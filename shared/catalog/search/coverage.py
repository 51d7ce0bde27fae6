"""How well a question and a line cover each other: the evidence for a service."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shared.catalog.search.lines import WEIGHTS, Line
from shared.catalog.search.small import SMALL
from shared.catalog.search.vocabulary import Heard, Slot

SMALL_WORD = 0.25
STRANGE_WORD = 0.6  # of the rarest word's weight: a word nobody here uses speaks against all
# What a line says and the question does not ask: it counts in short lines only.
LEFT_OVER = {"name": 0.35, "asked": 0.45, "elsewhere": 0.45}
# Small words are kept where a whole phrase is known by them.
PHRASES = frozenset({"asked", "elsewhere"})
ALIKE = 0.75
MORE_LINES = 0.1
NEXT_LINES = 2
FAINT = 0.1  # far below what is ever shown

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
NOWHERE: Places = np.zeros(0, dtype=np.intp)


class Evidence(NamedTuple):
    """How sure it is, from 0 to about 1.2, and the line that says it best."""

    score: float
    line: int


class Coverage:
    """An inverted index of lines; built once, then only read."""

    def __init__(self, lines: Sequence[Line], slots: Sequence[Sequence[Slot]]) -> None:
        self.lines = lines
        self._weights = self._weigh(lines, slots)
        line_of: list[int] = []
        weights: list[float] = []
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, slot in _kept(lines, slots):
            for term in slot.terms:
                postings[term].append(len(line_of))
            line_of.append(number)
            weights.append(self._weight(slot))
        self._line_of = np.array(line_of, dtype=np.intp)
        self._slot_weights = np.array(weights)
        self._postings = {
            term: np.array(places, dtype=np.intp) for term, places in postings.items()
        }
        self._totals = self._by_line(np.arange(len(line_of)))
        self._worth = np.array([WEIGHTS[line.kind] for line in lines])
        self._left_over = np.array([LEFT_OVER.get(line.kind, 0.0) for line in lines])

    def evidence(
        self, heard: Sequence[Heard], alike: Mapping[str, frozenset[str]]
    ) -> dict[int, Evidence]:
        """The evidence for each service's place; -1 for what is found elsewhere."""
        weights = [self._weight(word) for word in heard]
        covered, left = self._covered(heard, weights, alike)
        whole = (sum(weights) or 1.0) + self._left_over * np.maximum(0.0, left)
        scores = self._worth * covered / whole
        telling = np.flatnonzero(scores >= FAINT)
        return self._by_service([(float(scores[number]), int(number)) for number in telling])

    def _weigh(self, lines: Sequence[Line], slots: Sequence[Sequence[Slot]]) -> Mapping[str, float]:
        seen: defaultdict[str, set[int]] = defaultdict(set)
        for line, line_slots in zip(lines, slots, strict=True):
            if line.kind != "description":
                for term in frozenset().union(*(slot.terms for slot in line_slots)):
                    seen[term].update(line.services or (-1,))
        services = 1 + max((max(line.services, default=0) for line in lines), default=0)
        self.rarest = math.log(1 + services)
        return {term: math.log(1 + services / len(places)) for term, places in seen.items()}

    def _weight(self, word: Slot | Heard) -> float:
        """How much a word tells: little for what stands everywhere, much for what stands once."""
        if word.word in SMALL:
            return SMALL_WORD
        if not word.terms:
            return STRANGE_WORD * self.rarest
        return min(self._weights.get(term, self.rarest) for term in word.terms)

    def _covered(
        self, heard: Sequence[Heard], weights: Sequence[float], alike: Mapping[str, frozenset[str]]
    ) -> tuple[Floats, Floats]:
        """For each line: how much of the question it covers, and how much of it is left over."""
        covered = np.zeros(len(self.lines))
        used = [NOWHERE]
        for word, weight in zip(heard, weights, strict=True):
            best = np.zeros(len(self.lines))
            others = frozenset().union(*(alike.get(term, frozenset()) for term in word.terms))
            for terms, quality in ((others - word.terms, ALIKE), (word.terms, 1.0)):
                for term in terms:
                    places = self._postings.get(term, NOWHERE)
                    best[self._line_of[places]] = quality * word.quality
                    used.append(places)
            covered += weight * best
        return covered, self._totals - self._by_line(np.unique(np.concatenate(used)))

    def _by_line(self, places: Places) -> Floats:
        """The weights of these slots, summed for each line."""
        of = self._line_of[places]
        sums = np.bincount(of, self._slot_weights[places], minlength=len(self.lines))
        return sums.astype(np.float64)

    def _by_service(self, scores: list[tuple[float, int]]) -> dict[int, Evidence]:
        gathered: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
        for score, number in scores:
            for place in self.lines[number].services or (-1,):
                gathered[place].append((score, -number))
        found = {}
        for place, ranked in gathered.items():
            ranked.sort(reverse=True)
            more = sum(score for score, _ in ranked[1 : 1 + NEXT_LINES])
            found[place] = Evidence(ranked[0][0] + MORE_LINES * more, -ranked[0][1])
        return found


def _kept(lines: Sequence[Line], slots: Sequence[Sequence[Slot]]) -> Iterator[tuple[int, Slot]]:
    """The words of every line that count, each with the number of its line."""
    for number, (line, line_slots) in enumerate(zip(lines, slots, strict=True)):
        for slot in line_slots:
            if line.kind in PHRASES or slot.word not in SMALL:
                yield number, slot
