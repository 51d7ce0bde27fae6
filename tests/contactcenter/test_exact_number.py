"""The agent asks for an exact number where a range left a verdict open, and keeps the range."""

from __future__ import annotations

import pytest

from tests.contactcenter.city import City
from tests.contactcenter.test_matter import asked, household, open_matter

ANSWERS = {
    "household": {
        "household_size": 1,
        "lives_in_lodz": True,
        "income_month": {"min": "900.00", "max": "1100.00"},
        "legal_title": "ownership",
    },
    "persons": [{"age": 40}],
}


@pytest.mark.parametrize("reason", ["dont_know", "wont_say"])
def test_who_cannot_tell_the_number_keeps_the_range(city: City, reason: str) -> None:
    console, path = open_matter(city, answers=ANSWERS)
    assert asked(console) == "income_month"
    assert "Wcześniejsza odpowiedź: od 900 zł do 1 100 zł." in console.text.replace("\u00a0", " ")
    assert "Możesz pominąć to pytanie." in console.text
    console.post(f"{path}/answers", key="income_month", value=reason)
    kept = household(city, path)["household"]["income_month"]
    assert kept == {"min": "900.00", "max": "1100.00", "unknown": reason}
    assert "Nie ma już pytań" in console.text


def test_a_number_told_takes_the_place_of_the_range(city: City) -> None:
    console, path = open_matter(city, answers=ANSWERS)
    console.post(f"{path}/answers", key="income_month", value="950")
    assert household(city, path)["household"]["income_month"] == "950.00"
    assert "Nie ma już pytań" in console.text
