"""Find services by what a person types: folded words over names and texts in every language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from shared.catalog.model import CrisisWords, Service
from shared.text import LANGUAGES, Text

NAME_WEIGHT = 8
SUMMARY_WEIGHT = 3
DESCRIPTION_WEIGHT = 1
SHORTEST_STEM = 4
SHORTEST_WORD = 3
SMALL_WORDS_PL = "nie mam mnie moj moja jest dla gdzie jak czy ale oraz juz sie pod przy"
SMALL_WORDS_UK = "для мене мені нема немає чи або але маю"
SMALL_WORDS_EN = "the for and with not have where how"
# Folded. They stand in every sentence and would find everything.
SMALL_WORDS = frozenset(f"{SMALL_WORDS_PL} {SMALL_WORDS_UK} {SMALL_WORDS_EN}".split())


class Found(NamedTuple):
    """Services, best first; `crisis`: kinds of danger heard, for which a help card comes first."""

    services: tuple[Service, ...]
    crisis: tuple[str, ...]


def find(
    services: Iterable[Service],
    text: str,
    language: str = "pl",
    crisis_words: Iterable[CrisisWords] = (),
) -> Found:
    """Services in which the words of `text` occur; names before summaries before descriptions.

    Only a tie is broken by `language` (a name in the reader's own language wins), then by the
    services' order. Where danger is heard all help comes first, whether or not its words match.
    """
    words = _words(text)
    crisis = crisis_kinds(text, crisis_words)
    ranked = []
    for service in services:
        score = _score(service, words, language)
        is_help = bool(crisis) and service.kind == "help"
        if score > 0 or is_help:
            ranked.append((not is_help, -score, service.order, service.id, service))
    return Found(tuple(service for *_, service in sorted(ranked, key=lambda r: r[:4])), crisis)


def crisis_kinds(text: str, crisis_words: Iterable[CrisisWords]) -> tuple[str, ...]:
    """The kinds of danger whose words occur in `text`, in the order of the data file.

    A phrase matches whole words; one ending in * matches any ending.
    """
    folded = f" {fold(text)} "
    return tuple(
        group.kind for group in crisis_words if any(_occurs(word, folded) for word in group.words)
    )


def fold(text: str) -> str:
    """Lower case, without diacritics (ł→l too) or punctuation, words one space apart."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", bare))


def _words(text: str) -> list[str]:
    long_enough = (word for word in fold(text).split() if len(word) >= SHORTEST_WORD)
    return [word for word in long_enough if word not in SMALL_WORDS]


def _occurs(phrase: str, folded: str) -> bool:
    wanted = f" {fold(phrase)}"
    return (wanted if phrase.endswith("*") else f"{wanted} ") in folded


def _score(service: Service, words: list[str], language: str) -> float:
    """How well the words fit: the share of words found counts first, then where they stand."""
    per_word = [_word_score(service, word) for word in words]
    found = sum(score > 0 for score in per_word)
    if not found:
        return 0.0
    own_name = fold(service.names.in_(language).text)
    own_language = any(_has(own_name, word) for word in words)
    return 100.0 * found / len(words) + sum(per_word) + 0.5 * own_language


def _word_score(service: Service, word: str) -> float:
    fields = (
        (service.names, NAME_WEIGHT),
        (service.summary, SUMMARY_WEIGHT),
        (service.description, DESCRIPTION_WEIGHT),
    )
    return max(weight * _match(_all_languages(text), word) for text, weight in fields)


def _match(folded: str, word: str) -> float:
    """1 for the word or its beginning, 0.7 for a word that shares its stem, 0 otherwise."""
    if _has(folded, word):
        return 1.0
    return 0.7 if _has(folded, word[: _stem_length(word)]) else 0.0


def _stem_length(word: str) -> int:
    """The longer a Polish or Ukrainian word, the longer its ending: about a third of it."""
    return max(SHORTEST_STEM, len(word) - len(word) // 3)


def _has(folded: str, start_of_word: str) -> bool:
    return f" {start_of_word}" in f" {folded}"


def _all_languages(text: Text) -> str:
    return fold(" | ".join(getattr(text, language) or "" for language in LANGUAGES))
