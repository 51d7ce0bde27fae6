"""Paper names a door only when it is certain which one; otherwise it says whom to ask."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.paper import sheet_of
from shared.bundle import Knowledge
from shared.diagnosis import Household
from shared.web.present import Words
from shared.web.translate import SHARED_LOCALES, Translator
from tests.city import real_knowledge

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
WORDS = Words(Translator([SHARED_LOCALES, ROOT / "kiosk" / "locales"]), "pl")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return real_knowledge()


def door(knowledge: Knowledge, service: str, district: str | None) -> dict[str, Any]:
    assessment = knowledge.engine.assess(Household(), AT.date())
    sheet = sheet_of(knowledge, assessment, [service], WORDS, AT, district)
    return sheet["services"][0]["where"]


def test_without_a_district_no_point_of_the_nearest_is_picked(knowledge: Knowledge) -> None:
    where = door(knowledge, "zasilek_okresowy", None)
    assert where["name"] == WORDS.say("sheet-where-depends")
    assert where["address"] == ""
    assert where["note"] == WORDS.say("sheet-where-ask")
    assert where["phones"]


def test_several_points_of_the_district_are_all_named(knowledge: Knowledge) -> None:
    where = door(knowledge, "zasilek_okresowy", "baluty")
    assert where["name"] == WORDS.say("sheet-where-depends")
    assert "Wielkopolska 53" in where["address"]
    assert "Marynarska 37" in where["address"]
    assert "Sprinterów" not in where["address"]


@pytest.mark.parametrize(
    ("district", "street"), [("widzew", "Milionowa 91"), ("baluty", "Kilińskiego 102")]
)
def test_the_labor_office_goes_by_district(
    knowledge: Knowledge, district: str, street: str
) -> None:
    assert street in door(knowledge, "rejestracja_bezrobotny", district)["address"]


def test_the_labor_office_without_a_district_is_not_guessed(knowledge: Knowledge) -> None:
    assert door(knowledge, "rejestracja_bezrobotny", None)["address"] == ""


def test_one_place_for_all_is_named(knowledge: Knowledge) -> None:
    assert "Krzemieniecka 2b" in door(knowledge, "stypendium_szkolne", None)["address"]
