"""Words that do what a key does, and the words a listening machine is told to expect."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from contactcenter.telephony.menu.spoken import TONGUES
from shared.catalog.search import fold

WORDS_FILE = Path(__file__).with_name("words.yaml")


@cache
def words() -> dict[str, dict[str, tuple[str, ...]]]:
    """Where words lead: reference → language → words."""
    written = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))
    return {
        reference: {language: tuple(said) for language, said in by_language.items()}
        for reference, by_language in written.items()
    }


@cache
def hints(language: str) -> tuple[str, ...]:
    """What is likely to be said in this language."""
    return tuple(word for by_language in words().values() for word in by_language[language])


def spoken_key(text: str) -> str | None:
    """The key somebody named instead of pressing it: "dwa", "два", "two" or "2"."""
    said = _folded(text)
    return said if said.isdigit() and len(said) == 1 else _digits().get(said)


def leads_to(text: str) -> str | None:
    """Where what was said leads; in any language, for nobody says theirs first."""
    said = f" {_folded(text)} "
    found = [(phrase, reference) for phrase, reference in _phrases() if f" {phrase} " in said]
    return max(found, key=lambda one: len(one[0]))[1] if found else None


@cache
def _digits() -> dict[str, str]:
    """The ten digits as they are called in all three languages."""
    return {
        _folded(tongue.cardinal(digit)): str(digit)
        for tongue in TONGUES.values()
        for digit in range(10)
    }


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple(
        (_folded(phrase), reference)
        for reference, by_language in words().items()
        for said in by_language.values()
        for phrase in said
    )


def _folded(text: str) -> str:
    bare = "".join(letter if letter.isalnum() else " " for letter in text)
    return " ".join(fold(word) for word in bare.split())
