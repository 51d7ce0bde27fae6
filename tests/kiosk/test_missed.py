"""What citizens search for in vain reaches the editors' count, and nothing about the citizens."""

from __future__ import annotations

from datetime import date

from shared.intake.missed import Missed, most_missed
from shared.models import Missing
from tests.kiosk.device import Citizen, Device


def missed(device: Device) -> list[Missed]:
    with device.kiosk.store.read() as db:
        return most_missed(db, date(2020, 1, 1), 9)


def search(citizen: Citizen, words: str) -> None:
    citizen.get("/find")
    citizen.press("/find", words=words)


def test_what_finds_nothing_is_counted_without_names_and_numbers(
    device: Device, citizen: Citizen
) -> None:
    search(citizen, "Kowalski 501502503 latarnia na jezdni Jan")
    assert missed(device) == [("jezdni latarnia", "pl", Missing.FOUND, 1)]


def test_what_is_found_and_not_touched_is_counted_when_the_visit_ends(
    device: Device, citizen: Citizen
) -> None:
    search(citizen, "zasiłek")
    assert missed(device) == []
    citizen.get("/finish")
    citizen.press("/finish")
    assert [(one.words, one.missing) for one in missed(device)] == [("zasilek", Missing.TOUCH)]


def test_what_led_to_a_service_is_not_counted(device: Device, citizen: Citizen) -> None:
    search(citizen, "zasiłek")
    citizen.get("/service/zasilek")
    citizen.get("/finish")
    citizen.press("/finish")
    assert missed(device) == []
