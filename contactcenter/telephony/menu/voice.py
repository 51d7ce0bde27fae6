"""From messages and content texts to what is read aloud, each in the language it really is in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from contactcenter.telephony.document import Say
from contactcenter.telephony.menu.scene import Scene
from contactcenter.telephony.menu.spoken import Tongue, tongue
from shared.text import Text

SPOKEN = ("pl", "uk", "en")

# Written short, said in full; only in Polish names and addresses.
IN_FULL = {
    "ul.": "ulica",
    "al.": "aleja",
    "pl.": "plac",
    "gen.": "generała",
    "im.": "imienia",
    "bł.": "błogosławionego",
    "nr": "numer",
    "zł": "złotych",
}
SHORT = re.compile(r"(?<!\w)(ul\.|al\.|pl\.|gen\.|im\.|bł\.|nr\b|zł\b)", re.I)
BRACKETED = re.compile(r"\s*\([^)]*\)")
TWO_NUMBERS = re.compile(r"(\d+\w?)/(\d+)")


def spoken_language(language: str) -> str:
    """The language to speak in: plain Polish is said in Polish."""
    return language if language in SPOKEN else "pl"


def voice(scene: Scene) -> Tongue:
    """How numbers are said to this caller."""
    return tongue(spoken_language(scene.language))


def message(scene: Scene, key: str, **values: object) -> Say:
    """A message in the caller's language; "uk:key" is said in that language whatever theirs is."""
    fixed, _, name = key.rpartition(":")
    language = fixed or spoken_language(scene.language)
    return Say(scene.say(language, name, **values), language)


def messages(scene: Scene, keys: Iterable[str]) -> tuple[Say, ...]:
    """Several messages."""
    return tuple(message(scene, key) for key in keys)


def read(scene: Scene, text: Text) -> Say:
    """A text of the content, Polish ones in plain Polish, without what only the eye can use."""
    language = "plain" if spoken_language(scene.language) == "pl" else scene.language
    phrase = text.in_(language)
    return Say(aloud(phrase.text), phrase.lang)


def address(street: str) -> Say:
    """A street and a number, in Polish, as they are signposted."""
    return Say(aloud(street), "pl")


def aloud(text: str) -> str:
    """A written text as it is said: short forms in full, no brackets, "7/9" as two numbers."""
    bare = TWO_NUMBERS.sub(r"\1 łamane na \2", BRACKETED.sub("", text))
    return SHORT.sub(lambda found: IN_FULL[found.group().lower()], bare)


def sentence(text: str) -> str:
    """The text with a full stop, so that the voice falls."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
