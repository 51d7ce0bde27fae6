"""An agent searches while somebody talks: the kiosk's own search, nothing in the address."""

from __future__ import annotations

from tests.contactcenter.city import City
from tests.page import find, words


def test_words_in_any_ending_find_a_service(city: City) -> None:
    console = city.console()
    console.get("/find")
    response = console.post("/find", words="zasilku")
    assert response.request.path == "/find"
    assert response.request.query_string == b""
    names = [words(one) for one in find(console.part("found-region"), "strong")]
    assert any("zasiłek" in name for name in names)


def test_what_is_not_here_is_said_with_the_number_that_knows(city: City) -> None:
    console = city.console()
    console.get("/find")
    console.post("/find", words="kosmolot")
    assert "42 638 44 44" in console.text


def test_typing_fetches_only_what_is_found(city: City) -> None:
    console = city.console()
    console.get("/find")
    response = console.client.post(
        "/find/suggest",
        data={"words": "zasi", "csrf_token": console.token()},
        headers={"HX-Request": "true"},
    )
    assert "zasiłek" in response.text
    assert "<html" not in response.text
    assert "<h1" not in response.text


def test_a_service_is_told_on_a_page_of_its_own_where_no_script_runs(city: City) -> None:
    console = city.console()
    console.get("/find")
    console.post("/find", words="zasiłek")
    links = [link.get("href") or "" for link in find(console.part("found-region"), "a")]
    told = console.get(links[0])
    assert told.status_code == 200
    assert console.get("/find/services/nothing").status_code == 404


def test_what_happened_names_the_first_door_and_what_else_to_check(city: City) -> None:
    console, event = city.console(), "/find/events/bieda"
    console.get("/find")
    assert event in [link.get("href") for link in find(console.part("found-region"), "a")]
    console.post("/find", words="kosmolot")
    assert event in [link.get("href") for link in find(console.part("found-region"), "a")]
    told = console.get(event).text
    assert "Zacznij w punkcie." in told
    assert 'id="service-dodatek"' in told
    assert console.get("/find/events/castle").status_code == 404


def test_nobody_searches_without_signing_in(city: City) -> None:
    assert city.console(None).get("/find").request.path == "/sign-in"
