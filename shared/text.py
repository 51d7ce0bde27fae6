"""Texts in the languages people read here, and how a missing one falls back to Polish."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

LANGUAGES = ("pl", "plain", "uk", "en")


class Phrase(NamedTuple):
    """A text as it will stand on a page: `lang` is the language it really came out in."""

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One text in Polish, and where it exists in plain Polish, Ukrainian and English."""

    pl: str
    plain: str | None = None
    uk: str | None = None
    en: str | None = None

    def in_(self, language: str) -> Phrase:
        """The text in `language`; Polish, saying so, where it has not been translated."""
        if language == "plain":
            return Phrase(self.plain or self.pl, "pl")
        translated = getattr(self, language) if language in LANGUAGES else None
        return Phrase(translated, language) if translated else Phrase(self.pl, "pl")
