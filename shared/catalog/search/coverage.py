"""How well a question and a line cover each other: the evidence for a service."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

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


class Evidence(NamedTuple):
    """How sure it is, from 0 to about 1.2, and the line that says it best."""

    score: float
    line: int


class Coverage:
    """An inverted index of lines; built once, then only read."""

    def __init__(self, lines: Sequence[Line], slots: Sequence[Sequence[Slot]]) -> None:
        self.lines = lines
        self._postings: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self._weights = self._weigh(lines, slots)
        self._slots: list[list[float]] = []
        for number, line_slots in enumerate(slots):
            is_phrase = lines[number].kind in PHRASES
            kept = [slot for slot in line_slots if is_phrase or slot.word not in SMALL]
            self._slots.append([self._weight(slot) for slot in kept])
            for place, slot in enumerate(kept):
                for term in slot.terms:
                    self._postings[term].append((number, place))
        self._totals = [sum(weights) for weights in self._slots]

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

    def evidence(
        self, heard: Sequence[Heard], alike: Mapping[str, frozenset[str]]
    ) -> dict[int, Evidence]:
        """The evidence for each service's place; -1 for what is found elsewhere."""
        weights = [self._weight(word) for word in heard]
        asked = sum(weights) or 1.0
        scores = []
        for number, (covered, left) in self._covered(heard, weights, alike).items():
            line = self.lines[number]
            whole = asked + LEFT_OVER.get(line.kind, 0.0) * left
            scores.append((WEIGHTS[line.kind] * covered / whole, number))
        return self._by_service(scores)

    def _covered(
        self, heard: Sequence[Heard], weights: Sequence[float], alike: Mapping[str, frozenset[str]]
    ) -> dict[int, tuple[float, float]]:
        """For each line: how much of the question it covers, and how much of it is left over."""
        covered: defaultdict[int, float] = defaultdict(float)
        used: defaultdict[int, set[int]] = defaultdict(set)
        for word, weight in zip(heard, weights, strict=True):
            best: dict[int, float] = {}
            others = frozenset().union(*(alike.get(term, frozenset()) for term in word.terms))
            for terms, quality in ((others - word.terms, ALIKE), (word.terms, 1.0)):
                for term in terms:
                    for number, place in self._postings.get(term, ()):
                        best[number] = quality * word.quality
                        used[number].add(place)
            for number, quality in best.items():
                covered[number] += weight * quality
        return {
            number: (much, self._left(number, used[number])) for number, much in covered.items()
        }

    def _left(self, number: int, used: set[int]) -> float:
        if self.lines[number].kind not in LEFT_OVER:
            return 0.0
        weights = self._slots[number]
        return max(0.0, self._totals[number] - sum(weights[place] for place in used))

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
