"""A message after hours: fetched, sealed, forgotten by the provider, played, deleted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from contactcenter.caretaker import Caretaker
from contactcenter.telephony.fetching import NOT_THERE_YET, Fetcher
from contactcenter.telephony.provider import Failed, Trouble
from contactcenter.telephony.voicemail import KEPT, put_away, sound_of
from shared.models import AuditEvent, Call, Task, TaskKind, TaskState, Voicemail
from tests.contactcenter.telephony.line import Line

EVENING_SECONDS = 12 * 60 * 60
MOST_SPOKEN_SECONDS = 30
SOUND = b"RIFF....WAVE what somebody said"
AWAY, UNKNOWN, REFUSED = (Failed(one) for one in (Trouble.AWAY, Trouble.UNKNOWN, Trouble.REFUSED))


def leave(line: Line) -> Voicemail:
    """Somebody speaks after the tone, long after hours."""
    line.exchange.advance(EVENING_SECONDS)
    sid = line.dial()
    for key in ("1", "1"):
        line.exchange.press(sid, key)
        line.exchange.advance()
    for _ in range(MOST_SPOKEN_SECONDS):  # theirs begins when ours is over
        if line.exchange.leg(sid).recording_sid is None:
            line.exchange.advance(1)
    line.exchange.leave_message(sid, 7, SOUND)
    line.exchange.advance(1)
    return message(line)


def message(line: Line) -> Voicemail:
    (only,) = line.rows(Voicemail)
    assert isinstance(only, Voicemail)
    return only


def kept_there(line: Line) -> int:
    """How many sounds the provider still has."""
    return len(line.exchange.recordings._kept)


def audited(line: Line, name: str) -> int:
    with line.city.store.read() as db:
        return len(db.scalars(select(AuditEvent).where(AuditEvent.name == name)).all())


def test_the_sound_comes_home_and_is_forgotten_there(line: Line) -> None:
    left = leave(line)
    assert (left.sound_sealed, kept_there(line)) == (None, 1)
    Fetcher(line.center).work()
    left = message(line)
    assert (left.provider_sid, kept_there(line)) == (None, 0)
    assert SOUND not in (left.sound_sealed or b"")
    assert sound_of(line.center.keys.secret, left) == SOUND


@pytest.mark.parametrize("trouble", [AWAY, UNKNOWN, REFUSED])
@pytest.mark.parametrize("acts_anyway", [False, True])
def test_a_provider_in_trouble_is_asked_again(
    line: Line, trouble: Failed, *, acts_anyway: bool
) -> None:
    leave(line)
    fetcher = Fetcher(line.center)
    line.inside.trouble, line.inside.acts_anyway = trouble, acts_anyway
    fetcher.work()
    assert message(line).sound_sealed is None
    line.inside.trouble = None
    fetcher.work()
    assert message(line).sound_sealed is None  # not at once
    line.exchange.advance(5)
    fetcher.work()
    assert (message(line).provider_sid, kept_there(line)) == (None, 0)
    assert message(line).sound_sealed is not None


def test_a_lost_answer_to_the_deletion_does_no_harm(line: Line) -> None:
    leave(line)
    fetcher = Fetcher(line.center)
    line.exchange.recordings.delete(str(message(line).provider_sid))  # done, and never answered
    with line.city.store.write() as db:
        put_away(db, line.center.keys.secret, message(line).id, SOUND)
    fetcher.work()
    left = message(line)
    assert left.provider_sid is None
    assert sound_of(line.center.keys.secret, left) == SOUND


def test_a_sound_the_provider_lost_is_said_to_be_lost(line: Line) -> None:
    left = leave(line)
    line.exchange.recordings.delete(str(left.provider_sid))
    fetcher, browser = Fetcher(line.center), line.city.console()
    fetcher.work()
    browser.get("/calls/list/voicemails")
    assert "Nagranie jest w drodze" in browser.text
    line.exchange.advance(NOT_THERE_YET.total_seconds())
    fetcher.work()
    browser.get("/calls/list/voicemails")
    assert "nie udało się pobrać" in browser.text


def test_an_agent_plays_it_and_deletes_it(line: Line) -> None:
    left = leave(line)
    browser = line.city.console()
    path = f"/calls/voicemails/{left.id}/sound"
    assert browser.client.get(path).status_code == 404
    Fetcher(line.center).work()
    played = browser.client.get(path, headers={"Range": "bytes=0-"})
    assert (played.get_data(), played.mimetype) == (SOUND, "audio/wav")
    part = browser.client.get(path, headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.get_data()) == (206, SOUND[4:8])
    assert message(line).heard_at is not None
    assert audited(line, "voicemail_heard") == 1
    browser.get("/calls/list/voicemails")
    assert "Odsłuchana" in browser.text
    assert "media-src 'self'" in played.headers["Content-Security-Policy"]
    browser.post(f"/calls/voicemails/{left.id}")
    assert (message(line).sound_sealed, audited(line, "voicemail_deleted")) == (None, 1)
    assert [one.state for one in line.rows(Task)] == [TaskState.CANCELED]


def test_whoever_left_a_message_can_be_rung_back_and_the_message_stays(line: Line) -> None:
    left = leave(line)
    browser = line.city.console()
    browser.get("/calls/list/voicemails")
    assert "Oddzwoń" in browser.text
    for _ in range(2):  # pressed twice is promised once
        browser.post(f"/calls/voicemails/{left.id}/call-back")
    assert "czeka teraz na oddzwonienie" in browser.text
    promised = line.rows(Task, Task.kind == TaskKind.CALLBACK)
    assert [(one.call_id, one.state) for one in promised] == [(left.call_id, TaskState.WAITING)]
    assert message(line).deleted_at is None


def test_nobody_is_rung_back_where_that_could_endanger_them(line: Line) -> None:
    left = leave(line)
    with line.city.store.write() as db:
        db.execute(update(Call).values(is_sensitive=True))
    browser = line.city.console()
    browser.get("/calls/list/voicemails")
    answered = browser.post(f"/calls/voicemails/{left.id}/call-back")
    assert answered.status_code == 422
    assert line.rows(Task, Task.kind == TaskKind.CALLBACK) == []


def test_a_message_deleted_before_it_came_home_is_forgotten_there_too(line: Line) -> None:
    left = leave(line)
    line.city.console().post(f"/calls/voicemails/{left.id}")
    Fetcher(line.center).work()
    assert (message(line).provider_sid, message(line).sound_sealed) == (None, None)
    assert kept_there(line) == 0


def test_nobody_who_is_not_signed_in_hears_it(line: Line) -> None:
    left = leave(line)
    Fetcher(line.center).work()
    stranger = line.city.console(None).client.get(f"/calls/voicemails/{left.id}/sound")
    assert stranger.status_code in {302, 303}
    assert message(line).heard_at is None


def test_after_thirty_days_it_goes_by_itself(line: Line) -> None:
    leave(line)
    Fetcher(line.center).work()
    care = Caretaker(line.center.store, line.city.clock)
    line.city.clock.advance((KEPT - timedelta(hours=1)).total_seconds())
    care.work()
    assert message(line).sound_sealed is not None
    line.city.clock.advance(3600)
    care.work()
    assert (message(line).sound_sealed, message(line).deleted_at) == (None, line.city.clock.now())
    assert audited(line, "voicemails_expired") == 1
