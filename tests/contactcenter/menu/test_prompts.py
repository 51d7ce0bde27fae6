"""The sentences themselves: short, plain, in three languages, and the first key soon enough."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

import pytest
from fluent.syntax import parse
from fluent.syntax.ast import Message

from contactcenter.telephony.document import Say
from contactcenter.telephony.menu import announcements
from contactcenter.telephony.menu.commands import LOCALES
from contactcenter.telephony.menu.lists import TOPICS
from contactcenter.telephony.menu.node import nodes
from contactcenter.telephony.menu.offices import DISTRICTS
from contactcenter.telephony.menu.scene import SlipTrouble
from contactcenter.telephony.menu.words import hints, leads_to, spoken_key, words
from shared.catalog.search import fold
from tests.contactcenter.menu.callers import Caller, gather_of, said_in, scene

ROOM = LOCALES / "phone"
MENU = Path(announcements.__file__).parent
MOST_WORDS = 15
LETTERS_PER_SECOND = 14  # of a calm voice; a pause between two sentences counts as four letters
PAUSE_LETTERS = 4
FIRST_KEY_SECONDS = 25
SENTENCE = re.compile(r"[^.!?]+")
JARGON = (
    *("wnioskodawca", "świadczeniobiorca", "podmiot", "weryfikacja", "dyspozycja", "realizacja"),
    *("konsultant", "interesant", "petent", "niniejszy", "procedura", "identyfikator", "tonowo"),
)


def messages(language: str) -> dict[str, str]:
    """The messages of the phone's room, as written."""
    body = parse((ROOM / f"{language}.ftl").read_text(encoding="utf-8")).body
    found = {}
    for entry in body:
        if isinstance(entry, Message) and entry.value is not None:
            found[entry.id.name] = "".join(getattr(part, "value", "…") for part in _parts(entry))
    return found


def _parts(entry: Message) -> list[object]:
    assert entry.value is not None
    return [part if hasattr(part, "value") else object() for part in entry.value.elements]


def wanted() -> set[str]:
    """Every message the code and the nodes ask for."""
    sources = [path.read_text(encoding="utf-8") for path in MENU.rglob("*.py")]
    named = {key for text in sources for key in re.findall(r'"(?:\w\w:)?(phone-[\w-]+)"', text)}
    said = {key.rpartition(":")[2] for node in nodes().values() for key in node.says}
    put_together = {f"phone-topic-{topic}" for topic in TOPICS}
    put_together |= {f"phone-district-{district}" for district in DISTRICTS}
    put_together |= {f"phone-slip-{trouble.value}" for trouble in SlipTrouble}
    return named | said | put_together | {"phone-slip-misheard"}


@pytest.mark.parametrize("language", ["pl", "uk", "en"])
def test_every_message_is_there_and_none_is_left_over(language: str) -> None:
    assert set(messages(language)) == wanted()


@pytest.mark.parametrize("language", ["pl", "uk", "en"])
def test_sentences_are_short(language: str) -> None:
    for key, text in messages(language).items():
        for sentence in SENTENCE.findall(text):
            assert len(sentence.split()) <= MOST_WORDS, (key, sentence)


def test_polish_is_plain() -> None:
    for key, text in messages("pl").items():
        folded = text.casefold()
        assert not any(word in folded for word in JARGON), key
        assert all(len(word) <= 15 for word in re.findall(r"\w+", folded)), key


def test_each_language_is_written_in_its_own_letters() -> None:
    cyrillic = re.compile(r"[а-яіїєґ]", re.I)
    for text in messages("uk").values():
        assert not re.search(r"[a-z]", text, re.I)
    for language in ("pl", "en"):
        assert not any(cyrillic.search(text) for text in messages(language).values())


def test_no_number_is_left_to_the_voice() -> None:
    for language in ("pl", "uk", "en"):
        assert not any(re.search(r"\d", text) for text in messages(language).values())


