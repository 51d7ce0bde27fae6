"""A scanner that types like a keyboard, at a desk: the code lands in the slip field, whole."""

from __future__ import annotations

import pytest

from shared.intake.slip import new_number, qr_text, words
from tests.contactcenter.city import City


@pytest.mark.parametrize("ending", ["", " ", "\r", "\n", "\r\n", "\t"])
def test_what_a_scanner_types_opens_the_question_for_consent(city: City, ending: str) -> None:
    console, slip = city.console(), city.send_slip()
    console.get("/")
    console.post("/slip", digits=qr_text(slip.digits, slip.word) + ending)
    assert console.heading == "Słowo z kartki"
    typed = console.part("word").get("value")
    console.post("/slip/open", digits=slip.digits, word=typed)
    assert "Najpierw zapytaj o zgodę" in console.text, "a scan is not a yes"
    console.post("/slip/open", digits=slip.digits, word=typed, agreed="yes")
    assert console.heading == "Sprawa z kartki"


def test_the_field_is_long_enough_for_every_code(city: City) -> None:
    console = city.console()
    console.get("/")
    longest = max(len(qr_text(new_number(), word)) for word in words())
    assert longest <= int(console.part("digits").get("maxlength") or 0)


@pytest.mark.parametrize("code", ["https://example.org/12345670", "OK1 12345678 agrest", "OK2 0 x"])
def test_any_other_code_is_not_taken_for_a_slip(city: City, code: str) -> None:
    console = city.console()
    console.get("/")
    assert console.post("/slip", digits=code).status_code == 422
    assert console.heading != "Słowo z kartki"
