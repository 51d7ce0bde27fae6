"""Somebody types of danger: numbers to call come first, whatever else the words would find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.bundle import Knowledge
from tests.city import real_knowledge
from tests.kiosk.device import Citizen, build_device
from tests.page import check_page


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return real_knowledge()


@pytest.fixture
def citizen(tmp_path: Path, knowledge: Knowledge) -> Iterator[Citizen]:
    device = build_device(tmp_path, knowledge)
    yield device.citizen().begin()
    device.kiosk.outbox.close()
    device.kiosk.store.close()


def search(citizen: Citizen, typed: str) -> str:
    citizen.get("/find")
    return citizen.press("/find", words=typed)


@pytest.mark.parametrize(
    "typed",
    [
        "mąż mnie bije",
        "MAZ MNIE BIJE",
        "nie chcę żyć",
        "chcę umrzeć",
        "хочу померти",
        "nie mam gdzie spać",
        "чоловік б'є",
    ],
)
def test_numbers_to_call_come_before_everything_found(citizen: Citizen, typed: str) -> None:
    page = search(citizen, typed)
    assert "800 120 002" in page
    assert "112" in page
    assert page.index("800 120 002") < page.index('id="found"')


@pytest.mark.parametrize("typed", ["dodatek mieszkaniowy", "szkoła", "becikowe"])
def test_a_calm_search_stays_calm(citizen: Citizen, typed: str) -> None:
    assert "800 120 002" not in search(citizen, typed)


def test_the_card_is_a_good_page(citizen: Citizen) -> None:
    search(citizen, "bije mnie")
    check_page(citizen.get("/find"))
