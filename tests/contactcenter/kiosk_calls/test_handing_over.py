"""A kiosk's call handed to a colleague: it rings, is taken or not; the citizen is never alone."""

from __future__ import annotations

from base64 import b64encode

import pytest
from sqlalchemy import select

from contactcenter.queue import activity
from contactcenter.telephony import control, handing_over
from contactcenter.telephony.acting import Done, Outcome, Refusal
from contactcenter.telephony.control import Colleague, Mode, Outside
from contactcenter.telephony.kiosk_round import SILENT_AFTER, KioskRound
from shared.intake.kiosk_call import SharedSlip, box_slip
from shared.models import (
    Activity,
    Agent,
    AgentRole,
    Call,
    CallLeg,
    CallState,
    Matter,
    TaskState,
    new_id,
)
from shared.models import Task as QueueTask
from tests.contactcenter.kiosk_calls.sides import (
    WORDS,
    Phone,
    Screen,
    call_of,
    connect,
    make_ready,
    room,
)

BRIEF = "Pyta o dodatek, ma dwoje dzieci."


@pytest.fixture
def marek(screen: Screen, talk: str) -> Phone:
    """A colleague who came to the line after the call was answered."""
    return make_ready(screen.city, "marek")


def hand(screen: Screen, call_id: str, anna: Phone, marek: Phone) -> Outcome:
    target = Colleague(marek.agent_id)
    return control.transfer_cold(room(screen.city), call_id, anna.agent_id, target, BRIEF)


def press(phone: Phone, call_id: str, deed: str) -> None:
    phone.console.get("/")
    phone.console.post(f"/calls/{call_id}/deeds", htmx=True, deed=deed)


def labels(phone: Phone) -> list[str]:
    return [one["call_id"] for one in phone.mine()]


def doing(screen: Screen, phone: Phone) -> Activity:
    with screen.city.store.read() as db:
        return activity.status(db, phone.agent_id).activity


def offer(phone: Phone, call_id: str, attempt: str) -> None:
    phone.pulse(call_id, said=[{"what": "offer", "attempt": attempt, "text": WORDS}])


def test_it_rings_with_the_brief_and_nothing_connects_before_the_press(
    screen: Screen, anna: Phone, marek: Phone, talk: str
) -> None:
    assert isinstance(hand(screen, talk, anna, marek), Done)
    marek.console.get("/")
    assert "Prosi Cię do rozmowy: Anna Nowak" in marek.console.text
    assert BRIEF in marek.console.text
    assert labels(marek) == []
    assert marek.pulse(talk)["state"] == "ended"
    assert (labels(anna), screen.pulse(talk)["state"]) == ([talk], "talking")


def test_the_colleague_goes_on_and_the_citizen_sees_a_talk_all_along(
    screen: Screen, anna: Phone, marek: Phone, talk: str
) -> None:
    hand(screen, talk, anna, marek)
    for _ in range(2):
        press(marek, talk, "take_over")
    seen = {screen.pulse(talk)["state"]}
    connect(screen, marek, talk, "a2")
    seen.add(screen.pulse(talk)["state"])
    assert seen == {"talking"}
    assert (labels(anna), labels(marek)) == ([], [talk])
    assert anna.pulse(talk)["state"] == "ended"
    call = call_of(screen.city, talk)
    assert (call.agent_id, call.transfer, call.state) == (marek.agent_id, {}, CallState.TALKING)
    assert (doing(screen, anna), doing(screen, marek)) == (Activity.READY, Activity.TALKING)
    with screen.city.store.read() as db:
        task = db.get_one(QueueTask, call.task_id)
    assert (task.state, task.agent_id) == (TaskState.ASSIGNED, marek.agent_id)
    page = marek.console.get(f"/calls/{talk}")
    assert BRIEF in page.text


def test_from_the_press_on_one_of_the_two_pages_speaks(
    screen: Screen, anna: Phone, marek: Phone, talk: str
) -> None:
    hand(screen, talk, anna, marek)
    heard = screen.pulse(talk)["signals"][-1]["id"]
    offer(anna, talk, "still-anna")
    told = screen.pulse(talk, heard=heard)["signals"]
    assert [one["attempt"] for one in told] == ["still-anna"], "it only rings"
    press(marek, talk, "take_over")
    offer(anna, talk, "no-more")
    assert "signals" not in anna.pulse(talk)
    offer(marek, talk, "marek")
    told = screen.pulse(talk, heard=told[-1]["id"])["signals"]
    assert [one["attempt"] for one in told] == ["marek"]


def test_a_colleague_who_cannot_now_leaves_it_where_it_is(
    screen: Screen, anna: Phone, marek: Phone, talk: str
) -> None:
    assert handing_over.take_over(room(screen.city), talk, marek.agent_id) is Refusal.GONE
    hand(screen, talk, anna, marek)
    assert handing_over.take_over(room(screen.city), talk, anna.agent_id) is Refusal.GONE
    press(marek, talk, "leave_it")
    assert call_of(screen.city, talk).agent_id == anna.agent_id
    assert (labels(anna), labels(marek)) == ([talk], [])
    assert call_of(screen.city, talk).transfer == {}
    late = handing_over.take_over(room(screen.city), talk, marek.agent_id)
    assert late is Refusal.GONE
    assert isinstance(hand(screen, talk, anna, marek), Done), "it may be tried again"


