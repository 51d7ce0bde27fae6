"""Counting an income together: what is said is added up, and only the sum becomes an answer."""

from __future__ import annotations

import pytest

from shared.diagnosis import FactKey, Known
from tests.kiosk.device import Citizen, Device
from tests.kiosk.test_check import go_to, household

COUNT = "/count/income_month"
MONTH = "2026-10"  # the month before the day these tests stand on


def plain(page: str) -> str:
    """A page with ordinary spaces in its numbers."""
    return page.replace("\u00a0", " ").replace("\u202f", " ")


def add(citizen: Citizen, kind: str, number: str) -> str:
    return plain(citizen.press(COUNT, kind=kind, period=MONTH, number=number))


def test_the_way_to_count_stands_at_the_question_about_income_only(citizen: Citizen) -> None:
    assert COUNT not in citizen.get("/check").get_data(as_text=True)
    go_to(citizen, "income_month")
    assert COUNT in citizen.page


def test_amounts_are_added_up_and_the_sum_is_the_answer(device: Device, citizen: Citizen) -> None:
    go_to(citizen, "income_month")
    page = citizen.get(COUNT).get_data(as_text=True)
    assert "październik 2026" in page
    assert "800+" in page, "what does not count is said"
    add(citizen, "work", "1 200,50 zł")
    page = add(citizen, "paid", "200")
    assert "1 000,50 zł" in page
    citizen.press(f"{COUNT}/done")
    assert household(device).get(FactKey("income_month")) == Known(100_050)
    assert citizen.asked() != "income_month"


def test_an_amount_is_taken_out_again(device: Device, citizen: Citizen) -> None:
    citizen.get(COUNT)
    add(citizen, "work", "1000")
    add(citizen, "work", "500")
    page = plain(citizen.press(f"{COUNT}/drop", line="0"))
    assert "500 zł" in page
    assert "1 000 zł" not in page
    citizen.press(f"{COUNT}/drop", line="7")
    citizen.press(f"{COUNT}/drop", line="x")
    citizen.press(f"{COUNT}/done")
    assert household(device).get(FactKey("income_month")) == Known(50_000)


def test_nothing_added_is_no_income(device: Device, citizen: Citizen) -> None:
    citizen.get(COUNT)
    citizen.press(f"{COUNT}/done")
    assert household(device).get(FactKey("income_month")) == Known(0)


@pytest.mark.parametrize("number", ["", "dużo", "-5", "1,005", "99999999999"])
def test_what_is_no_amount_is_refused_and_stays_in_the_field(citizen: Citizen, number: str) -> None:
    citizen.get(COUNT)
    response = citizen.post(COUNT, kind="paid", period=MONTH, number=number)
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert f'value="{number}"' in page
    assert 'value="paid" checked' in page
    assert 'role="alert"' in page


@pytest.mark.parametrize(
    ("kind", "period"), [("child_benefit", MONTH), ("", MONTH), ("work", "2026-09"), ("work", "")]
)
def test_what_does_not_count_here_cannot_be_added(citizen: Citizen, kind: str, period: str) -> None:
    citizen.get(COUNT)
    assert citizen.post(COUNT, kind=kind, period=period, number="5").status_code == 422


def test_a_sum_no_household_has_is_refused(device: Device, citizen: Citizen) -> None:
    citizen.get(COUNT)
    add(citizen, "work", "9000000")
    assert citizen.post(f"{COUNT}/done").status_code == 422
    assert household(device).get(FactKey("income_month")) != Known(900_000_000)


@pytest.mark.parametrize("key", ["lives_in_lodz", "nothing", "age.0", "income_month.0", "age.40"])
def test_what_no_act_adds_up_has_no_such_page(citizen: Citizen, key: str) -> None:
    assert citizen.browser.get(f"/count/{key}").status_code == 404


def test_money_goes_with_the_visit(device: Device, citizen: Citizen) -> None:
    citizen.get(COUNT)
    add(citizen, "work", "4321")
    citizen.get("/finish")
    other = device.citizen().begin()
    assert "4 321" not in plain(other.get(COUNT).get_data(as_text=True))


@pytest.mark.parametrize(("language", "words"), [("uk", "жовтень 2026"), ("en", "October 2026")])
def test_the_month_is_said_in_the_reader_s_language(
    device: Device, language: str, words: str
) -> None:
    assert words in device.citizen().begin(language).get(COUNT).get_data(as_text=True)