def seconds(said: list[Say]) -> float:
    """How long a calm voice takes."""
    letters = sum(len(say.text) + PAUSE_LETTERS * len(SENTENCE.findall(say.text)) for say in said)
    return letters / LETTERS_PER_SECOND


def test_the_first_useful_key_comes_soon() -> None:
    caller = Caller(scene())
    greeting = list(said_in(caller.turn.document))
    names_no_key = list(takewhile(lambda say: "jeden" not in say.text, greeting))
    assert seconds(names_no_key) < seconds(greeting) <= FIRST_KEY_SECONDS
    caller.press("1")
    urgent = list(takewhile(lambda say: "Pilna" not in say.text, said_in(caller.turn.document)))
    assert seconds(urgent) <= 10


@pytest.mark.parametrize("language", ["pl", "uk", "en"])
def test_the_main_menu_is_heard_in_half_a_minute(language: str) -> None:
    caller = Caller(scene(language=language)).press({"pl": "1", "uk": "2", "en": "3"}[language])
    assert caller.at == "main"
    assert seconds(list(said_in(caller.turn.document))) <= 30


def test_the_greeting_says_who_we_are_and_that_this_is_not_112() -> None:
    first, second, *languages = said_in(Caller(scene()).turn.document)
    assert "pomocy społecznej" in first.text
    assert "bezpłatna" in first.text
    assert "To nie jest sto dwanaście" in second.text
    assert [say.language for say in languages] == ["pl", "uk", "en"]


def test_danger_is_the_first_choice_of_the_main_menu() -> None:
    said = said_in(Caller(scene()).press("1").turn.document)
    named = [say.text for say in said if say.text.rstrip(".").endswith(("jeden", "dwa", "trzy"))]
    assert named[0].startswith("Pilna pomoc")


def test_sensitive_services_are_never_named_before_somebody_chose_them() -> None:
    knowledge = scene().knowledge
    sensitive = [one for one in knowledge.services.values() if one.safety_sensitive]
    for keys in (["1"], ["1", "1"], ["1", "3"], ["1", "3", "4"], ["1", "4"], ["1", "4", "1"]):
        heard = Caller(scene()).press(*keys).text
        for service in sensitive:
            assert service.names.pl not in heard
            assert not service.names.plain or service.names.plain not in heard


@pytest.mark.parametrize("language", ["pl", "uk", "en"])
def test_words_lead_to_nodes_and_are_hinted(language: str) -> None:
    for reference, said in words().items():
        for phrase in said[language]:
            assert leads_to(f"... {phrase.upper()}!") == reference, phrase
            assert phrase in hints(language)


def test_the_longest_phrase_counts() -> None:
    assert leads_to("numer z kartki, bo chcę rozmawiać") == "slip"
    assert leads_to("nic takiego") is None


@pytest.mark.parametrize(
    ("said", "key"),
    [("Dwa.", "2"), ("двa", None), ("п'ять", "5"), ("Zero", "0"), ("seven", "7"), ("3", "3")],
)
def test_a_number_said_is_a_key(said: str, key: str | None) -> None:
    assert spoken_key(said) == key


def test_the_words_of_danger_are_the_catalogs() -> None:
    """None of the menu's own words hides one: danger is heard first."""
    ear = scene().knowledge.search.crisis_kinds
    caller = Caller(scene()).press("1").say("mąż mnie bije, chcę rozmawiać z człowiekiem")
    assert ear("mąż mnie bije")
    assert caller.ending == "line"
    assert "danger" in str(caller.deeds)


def test_folding_keeps_the_hints_apart() -> None:
    said = [fold(word) for word in hints("pl")]
    assert len(said) == len(set(said))


def test_the_longest_document_fits_what_a_voice_may_be_given() -> None:
    for key in "12348":
        gather = gather_of(Caller(scene()).press("1", key).turn.document)
        assert gather is not None
        assert all(len(getattr(part, "text", "")) < 1_000 for part in gather.said)
