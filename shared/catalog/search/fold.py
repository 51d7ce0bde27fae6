"""One spelling for every spelling: no case, no marks, no punctuation."""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
# ł and ґ do not come apart by themselves; the others are here to be quick.
LETTERS = str.maketrans("ąćęłńóśźżґ", "acelnoszzг")
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case, without diacritics (ł→l too), apostrophes or punctuation, words one space apart.

    A plus is said ("800+" is "800 plus").
    """
    lowered = text.casefold().translate(LETTERS)
    if lowered.isascii() and lowered.isalnum():
        return lowered
    spoken = APOSTROPHES.sub("", lowered).replace("+", " plus ")
    decomposed = unicodedata.normalize("NFKD", spoken)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(WORD.findall(bare))


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return fold(text).split()


def is_cyrillic(word: str) -> bool:
    """Whether a folded word is written in Cyrillic letters."""
    return "а" <= word[:1] <= "ӿ"
