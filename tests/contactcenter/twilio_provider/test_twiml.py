"""Documents as TwiML: absolute addresses, voices that fit, silence that counts."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactcenter.telephony.document import (
    Dial,
    Document,
    Gather,
    HangUp,
    Join,
    Pause,
    Play,
    Record,
    Redirect,
    Say,
    Verb,
)
from contactcenter.telephony.twilio_provider.sentences import MOST_CHARACTERS, pieces
from contactcenter.telephony.twilio_provider.twiml import render
from contactcenter.telephony.twilio_provider.voices import VOICES

ORIGIN = "https://okienko.example"
# What the provider's list says Amazon's voices speak; Google's carry it in their name.
POLLY = {"Polly.Ola-Neural": "pl-PL", "Polly.Amy-Neural": "en-GB"}


def only(*verbs: Verb, **how: str) -> Element:
    """The one element a document of `verbs` turns into."""
    (element,) = ElementTree.fromstring(render(Document(verbs), ORIGIN, **how))
    return element


@pytest.mark.parametrize("language", ["pl", "uk", "en"])
def test_every_language_has_a_voice_of_that_language(language: str) -> None:
    voice = VOICES[language]
    assert voice.language.startswith(f"{language}-")
    if voice.name.startswith("Google."):
        assert voice.name.startswith(f"Google.{voice.language}-")
    else:
        assert POLLY[voice.name] == voice.language


def test_ukrainian_is_read_by_google_as_amazon_has_no_such_voice() -> None:
    assert VOICES["uk"].name.startswith("Google.uk-UA-")


@pytest.mark.parametrize("language", sorted(VOICES))
def test_a_sentence_is_said_in_its_own_language(language: str) -> None:
    say = only(Say("Łódź & <Ґ>", language))
    assert (say.tag, say.text) == ("Say", "Łódź & <Ґ>")
    assert (say.get("language"), say.get("voice")) == VOICES[language]


def test_a_long_text_is_said_in_parts_cut_between_sentences() -> None:
    text = " ".join(f"Zdanie numer {number}." for number in range(600))
    says = list(ElementTree.fromstring(render(Document((Say(text, "pl"),)), ORIGIN)))
    assert len(says) == 3
    assert all((say.text or "").endswith(".") for say in says)
    assert " ".join(say.text or "" for say in says) == text


def test_what_xml_cannot_carry_is_left_out() -> None:
    assert only(Say("a\x00b\x1bc\ufffe", "en")).text == "abc"


def test_nothing_to_say_is_no_element() -> None:
    assert not list(ElementTree.fromstring(render(Document((Say(" ", "pl"),)), ORIGIN)))


@given(st.text(max_size=60), st.integers(1, 12))
def test_pieces_fit_and_lose_no_letter(text: str, most: int) -> None:
    found = pieces(text, most)
    assert all(0 < len(piece) <= most for piece in found)
    assert "".join("".join(found).split()) == "".join("".join(pieces(text)).split())


def test_the_longest_part_is_as_long_as_may_be() -> None:
    assert [len(piece) for piece in pieces("a" * (MOST_CHARACTERS + 1))] == [MOST_CHARACTERS, 1]


def test_keys_are_gathered_and_silence_is_told_too() -> None:
    gather = only(Gather("/telephony/menu/1?at=a&try=1", (Say("1", "pl"), Pause(2)), most=8))
    assert gather.attrib == {
        "input": "dtmf",
        "action": f"{ORIGIN}/telephony/menu/1?at=a&try=1",
        "method": "POST",
        "timeout": "6",
        "numDigits": "8",
        "finishOnKey": "#",
        "actionOnEmptyResult": "true",
    }
    assert [inner.tag for inner in gather] == ["Say", "Pause"]


def test_words_are_listened_for_in_the_callers_language_and_none_is_starred_out() -> None:
    gather = only(
        Gather("/a", (Play("/b.mp3", 0),), language="uk", hears_words=True, hints=("так", "ні"))
    )
    assert gather.get("input") == "dtmf speech"
    assert gather.get("language") == "uk-UA"
    assert gather.get("hints") == "так, ні"
    assert gather.get("profanityFilter") == "false"
    assert (gather[0].text, gather[0].get("loop")) == (f"{ORIGIN}/b.mp3", "0")


def test_a_message_goes_to_one_address_and_its_sound_to_another() -> None:
    record = only(Record("/after", "/sound", seconds=90, finish="*"))
    assert record.get("action") == f"{ORIGIN}/after"
    assert record.get("recordingStatusCallback") == f"{ORIGIN}/sound"
    assert (record.get("maxLength"), record.get("finishOnKey")) == ("90", "*")
    assert record.get("transcribe") is None


class TestJoin:
    def test_the_leg_goes_into_the_conference_of_its_call(self) -> None:
        conference = only(Join("call-1", "caller", "/status", starts=False, is_muted=True))[0]
        assert conference.text == "call-1"
        assert conference.get("participantLabel") == "caller"
        assert conference.get("statusCallback") == f"{ORIGIN}/status"
        assert "leave" in conference.get("statusCallbackEvent", "").split()
        assert conference.get("startConferenceOnEnter") == "false"
        assert conference.get("endConferenceOnExit") == "false"
        assert conference.get("muted") == "true"

    def test_nobody_hears_a_beep_and_nothing_is_recorded(self) -> None:
        conference = only(Join("call-1", "caller", "/status"))[0]
        assert (conference.get("beep"), conference.get("record")) == ("false", "do-not-record")

    def test_without_a_waiting_document_there_is_silence_and_not_the_providers_music(self) -> None:
        assert only(Join("c", "caller", "/s"))[0].get("waitUrl") == ""
        assert only(Join("c", "caller", "/s", wait_path="/w"))[0].get("waitUrl") == f"{ORIGIN}/w"

    def test_it_is_mixed_where_everybody_else_is(self) -> None:
        assert only(Join("c", "caller", "/s"), region="ie1")[0].get("region") == "ie1"
        assert only(Join("c", "caller", "/s"))[0].get("region") is None


def test_whoever_is_called_sees_the_lines_number() -> None:
    dial = only(Dial("+48426000000", "/after", 20), line_number="+48800000000")
    assert dial.get("callerId") == "+48800000000"
    assert (dial.get("action"), dial.get("timeout")) == (f"{ORIGIN}/after", "20")
    assert [(inner.tag, inner.text) for inner in dial] == [("Number", "+48426000000")]


def test_going_on_and_hanging_up() -> None:
    redirect = only(Redirect("/next"))
    assert (redirect.text, redirect.get("method")) == (f"{ORIGIN}/next", "POST")
    assert only(HangUp()).tag == "Hangup"


@pytest.mark.parametrize("path", ["https://elsewhere.example/x", "//elsewhere.example", "x", ""])
def test_a_document_leads_nowhere_else(path: str) -> None:
    with pytest.raises(ValueError, match="our own app"):
        render(Document((Redirect(path),)), ORIGIN)
