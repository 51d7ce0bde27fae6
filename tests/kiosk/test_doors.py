"""Where do you live, what do you need there, and which door that makes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from shared.bundle.knowledge import know
from shared.catalog.gazetteer import Gazetteer, Landmark, Osiedle
from tests.kiosk.content import small_city
from tests.kiosk.device import Citizen, Device, build_device

DOORS, HOME = "/where/zasilek", "/where/zasilek/home"


@pytest.fixture
def device(tmp_path: Path, empty_database: Path) -> Iterator[Device]:
    """The small city with two neighborhoods and a square."""
    places = Gazetteer(
        osiedla=(
            Osiedle("stoki", "Stoki", "widzew", 51.78, 19.53),
            Osiedle("koziny", "Koziny", "polesie", 51.7773, 19.4271),
        ),
        landmarks=(Landmark("rynek", "Stary Rynek", 51.7821, 19.4549),),
    )
    shutil.copyfile(empty_database, tmp_path / "kiosk.db")
    city = know(msgspec.structs.replace(small_city().content, gazetteer=places))
    device = build_device(tmp_path, city)
    yield device
    device.kiosk.outbox.close()
    device.kiosk.store.close()


def test_the_district_first_then_what_lies_in_it(citizen: Citizen) -> None:
    page = citizen.get(HOME).text
    assert "Stoki" not in page
    page = citizen.press(HOME, home="widzew")
    assert 'value="stoki"' in page
    assert 'value="koziny"' not in page
    page = citizen.press(HOME, home="stoki")
    assert "Mieszkasz: Stoki" in page
    assert "ul. Druga 2" in page.split("<article")[1]


def test_what_is_no_spot_changes_nothing(citizen: Citizen) -> None:
    citizen.get(HOME)
    citizen.press(HOME, home="stoki")
    page = citizen.press(HOME, home="ul. Prywatna 3")
    assert 'value="stoki" lang="pl" aria-pressed="true"' in page


def test_who_would_rather_not_say_is_not_asked_again(citizen: Citizen) -> None:
    citizen.get(HOME)
    citizen.press(HOME, home="stoki")
    citizen.get(HOME)
    assert "Mieszkasz: " not in citizen.press(HOME, home="")


def test_no_address_is_an_answer(citizen: Citizen) -> None:
    citizen.get(HOME)
    assert "Nie mam stałego adresu" in citizen.press(HOME, home="no_address")


def test_a_landmark_counts_the_way_and_takes_no_district_for_the_home(
    device: Device, citizen: Citizen
) -> None:
    citizen.get(HOME)
    citizen.press(HOME, home="rynek")
    (visit,) = device.kiosk.visits._visits.values()
    assert (visit.home, visit.district) == ("rynek", None)


def test_a_need_is_asked_about_at_every_door_and_taken_back(citizen: Citizen) -> None:
    citizen.get(DOORS)
    page = citizen.press(DOORS, need="step_free")
    assert "wejście bez schodów: nie wiemy, zapytaj" in page
    assert "nie wiemy, zapytaj" not in citizen.press(DOORS, need="step_free")


def test_a_kiosk_that_does_not_know_where_it_stands_does_not_offer_to_count_from_there(
    citizen: Citizen,
) -> None:
    assert 'value="here"' not in citizen.get(HOME).text


@pytest.mark.parametrize("path", ["/where/nothing/home"])
def test_no_such_matter_is_said_kindly(citizen: Citizen, path: str) -> None:
    assert citizen.get(path).status_code == 404


def test_the_way_to_what_was_taken_along_is_one_list(citizen: Citizen) -> None:
    citizen.get("/take")
    citizen.press("/take", chosen="zasilek", paper="no")
    page = citizen.get("/way").text
    assert "Twoja droga" in page
    assert page.count("<article") == 1
