"""The bar above every page: what I do, who rings, what the buttons do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from shared.models import Activity, AgentSession, AgentStatus, CallState, Reservation, Task
from tests.contactcenter.console import Console
from tests.contactcenter.telephony.line import Line
from tests.page import find, words


def bar(browser: Console) -> str:
    """The words of the bar."""
    browser.get("/phone/bar")
    return browser.text


def activity_of(line: Line, sign_in: str = "anna") -> Activity:
    """What an agent does."""
    with line.city.store.read() as db:
        return db.get_one(AgentStatus, line.agent(sign_in)).activity


def test_ready_needs_a_phone_that_was_just_seen(line: Line) -> None:
    browser = line.city.console()
    browser.post("/phone/activity", htmx=True, activity="ready")
    assert "Telefon w przeglądarce nie odpowiada" in browser.text
    browser.get("/")
    assert browser.post("/phone/seen").status_code == 204
    browser.post("/phone/activity", htmx=True, activity="ready")
    assert activity_of(line) is Activity.READY


def test_a_heartbeat_keeps_no_session_alive(line: Line) -> None:
    browser = line.city.console()
    browser.get("/")
    line.city.clock.advance(timedelta(minutes=2).total_seconds())
    with line.city.store.read() as db:
        before = db.scalars(select(AgentSession.seen_at)).one()
    browser.post("/phone/seen")
    browser.get("/phone/bar")
    with line.city.store.read() as db:
        assert db.scalars(select(AgentSession.seen_at)).one() == before


@pytest.mark.parametrize("wanted", ["pause", "pause:because", "dancing", "ringing", ""])
def test_what_nobody_may_ask_for_is_refused(line: Line, wanted: str) -> None:
    browser = line.city.console()
    browser.get("/")
    response = browser.post("/phone/activity", htmx=True, activity=wanted)
    assert response.status_code == 422
    assert activity_of_or_none(line) in (None, Activity.OFFLINE)


def activity_of_or_none(line: Line) -> Activity | None:
    """What anna does, if she ever came to the line."""
    with line.city.store.read() as db:
        found = db.get(AgentStatus, line.agent())
        return found.activity if found else None


def test_a_pause_has_its_reason_beside_it(line: Line) -> None:
    browser = line.city.console()
    line.ready()
    browser.get("/")
    browser.post("/phone/activity", htmx=True, activity="pause:meal")
    assert activity_of(line) is Activity.PAUSE
    assert "Posiłek" in bar(browser)


def test_without_script_the_form_leads_back_to_its_page(line: Line) -> None:
    browser = line.city.console()
    line.ready()
    browser.get("/calls")
    browser.post("/phone/activity", activity="desk", back="/calls")
    assert browser.heading == "Moje rozmowy"
    assert activity_of(line) is Activity.DESK


def test_an_unchanged_bar_is_not_sent_again(line: Line) -> None:
    browser = line.city.console()
    browser.get("/")
    phone = browser.part("phone")
    mark = next(one.get("value") for one in phone.iter() if one.get("name") == "seen")
    line.city.clock.advance(10)
    assert browser.get(f"/phone/bar?seen={mark}").status_code == 204
    line.ready()
    assert browser.get(f"/phone/bar?seen={mark}").status_code == 200


def test_an_offer_says_why_first_and_never_who(line: Line) -> None:
    browser = line.city.console()
    line.ready()
    line.wait_for_a_person()
    line.offer()
    said = bar(browser)
    assert "Dzwoni telefon" in said
    assert "Ta osoba od razu poprosiła o rozmowę." in said
    assert "Polski" in said
    assert "600" not in said
    assert "200" not in said


def test_accepting_opens_the_page_of_the_call(line: Line) -> None:
    browser = line.city.console()
    agent_id = line.ready()
    line.wait_for_a_person()
    offer_id = line.offer()
    browser.get("/")
    browser.post(f"/phone/offers/{offer_id}/accept")
    assert browser.heading == "Rozmowa"
    line.pick_up(agent_id)
    assert line.call().state is CallState.TALKING
    assert "Rozmowa" in bar(browser)


def test_an_offer_of_somebody_else_cannot_be_taken(line: Line) -> None:
    line.ready("anna")
    line.wait_for_a_person()
    offer_id = line.offer()
    browser = line.city.console("marek")
    browser.get("/")
    response = browser.post(f"/phone/offers/{offer_id}/accept", htmx=True)
    assert response.status_code == 422
    assert "prowadzi ktoś inny" in browser.text


def test_declining_says_why_or_nothing_happens(line: Line) -> None:
    browser = line.city.console()
    line.ready()
    line.wait_for_a_person()
    offer_id = line.offer()
    browser.get("/")
    browser.post(f"/phone/offers/{offer_id}/decline", htmx=True)
    assert activity_of(line) is Activity.RINGING
    browser.get("/")
    browser.post(f"/phone/offers/{offer_id}/decline", htmx=True, reason="known_person")
    assert activity_of(line) is Activity.READY
    with line.city.store.read() as db:
        assert db.get_one(Reservation, offer_id).state.value == "declined"


def test_hold_mute_and_hang_up_by_the_bars_buttons(line: Line) -> None:
    browser = line.city.console()
    line.talk()
    call_id = line.call().id
    browser.get("/")
    path = f"/calls/{call_id}/deeds"
    browser.post(path, htmx=True, deed="hold")
    assert line.call().state is CallState.HELD
    browser.get("/")
    assert "Wróć" in bar_of(browser)
    browser.post(path, htmx=True, deed="resume")
    browser.get("/")
    browser.post(path, htmx=True, deed="mute")
    browser.get("/")
    assert "Włącz mikrofon" in bar_of(browser)
    browser.post(path, htmx=True, deed="hang_up")
    assert line.call().state is CallState.ENDED
    assert "Zapisz rozmowę" in bar(browser)


def bar_of(browser: Console) -> str:
    """The words of the bar on the page last fetched."""
    return words(browser.part("phone"))


def test_a_deed_we_do_not_know_does_nothing(line: Line) -> None:
    browser = line.city.console()
    line.talk()
    browser.get("/")
    response = browser.post(f"/calls/{line.call().id}/deeds", htmx=True, deed="explode")
    assert response.status_code == 422
    assert line.call().state is CallState.TALKING


def test_a_colleagues_call_obeys_nobody_else(line: Line) -> None:
    line.talk("anna")
    marek = line.city.console("marek")
    marek.get("/")
    marek.post(f"/calls/{line.call().id}/deeds", htmx=True, deed="hang_up")
    assert line.call().state is CallState.TALKING


def cards_links(browser: Console) -> list[str | None]:
    """Where the key of the cards leads, on the page last fetched."""
    assert browser.page is not None
    links = find(browser.page, "a")
    return [one.get("href") for one in links if one.get("aria-keyshortcuts") == "Alt+/"]


def test_the_cards_are_one_key_away_from_every_page_while_a_call_goes_on(line: Line) -> None:
    browser = line.city.console()
    browser.get("/")
    assert cards_links(browser) == []
    line.talk()
    browser.get("/promises")
    assert cards_links(browser) == [f"/calls/{line.call().id}/cards"]


def test_the_pass_of_the_browsers_phone_is_the_agents_own(line: Line) -> None:
    browser = line.city.console()
    browser.get("/")
    given = browser.client.post("/phone/pass", data={"csrf_token": browser.token()}).get_json()
    assert (given["kind"], given["identity"]) == ("local", line.agent())
    with line.city.store.read() as db:
        assert db.scalars(select(Task)).all() == []
