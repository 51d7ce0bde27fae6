"""The page an agent opens when somebody asks why: the rule of one service, to read and to print."""

from __future__ import annotations

from tests.contactcenter.city import City
from tests.page import find, words


def test_a_service_leads_to_its_rules(city: City) -> None:
    console = city.console()
    console.get("/find")
    console.post("/find", words="zasiłek")
    told = [link.get("href") or "" for link in find(console.part("found-region"), "a")]
    console.get(told[0])
    (rules,) = [
        link for link in find(console.part("main"), "a") if "/rules/" in link.get("href", "")
    ]
    assert words(rules).startswith("Zasady tej usługi")
    response = console.get(rules.get("href") or "")
    assert response.status_code == 200
    assert "Do potwierdzenia" in console.text
    assert "Podpisany pakiet nie zawiera przykładów" in console.text


def test_the_page_is_polish_whatever_the_screen_speaks(city: City) -> None:
    console = city.console()
    console.get("/find")
    console.post("/language", language="uk", back="/find")
    console.get(f"/rules/{next(iter(city.app.extensions['okienko_center'].knowledge.services))}")
    (article,) = find(console.part("main"), "article")
    assert article.get("lang") == "pl"


def test_a_service_that_is_not_there(city: City) -> None:
    assert city.console().get("/rules/nothing").status_code == 404


def test_nobody_reads_the_rules_without_signing_in(city: City) -> None:
    assert city.console(None).get("/rules/nothing").request.path == "/sign-in"
