"""A kiosk and an agent who is ready; in `talk` they hear each other."""

from __future__ import annotations

import pytest

from shared.models import CallState
from tests.contactcenter.city import City
from tests.contactcenter.kiosk_calls.sides import Phone, Screen, call_of, connect, make_ready


@pytest.fixture
def screen(city: City) -> Screen:
    return Screen(city, city.token)


@pytest.fixture
def anna(city: City) -> Phone:
    return make_ready(city, "anna")


@pytest.fixture
def talk(screen: Screen, anna: Phone) -> str:
    call_id = screen.begin()["call_id"]
    anna.accept()
    connect(screen, anna, call_id)
    assert call_of(screen.city, call_id).state is CallState.TALKING
    return call_id
