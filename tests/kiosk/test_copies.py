"""Printed again: another number, and the sheet nobody is sure of opens nothing any more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.client import Kind, State
from shared.intake.desk import Refusal, SlipRefused
from shared.intake.envelope import open_sealed
from shared.intake.keys import CityKeys
from shared.intake.matter import OpenedMatter
from shared.intake.numbers import count_numbers, take_number
from shared.intake.outbox import waiting_envelopes
from shared.intake.receive import receive
from shared.intake.slip import SlipCode, number_index
from shared.models import PrintJob, SlipLease
from tests.databases import fresh_store
from tests.kiosk.device import Citizen, Device
from tests.kiosk.test_printing import read, taker
from tests.kiosk.test_take import DIGITS
from tests.shared.intake.conftest import City

__all__ = ["taker"]

WORD = re.compile(r'class="word" lang="pl">(\w+)<')


def on_screen(page: str) -> SlipCode:
    digits, word = DIGITS.search(page), WORD.search(page)
    assert digits
    assert word
    return SlipCode(digits[1].replace("\u00a0", ""), word[1])


@pytest.mark.parametrize("kind", [Kind.PAGE_PRINTER, Kind.RECEIPT_PRINTER])
def test_a_copy_bears_another_number_and_the_first_opens_nothing(
    device: Device, taker: Citizen, city: City, kind: Kind
) -> None:
    device.printer.kind, device.printer.state = kind, State.FAILED
    device.print_all()
    old = on_screen(taker.get("/slip").text)
    device.printer.state = State.CONFIRMED
    new = on_screen(taker.press("/slip/again"))
    assert new.digits != old.digits
    device.print_all()
    _, second = device.printer.papers
    sheet = read(device.printer.papers[second])
    assert new.digits in "".join(sheet.split())
    assert new.word in sheet
    assert old.digits not in "".join(sheet.split())
    send_to(city, device)
    assert city.open(*old) == SlipRefused(Refusal.CLOSED)
    assert isinstance(city.open(*new), OpenedMatter)


def test_two_taps_make_one_new_slip(device: Device, taker: Citizen) -> None:
    device.printer.state = State.FAILED
    device.print_all()
    taker.get("/slip")
    first = on_screen(taker.press("/slip/again"))
    assert on_screen(taker.press("/slip/again")) == first
    with device.kiosk.store.read() as db:
        assert db.query(PrintJob).count() == 2
        assert len(waiting_envelopes(db)) == 2
        assert count_numbers(db) == 3


def test_a_third_sheet_is_copy_three_under_a_third_number(device: Device, taker: Citizen) -> None:
    device.printer.state = State.FAILED
    device.print_all()
    seen = {on_screen(taker.get("/slip").text)}
    for _ in range(2):
        seen.add(on_screen(taker.press("/slip/again")))
        device.print_all()
    assert len(seen) == 3
    assert "Kopia 3" in read(list(device.printer.papers.values())[2])


def test_with_no_number_left_the_copy_bears_the_same_one(device: Device, taker: Citizen) -> None:
    device.printer.state = State.FAILED
    device.print_all()
    old = on_screen(taker.get("/slip").text)
    with device.kiosk.store.write() as db:
        while take_number(db) is not None:
            pass
    assert on_screen(taker.press("/slip/again")) == old
    device.print_all()
    _, second = device.printer.papers
    assert "Kopia 2" in read(device.printer.papers[second])
    assert "nieważna" not in read(device.printer.papers[second])
    device.give_numbers(1)
    assert on_screen(taker.press("/slip/again")) != old
    device.print_all()
    assert "Kopia 3" in read(list(device.printer.papers.values())[2])


@pytest.fixture
def city(device: Device, tmp_path: Path) -> Iterator[City]:
    """The city that this kiosk seals its envelopes to."""
    folder = tmp_path / "city"
    folder.mkdir()
    for store in fresh_store("sqlite", folder):
        city = City(store, device.clock.now())
        city.keys = CityKeys(city.keys.secret, device.city_key)
        yield city


def send_to(city: City, device: Device) -> None:
    """All that waits at the kiosk, in the city; the numbers in it count as lent."""
    with device.kiosk.store.read() as db:
        waiting = waiting_envelopes(db)
    for envelope in waiting:
        opened = open_sealed(envelope.sealed, device.city_key)
        assert opened is not None
        index = number_index(opened.digits, city.keys.secret)
        with city.store.write() as db:
            db.add(SlipLease(number_index=index, kiosk_id="kiosk-1", leased_at=city.at))
        with city.store.write() as db:
            receive(db, envelope.sealed, city.keys, city.at)
