"""Passing a call on from its page, and what a medium cannot do said beside it."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from contactcenter.calls.targets import read_target
from contactcenter.queue import candidates
from contactcenter.queue.skills import MATTER_SKILLS
from contactcenter.telephony.transfer import BackInLine, Colleague, Outside
from shared.models import Call, CallLeg, CallMedium, CallState, TaskState
from tests.contactcenter.console import Console
from tests.contactcenter.telephony.line import Line

SKILL = MATTER_SKILLS[0]


def open_page(line: Line) -> tuple[Console, str]:
    """Anna talks and wants to pass the call on; marek is ready."""
    line.talk("anna")
    line.ready("marek")
    browser = line.city.console()
    path = f"/calls/{line.call().id}/pass-on"
    browser.get(path)
    return browser, path


def test_colleagues_are_shown_with_what_they_do(line: Line) -> None:
    browser, _ = open_page(line)
    assert "Marek Lis" in browser.text
    assert "Czeka na rozmowę" in browser.text


def test_a_talk_before_needs_words_in_writing(line: Line) -> None:
    browser, path = open_page(line)
    target = f"agent:{line.agent('marek')}"
    browser.post(path, way="warm", target=target)
    assert "Napisz w jednym zdaniu" in browser.text
    assert not line.call().transfer


@pytest.mark.parametrize("target", ["", "agent:", "agency:nobody", "number", "whoever"])
def test_nobody_chosen_is_asked_again(line: Line, target: str) -> None:
    browser, path = open_page(line)
    response = browser.post(path, way="cold", target=target)
    assert response.status_code == 422
    assert "Wybierz, do kogo" in browser.text


def test_warm_and_back_and_warm_and_through(line: Line) -> None:
    browser, path = open_page(line)
    marek = line.agent("marek")
    wish = {"way": "warm", "target": f"agent:{marek}", "brief": "Pyta o węgiel."}
    browser.post(path, **wish)
    assert "Dzwonię do wybranej osoby" in browser.text
    assert line.call().state is CallState.HELD
    browser.post(f"{path}/cancel")
    assert line.call().state is CallState.TALKING
    line.turn()
    browser.get(path)
    browser.post(path, **wish)
    line.pick_up(marek)
    browser.get(path)
    browser.post(f"{path}/complete")
    assert "Rozmowę przejęła wybrana osoba." in browser.text
    assert line.call().agent_id == marek
    other = line.city.console("marek")
    other.get(f"/calls/{line.call().id}")
    assert "Przekazuje Anna Nowak" in other.text
    assert "Pyta o węgiel." in other.text


def bar_of(console: Console) -> tuple[str, list[str]]:
    """What the bar says, and the label its phone answers by itself."""
    console.get("/phone/bar")
    labels = [one.get("data-label") for one in console.page.iter() if one.get("data-call")]
    return console.text, [label for label in labels if label]


def test_a_colleagues_phone_waits_for_their_press_and_tells_them_why_it_rings(line: Line) -> None:
    browser, path = open_page(line)
    marek = line.city.console("marek")
    wish = {"way": "warm", "target": f"agent:{line.agent('marek')}", "brief": "Pyta o węgiel."}
    browser.post(path, **wish)
    line.turn()
    said, labels = bar_of(marek)
    assert "Prosi Cię do rozmowy: Anna Nowak" in said
    assert "Pyta o węgiel." in said
    assert labels == [], "no phone answers by itself"
    browser.get(path)
    assert "Dzwonię do wybranej osoby" in browser.text
    call_id = line.call().id
    deeds = f"/calls/{call_id}/deeds"
    marek.post(deeds, deed="take_over")
    said, labels = bar_of(marek)
    assert len(labels) == 1
    assert "Rozmawiasz z: Anna Nowak" in said
    line.pick_up(line.agent("marek"))
    line.wait_for_a_person("+48600300400")
    with line.city.store.read() as db:
        assert candidates.ready(db, line.city.clock.now()) == [], "marek is in a talk"
    assert "Połączone" in browser.get(f"/calls/{call_id}/passing").text
    marek.post(deeds, deed="mute")
    assert [leg.is_muted for leg in line.rows(CallLeg, CallLeg.call_id == call_id)] == [
        False,
        False,
        True,
    ]
    marek.post(deeds, deed="leave_it")
    line.turn()
    assert "Nikt nie odebrał" in browser.get(f"/calls/{call_id}/passing").text


def test_whoever_was_asked_and_cannot_now_leaves_the_call_where_it_is(line: Line) -> None:
    browser, path = open_page(line)
    browser.post(path, way="cold", target=f"agent:{line.agent('marek')}", brief="")
    line.turn()
    line.city.console("marek").post(f"/calls/{line.call().id}/deeds", deed="leave_it")
    line.turn()
    assert line.call().transfer == {}
    assert line.exchange.live_legs() != []
    assert all(not leg.to.endswith(line.agent("marek")) for leg in line.exchange.live_legs())


def test_back_in_line_keeps_the_place(line: Line) -> None:
    browser, path = open_page(line)
    browser.post(path, way="cold", target=f"skill:{SKILL}", brief="")
    assert "Rozmowa wróciła do kolejki" in browser.text
    task = line.task(line.call())
    assert (task.state, task.skills) == (TaskState.WAITING, (SKILL,))


def test_what_a_kiosk_cannot_do_is_shut_with_the_reason(line: Line) -> None:
    browser, path = open_page(line)
    with line.city.store.write() as db:
        db.execute(update(Call).values(medium=CallMedium.KIOSK))
    browser.get(path)
    assert "nie da się najpierw porozmawiać" in browser.text
    assert "nie łączy się z numerem telefonu" in browser.text
    shut = [one for one in browser.page.iter() if one.get("value") == "warm"]
    assert [one.get("disabled") is not None for one in shut] == [True]


def test_targets_read_from_the_form(line: Line) -> None:
    room = line.center
    assert read_target(room, "agent:17", "") == Colleague("17")
    assert read_target(room, "number", "600 100 300") == Outside("600 100 300")
    assert read_target(room, f"skill:{SKILL}", "") == BackInLine(skill=SKILL)
    assert read_target(room, "language:uk", "") == BackInLine(language="uk")
