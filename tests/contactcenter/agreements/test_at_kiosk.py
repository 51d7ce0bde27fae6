"""Through both apps: agreed in a call, read back, its code typed in at a kiosk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from urllib3 import HTTPResponse

from tests.contactcenter.agreements.calls import talk
from tests.contactcenter.agreements.test_agreement import add_first, code_on, read_back
from tests.contactcenter.city import City
from tests.contactcenter.console import Console
from tests.kiosk.device import Citizen, Device, build_device


class Road:
    """What the kiosk asks goes straight into the city's app, under its token."""

    def __init__(self, city: City) -> None:
        self.city = city

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: object = None
    ) -> HTTPResponse:
        named = {**(headers or {}), "Authorization": f"Bearer {self.city.token}"}
        client = self.city.app.test_client()
        answer = client.open(path, method=method, data=body, headers=named)
        return HTTPResponse(body=answer.data, status=answer.status_code, preload_content=True)


@pytest.fixture
def device(city: City, tmp_path: Path) -> Iterator[Device]:
    folder = tmp_path / "kiosk"
    folder.mkdir()
    device = build_device(folder)
    device.kiosk.agreed_codes.line = Road(city)
    yield device
    device.kiosk.outbox.close()
    device.kiosk.calling.close()
    device.kiosk.store.close()


def coded(console: Console, here: str, **wished: str) -> str:
    """Read it back and give its code."""
    read_back(console, here)
    console.post(f"{here}/agreement/code", **wished)
    return code_on(console)


def type_code(citizen: Citizen, code: str) -> str:
    citizen.get("/agreed")
    answer = citizen.post("/agreed", code=code)
    return citizen.get("/agreed").text if answer.status_code == 303 else answer.text


def test_what_was_agreed_in_a_call_is_read_and_printed_at_a_kiosk(
    city: City, device: Device
) -> None:
    console = city.console()
    here = talk(city, matter="zasilek", language="uk")
    add_first(console, here)
    code = coded(console, here)
    page = type_code(device.citizen().begin("uk"), code.lower().replace("-", " "))
    assert '<div lang="uk" class="told">' in page
    assert "złożyć wniosek: zasiłek okresowy" in page
    citizen = device.citizen().begin("en")
    type_code(citizen, code)
    citizen.press("/agreed/print")
    device.print_all()
    assert len(device.printer.papers) == 1
    city.clock.advance(14 * 24 * 3600)
    assert "no longer works" in type_code(device.citizen().begin("en"), code)


def test_a_sensitive_one_names_nothing_at_the_kiosk_either(city: City, device: Device) -> None:
    console = city.console()
    here = talk(city, matter="schronienie")
    console.get(f"{here}/agreement")
    form = {"key": "own-line-1", "doer": "agency", "words": "Da łóżko na noc"}
    console.post(f"{here}/agreement/promises", **form, service="schronienie")
    page = type_code(device.citizen().begin(), coded(console, here, wished="yes"))
    assert "sprawa, o której rozmawialiśmy" in page
    assert "łóżko" not in page
    assert "gdy papier jest dla Ciebie bezpieczny" in page


def test_who_guesses_is_told_to_wait(city: City, device: Device) -> None:
    citizen = device.citizen().begin()
    for digit in "23456789":
        assert "Nie znamy takiego kodu" in type_code(citizen, f"A{digit}22AA22")
    for digit in "2345":
        page = type_code(citizen, f"A{digit}33AA33")
    assert "Odczekaj kwadrans" in page
