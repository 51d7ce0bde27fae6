"""Find services by what a person types, in any spelling of three languages; danger comes first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from shared.catalog.model import CrisisWords, Service, Synonyms
from shared.catalog.search.coverage import PHRASES, Coverage, Evidence
from shared.catalog.search.crisis import CrisisEar
from shared.catalog.search.fold import fold, words_of
from shared.catalog.search.fulltext import FullText
from shared.catalog.search.lines import lines
from shared.catalog.search.merge import K, merge
from shared.catalog.search.morphology import is_common
from shared.catalog.search.small import SMALL
from shared.catalog.search.vocabulary import Heard, Vocabulary

LONGEST_TEXT = 200
MOST_WORDS = 16
CANDIDATES = 25
BY_COVERAGE, BY_TERMS, BY_TRIGRAMS = 1.0, 0.25, 0.15
ENOUGH = 0.3  # evidence below it is none
BESIDE_BEST = 0.45  # of the best one's evidence: less is only noise below it
ELSEWHERE = -1
IN_DANGER = 1.0  # above whatever words alone can score
# All forms of what is asked for by these; of a long description only the words as they stand.
INFLECTED = frozenset({"name", "asked", "elsewhere", "summary"})


class Hit(NamedTuple):
    """One service found, its merged score, and why: crisis | name | asked | summary | description,
    with the words that led to it."""

    service: Service
    score: float
    why: str


class Found(NamedTuple):
    """Services, best first; `crisis`: kinds of danger heard, for which a help card comes first."""

    hits: tuple[Hit, ...]
    crisis: tuple[str, ...]

    @property
    def services(self) -> tuple[Service, ...]:
        """The services alone."""
        return tuple(hit.service for hit in self.hits)


class Search:
    """The catalog made searchable: built once from the content, then only read."""

    def __init__(
        self,
        services: Iterable[Service],
        synonyms: Synonyms | None = None,
        crisis_words: Iterable[CrisisWords] = (),
    ) -> None:
        synonyms = synonyms or Synonyms()
        self._services = tuple(services)
        self._groups = tuple(crisis_words)
        self._ear = CrisisEar(self._groups)
        self._vocabulary = Vocabulary()
        all_lines = list(lines(self._services, synonyms))
        slots = [
            self._vocabulary.learn(line.text, line.language, inflect=line.kind in INFLECTED)
            for line in all_lines
        ]
        self._alike = self._learn_alike(synonyms.alike)
        self._vocabulary.seal()
        self._coverage = Coverage(all_lines, slots)
        folded = [fold(line.text) for line in all_lines]
        self._full_text = FullText(all_lines, slots, folded, len(self._services))

    def find(
        self, text: str, language: str = "pl", *, limit: int | None = None, typing: bool = False
    ) -> Found:
        """Services for what was typed; none where nothing here is meant.

        `typing`: the last word may not be finished. Where danger is heard all help comes first, the
        nearest help at the top, whether or not its words match.
        """
        text = text[:LONGEST_TEXT]
        crisis = self._ear.kinds(text)
        heard = self._hear(text, language, typing)
        hits = self._hits(heard)
        if crisis:
            hits = self._help_first(hits, crisis)
        return Found(tuple(hits[:limit]), crisis)

    def crisis_kinds(self, text: str) -> tuple[str, ...]:
        """The kinds of danger heard in a text, the gravest first."""
        return self._ear.kinds(text[:LONGEST_TEXT])

    def plain_words(self, text: str) -> tuple[str, ...]:
        """The words of a text that may be kept: the catalog's own, and ordinary Polish ones.

        Numbers go, and so does every word that may be anybody's name.
        """
        return tuple(
            word
            for word in words_of(text[:LONGEST_TEXT])
            if word not in SMALL
            and not any(letter.isdigit() for letter in word)
            and (self._vocabulary.terms(word) or is_common(word))
        )

    def _hear(self, text: str, language: str, typing: bool) -> list[Heard]:
        words = words_of(text)[:MOST_WORDS]
        heard = [self._vocabulary.hear(word, language) for word in words]
        if typing and heard and heard[-1].quality < 1.0 and len(words[-1]) > 1:
            begun = self._vocabulary.beginning(words[-1])
            heard[-1] = Heard(words[-1], begun, 0.9) if begun else heard[-1]
        return heard

    def _hits(self, heard: Sequence[Heard]) -> list[Hit]:
        evidence = self._coverage.evidence(heard, self._alike)
        if all(word.word in SMALL for word in heard):  # they tell only whole phrases apart
            evidence = {p: one for p, one in evidence.items() if self._is_phrase(one.line)}
        elsewhere = evidence.pop(ELSEWHERE, Evidence(0.0, 0)).score
        best = max((one.score for one in evidence.values()), default=0.0)
        if best < ENOUGH or elsewhere >= best:
            return []
        shown = [p for p, one in evidence.items() if one.score >= max(ENOUGH, BESIDE_BEST * best)]
        merged = self._merged(heard, evidence, shown)
        ranked = sorted(shown, key=lambda place: (-merged[place], place))
        return [self._hit(place, merged[place], evidence[place], heard) for place in ranked]

    def _is_phrase(self, line: int) -> bool:
        return self._coverage.lines[line].kind in PHRASES

    def _merged(
        self, heard: Sequence[Heard], evidence: Mapping[int, Evidence], shown: Sequence[int]
    ) -> dict[int, float]:
        telling = [word for word in heard if word.word not in SMALL]
        terms = frozenset().union(*(word.terms for word in telling))
        strange = [word.corrected or word.word for word in telling if word.quality < 1.0]
        by_coverage = sorted(shown, key=lambda place: (-evidence[place].score, place))
        return merge(
            (
                (BY_COVERAGE, by_coverage),
                (BY_TERMS, self._full_text.by_terms(terms, CANDIDATES)),
                (BY_TRIGRAMS, self._full_text.by_trigrams(strange, CANDIDATES)),
            )
        )

    def _hit(self, place: int, score: float, evidence: Evidence, heard: Sequence[Heard]) -> Hit:
        line = self._coverage.lines[evidence.line]
        slips = [f"{word.word} → {word.corrected}" for word in heard if word.corrected]
        why = f"{line.kind}: {line.text}" + (f" ({', '.join(slips)})" if slips else "")
        return Hit(self._services[place], round(score, 4), why)

    def _help_first(self, hits: list[Hit], crisis: tuple[str, ...]) -> list[Hit]:
        """Help named for the danger, then all other help as it was found, then the rest."""
        first = [one for group in self._groups if group.kind in crisis for one in group.services]
        order = {service_id: place for place, service_id in reversed(list(enumerate(first)))}
        helping = [s for s in self._services if s.kind == "help" or s.id in order]
        helping.sort(key=lambda s: (order.get(s.id, len(order)), s.kind != "help"))
        why = f"crisis: {', '.join(crisis)}"
        card = [
            Hit(service, round(IN_DANGER + 1 / (K + rank), 4), why)
            for rank, service in enumerate(helping, start=1)
        ]
        ids = {service.id for service in helping}
        return card + [hit for hit in hits if hit.service.id not in ids]

    def _learn_alike(self, groups: Iterable[Sequence[str]]) -> dict[str, frozenset[str]]:
        alike: defaultdict[str, set[str]] = defaultdict(set)
        for group in groups:
            terms: set[str] = set()
            for word in group:
                for language in ("pl", "en") if word.isascii() else ("pl",):
                    for slot in self._vocabulary.learn(word, language):
                        terms |= slot.terms
            for term in terms:
                alike[term] |= terms
        return {term: frozenset(terms) for term, terms in alike.items()}