def test_nobody_comes_and_then_the_first_agent_speaks_again(
    screen: Screen, anna: Phone, marek: Phone, talk: str
) -> None:
    center = room(screen.city)
    rounds = KioskRound(center)
    for is_taken in (False, True):
        hand(screen, talk, anna, marek)
        if is_taken:  # and then the page is lost
            handing_over.take_over(center, talk, marek.agent_id)
        for _ in range(5):
            screen.city.clock.advance(SILENT_AFTER.total_seconds() / 4)
            screen.pulse(talk)
            anna.pulse(talk)
            rounds.work()
        call = call_of(screen.city, talk)
        assert (call.agent_id, call.transfer) == (anna.agent_id, {})
    offer(anna, talk, "anna-again")
    assert screen.pulse(talk)["signals"][-1]["attempt"] == "anna-again"
    assert screen.pulse(talk)["state"] == "talking"


def test_calling_it_off_and_a_call_that_ends_stop_the_ringing(
    screen: Screen, anna: Phone, marek: Phone, talk: str
) -> None:
    center = room(screen.city)
    hand(screen, talk, anna, marek)
    assert isinstance(control.cancel_transfer(center, talk, anna.agent_id), Done)
    assert handing_over.take_over(center, talk, marek.agent_id) is Refusal.GONE
    hand(screen, talk, anna, marek)
    screen.ask(f"/{talk}/leave")
    assert handing_over.take_over(center, talk, marek.agent_id) is Refusal.GONE
    marek.console.get("/")
    assert "Prosi Cię do rozmowy" not in marek.console.text


def test_a_colleague_who_is_asked_is_offered_no_other_call(
    screen: Screen, anna: Phone, marek: Phone, talk: str
) -> None:
    hand(screen, talk, anna, marek)
    screen.begin("visit.call2")
    assert marek.offered() is None
    assert isinstance(handing_over.take_over(room(screen.city), talk, marek.agent_id), Done)


def test_the_answers_go_along_when_it_is_taken_and_not_before(screen: Screen, anna: Phone) -> None:
    city, key = screen.city, new_id()
    slip = city.send_slip()
    boxed = box_slip(SharedSlip(slip.digits, slip.word), key, city.keys.private_key.public_key())
    call_id = screen.begin(key, slip=b64encode(boxed).decode())["call_id"]
    anna.accept()
    connect(screen, anna, call_id)
    marek = make_ready(city, "marek")
    hand(screen, call_id, anna, marek)
    holder = select(Matter.agent_id)
    with city.store.read() as db:
        assert db.scalars(holder).one() == anna.agent_id, "it only rings"
    press(marek, call_id, "take_over")
    connect(screen, marek, call_id, "a2")
    with city.store.read() as db:
        assert db.scalars(holder).one() == marek.agent_id


def test_the_page_offers_what_is_possible_and_wants_the_brief(
    screen: Screen, anna: Phone, marek: Phone, talk: str
) -> None:
    path = f"/calls/{talk}/pass-on"
    anna.console.get(path)
    assert "nie da się najpierw porozmawiać" in anna.console.text
    assert "nie łączy się z numerem telefonu" in anna.console.text
    shut = {
        one.get("value"): one.get("disabled") is not None
        for one in anna.console.page.iter()
        if one.get("name") == "way"
    }
    assert shut == {"warm": True, "cold": False, "add": True}
    target = f"agent:{marek.agent_id}"
    anna.console.post(path, way="cold", target=target, brief="")
    assert "Napisz w jednym zdaniu" in anna.console.text
    anna.console.post(path, way="cold", target=target, brief=BRIEF)
    assert "Dzwonię do wybranej osoby" in anna.console.text
    control.hold(room(screen.city), talk, anna.agent_id)
    press(marek, talk, "take_over")
    connect(screen, marek, talk, "a2")
    assert screen.pulse(talk)["state"] == "talking", "the citizen is fetched"
    anna.console.post(f"{path}/cancel")
    assert "Rozmowę przejęła wybrana osoba" in anna.console.text


def test_what_a_kiosks_call_cannot_do_leaves_no_trace(
    screen: Screen, anna: Phone, marek: Phone, talk: str
) -> None:
    center, to = room(screen.city), Colleague(marek.agent_id)
    with screen.city.store.write() as db:
        db.get_one(Agent, marek.agent_id).role = AgentRole.SUPERVISOR
        legs = len(db.scalars(select(CallLeg)).all())
    refused = [
        control.transfer_warm(center, talk, anna.agent_id, to, BRIEF),
        control.add_party(center, talk, anna.agent_id, to),
        control.transfer_cold(center, talk, anna.agent_id, Outside("+48426380000")),
        *(control.coach(center, talk, marek.agent_id, mode) for mode in Mode),
    ]
    assert refused == [Refusal.CANNOT] * len(refused)
    with screen.city.store.read() as db:
        assert len(db.scalars(select(CallLeg)).all()) == legs
        assert db.get_one(Call, talk).transfer == {}
