"""Every screen, in every language, whole and as a fragment, without scripts."""

from __future__ import annotations

import re
from html import unescape

import pytest

from shared.text import LANGUAGES
from tests.kiosk.device import Citizen, Device
from tests.page import check_page

LINK = re.compile(r'href="(/[^"?]*)"')
OUTSIDE_A_VISIT = {"/"}


def crawl(citizen: Citizen) -> set[str]:
    """Follow every link from home; every page is checked on the way."""
    seen: set[str] = set()
    ahead = {"/home"}
    while ahead:
        path = ahead.pop()
        seen.add(path)
        response = citizen.get(path)
        assert response.status_code == 200, path
        found = {unescape(link) for link in LINK.findall(response.text)}
        ahead |= {f for f in found if not f.startswith("/static")} - seen - OUTSIDE_A_VISIT
    return seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_good_page(device: Device, language: str) -> None:
    citizen = device.citizen().begin(language)
    citizen.answer({"lives_in_lodz": "true", "income_month": "=500", "legal_title": "tenancy"})
    seen = crawl(citizen)
    assert {"/results", "/take", "/talk", "/help", "/find", "/where", "/look"} <= seen
    assert "/service/zasilek" in seen
    assert 'lang="plain"' not in device.citizen().begin(language).get("/check").text


@pytest.mark.parametrize(
    "path", ["/home", "/check", "/results", "/find", "/talk", "/service/zasilek"]
)
def test_htmx_gets_the_screen_without_the_frame(citizen: Citizen, path: str) -> None:
    whole = citizen.get(path).text
    response = citizen.browser.get(path, headers={"HX-Request": "true"})
    check_page(response)
    assert "<!doctype" not in response.text
    assert response.text.startswith("<title>")
    title = re.search(r"<title>(.*?)</title>", response.text)
    assert title
    assert title[0] in whole


def test_a_fragment_asked_for_after_the_end_moves_the_whole_page(
    device: Device, citizen: Citizen
) -> None:
    device.clock.advance(100)
    response = citizen.browser.get("/home", headers={"HX-Request": "true"})
    assert (response.status_code, response.data) == (204, b"")
    assert response.headers["HX-Redirect"] == "/wiped"


def test_the_language_is_the_page_s(device: Device) -> None:
    citizen = device.citizen().begin("uk")
    assert '<html lang="uk"' in citizen.page
    assert "Чим ми можемо допомогти?" in citizen.page
    citizen.press("/language", language="klingon")
    assert '<html lang="uk"' in citizen.page


def test_looks_are_kept_for_the_visit_only(device: Device, citizen: Citizen) -> None:
    citizen.get("/look")
    citizen.press("/look", theme="contrast")
    citizen.press("/look", size="largest")
    citizen.press("/look", reach="low")
    citizen.press("/look", size="gigantic")
    citizen.get("/home")
    assert 'data-theme="contrast" data-size="largest" data-reach="low"' in citizen.page
    assert 'data-theme="light"' in device.citizen().begin().page


def test_a_screen_looked_at_in_passing_leads_back(citizen: Citizen) -> None:
    citizen.get("/find")
    assert 'href="/find"' in citizen.get("/look").text
    assert 'href="/find"' in citizen.get("/finish").text


def test_search_words_stay_out_of_the_address(citizen: Citizen) -> None:
    citizen.get("/find")
    response = citizen.post("/find", words="zasiłek")
    assert response.headers["Location"] == "/find"
    page = citizen.get("/find").text
    assert "/service/zasilek" in page
    assert "/service/dodatek" not in page.split('id="topics"')[0]


def test_a_search_that_finds_nothing_says_so_and_who_knows(citizen: Citizen) -> None:
    citizen.get("/find")
    page = citizen.press("/find", words="kosmolot")
    assert "Nic nie znaleźliśmy" in page
    assert "42 638 44 44" in page[page.index("Nic nie znaleźliśmy") :]


def test_what_is_typed_so_far_is_already_looked_for(citizen: Citizen) -> None:
    citizen.get("/find")
    response = citizen.post("/find/suggest", words="zasi")
    assert 'href="/service/zasilek"' in response.text
    unfinished = citizen.post("/find/suggest", words="kosmolo").text
    assert "Nic nie znaleźliśmy" not in unfinished


def test_the_keyboard_speaks_the_language(device: Device, citizen: Citizen) -> None:
    assert 'data-key="ł"' in citizen.get("/find").text
    assert 'data-key="ї"' in device.citizen().begin("uk").get("/find").text


def test_the_district_moves_the_nearest_door_up(citizen: Citizen) -> None:
    citizen.get("/where/zasilek")
    page = citizen.press("/where/zasilek", district="widzew")
    first_door = page.split("<article")[1]
    assert "ul. Druga 2" in first_door
    assert "najpierw zadzwoń" in page, "a door whose hours nobody knows says: call first"


@pytest.mark.parametrize(
    "path", ["/service/nothing", "/where/nothing", "/topic/nothing", "/nothing"]
)
def test_what_is_not_there_is_said_kindly(citizen: Citizen, path: str) -> None:
    response = citizen.get(path)
    assert response.status_code == 404
    assert "Nie ma takiej strony" in response.text


def test_a_stale_form_leads_back_and_breaks_nothing(citizen: Citizen) -> None:
    response = citizen.browser.post("/check", data={"key": "lives_in_lodz", "answer": "true"})
    assert response.status_code == 303
    assert response.headers["Location"] == "/home"


@pytest.mark.parametrize("path", ["/", "/wiped", "/goodbye/pl", "/goodbye/uk", "/healthz"])
def test_what_anybody_may_see(device: Device, path: str) -> None:
    assert device.citizen().get(path).status_code == 200


def test_no_visit_no_screen(device: Device) -> None:
    assert device.app.test_client().get("/results").headers["Location"] == "/"
