"""With many services the citizen says first what it is about, and is asked only for that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.scope import EVERYTHING
from shared.bundle import Knowledge
from tests.city import real_knowledge
from tests.kiosk.device import KEY, Citizen, Device, build_device
from tests.page import check_page

QUESTION = 'class="question-form"'


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return real_knowledge()


@pytest.fixture
def city(tmp_path: Path, knowledge: Knowledge) -> Iterator[Device]:
    device = build_device(tmp_path, knowledge)
    yield device
    device.kiosk.outbox.close()
    device.kiosk.store.close()


@pytest.fixture
def citizen(city: Device) -> Citizen:
    return city.citizen().begin()


def test_the_topic_is_asked_first_and_once(citizen: Citizen) -> None:
    first = citizen.get("/check")
    check_page(first)
    assert 'name="topic"' in first.text
    assert QUESTION in citizen.press("/check/about", topic="school")
    assert QUESTION in citizen.get("/check").text


def test_one_topic_asks_less_than_everything(city: Device, knowledge: Knowledge) -> None:
    assert 0 < questions(city, "school") < questions(city, EVERYTHING)


def test_results_of_one_topic_offer_to_check_the_rest(citizen: Citizen) -> None:
    citizen.get("/check")
    citizen.press("/check/about", topic="school")
    page = citizen.get("/results").text
    assert "/service/stypendium_szkolne" in page
    assert "/service/zasilek_staly" not in page
    assert 'value="everything"' in page
    citizen.press("/check/about", topic=EVERYTHING)
    assert "/service/zasilek_staly" in citizen.get("/results").text


def test_an_unknown_topic_is_not_taken(citizen: Citizen) -> None:
    citizen.get("/check")
    assert 'name="topic"' in citizen.press("/check/about", topic="castles")


def questions(city: Device, topic: str) -> int:
    """How many questions somebody is asked who answers all with "I don't know"."""
    citizen = city.citizen().begin()
    citizen.get("/check")
    page = citizen.press("/check/about", topic=topic)
    asked = 0
    while QUESTION in page:
        key = KEY.search(page)
        assert key
        page = citizen.press("/check", key=key[1], answer="dont_know")
        asked += 1
    return asked
