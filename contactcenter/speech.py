"""The sentences an agent says: in the caller's language, with the Polish ones beside them."""

from __future__ import annotations

from contactcenter.center import center
from shared.text import Phrase

SPOKEN = ("pl", "uk", "en")


def phrases(key: str, caller: str | None = None, **values: object) -> tuple[Phrase, ...]:
    """The sentence `key`: in the language of the caller first, then in Polish.

    As long as nobody knows the caller's language: in all three.
    """
    languages = SPOKEN if caller is None else dict.fromkeys((spoken(caller), "pl"))
    return tuple(Phrase(center().translator.say(lang, key, **values), lang) for lang in languages)


def spoken(language: str) -> str:
    """The language to speak with somebody who reads `language`; plain Polish is said in Polish."""
    return "pl" if language == "plain" else language
