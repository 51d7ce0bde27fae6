"""What each verb does on keys, wrong keys, silence, hanging up and time running out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contactcenter.telephony.local_provider.calls import Habit
from contactcenter.telephony.local_provider.parts import Status
from contactcenter.telephony.local_provider.twiml import TwimlFault, read_twiml
from tests.contactcenter.local_provider.line import APP, World, world

AFTER = "<Say>after</Say>"

Deed = Callable[[World, str], None]


def keys(text: str) -> Deed:
    return lambda line, sid: line.exchange.press(sid, text)


def words(text: str) -> Deed:
    return lambda line, sid: line.exchange.speak(sid, text)


def silence(_line: World, _sid: str) -> None:
    """Nothing is done."""


def gather(attributes: str, inside: str = "") -> str:
    return f'<Gather action="/given" {attributes}>{inside}</Gather>{AFTER}'


@pytest.mark.parametrize(
    ("attributes", "deed", "given"),
    [
        ('numDigits="1"', keys("5"), {"Digits": "5"}),
        ('numDigits="1"', keys("56"), {"Digits": "5"}),
        ("", keys("12#"), {"Digits": "12", "FinishedOnKey": "#"}),
        ("", keys("12"), {"Digits": "12"}),
        ('finishOnKey="*"', keys("1#*"), {"Digits": "1#", "FinishedOnKey": "*"}),
        ("", keys("#"), None),
        ("", silence, None),
        ("", words("do kogo mam iść"), None),
        ('actionOnEmptyResult="true"', silence, {"Digits": ""}),
        ('actionOnEmptyResult="true"', keys("#"), {"Digits": "", "FinishedOnKey": "#"}),
        ('input="dtmf speech"', words("mieszkanie"), {"SpeechResult": "mieszkanie"}),
        ('input="dtmf speech"', keys("3#"), {"Digits": "3"}),
        ('input="speech"', keys("3"), None),
    ],
)
def test_gather(attributes: str, deed: Deed, given: dict[str, str] | None) -> None:
    line = world({"/voice": gather(attributes)})
    sid = line.call()
    deed(line, sid)
    line.exchange.advance(6)
    if given is None:
        assert line.app.forms("/given") == []
        assert line.exchange.said(sid) == "after"
    else:
        (form,) = line.app.forms("/given")
        assert given.items() <= form.items()
        assert form["CallStatus"] == "in-progress"


def test_each_key_gives_the_caller_time_for_the_next() -> None:
    line = world({"/voice": gather('timeout="5"')})
    sid = line.call()
    for key in "123":
        line.exchange.advance(4)
        line.exchange.press(sid, key)
    assert line.app.forms("/given") == []
    line.exchange.advance(5)
    assert line.app.told("/given", "Digits") == ["123"]


@pytest.mark.parametrize(("attributes", "is_cut"), [("", True), ('bargeIn="false"', False)])
def test_a_key_cuts_a_prompt_short_where_it_may(attributes: str, is_cut: bool) -> None:
    inside = "<Say>first</Say><Pause length='2'/><Say>second</Say>"
    line = world({"/voice": gather(f'numDigits="1" {attributes}', inside)})
    sid = line.call()
    line.exchange.press(sid, "1")
    line.exchange.advance()
    assert bool(line.app.forms("/given")) is is_cut
    line.exchange.advance(60)
    assert ("second" in line.exchange.said(sid)) is not is_cut


def test_without_an_action_the_same_document_is_asked_again() -> None:
    line = world({"/voice": '<Gather numDigits="1"/>'})
    sid = line.call()
    line.exchange.press(sid, "4")
    line.exchange.advance()
    assert line.app.told("/voice", "Digits") == ["", "4"]


@pytest.mark.parametrize(
    ("verb", "seconds"),
    [("<Say>12345678901234567890123456 8</Say>", 2.0), ('<Pause length="3"/>', 3.0)],
)
def test_speech_and_silence_take_their_time_and_keys_do_not_hurry_them(
    verb: str, seconds: float
) -> None:
    line = world({"/voice": verb})
    sid = line.call()
    line.exchange.press(sid, "1")
    line.exchange.advance(seconds - 0.1)
    assert line.exchange.leg(sid).is_live
    line.exchange.advance(0.2)
    assert line.exchange.leg(sid).status is Status.COMPLETED


def test_a_sound_without_end_plays_until_something_happens() -> None:
    line = world({"/voice": '<Play loop="0">/music</Play>'})
    sid = line.call()
    line.exchange.advance(300)
    assert line.exchange.leg(sid).is_live
    assert line.exchange.captions(sid)[-1].text == f"{APP}/music"


def record(attributes: str = "") -> str:
    return f'<Record action="/left" recordingStatusCallback="/sound" {attributes}/>{AFTER}'


@pytest.mark.parametrize(
    ("deed", "after_seconds", "told"),
    [
        (lambda line, sid: line.exchange.leave_message(sid, 9, b"sound"), 0, ("9", "")),
        (keys("#"), 3, ("3", "#")),
        (words("proszę oddzwonić"), 0, ("5", "")),
        (silence, 0, None),
    ],
)
def test_record(deed: Deed, after_seconds: int, told: tuple[str, str] | None) -> None:
    line = world({"/voice": record()})
    sid = line.call()
    line.exchange.advance(after_seconds)
    deed(line, sid)
    line.exchange.advance(30)
    if told is None:
        assert (line.app.forms("/left"), line.exchange.said(sid)) == ([], "after")
        assert line.app.forms("/sound") == []
        return
    (form,) = line.app.forms("/left")
    assert (form["RecordingDuration"], form["Digits"]) == told
    (sound,) = line.app.forms("/sound")
    assert sound["RecordingSid"] == form["RecordingSid"]
    assert sound["RecordingUrl"].endswith(form["RecordingSid"])


def test_a_message_is_kept_when_the_caller_hangs_up_in_it() -> None:
    line = world({"/voice": record()})
    sid = line.call()
    line.exchange.leave_message(sid)
    line.exchange.advance(4)
    line.exchange.hang_up(sid)
    line.exchange.advance(10)
    (form,) = line.app.forms("/left")
    assert (form["Digits"], form["CallStatus"]) == ("hangup", "completed")
    assert form["RecordingDuration"] == "4"
    assert line.app.told("/sound", "RecordingStatus") == ["completed"]


def test_a_message_ends_when_it_is_as_long_as_it_may_be() -> None:
    line = world({"/voice": record('maxLength="20"')})
    sid = line.call()
    line.exchange.leave_message(sid)
    line.exchange.advance(19)
    assert line.app.forms("/left") == []
    line.exchange.advance(1)
    assert line.app.told("/left", "RecordingDuration") == ["20"]


def dial(inside: str = "<Number>+48452000102</Number>") -> str:
    return f'<Dial action="/over" timeout="10">{inside}</Dial>'


@pytest.mark.parametrize(
    ("habit", "status"),
    [
        (Habit(refuses=Status.BUSY), "busy"),
        (Habit(refuses=Status.FAILED), "failed"),
        (Habit(), "no-answer"),
    ],
)
def test_a_number_that_does_not_answer(habit: Habit, status: str) -> None:
    line = world({"/voice": dial()})
    line.exchange.teach("+48452000102", habit)
    line.call()
    line.exchange.advance(10)
    assert line.app.told("/over", "DialCallStatus") == [status]


def test_a_number_that_answers_talks_until_one_of_them_hangs_up() -> None:
    line = world({"/voice": dial()})
    line.exchange.teach("+48452000102", Habit(answers_after_seconds=3))
    sid = line.call()
    line.exchange.advance(20)
    (child,) = [leg for leg in line.exchange.live_legs() if leg.parent_sid == sid]
    line.exchange.hang_up(child.sid)
    line.exchange.advance()
    (form,) = line.app.forms("/over")
    assert (form["DialCallStatus"], form["DialCallDuration"]) == ("completed", "17")


def test_whom_the_caller_dialed_is_let_go_when_the_caller_hangs_up() -> None:
    line = world({"/voice": dial("<Client>a1</Client>")})
    line.exchange.register("a1")
    sid = line.call()
    line.exchange.hang_up(sid)
    line.exchange.advance()
    assert line.exchange.live_legs() == ()
    assert line.app.forms("/over") == []


@pytest.mark.parametrize(
    ("verb", "status"),
    [("<Hangup/>", "completed"), ("<Reject/>", "failed"), ('<Reject reason="busy"/>', "busy")],
)
def test_the_line_hangs_up_or_does_not_take_the_call(verb: str, status: str) -> None:
    line = world({"/voice": verb + AFTER})
    sid = line.call()
    assert line.exchange.leg(sid).status == status
    assert line.app.told("/ended", "CallStatus") == [status]
    assert line.exchange.said(sid) == ""


def test_documents_that_only_send_on_do_not_hold_the_exchange_up() -> None:
    line = world({"/voice": "<Redirect>/voice</Redirect>"})
    sid = line.call()
    line.exchange.advance(5)
    assert line.exchange.leg(sid).is_live
    assert len(line.app.forms("/voice")) < 200


@pytest.mark.parametrize(
    "document",
    [
        "<Sing>la</Sing>",
        '<Say speed="2">x</Say>',
        "<Gather><Record/></Gather>",
        "<Dial></Dial>",
        '<Gather numDigits="two"/>',
        '<Dial><Conference muted="no">r</Conference></Dial>',
        '<Dial><Conference record="record-from-start">r</Conference></Dial>',
        "<Message>no text in a call</Message>",
        "<Say>" + "x" * 4097 + "</Say>",
    ],
)
def test_what_cannot_be_run_is_said_and_never_left_out(document: str) -> None:
    with pytest.raises(TwimlFault):
        world({"/voice": document}).call()
    mild = world({"/voice": document}, strict=False)
    sid = mild.call()
    assert len(mild.exchange.faults) == 1
    assert not mild.exchange.leg(sid).is_live
    assert mild.exchange.captions(sid)[-1].kind == "error"


ENTITY = '<!DOCTYPE x [<!ENTITY e "x">]><Response/>'


@pytest.mark.parametrize("text", ["<Response>", "<Wrong/>", ENTITY])
def test_what_is_no_document(text: str) -> None:
    with pytest.raises(TwimlFault):
        read_twiml(text)
