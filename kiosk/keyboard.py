"""The keys drawn in the page. QWERTY as people here type, with a row for the Polish letters."""

from __future__ import annotations

LATIN = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
POLISH_LETTERS = "ąćęłńóśźż"
UKRAINIAN = ("йцукенгшщзхї", "фівапролджєґ", "ячсмитьбю’")
DIGITS = ("789", "456", "123")


def rows(language: str) -> tuple[str, ...]:
    """The rows of letters for a language, top to bottom."""
    if language == "uk":
        return UKRAINIAN
    return LATIN if language == "en" else (POLISH_LETTERS, *LATIN)
