"""The public pages: everything about a service for anybody, in three languages, nothing kept."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from tests.city import real_knowledge
from tests.contactcenter import city as city_module
from tests.contactcenter.city import City, build_city
from tests.contactcenter.console import Console
from tests.page import HTML, find, words


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """Somebody's browser before the whole content of the city."""
    with patch.object(city_module, "small_city", real_knowledge):
        built = build_city(tmp_path_factory.mktemp("whole"))
    yield Console(built.app)
    built.close()


def test_all_services_are_there_by_topic_without_signing_in(city: City) -> None:
    browser = city.console(None)
    assert browser.get("/uslugi").request.path == "/uslugi"
    assert browser.heading == "Świadczenia i pomoc w Łodzi"
    links = [link.get("href") for link in find(browser.page, "a")]
    assert {"/uslugi/zasilek", "/uslugi/dodatek", "/uslugi/schronienie"} <= set(links)


def test_a_service_says_conditions_papers_place_and_law(city: City) -> None:
    browser = city.console(None)
    browser.get("/uslugi/zasilek")
    assert browser.heading == "zasiłek okresowy"
    for said in (
        "Dochód jest niższy niż 1 010 zł.",
        "dokument tożsamości",
        "ul. Próbna 1",
        "42 000 00 00",
        "art. 38",
        "Urząd musi odpowiedzieć na piśmie",
        "22 listopada 2026",
    ):
        assert said in browser.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("lang", "html_lang", "heading"),
    [
        ("uk", "uk", "zasilek українською"),
        ("en", "en", "zasilek in English"),
        ("xx", "pl", "zasiłek"),
    ],
)
def test_the_address_says_the_language_and_links_keep_it(
    city: City, lang: str, html_lang: str, heading: str
) -> None:
    browser = city.console(None)
    browser.get(f"/uslugi/zasilek?lang={lang}")
    assert browser.page is not None
    assert browser.page.get("lang") == html_lang
    assert browser.heading.startswith(heading)
    back = [link.get("href") for link in find(browser.page, "a") if words(link) != ""][-2]
    assert back in ("/uslugi", f"/uslugi?lang={lang}")


def test_a_translation_nobody_checked_says_that_it_is_one(city: City) -> None:
    browser = city.console(None)
    browser.get("/uslugi/zasilek?lang=en")
    assert "draft" in browser.text.lower()
    browser.get("/uslugi/zasilek")
    assert "robocze" not in browser.text


def test_what_is_typed_is_in_no_address_and_finds_services(city: City) -> None:
    browser = city.console(None)
    browser.get("/uslugi")
    response = browser.post("/uslugi", words="zasilku")
    assert (response.request.path, response.request.query_string) == ("/uslugi", b"")
    assert "zasiłek okresowy" in browser.text
    browser.post("/uslugi", words="kosmolot")
    assert "42 638 44 44" in browser.text
    assert browser.client.get("/uslugi", headers={}).headers["Cache-Control"] == "no-store"


def test_help_nobody_names_aloud_is_told_with_numbers_first_and_not_printed(city: City) -> None:
    browser = city.console(None)
    browser.get("/uslugi/schronienie")
    assert browser.page is not None
    assert "unprinted" in (browser.page.get("class") or "")
    assert browser.text.index("800 12 00 02") < browser.text.index("Punkt Pracy Socjalnej")
    assert "oknie prywatnym" in browser.text
    browser.get("/uslugi/zasilek")
    assert "unprinted" not in (browser.page.get("class") or "")


def test_machines_find_the_same_beside_the_page_and_no_script_in_it(city: City) -> None:
    browser = city.console(None)
    response = browser.get("/uslugi/zasilek")
    assert browser.page is not None
    (alternate,) = [
        link for link in browser.page.iter(HTML + "link") if link.get("rel") == "alternate"
    ]
    data = browser.client.get(alternate.get("href"))
    assert data.mimetype == alternate.get("type") == "application/ld+json"
    assert data.get_json()["name"][0]["@value"] == "zasiłek okresowy"
    assert data.headers["Access-Control-Allow-Origin"] == "*"
    assert data.headers["Cache-Control"] == "public, max-age=300"
    assert "ld+json" not in "".join(s.get("type") or "" for s in find(browser.page, "script"))
    assert "'unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/uslugi/nic", "/uslugi/zdarzenia/nic", "/uslugi/nic.jsonld", "/uslugi/a/b/c"]
)
def test_what_is_not_there_leads_back_to_the_list_and_not_to_the_console(
    city: City, path: str
) -> None:
    browser = city.console(None)
    assert browser.get(path).status_code == 404
    assert "/uslugi" in [link.get("href") for link in find(browser.page, "a")]
    assert "pulpit" not in browser.text.lower()


def test_every_service_of_the_city_has_a_good_page_in_every_language(whole: Console) -> None:
    for number, service in enumerate(real_knowledge().content.services):
        lang = ("pl", "uk", "en")[number % 3]
        response = whole.get(f"/uslugi/{service.id}?lang={lang}")
        assert response.status_code == 200, service.id
        assert "{" not in whole.text, service.id


def test_every_life_event_has_a_page_with_its_first_door(whole: Console) -> None:
    whole.get("/uslugi")
    linked = {link.get("href") for link in find(whole.page, "a")}
    events = real_knowledge().content.life_events
    assert events
    for event in events:
        assert f"/uslugi/zdarzenia/{event.id}" in linked
        whole.get(f"/uslugi/zdarzenia/{event.id}")
        assert event.first_door.text.pl in whole.text


def test_danger_in_the_words_brings_the_help_card_first(whole: Console) -> None:
    whole.get("/uslugi")
    whole.post("/uslugi", words="mąż mnie bije")
    assert whole.text.index("112") < whole.text.index("Czego szukasz")
    assert whole.page is not None
    calls = [link.get("href") or "" for link in find(whole.page, "a")]
    numbers = [call for call in calls if call.startswith("tel:")]
    assert numbers[0] == "tel:112"
    assert len(numbers) == len(set(numbers)) > 2  # each said once
    assert "unprinted" in (whole.page.get("class") or "")


def test_the_number_to_call_can_be_called_at_a_touch(city: City) -> None:
    browser = city.console(None)
    browser.get("/uslugi/schronienie")
    assert "tel:800120002" in [link.get("href") for link in find(browser.page, "a")]
