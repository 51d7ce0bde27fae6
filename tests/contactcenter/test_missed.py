"""What is searched for in vain anywhere reaches the editors' list once, and nothing of anybody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from shared.intake.missed import Missed, most_missed
from shared.models import Missing
from tests.contactcenter.city import City
from tests.contactcenter.test_kiosk_api import call


def listed(city: City) -> list[Missed]:
    with city.store.read() as db:
        return most_missed(db, date(2020, 1, 1), 9)


def report(city: City, *rows: list[Any], days_ago: int = 1) -> dict[str, Any]:
    on = city.clock.today() - timedelta(days=days_ago)
    return {"on": on.isoformat(), "rows": list(rows)}


def test_a_kiosks_day_is_added_once_however_often_it_comes(city: City) -> None:
    day = report(city, ["jezdni latarnia", "pl", "found", 3])
    answers = [call(city, "/kiosk-api/missed", json=day).get_json()["state"] for _ in range(3)]
    assert answers == ["received", "duplicate", "duplicate"]
    earlier = report(city, ["jezdni latarnia", "pl", "found", 2], days_ago=2)
    call(city, "/kiosk-api/missed", json=earlier)
    assert listed(city) == [("jezdni latarnia", "pl", Missing.FOUND, 5)]


def test_words_that_may_be_a_name_are_dropped_in_the_city_too(city: City) -> None:
    day = report(city, ["kowalski latarnia", "pl", "found", 1], ["latarnia", "pl", "found", 1])
    assert call(city, "/kiosk-api/missed", json=day).status_code == 200
    assert [one.words for one in listed(city)] == ["latarnia"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"on": "2026-11-01", "rows": [["latarnia", "pl", "found", 0]]},
        {"on": "2026-11-01", "rows": [["latarnia", "pl", "lost", 1]]},
        {"on": "2026-11-01", "rows": [["latarnia", "PL!", "found", 1]]},
        {"on": "2026-11-01", "rows": [], "kiosk": "other"},
        {"on": "2999-01-01", "rows": []},
    ],
)
def test_what_is_no_report_of_a_day_that_is_over_is_refused(
    city: City, body: dict[str, Any]
) -> None:
    assert call(city, "/kiosk-api/missed", json=body).status_code == 400
    assert listed(city) == []


def test_a_search_on_the_public_pages_that_finds_nothing_is_counted(city: City) -> None:
    browser = city.app.test_client()
    page = browser.get("/uslugi").get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    browser.post("/uslugi", data={"csrf_token": token, "words": "latarnia na jezdni"})
    assert [one.words for one in listed(city)] == ["jezdni latarnia"]
