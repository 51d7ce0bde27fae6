"""Every document the app can say is one the library's own classes could have made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

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
)
from contactcenter.telephony.menu import (
    Scene,
    back_in_line,
    closed,
    fallback,
    first,
    holding,
    joining,
    outage,
    third_person,
    transferring,
)
from contactcenter.telephony.twilio_provider.twiml import render
from tests.contactcenter.menu.callers import scene, translator
from tests.contactcenter.menu.test_every_path import walk
from tests.contract.twiml_classes import faults

ORIGIN = "https://okienko.example"
NUMBER = "+48800000000"
LANGUAGES = ("pl", "uk", "en")
EVERY_VERB = Document(
    (
        Say("Łódź & okolice. " * 400, "pl"),
        Play("/static/music.mp3", 0),
        Pause(3),
        Gather("/telephony/menu/1?at=a&try=1", (Say("1", "uk"), Play("/a.mp3"), Pause(1)), most=8),
        Gather("/a", (), finish="", language="uk", hears_words=True, hints=("так", "ні, дякую")),
        Gather("/a", (), hears_words=True, language="en", finish="*"),
        Record("/telephony/menu/1?at=left&try=0", "/telephony/voicemail/1", finish="#*"),
        Join("0190-call", "citizen:1", "/telephony/status/conference"),
        Join("0190-call", "c", "/s", starts=False, ends=True, wait_path="/w", is_muted=True),
        Dial("+48420000000", "/telephony/menu/1?at=back&try=0"),
        Redirect("/telephony/wait/1"),
        HangUp(),
    )
)


def written(document: Document) -> str:
    return render(document, ORIGIN, region="ie1", line_number=NUMBER)


def announcements(said_in: Scene) -> Iterator[Document]:
    """What is said outside the menu's own tree."""
    turns = (first(said_in), closed(said_in), outage(said_in))
    yield from (turn.document for turn in turns)
    for alone in (holding, joining, back_in_line, third_person, transferring):
        yield alone(said_in)
    yield fallback(translator().say, NUMBER)
    yield fallback(translator().say)


def test_every_verb_with_everything_it_can_carry() -> None:
    assert faults(written(EVERY_VERB)) == []


@pytest.mark.parametrize("is_open", [True, False], ids=["by day", "after hours"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_the_menu_can_say(language: str, is_open: bool) -> None:
    places = walk(language, is_open)
    documents = {written(turn.document) for _, turns in places.values() for turn in turns.values()}
    assert len(documents) > 20
    assert [fault for document in documents for fault in faults(document)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_said_besides(language: str) -> None:
    for document in announcements(scene(language=language, failover_number=NUMBER)):
        assert faults(written(document)) == []


WRONG = {
    "<Gather inputs='dtmf'/>": "<Gather> has no inputs",
    "<Gather><Record/></Gather>": "<Record> inside <Gather>",
    "<Dial><Conference waitURL='https://a.example/w'>c</Conference></Dial>": "has no waitURL",
    "<Conference>c</Conference>": "<Conference> inside <Response>",
    "<Shout>a</Shout>": "<Shout> inside <Response>",
    "<Gather action='/menu'/>": "<Gather action='/menu'>",
    "<Gather input='keys'/>": "<Gather input='keys'>",
    "<Gather timeout='soon'/>": "<Gather timeout='soon'>",
    "<Record recordingStatusCallback='/sound'/>": "<Record recordingStatusCallback=",
    "<Dial><Conference beep='no'>c</Conference></Dial>": "<Conference beep='no'>",
    "<Dial><Conference region='pl1'>c</Conference></Dial>": "<Conference region='pl1'>",
    "<Dial><Conference statusCallbackEvent='joined'>c</Conference></Dial>": "statusCallbackEvent",
    "<Dial><Number>0800100200</Number></Dial>": "<Number> with",
    "<Redirect>/telephony/wait/1</Redirect>": "<Redirect> with",
    "<Hangup>now</Hangup>": "<Hangup> holds no text",
    f"<Say>{'a' * 4097}</Say>": "<Say> with",
    "<Say><Say>a</Say></Say>": "<Say> inside <Say>",
}


@pytest.mark.parametrize("body", sorted(WRONG), ids=range(len(WRONG)))
def test_a_wrong_document_is_caught(body: str) -> None:
    found = faults(f"<Response>{body}</Response>")
    assert any(WRONG[body] in one for one in found), found


def test_only_a_response_is_a_document() -> None:
    assert faults("<Say>a</Say>") == ["<Say> is no document"]
