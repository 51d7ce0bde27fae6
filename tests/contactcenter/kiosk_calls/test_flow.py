"""A call from a kiosk through the real app: begun, answered, heard, ended; what is left."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from contactcenter.kiosks import kiosk_token
from contactcenter.queue import activity, match
from contactcenter.telephony import control
from contactcenter.telephony.acting import Done, Refusal
from contactcenter.telephony.control import BackInLine, Colleague, Outside
from contactcenter.telephony.kiosk_round import SILENT_AFTER, KioskRound
from contactcenter.telephony.signals import LIFE
from shared.intake.kiosk_call import SharedSlip, box_slip
from shared.intake.receive import register_kiosk
from shared.models import (
    Activity,
    Call,
    CallState,
    Matter,
    MediaSignal,
    Task,
    new_id,
)
from tests.contactcenter.city import KIOSK
from tests.contactcenter.kiosk_calls.sides import (
    WORDS,
    Phone,
    Screen,
    call_of,
    connect,
    count,
    make_ready,
    room,
)


def test_a_call_begun_twice_is_one_call_and_one_place(screen: Screen, anna: Phone) -> None:
    first, again = screen.begin(), screen.begin()
    assert first["call_id"] == again["call_id"]
    assert first["state"] == "waiting"
    assert first["position"] == 1
    assert (count(screen.city, Call), count(screen.city, Task)) == (1, 1)


def test_nobody_on_duty_is_said_before_anything_begins(screen: Screen) -> None:
    assert screen.ask("", key="k", language="pl").status_code == 409
    assert count(screen.city, Call) == 0


def test_a_language_nobody_on_duty_speaks_is_nobody(screen: Screen, anna: Phone) -> None:
    refused = screen.ask("", key="k", language="uk")
    assert (refused.status_code, refused.get_json()["state"]) == (409, "nobody")


def test_at_night_the_line_is_closed(screen: Screen) -> None:
    screen.city.clock.advance(12 * 3600)
    assert screen.ask("", key="k", language="pl").get_json()["state"] == "closed"


def test_talking_begins_when_both_browsers_hear_each_other_and_not_before(
    screen: Screen, anna: Phone
) -> None:
    call_id = screen.begin()["call_id"]
    assert anna.mine() == []
    anna.accept()
    assert [one["call_id"] for one in anna.mine()] == [call_id]
    screen.pulse(call_id, said=[{"what": "hello", "attempt": "h1"}])
    heard = anna.pulse(call_id)
    assert [signal["what"] for signal in heard["signals"]] == ["hello"]
    anna.pulse(
        call_id,
        said=[{"what": "offer", "attempt": "a1", "text": WORDS}],
        heard=heard["signals"][0]["id"],
    )
    offer = screen.pulse(call_id)["signals"][0]
    assert (offer["attempt"], offer["text"]) == ("a1", WORDS)
    anna.pulse(call_id, hears=True, attempt="a1")
    assert screen.pulse(call_id, heard=offer["id"])["state"] == "connecting"
    told = screen.pulse(call_id, hears=True, attempt="a1", heard=offer["id"])
    assert told["state"] == "talking"
    assert told.get("signals", []) == []


def test_sound_of_an_attempt_nobody_offered_proves_nothing(screen: Screen, anna: Phone) -> None:
    call_id = screen.begin()["call_id"]
    anna.accept()
    anna.pulse(call_id, hears=True, attempt="made-up")
    assert screen.pulse(call_id, hears=True, attempt="made-up")["state"] == "connecting"


def test_a_signal_sent_twice_is_heard_once(screen: Screen, anna: Phone) -> None:
    call_id = screen.begin()["call_id"]
    anna.accept()
    for _ in range(3):
        screen.pulse(call_id, said=[{"what": "hello", "attempt": "h1"}])
    assert len(anna.pulse(call_id)["signals"]) == 1


def test_a_side_cannot_say_what_is_the_others_to_say(screen: Screen, anna: Phone) -> None:
    call_id = screen.begin()["call_id"]
    anna.accept()
    screen.pulse(call_id, said=[{"what": "offer", "attempt": "x", "text": WORDS}])
    assert "signals" not in anna.pulse(call_id)


@pytest.mark.parametrize("body", [b"", b"[]", b'{"said": 3}', b'{"heard": "' + b"x" * 100 + b'"}'])
def test_what_is_no_pulse_is_refused(screen: Screen, anna: Phone, body: bytes) -> None:
    call_id = screen.begin()["call_id"]
    headers = {"Authorization": f"Bearer {screen.token}"}
    client = screen.city.app.test_client()
    answer = client.post(f"/kiosk-api/calls/{call_id}", data=body, headers=headers)
    assert answer.status_code == 400


def test_the_agent_hangs_up_and_the_kiosk_hears_of_it(
    screen: Screen, anna: Phone, talk: str
) -> None:
    assert isinstance(control.hang_up(room(screen.city), talk, anna.agent_id), Done)
    told = screen.pulse(talk)
    assert (told["state"], told["why"]) == ("ended", "agent")
    assert anna.pulse(talk)["state"] == "ended"
    assert count(screen.city, MediaSignal) == 0


def test_the_citizen_hangs_up_twice_and_the_agent_writes_it_up(
    screen: Screen, anna: Phone, talk: str
) -> None:
    for _ in range(2):
        assert screen.ask(f"/{talk}/leave").get_json() == {"state": "ended"}
    assert call_of(screen.city, talk).ended == "citizen"
    assert anna.mine() == []
    with screen.city.store.read() as db:
        now = activity.status(db, anna.agent_id)
    assert now.activity is Activity.WRAP_UP


def test_leaving_while_waiting_leaves_the_line(screen: Screen, anna: Phone) -> None:
    call_id = screen.begin()["call_id"]
    screen.ask(f"/{call_id}/leave")
    with screen.city.store.write() as db:
        assert match.offer(db, screen.city.clock.now()) == ()


def test_hold_silences_both_and_mute_the_agent(screen: Screen, anna: Phone, talk: str) -> None:
    center = room(screen.city)
    assert isinstance(control.hold(center, talk, anna.agent_id), Done)
    assert screen.pulse(talk)["state"] == anna.pulse(talk)["state"] == "held"
    assert isinstance(control.resume(center, talk, anna.agent_id), Done)
    assert isinstance(control.mute(center, talk, anna.agent_id, True), Done)
    assert anna.pulse(talk)["is_silenced"] is True


def test_what_a_kiosk_cannot_do_is_visibly_refused(screen: Screen, anna: Phone, talk: str) -> None:
    center, outside = room(screen.city), Outside("+48426380000")
    refused = [
        control.transfer_cold(center, talk, anna.agent_id, outside),
        control.transfer_warm(center, talk, anna.agent_id, outside),
        control.transfer_warm(center, talk, anna.agent_id, Colleague("x")),
        control.add_party(center, talk, anna.agent_id, outside),
    ]
    assert refused == [Refusal.CANNOT] * 4
    assert screen.pulse(talk)["state"] == "talking"


def test_back_in_line_another_agent_goes_on_with_a_new_offer(
    screen: Screen, anna: Phone, talk: str
) -> None:
    passed = control.transfer_cold(room(screen.city), talk, anna.agent_id, BackInLine())
    assert isinstance(passed, Done)
    assert screen.pulse(talk)["state"] == "waiting"
    assert anna.pulse(talk)["state"] == "ended"
    screen.city.clock.advance(1)
    marek = make_ready(screen.city, "marek")
    with screen.city.store.write() as db:
        activity.set_activity(db, anna.agent_id, Activity.PAUSE, "break", screen.city.clock.now())
    assert marek.accept() == talk
    told = screen.pulse(talk, hears=True, attempt="a1")
    assert told["state"] == "connecting", "the sound of the former talk proves nothing"
    connect(screen, marek, talk, "a2")
    assert call_of(screen.city, talk).state is CallState.TALKING
    assert call_of(screen.city, talk).agent_id == marek.agent_id


def test_a_silent_kiosk_is_gone_but_not_before_somebody_listened(
    screen: Screen, anna: Phone, talk: str
) -> None:
    clock = screen.city.clock
    clock.advance(300)
    rounds = KioskRound(room(screen.city))  # the center was away, and is back
    rounds.work()
    assert call_of(screen.city, talk).state is CallState.TALKING
    clock.advance(SILENT_AFTER.total_seconds() - 1)
    anna.pulse(talk)
    rounds.work()
    assert call_of(screen.city, talk).state is CallState.TALKING
    clock.advance(1)
    rounds.work()
    assert (call_of(screen.city, talk).state, call_of(screen.city, talk).ended) == (
        CallState.ENDED,
        "silent",
    )


def test_an_agent_whose_page_is_gone_gives_the_citizen_back(
    screen: Screen, anna: Phone, talk: str
) -> None:
    clock, rounds = screen.city.clock, KioskRound(room(screen.city))
    for _ in range(6):
        clock.advance(5)
        screen.pulse(talk)
        rounds.work()
    told = screen.pulse(talk)
    assert told["state"] == "waiting"
    assert told["position"] == 1


def test_a_reloaded_page_of_the_agent_goes_on(screen: Screen, anna: Phone, talk: str) -> None:
    assert [one["call_id"] for one in anna.mine()] == [talk]
    kinds = [signal["what"] for signal in anna.pulse(talk)["signals"]]
    assert kinds == ["hello", "answer"], "it reads again what was said"


def test_what_browsers_say_is_sealed_and_swept(
    screen: Screen, anna: Phone, talk: str, tmp_path: Path
) -> None:
    city = screen.city
    assert count(city, MediaSignal) > 0
    for file in tmp_path.glob("city.db*"):
        assert WORDS.encode()[:24] not in file.read_bytes(), file.name
        assert b"fingerprint sha-256" not in file.read_bytes(), file.name
    city.clock.advance((LIFE + timedelta(seconds=1)).total_seconds())
    screen.pulse(talk)
    anna.pulse(talk)
    KioskRound(room(city)).work()
    with city.store.read() as db:
        assert set(db.scalars(select(MediaSignal.what))) == {"alive"}


def test_another_kiosk_and_another_agent_have_no_part_in_it(
    screen: Screen, anna: Phone, talk: str
) -> None:
    city = screen.city
    with city.store.write() as db:
        register_kiosk(db, "piap-02", city.clock.now())
    other = Screen(city, kiosk_token(city.settings.city_secret, "piap-02"))
    for path in (f"/{talk}", f"/{talk}/leave"):
        assert other.ask(path).status_code == 404
    assert other.ask("", key="visit.call1", language="pl").status_code == 404
    marek = make_ready(city, "marek")
    assert marek.mine() == []
    assert marek.pulse(talk) == {"call_id": talk, "state": "ended"}
    assert call_of(city, talk).state is CallState.TALKING


def test_the_answers_open_for_whoever_answers_only_with_a_yes(screen: Screen, anna: Phone) -> None:
    city = screen.city
    slip = city.send_slip()
    key = new_id()
    public = city.keys.private_key.public_key()
    boxed = box_slip(SharedSlip(slip.digits, slip.word), key, public)
    begun = screen.begin(key, slip=b64encode(boxed).decode())
    assert begun["is_shared"] is True
    with city.store.read() as db:
        assert db.scalars(select(Matter.agent_id)).one() == "", "nobody can read it yet"
    assert anna.accept() == begun["call_id"]
    call = call_of(city, begun["call_id"])
    assert call.matter_id is not None
    page = anna.console.get(f"/matters/{call.matter_id}")
    assert page.status_code == 200
    assert "41" in page.text


def test_a_box_for_another_call_shares_nothing(screen: Screen, anna: Phone) -> None:
    city = screen.city
    slip = city.send_slip()
    public = city.keys.private_key.public_key()
    boxed = box_slip(SharedSlip(slip.digits, slip.word), "another", public)
    begun = screen.begin(slip=b64encode(boxed).decode())
    assert "is_shared" not in begun
    assert call_of(city, begun["call_id"]).matter_id is None


def test_the_kiosk_of_the_call_is_known(screen: Screen, anna: Phone, talk: str) -> None:
    assert call_of(screen.city, talk).kiosk_id == KIOSK
    assert call_of(screen.city, talk).is_recorded is False
