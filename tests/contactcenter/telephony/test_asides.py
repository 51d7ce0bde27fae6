"""What a caller hears beside the menu, and the question that is answered by key in a talk."""

from __future__ import annotations

import io
import wave

from contactcenter.telephony import control
from contactcenter.telephony.acting import slip_digits_of
from contactcenter.telephony.control import Done, Refusal
from contactcenter.telephony.music import MUSIC_PATH, RATE, SECONDS, waiting_music
from shared.models import CallState, LegState
from tests.contactcenter.telephony.line import ORIGIN, Line


def plays(line: Line, sid: str) -> int:
    """How often our music was begun on a leg."""
    url = f"{ORIGIN}{MUSIC_PATH}"
    return sum(one.kind == "play" and one.text == url for one in line.exchange.captions(sid))


def asked(line: Line) -> tuple[str, str]:
    """A quiet caller in a talk, who was asked something."""
    agent_id = line.ready()
    sid = line.dial()
    for key in "99":
        line.exchange.press(sid, key)
        line.exchange.advance()
    line.exchange.advance(15)
    done = control.accept(line.center, line.offer(), agent_id)
    assert isinstance(done, Done)
    line.pick_up(agent_id)
    call = line.call(sid)
    assert (call.state, call.is_quiet) == (CallState.TALKING, True)
    assert control.ask_question(line.center, call.id, agent_id) == Done(call.id)
    line.turn()
    return sid, agent_id


def test_the_answer_by_key_is_on_the_agents_screen_and_the_talk_goes_on(line: Line) -> None:
    sid, agent_id = asked(line)
    call = line.call(sid)
    citizen = line.legs(call)[0]
    assert "Tak: jeden. Nie: dwa." in line.exchange.said(sid)
    assert len(line.exchange.rooms.find(call.id).members) == 1  # the agent stays
    assert citizen.state is LegState.JOINED
    browser = line.city.console()
    line.exchange.press(sid, "1")
    line.turn()
    browser.get(f"/calls/{call.id}/quiet")
    assert "Tak (1)" in browser.text
    assert len(line.exchange.rooms.find(call.id).members) == 2
    assert (line.call(sid).state, line.call(sid).agent_id) == (CallState.TALKING, agent_id)
    line.exchange.hang_up(sid)
    line.turn()
    assert (line.call(sid).state, line.call(sid).ended) == (CallState.ENDED, "citizen")
    assert all(leg.state is LegState.GONE for leg in line.legs(call))


def test_whoever_presses_nothing_comes_back_too(line: Line) -> None:
    sid, _ = asked(line)
    for _ in range(20):
        line.exchange.advance(1)
    line.turn()
    call = line.call(sid)
    assert call.state is CallState.TALKING
    assert len(line.exchange.rooms.find(call.id).members) == 2
    assert line.events(call).count("quiet_answer") == 0


def test_the_agent_hangs_up_during_the_question(line: Line) -> None:
    sid, agent_id = asked(line)
    assert control.hang_up(line.center, line.call(sid).id, agent_id) == Done(line.call(sid).id)
    line.turn()
    assert line.call(sid).state is CallState.ENDED
    assert line.exchange.live_legs() == ()


def test_a_question_is_asked_in_a_talk_by_whoever_talks(line: Line) -> None:
    sid, agent_id = line.talk()
    call = line.call(sid)
    other = line.agent("marek")
    assert control.ask_question(line.center, call.id, other) is Refusal.NOT_YOURS
    control.hold(line.center, call.id, agent_id)
    assert control.ask_question(line.center, call.id, agent_id) is Refusal.NOT_NOW


def test_the_button_of_the_page_asks(line: Line) -> None:
    sid, _ = line.talk()
    call = line.call(sid)
    with line.city.store.write() as db:
        db.get_one(type(call), call.id).is_quiet = True
    browser = line.city.console()
    browser.get(f"/calls/{call.id}")
    assert "Poproś o odpowiedź klawiszem" in browser.text
    browser.post(f"/calls/{call.id}/deeds", deed="question", back=f"/calls/{call.id}")
    line.turn()
    assert "Tak: jeden. Nie: dwa." in line.exchange.said(sid)


def test_on_hold_they_hear_words_and_our_own_music(line: Line) -> None:
    sid, agent_id = line.talk()
    call = line.call(sid)
    before = plays(line, sid)
    control.hold(line.center, call.id, agent_id)
    line.turn()
    line.exchange.advance(60)
    assert line.exchange.said(sid).count("Proszę chwilę zaczekać. Zaraz wracamy") >= 2
    assert plays(line, sid) > before
    control.resume(line.center, call.id, agent_id)
    line.turn()
    quiet_since = plays(line, sid)
    line.exchange.advance(30)
    assert plays(line, sid) == quiet_since


def test_who_waits_hears_music_and_who_cannot_speak_hears_none(line: Line) -> None:
    sid = line.wait_for_a_person()
    line.exchange.advance(60)
    assert plays(line, sid) > 0
    quiet = line.dial("+48600100333")
    for key in "99":
        line.exchange.press(quiet, key)
        line.exchange.advance()
    line.exchange.advance(90)
    assert line.call(quiet).state is CallState.WAITING
    assert plays(line, quiet) == 0


def test_whose_agent_was_lost_is_told_so_once(line: Line) -> None:
    sid, _ = line.talk()
    agent = line.legs(line.call(sid))[1]
    line.exchange.hang_up(str(agent.provider_sid))
    line.turn(1)
    line.turn(4)
    line.exchange.advance(60)
    assert line.call(sid).state is CallState.WAITING
    assert line.exchange.said(sid).count("połączenie z naszą osobą się zerwało") == 1


def test_who_is_passed_on_is_told_so_once(line: Line) -> None:
    sid, agent_id = line.talk()
    target = control.BackInLine(language="pl")
    control.transfer_cold(line.center, line.call(sid).id, agent_id, target)
    line.turn()
    line.exchange.advance(60)
    assert line.exchange.said(sid).count("Łączę z kimś, kto zna tę sprawę") == 1


def test_the_music_is_a_small_sound_that_never_changes(line: Line) -> None:
    browser = line.city.console(None)
    came = browser.client.get(MUSIC_PATH)
    assert (came.status_code, came.mimetype) == (200, "audio/wav")
    assert came.headers["Cache-Control"].startswith("public")
    assert came.get_data() == waiting_music()
    with wave.open(io.BytesIO(came.get_data())) as sound:
        assert (sound.getnframes(), sound.getframerate()) == (RATE * SECONDS, RATE)
        frames = sound.readframes(RATE * SECONDS)
    assert 100 < min(frames) < 128 < max(frames) < 160  # calm
    assert abs(frames[0] - frames[-1]) <= 1  # no seam


def test_digits_of_a_slip_that_has_not_arrived_stay_for_the_agent(line: Line) -> None:
    digits = line.city.lend_number()
    sid = line.dial()
    for key in ("1", "2"):
        line.exchange.press(sid, key)
        line.exchange.advance()
    line.exchange.press(sid, digits)
    line.exchange.advance()
    call = line.call(sid)
    assert call.slip_id is None
    assert slip_digits_of(line.center, call) == digits
    assert digits not in str(call.menu)
