"""Taking it along: one slip per visit, after the commit, and quiet about the delicate."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

from shared.intake.envelope import open_sealed
from shared.intake.numbers import count_numbers
from shared.intake.outbox import waiting_envelopes
from shared.intake.paper import Paper, read_paper
from shared.models import PrintJob
from tests.kiosk.device import TOKEN, Citizen, Device

DIGITS = re.compile(r'class="digits">([\d\u00a0]+)<')
POOR_TENANT = {"lives_in_lodz": "true", "income_month": "=500", "legal_title": "tenancy"}


def papers(device: Device) -> list[Paper]:
    room = device.kiosk
    with room.store.read() as db:
        jobs = db.query(PrintJob).all()
    return [paper for job in jobs if (paper := read_paper(job, room.keys)) is not None]


def test_what_was_found_is_ticked_and_the_delicate_is_not_on_the_list(citizen: Citizen) -> None:
    citizen.answer(POOR_TENANT)
    page = citizen.get("/take").text
    assert 'value="zasilek" checked' in page
    assert 'value="dodatek" checked' not in page
    assert 'value="tarcza"' not in page


def test_a_slip_has_digits_a_word_and_a_code(device: Device, citizen: Citizen) -> None:
    citizen.answer(POOR_TENANT)
    citizen.get("/take")
    page = citizen.press("/take", chosen=["zasilek"], paper="yes")
    digits = DIGITS.search(page)
    assert digits
    (paper,) = papers(device)
    assert digits[1].replace("\u00a0", "") == paper.digits
    assert f'class="word" lang="pl">{paper.word}<' in page
    assert "Kartka czeka na drukarkę" in page
    code = citizen.browser.get("/slip/code.svg")
    assert code.mimetype == "image/svg+xml"
    assert b"style=" not in code.data


def test_ten_presses_at_once_make_one_slip(device: Device, citizen: Citizen) -> None:
    citizen.answer(POOR_TENANT)
    citizen.get("/take")
    token = TOKEN.search(citizen.page)
    assert token
    cookie = citizen.browser.get_cookie("kiosk_session")
    assert cookie

    def press(_: int) -> str:
        client = device.app.test_client()
        client.set_cookie("kiosk_session", cookie.value)
        fields = {"csrf_token": token[1], "chosen": "zasilek", "paper": "yes"}
        return client.post("/take", data=fields, follow_redirects=True).text

    with ThreadPoolExecutor(10) as pool:
        slips = {match[1] for page in pool.map(press, range(10)) if (match := DIGITS.search(page))}
    assert len(slips) == 1
    assert len(papers(device)) == 1
    with device.kiosk.store.read() as db:
        assert len(waiting_envelopes(db)) == 1
        assert count_numbers(db) == 4


def test_a_delicate_service_is_never_on_paper_even_when_asked_for(
    device: Device, citizen: Citizen
) -> None:
    citizen.answer(POOR_TENANT)
    citizen.get("/take")
    citizen.press("/take", chosen=["zasilek", "tarcza", "nothing"], paper="yes")
    (paper,) = papers(device)
    assert [entry["name"] for entry in paper.sheet["services"]] == ["zasiłek okresowy"]
    assert "przemoc" not in str(paper.sheet)


def test_the_envelope_carries_the_answers_to_the_city_alone(
    device: Device, citizen: Citizen
) -> None:
    citizen.answer(POOR_TENANT)
    citizen.get("/take")
    citizen.press("/take", chosen=["zasilek"], paper="no")
    assert papers(device) == []
    with device.kiosk.store.read() as db:
        (waiting,) = waiting_envelopes(db)
    envelope = open_sealed(waiting.sealed, device.city_key)
    assert envelope is not None
    assert envelope.answers["household"]["income_month"] == "500.00"
    assert envelope.chosen == ["zasilek"]
    assert envelope.content_hash == device.kiosk.knowledge.content_hash


def test_without_a_free_number_nothing_is_promised(device: Device) -> None:
    for _ in range(5):
        quick = device.citizen().begin()
        quick.answer(POOR_TENANT)
        quick.get("/take")
        quick.press("/take", paper="no")
    citizen = device.citizen().begin()
    citizen.answer(POOR_TENANT)
    citizen.get("/take")
    response = citizen.post("/take", chosen=["zasilek"], paper="yes")
    assert response.status_code == 200
    assert "Chwilowo nie mamy wolnych numerów" in response.text
    device.give_numbers(1)
    assert DIGITS.search(citizen.press("/take", chosen=["zasilek"], paper="yes"))


def test_the_slip_goes_with_the_visit(device: Device, citizen: Citizen) -> None:
    citizen.answer(POOR_TENANT)
    citizen.get("/take")
    citizen.press("/take", chosen=["zasilek"], paper="no")
    device.clock.advance(90)
    assert citizen.browser.get("/slip").headers["Location"] == "/wiped"
    assert citizen.browser.get("/slip/code.svg").status_code == 303
