"""The words an index knows: every form a person may type, and what it is a form of.

A term is a lemma or a stem with its language before it: "p:czynsz", "u:дитин", "e:rent"; a number
belongs to every language: "n:800".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from shared.catalog.search import morphology
from shared.catalog.search.fold import fold, is_cyrillic, words_of
from shared.catalog.search.latin import by_sound, in_latin
from shared.catalog.search.stem import stem_english, stem_ukrainian

SHORTEST_CORRECTED = 4
LONG_WORD = 7  # from here on two slips are forgiven
SHORTEST_SOUND = 4
LONGEST_ENDING = 3
SHORTEST_KIN = 5
KIN_SHARE = 0.65
MOST_BEGINNINGS = 200
NOTHING: frozenset[str] = frozenset()


class Slot(NamedTuple):
    """A word of a line: folded, and the terms it may be."""

    word: str
    terms: frozenset[str]


class Heard(NamedTuple):
    """What a typed word is taken for; `quality`: 1 the word itself, less for a guess."""

    word: str
    terms: frozenset[str]
    quality: float = 1.0
    corrected: str | None = None


class Vocabulary:
    """Looks words up; built once, then only read."""

    def __init__(self) -> None:
        self.forms: dict[str, frozenset[str]] = {}
        self.stems: set[str] = set()
        self._sounds: dict[str, frozenset[str]] = {}
        self._alike: dict[tuple[str, int], list[str]] = {}
        self._sorted: list[str] = []
        self._inflected: set[str] = set()

    def learn(self, text: str, language: str, *, inflect: bool = True) -> list[Slot]:
        """Take in a text; its words in order. `inflect`: all forms of its words, too."""
        slots = []
        for written in text.replace("+", " plus ").replace("/", " ").split():
            for folded in words_of(written):
                slots.append(Slot(folded, self._learn_word(folded, written, language, inflect)))
        return slots

    def seal(self) -> None:
        """Everything is learned: prepare for looking up."""
        alike: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        self._sorted = sorted(self.forms)
        for form in self._sorted:
            alike[form[0], len(form)].append(form)
        self._alike = dict(alike)

    def hear(self, word: str, language: str = "pl") -> Heard:
        """What a folded word means here; no terms if it means nothing."""
        terms = self.terms(word, language)
        if terms:
            return Heard(word, terms)
        guess = self._by_sound(word) or self.slip(word) or self._kin(word)
        return guess or Heard(word, NOTHING, 0.0)

    def terms(self, word: str, language: str = "pl") -> frozenset[str]:
        """The terms a folded word is a form of, without any guess."""
        if word.isdigit():
            return self.forms.get(word, NOTHING)
        if is_cyrillic(word):
            return self._stem("u:" + stem_ukrainian(word))
        english = self._stem("e:" + stem_english(word))
        polish = frozenset(t for t in self.forms.get(word, NOTHING) if t[0] == "p")
        return (english or polish) if language == "en" else (polish or english)

    def beginning(self, start: str) -> frozenset[str]:
        """The terms of all words that begin so: a word that is still being typed."""
        at = bisect_left(self._sorted, start)
        found = []
        for form in self._sorted[at : at + MOST_BEGINNINGS]:
            if not form.startswith(start):
                break
            found.append(self.forms[form])
        return frozenset(chain.from_iterable(found))

    def _learn_word(
        self, folded: str, written: str, language: str, inflect: bool
    ) -> frozenset[str]:
        if folded.isdigit():
            terms = frozenset({"n:" + folded})
        elif is_cyrillic(folded):
            terms = frozenset({"u:" + stem_ukrainian(folded)})
            self._add_sound(folded, terms)
        elif language == "en":
            terms = frozenset({"e:" + stem_english(folded)})
        else:
            return self._learn_polish(folded, written, inflect)
        self.stems |= terms
        self._add(folded, terms)
        return terms

    def _learn_polish(self, folded: str, written: str, inflect: bool) -> frozenset[str]:
        bare = written.strip(".,;:!?()„”\"'–-").casefold()
        found = morphology.lemmas(bare) if fold(bare) == folded else morphology.lemmas(folded)
        terms = frozenset("p:" + fold(lemma) for lemma in found) or frozenset({"p:" + folded})
        self._add(folded, terms)
        if inflect:
            for lemma in found - self._inflected:
                self._inflected.add(lemma)
                term = frozenset({"p:" + fold(lemma)})
                for form in morphology.forms(lemma):
                    self._add(form, term)
        return terms

    def _add(self, form: str, terms: frozenset[str]) -> None:
        self.forms[form] = self.forms.get(form, NOTHING) | terms

    def _add_sound(self, word: str, terms: frozenset[str]) -> None:
        for sound in {in_latin(word), in_latin(stem_ukrainian(word))}:
            self._sounds[sound] = self._sounds.get(sound, NOTHING) | terms

    def _stem(self, term: str) -> frozenset[str]:
        return frozenset({term}) if term in self.stems else NOTHING

    def _by_sound(self, word: str) -> Heard | None:
        """Ukrainian in Latin letters."""
        if is_cyrillic(word) or word.isdigit() or len(word) < SHORTEST_SOUND:
            return None
        sound = by_sound(word)
        for ending in range(LONGEST_ENDING + 1):
            start = sound[: len(sound) - ending]
            if len(start) >= SHORTEST_SOUND and start in self._sounds:
                if morphology.knows(word):
                    return None
                return Heard(word, self._sounds[start], 0.9)
        return None

    def slip(self, word: str) -> Heard | None:
        """The one nearest word, unless what was typed is a word of its own."""
        if len(word) < SHORTEST_CORRECTED or word.isdigit():
            return None
        allowed = 1 if len(word) < LONG_WORD else 2
        near = list(self._near(word, allowed))
        if not near or (not is_cyrillic(word) and morphology.knows(word)):
            return None
        best = min(distance for _, distance in near)
        forms = [form for form, distance in near if distance == best]
        terms = frozenset(chain.from_iterable(self.forms[form] for form in forms))
        return Heard(word, terms, 0.85 if best == 1 else 0.7, min(forms))

    def _near(self, word: str, allowed: int) -> Iterator[tuple[str, int]]:
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            forms = self._alike.get((word[0], length), [])
            for form, distance, _ in extract_iter(
                word, forms, scorer=OSA.distance, score_cutoff=allowed
            ):
                yield form, int(distance)

    def _kin(self, word: str) -> Heard | None:
        """A word of the same family: "opiekuńczość" where only "opiekuńczy" is known."""
        length = max(SHORTEST_KIN, round(len(word) * KIN_SHARE))
        if len(word) < length or word.isdigit():
            return None
        terms = self.beginning(word[:length])
        return Heard(word, terms, 0.5) if terms else None
