"""The keys drawn in the page. QWERTY as people here type, with a row for the Polish letters."""

from __future__ import annotations

LATIN = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
POLISH_LETTERS = "ąćęłńóśźż"
UKRAINIAN = ("йцукенгшщзхї", "фівапролджєґ", "ячсмитьбю’")


def rows(language: str) -> tuple[str, ...]:
    """The rows of letters for a language, top to bottom."""
    if language == "uk":
        return UKRAINIAN
    return LATIN if language == "en" else (POLISH_LETTERS, *LATIN)
