"""One spelling for every spelling: no case, no marks, no punctuation."""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
# Letters that look marked and do not come apart by themselves.
WHOLE_LETTERS = str.maketrans({"ł": "l", "ґ": "г"})
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case, without diacritics (ł→l too), apostrophes or punctuation, words one space apart.

    A plus is said ("800+" is "800 plus").
    """
    lowered = APOSTROPHES.sub("", text.casefold()).translate(WHOLE_LETTERS).replace("+", " plus ")
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(WORD.findall(bare))


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return fold(text).split()


def is_cyrillic(word: str) -> bool:
    """Whether a folded word is written in Cyrillic letters."""
    return "а" <= word[:1] <= "ӿ"
