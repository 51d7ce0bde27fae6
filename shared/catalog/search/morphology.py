"""Polish words and their forms, as Morfeusz (SGJP) knows them, folded.

The dictionary is loaded once. It builds the index; while somebody waits it is asked one thing only:
whether a word that is about to be corrected is a Polish word after all.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import combinations
from threading import Lock
from typing import Any

from shared.catalog.search.fold import fold

MARKED = {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "ż"}
UNKNOWN = "ign"
LIKE_A_SURNAME = ("ski", "cki", "dzki")
MOST_MARKS = 2  # few words have more; each further one multiplies the look-ups
_lock = Lock()  # one Morfeusz must not be asked from two threads at once


@cache
def _morfeusz() -> Any:
    from morfeusz2 import Morfeusz

    return Morfeusz()


@lru_cache(maxsize=65536)
def lemmas(word: str) -> frozenset[str]:
    """The lemmas of a word as it is written, as Morfeusz spells them; empty if it knows none."""
    with _lock:
        found = _morfeusz().analyse(word)
    return frozenset(
        _bare(lemma) for _, _, (_, lemma, tag, *_) in found if tag not in (UNKNOWN, "interp")
    )


@lru_cache(maxsize=65536)
def forms(lemma: str) -> frozenset[str]:
    """Every folded form of a lemma."""
    with _lock:
        generated = _morfeusz().generate(lemma)
    return frozenset(
        folded
        for form, _, tag, *_ in generated
        if tag != UNKNOWN and not tag.startswith("brev") and " " not in (folded := fold(form))
    )


@lru_cache(maxsize=16384)
def knows(word: str) -> bool:
    """Whether a folded word is Polish, perhaps typed without its marks."""
    return any(lemmas(written) for written in _with_marks(word))


@lru_cache(maxsize=16384)
def is_common(word: str) -> bool:
    """Whether a folded word is an ordinary Polish word in every reading, and like nobody's name."""
    spelled = _with_marks(word)
    with _lock:
        readings = [
            reading
            for written in (*spelled, *(one.capitalize() for one in spelled))
            for _, _, reading in _morfeusz().analyse(written)
            if reading[2] != UNKNOWN
        ]
    return bool(readings) and not any(
        lemma[:1].isupper() or lemma.endswith(LIKE_A_SURNAME) for _, lemma, *_ in readings
    )


def _with_marks(word: str) -> list[str]:
    places = [index for index, letter in enumerate(word) if letter in MARKED]
    spelled = [word]
    for count in range(1, MOST_MARKS + 1):
        for chosen in combinations(places, count):
            letters = list(word)
            for index in chosen:
                letters[index] = MARKED[letters[index]]
            spelled.append("".join(letters))
    return [*spelled, *(s.replace("z", "ź", 1) for s in spelled[:1] if "z" in s)]


def _bare(lemma: str) -> str:
    return lemma.split(":", 1)[0]
