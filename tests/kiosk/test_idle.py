"""The end of a visit as a citizen without scripts meets it."""

from __future__ import annotations

import pytest

from tests.kiosk.device import Citizen, Device

PAGES = ("/home", "/check", "/results", "/answers", "/take", "/slip", "/talk", "/help", "/find")


def test_polls_do_not_extend_a_visit(device: Device, citizen: Citizen) -> None:
    for path in ("/watch", "/talk/state", "/slip/paper", "/still-there"):
        device.clock.advance(22)
        response = citizen.browser.get(path, headers={"HX-Request": "true"})
        assert response.status_code in (200, 204, 404)
    device.clock.advance(2)
    response = citizen.browser.get("/watch", headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == "/wiped"


def test_the_warning_appears_and_one_tap_extends(device: Device, citizen: Citizen) -> None:
    citizen.get("/find")
    assert "alertdialog" not in citizen.get("/watch", **{"HX-Request": "true"}).text
    citizen.get("/find")
    device.clock.advance(61)
    assert "alertdialog" in citizen.browser.get("/watch", headers={"HX-Request": "true"}).text
    citizen.get("/still-there")
    assert "29" in citizen.page
    assert citizen.post("/still-there").headers["Location"] == "/find"
    device.clock.advance(59)
    assert 'role="alertdialog"' not in citizen.get("/watch", **{"HX-Request": "true"}).text


def test_a_page_without_scripts_asks_by_itself(citizen: Citizen) -> None:
    citizen.get("/home")
    assert '<noscript><meta http-equiv="refresh" content="60;url=/still-there">' in citizen.page


def test_after_the_time_everything_is_gone_and_it_says_so(device: Device, citizen: Citizen) -> None:
    citizen.answer({"lives_in_lodz": "true", "income_month": "=444,44"})
    device.clock.advance(90)
    response = citizen.browser.get("/results")
    assert response.headers["Location"] == "/wiped"
    wiped = citizen.get("/wiped")
    assert "Odpowiedzi zostały usunięte" in wiped.text
    assert "Відповіді видалено" in wiped.text
    assert "Your answers have been erased" in wiped.text
    assert '"cookies"' in wiped.headers["Clear-Site-Data"]
    assert len(device.kiosk.visits) == 0


def test_back_shows_nothing_of_the_last_person(citizen: Citizen) -> None:
    citizen.answer({"income_month": "=444,44"})
    citizen.get("/finish")
    response = citizen.post("/finish")
    assert response.headers["Location"] == "/goodbye/pl"
    assert '"storage"' in response.headers["Clear-Site-Data"]
    for path in PAGES:
        again = citizen.browser.get(path)
        assert again.status_code == 303
        assert again.headers["Location"] in ("/", "/wiped")
        assert b"444" not in again.data


def test_hide_leads_to_the_picture_at_once(device: Device, citizen: Citizen) -> None:
    citizen.get("/help")
    response = citizen.post("/hide")
    assert response.headers["Location"] == "/"
    assert len(device.kiosk.visits) == 0


def test_a_new_touch_forgets_who_stood_there(device: Device, citizen: Citizen) -> None:
    citizen.answer({"income_month": "=444,44"})
    citizen.get("/")
    citizen.press("/start")
    assert len(device.kiosk.visits) == 1
    assert "444" not in citizen.get("/answers").text


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_never_stored(citizen: Citizen, path: str) -> None:
    assert citizen.get(path).headers["Cache-Control"] == "no-store"


def test_cookies_hold_nothing_about_a_person(citizen: Citizen) -> None:
    citizen.answer({"income_month": "=444,44", "age.0": "=17"})
    names = {cookie.key for cookie in citizen.browser._cookies.values()}
    assert names == {"kiosk_session"}
    session = citizen.browser
    with session.session_transaction() as kept:
        assert set(kept) <= {"visit", "csrf_token"}


def test_two_windows_do_not_see_each_other(device: Device) -> None:
    one, other = device.citizen().begin(), device.citizen().begin("uk")
    one.answer({"income_month": "=444,44"})
    assert "444" in one.get("/answers").text
    assert "444" not in other.get("/answers").text
    one.get("/finish")
    one.post("/finish")
    assert other.get("/home").status_code == 200
