"""The lists: my calls, the missed in bulk, the promised, the messages left."""

from __future__ import annotations

from sqlalchemy import select

from contactcenter.telephony.numbers import key_for
from shared.crypto import seal
from shared.models import CallState, Task, TaskKind, TaskState, Voicemail, new_id
from tests.contactcenter.telephony.line import Line


def miss(line: Line, number: str) -> str:
    """Somebody waits and gives up; the id of their call."""
    sid = line.wait_for_a_person(number)
    line.exchange.hang_up(sid)
    line.turn()
    call = line.call(sid)
    assert call.state is CallState.ENDED
    return call.id


def test_missed_calls_are_dealt_with_many_at_once(line: Line) -> None:
    ids = [miss(line, f"+4860010020{n}") for n in range(3)]
    browser = line.city.console()
    browser.get("/calls/list/missed")
    assert browser.text.count("••• •••") == 3
    browser.post("/calls/list/missed", call=ids[:2], deed="call_back")
    assert "czekają teraz na oddzwonienie" in browser.text
    browser.post("/calls/list/missed", call=ids, deed="call_back")
    with line.city.store.read() as db:
        promised = db.scalars(select(Task.call_id).where(Task.kind == TaskKind.CALLBACK)).all()
    assert sorted(promised) == sorted(ids)
    browser.get("/calls/list/callbacks")
    assert "Obiecaliśmy tej osobie" in browser.text


def test_put_aside_is_gone_from_the_list(line: Line) -> None:
    missed = miss(line, "+48600100201")
    browser = line.city.console()
    browser.get("/calls/list/missed")
    browser.post("/calls/list/missed", deed="done")
    assert "Nic nie zaznaczono" in browser.text
    browser.post("/calls/list/missed", call=missed, deed="done")
    assert "Nikt nie czeka po nieodebranym" in browser.text


def test_the_next_callback_is_dialed(line: Line) -> None:
    missed = miss(line, "+48600100201")
    browser = line.city.console()
    browser.get("/calls/list/missed")
    browser.post("/calls/list/missed", call=missed, deed="call_back")
    line.ready()
    browser.get("/calls/list/callbacks")
    browser.post("/calls/list/callbacks/next")
    assert browser.heading == "Rozmowa"
    browser.get("/calls/list/callbacks")
    browser.post("/calls/list/callbacks/next")
    assert line.rows(Task, Task.kind == TaskKind.CALLBACK)[0].state is TaskState.ASSIGNED


def test_a_message_is_played_and_its_sound_goes_when_it_is_settled(line: Line) -> None:
    call_id, message_id, sound = miss(line, "+48600100201"), new_id(), b"RIFF sound"
    key = key_for(line.center.keys.secret, "voicemail")
    with line.city.store.write() as db:
        sealed, at = seal(key, sound, message_id), line.city.clock.now()
        db.add(
            Voicemail(id=message_id, call_id=call_id, sound_sealed=sealed, seconds=9, left_at=at)
        )
    browser = line.city.console()
    browser.get("/calls/list/voicemails")
    assert "nie są zamieniane na tekst" in browser.text
    played = browser.client.get(f"/calls/voicemails/{message_id}/sound")
    assert (played.get_data(), played.mimetype) == (sound, "audio/wav")
    browser.post(f"/calls/voicemails/{message_id}")
    assert "Nie ma wiadomości" in browser.text
    assert browser.client.get(f"/calls/voicemails/{message_id}/sound").status_code == 404
    assert line.rows(Voicemail)[0].sound_sealed is None


def test_my_calls_say_which_are_still_to_be_written_up(line: Line) -> None:
    sid, _ = line.talk()
    line.exchange.hang_up(sid)
    line.turn()
    browser = line.city.console()
    browser.get("/calls")
    assert "Zapisz rozmowę" in browser.text
    browser.get("/")
    assert "Moje do zapisania1" in browser.text


def test_every_list_is_told_in_three_languages(line: Line) -> None:
    miss(line, "+48600100201")
    browser = line.city.console()
    for language in ("uk", "en", "pl"):
        browser.get("/")
        browser.post("/language", language=language, back="/")
        for path in ("/", "/calls", "/calls/list/missed", "/calls/list/callbacks", "/keys"):
            assert browser.get(path).status_code == 200
