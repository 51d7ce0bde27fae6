"""From messages and content texts to what is read aloud, each in the language it really is in."""

from __future__ import annotations

from contactcenter.telephony.document import Say
from contactcenter.telephony.menu.scene import Scene
from contactcenter.telephony.menu.spoken import Tongue, tongue
from contactcenter.telephony.menu.streets import in_full, street, without_street
from shared.catalog.model import Location
from shared.text import Phrase, Text

SPOKEN = ("pl", "uk", "en")


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


def recording(scene: Scene) -> Say:
    """Whether what is said in this call is recorded."""
    return message(scene, "phone-recorded" if scene.is_recorded else "phone-not-recorded")


def read(scene: Scene, text: Text) -> Say:
    """A text of the content, Polish ones in plain Polish, without what only the eye can use.

    Brackets go, for a name needs none; a text keeps its own numbers, the voice can read those.
    """
    phrase = _phrase(scene, text)
    return Say(in_full(phrase.text), phrase.lang)


def place_name(scene: Scene, place: Location) -> tuple[Say, ...]:
    """What a point is called; with its address where several are told apart by it."""
    name = _phrase(scene, place.names)
    bare, has_street = without_street(name.text)
    said = Say(in_full(bare), name.lang)
    return joined(said, address(place)) if has_street else (said,)


def name_and_address(scene: Scene, place: Location) -> tuple[Say, ...]:
    """What a point is called and where it is: the street in Polish, as it is signposted."""
    name = _phrase(scene, place.names)
    bare, _ = without_street(name.text)
    return joined(Say(in_full(bare), name.lang), address(place))


def address(place: Location) -> Say:
    """Street and number, in Polish."""
    return Say(street(place.address.street), "pl")


def joined(first: Say, second: Say) -> tuple[Say, ...]:
    """Two names in one breath, if one voice can say both."""
    if first.language != second.language:
        return (first, second)
    return (Say(f"{first.text}, {second.text}", first.language),)


def _phrase(scene: Scene, text: Text) -> Phrase:
    language = spoken_language(scene.language)
    return text.in_("plain" if language == "pl" else language)


def sentence(text: str) -> str:
    """The text with a full stop, so that the voice falls."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
