"""For plain readers: short forms explained, the price, easy text only once it was tested."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from shared.bundle import know
from shared.catalog.model import EasyText
from tests.city import real_knowledge
from tests.kiosk.device import Device, build_device

MEANS = "Urząd od emerytur, rent i pieniędzy na dzieci"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Device]:
    """The kiosk over what the city has told, one service with an easy text, another untested."""
    content = real_knowledge().content
    easy = {
        "zasilek_pogrzebowy": EasyText("Sprawdzone zdanie.", "czytelnicy", date(2026, 10, 1)),
        "renta_socjalna": EasyText("Niesprawdzone zdanie."),
    }
    services = tuple(
        msgspec.structs.replace(service, easy=easy.get(service.id)) for service in content.services
    )
    device = build_device(tmp_path, know(msgspec.structs.replace(content, services=services)))
    yield device
    device.kiosk.outbox.close()
    device.kiosk.store.close()


def test_short_forms_are_explained_to_plain_readers_alone(city: Device) -> None:
    for path in ("/service/zasilek_pogrzebowy", "/event/death_in_family"):
        assert MEANS in city.citizen().begin("plain").get(path).text
        assert MEANS not in city.citizen().begin().get(path).text


def test_the_price_is_said_and_marked_where_nobody_confirmed_it(city: Device) -> None:
    page = city.citizen().begin().get("/service/karta_parkingowa").text
    cost = page.split('id="cost"')[1].split("</section>")[0]
    assert "Karta kosztuje 21 zł." in cost
    assert "do potwierdzenia" in cost
    free = city.citizen().begin().get("/service/lokal_komunalny").text
    assert "do potwierdzenia" not in free.split('id="cost"')[1].split("</section>")[0]


def test_easy_text_shows_once_its_readers_have_tested_it(city: Device) -> None:
    citizen = city.citizen().begin()
    assert "Sprawdzone zdanie." in citizen.get("/service/zasilek_pogrzebowy").text
    assert "Niesprawdzone zdanie." not in citizen.get("/service/renta_socjalna").text
