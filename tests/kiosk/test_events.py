"""What happened to somebody leads to a door, to numbers in danger, to questions about it alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.city import real_knowledge
from tests.kiosk.device import Citizen, Device, build_device

QUESTION = 'class="question-form"'


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Device]:
    """The kiosk over everything the city has told."""
    device = build_device(tmp_path, real_knowledge())
    yield device
    device.kiosk.outbox.close()
    device.kiosk.store.close()


def test_an_event_names_its_first_door_and_what_else_to_check(citizen: Citizen) -> None:
    page = citizen.get("/event/bieda").text
    assert "Zacznij w punkcie." in page
    assert "ul. Próbna 1" in page
    assert 'href="/service/zasilek"' in page
    assert 'href="/service/dodatek"' in page


def test_danger_shows_the_numbers_first_and_asks_nothing(citizen: Citizen) -> None:
    page = citizen.get("/event/dom").text
    assert page.index("987") < page.index("Zacznij w punkcie.")
    assert "/check/about" not in page


def test_what_nobody_else_may_see_can_vanish(citizen: Citizen) -> None:
    page = citizen.get("/event/strach").text
    assert 'action="/hide"' in page
    assert "42 685 43 62" in page  # the agency that is the first door
    assert 'action="/hide"' not in citizen.get("/event/bieda").text


def test_no_such_event_is_refused(citizen: Citizen) -> None:
    assert citizen.browser.get("/event/castle").status_code == 404


def test_an_event_is_asked_about_alone_and_the_rest_can_follow(city: Device) -> None:
    citizen = city.citizen().begin()
    citizen.get("/event/child_starts_school")
    assert QUESTION in citizen.press("/check/about", event="child_starts_school")
    results = citizen.get("/results").text
    assert "/service/stypendium_szkolne" in results
    assert "/service/zasilek_staly" not in results
    citizen.press("/check/about", topic="everything")
    assert "/service/zasilek_staly" in citizen.get("/results").text


@pytest.mark.parametrize("event", ["castle", "too_much", ""])
def test_what_there_is_nothing_to_ask_about_does_not_narrow(city: Device, event: str) -> None:
    citizen = city.citizen().begin()
    citizen.get("/check")
    assert 'name="topic"' in citizen.press("/check/about", event=event)


def test_who_finds_nothing_is_asked_what_happened(city: Device) -> None:
    citizen = city.citizen().begin()
    citizen.get("/find")
    page = citizen.press("/find", words="qwxz")
    assert 'href="/event/lost_job"' in page
    assert 'href="/events"' in page


def test_the_city_s_events_all_lead_somewhere(city: Device) -> None:
    citizen = city.citizen().begin()
    for event in real_knowledge().life_events.values():
        page = citizen.get(f"/event/{event.id}").text
        assert 'class="panel place"' in page, event.id
        assert ("/check/about" in page) == any(
            real_knowledge().services[one].kind == "entitlement" for one in event.services
        )
