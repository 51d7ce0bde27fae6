"""What stands beside a verdict on the kiosk: one of two, worth asking, and the exact number."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from shared.bundle import Knowledge, know
from shared.diagnosis import Basis, Condition, Exclusion
from shared.text import Text
from tests.kiosk.content import small_city
from tests.kiosk.device import Citizen, build_device

POOR_TENANT = {
    "household_size": "=1",
    "lives_in_lodz": "true",
    "income_month": "=500",
    "legal_title": "tenancy",
    "age.0": "=40",
}
EXCLUSION = Exclusion(services=("dodatek",), about="person", basis=Basis("ups", "art. 40"))
INTERVIEW = Condition(id="talk", text=Text(pl="Rozmowa."), assessed_by_official=True)
CHANGES = {
    "zasilek": {"excludes": (EXCLUSION,)},
    "stypendium": {"conditions": (INTERVIEW,)},
}


def city() -> Knowledge:
    """The small city, where one thing excludes another and a third hangs on an interview alone."""
    content = small_city().content
    rules = [replace(rule, **CHANGES.get(rule.service_id, {})) for rule in content.rules]
    return know(replace(content, rules=tuple(rules)))


@pytest.fixture
def citizen(tmp_path: Path, empty_database: Path) -> Iterator[Citizen]:
    shutil.copyfile(empty_database, tmp_path / "kiosk.db")
    device = build_device(tmp_path, city())
    yield device.citizen().begin()
    device.kiosk.outbox.close()
    device.kiosk.store.close()


def test_both_cards_say_that_only_one_can_be_had(citizen: Citizen) -> None:
    citizen.answer(POOR_TENANT)
    page = citizen.get("/results").text
    assert "to świadczenie albo „dodatek mieszkaniowy”." in page
    assert "to świadczenie albo „zasiłek okresowy”." in page
    assert "ustawa o pomocy społecznej, art. 40" in citizen.get("/service/zasilek").text


def test_what_only_an_official_can_say_stands_apart_and_is_not_ticked(citizen: Citizen) -> None:
    citizen.answer(POOR_TENANT)
    page = citizen.get("/results").text
    likely, ask = page.index('id="group-likely"'), page.index('id="group-ask"')
    assert likely < page.index("/service/dodatek") < ask < page.index("/service/stypendium")
    assert "Może warto zapytać: ocenia to urząd" in page
    paper = citizen.get("/take").text
    assert 'value="zasilek" checked' in paper
    assert 'value="stypendium">' in paper


@pytest.mark.parametrize("reason", ["dont_know", "wont_say"])
def test_who_told_a_range_may_be_asked_for_the_number_and_need_not_say(
    citizen: Citizen, reason: str
) -> None:
    answers = {**POOR_TENANT, "income_month": "90000..110000"}
    seen = []
    while (key := citizen.asked()) is not None and key not in seen:
        seen.append(key)
        given = answers[key]
        number = {"number": given[1:]} if given.startswith("=") else {}
        citizen.press("/check", key=key, answer="number" if number else given, **number)
    assert key == "income_month"
    assert "Wcześniejsza odpowiedź: " in citizen.page
    assert 'class="answers bands"' not in citizen.page
    citizen.press("/check", key=key, answer=reason)
    assert citizen.asked() is None
    told = citizen.press("/answers", key="income_month")
    assert 'class="answers bands"' in told, "who goes back finds the ranges there were"
