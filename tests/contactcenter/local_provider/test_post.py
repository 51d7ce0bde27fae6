"""The webhooks: signed as the app checks it, tried again as asked, hurt as the seed says."""

from __future__ import annotations

import pytest

from contactcenter.telephony.local_provider.chaos import Chaos
from contactcenter.telephony.local_provider.parts import Line
from contactcenter.telephony.twilio_provider.signature import is_genuine
from tests.contactcenter.local_provider.line import APP, CALLER, LINE, TOKEN, World, world

SIGNATURE = "X-Twilio-Signature"
TWICE = "I-Twilio-Idempotency-Token"
LONG_CALL = "<Pause length='600'/>"
STORM = Chaos(doubles=0.3, delays=0.5, drops=0.2, silences=0.2, errors=0.2)


def test_every_request_is_signed_as_the_app_checks_it() -> None:
    line = world({"/voice": f"<Redirect>/menu?at=ł%2F&amp;n=%C5%81</Redirect>{LONG_CALL}"})
    line.exchange.hang_up(line.call())
    line.exchange.write(CALLER, "Dziękuję, będę o 8:00 + córka & pies")
    line.exchange.advance()
    assert {one.path.partition("?")[0] for one in line.app.asked} >= {"/voice", "/menu", "/text"}
    for one in line.app.asked:
        pairs = tuple(one.form.items())
        assert is_genuine(one.url, pairs, one.headers[SIGNATURE], [TOKEN])
        assert not is_genuine(one.url, (*pairs, ("x", "y")), one.headers[SIGNATURE], [TOKEN])
        assert not is_genuine(one.url, pairs, one.headers[SIGNATURE], ["another token"])


@pytest.mark.parametrize(
    ("fragment", "answer", "tries"),
    [
        ("", None, 2),
        ("", 500, 1),
        ("#rc=3&rp=all", 500, 4),
        ("#rc=0", None, 1),
        ("#rc=2&rp=4xx", 500, 1),
        ("#rc=2&rp=4xx", 404, 3),
    ],
)
def test_how_often_it_is_tried_stands_behind_the_address(
    fragment: str, answer: int | None, tries: int
) -> None:
    line = world({"/voice": answer})
    line.exchange.line = Line(LINE.number, f"{APP}/voice{fragment}", fallback_url=f"{APP}/fallback")
    line.call()
    asked = [one for one in line.app.asked if one.path == "/voice"]
    assert len(asked) == tries
    assert len({one.headers[TWICE] for one in asked}) == 1
    signed = [(tuple(one.form.items()), one.headers[SIGNATURE]) for one in asked]
    assert all(is_genuine(f"{APP}/voice", form, signature, [TOKEN]) for form, signature in signed)
    (fallback,) = line.app.forms("/fallback")
    assert (fallback["ErrorCode"], fallback["ErrorUrl"]) == ("11200", f"{APP}/voice")


def test_a_call_nobody_has_words_for_ends() -> None:
    line = world({"/voice": 500, "/fallback": 500})
    sid = line.call()
    assert line.exchange.leg(sid).status == "failed"
    assert line.app.told("/ended", "CallStatus") == ["failed"]


def test_an_answer_that_comes_too_late_is_none_after_fifteen_seconds() -> None:
    line = world({"/voice": LONG_CALL, "/fallback": LONG_CALL}, chaos=Chaos(silences=1.0))
    line.call()
    line.exchange.advance(14.9)
    assert [one.path for one in line.app.asked] == ["/voice"]
    line.exchange.advance(0.2)
    assert [one.path for one in line.app.asked] == ["/voice", "/fallback"]


def test_what_comes_twice_says_that_it_is_the_same() -> None:
    line = world({"/voice": LONG_CALL}, chaos=Chaos(doubles=1.0))
    line.call()
    first, second = line.app.asked
    assert first == second
    assert first.headers[TWICE]


def test_news_may_be_lost_but_what_to_do_is_always_asked() -> None:
    line = world({"/voice": LONG_CALL}, chaos=Chaos(drops=1.0))
    line.exchange.hang_up(line.call())
    line.exchange.advance(30)
    assert [one.path for one in line.app.asked] == ["/voice"]


def _story(seed: int) -> list[tuple[str, str]]:
    line = world({"/voice": LONG_CALL, "/fallback": LONG_CALL}, chaos=STORM, seed=seed)
    sids = [line.call() for _ in range(8)]
    line.exchange.advance(40)
    for sid in sids:
        line.exchange.hang_up(sid)
    line.exchange.advance(40)
    return [(one.path, one.form["CallSid"]) for one in line.app.asked]


def test_the_same_seed_makes_the_same_storm() -> None:
    assert _story(3) == _story(3)
    assert [path for path, _ in _story(3)] != [path for path, _ in _story(4)]


def test_a_leg_tells_its_story_in_numbered_steps() -> None:
    line = world({"/answered": LONG_CALL})
    answer = line.telephony.place_call(CALLER, f"{APP}/answered", f"{APP}/steps", "leg")
    line.exchange.advance(2)
    line.exchange.answer(_sid(answer))
    line.exchange.advance(61)
    line.exchange.hang_up(_sid(answer))
    line.exchange.advance()
    steps = line.app.forms("/steps")
    assert [one["CallStatus"] for one in steps] == [
        "initiated",
        "ringing",
        "in-progress",
        "completed",
    ]
    assert [one["SequenceNumber"] for one in steps] == ["0", "1", "2", "3"]
    assert {one["CallbackSource"] for one in steps} == {"call-progress-events"}
    assert (steps[-1]["CallDuration"], steps[-1]["Duration"]) == ("61", "2")
    assert steps[0]["Timestamp"] == "Mon, 23 Nov 2026 08:00:00 +0000"


def test_nothing_personal_is_in_the_developers_log() -> None:
    line: World = world({"/voice": LONG_CALL})
    line.exchange.hang_up(line.call())
    line.exchange.advance()
    seen = repr(list(line.exchange.post.log))
    assert CALLER not in seen
    assert CALLER.removeprefix("+48") not in seen


def _sid(answer: object) -> str:
    return str(getattr(answer, "sid", ""))
