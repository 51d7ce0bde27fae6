"""The register and the notices are made from the same table, and agree with the line's menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.cli import main
from shared.intake import notices
from shared.intake.register import register, time_of
from shared.intake.register_paper import as_markdown
from tests.contactcenter.city import City, build_city

DOCUMENT = Path(__file__).parents[3] / "docs" / "processing-register.md"
LANGUAGES = ("pl", "uk", "en")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """One city for the whole file: nothing here changes it."""
    city = build_city(tmp_path_factory.mktemp("register"))
    yield city
    city.close()


def test_the_document_is_what_the_data_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register", "--check", str(DOCUMENT)]) == 0, capsys.readouterr().out
    for kept in register().kept:
        assert kept.what.pl in as_markdown()


def test_a_stale_document_is_told_from_a_current_one(tmp_path: Path) -> None:
    path = tmp_path / "register.md"
    path.write_text("old", encoding="utf-8")
    assert main(["register", "--check", str(path)]) == 1
    assert main(["register", "--out", str(path)]) == 0
    assert main(["register", "--check", str(path)]) == 0
    assert main(["register", "--check", str(tmp_path / "none.md")]) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", sorted(notices.PLACES))
def test_every_place_tells_everything_in_every_language(
    city: City, place: str, language: str
) -> None:
    parts = {part.id: part for part in notices.long(place, language)}
    assert set(parts) == {section.id for section in notices.written().long}
    assert "{" not in "".join(part.text for part in parts.values())
    assert parts["long"].lines
    console = city.console(None)
    console.get("/sign-in")
    console.post("/language", language=language, back="/sign-in")
    console.get(f"/dane/{place}")
    for part in parts.values():
        assert part.head in console.text
        assert part.text in console.text
    assert (notices.short(place, language) or phone_says(city, language)) in console.text


def phone_says(city: City, language: str) -> str:
    """What the line's menu says about data."""
    translator = city.app.extensions["okienko_translator"]
    return str(translator.say(language, "phone-privacy"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_short_layers_promise_what_the_table_holds(city: City, language: str) -> None:
    hours = str(int(time_of("slip").total_seconds()) // 3600)
    for place in ("kiosk", "desk"):
        assert hours in (notices.short(place, language) or "")
    voicemail = next(kept for kept in register().kept if kept.id == "voicemail")
    assert voicemail.sooner is not None  # "we delete a message when the matter is settled"
    call = next(kept for kept in register().kept if kept.id == "call")
    assert "call.number_sealed" in call.columns  # "we keep the phone number encrypted"
    controller = {"pl": "Miasto Łódź", "uk": "Місто Лодзь", "en": "City of Łódź"}[language]
    said = [phone_says(city, language), *(notices.short(p, language) or "" for p in ("kiosk",))]
    assert all(controller in one for one in said)


def test_times_are_said_as_people_say_them() -> None:
    one = register().kept[0]
    assert [notices.length(one, language) for language in LANGUAGES] == [
        "1 godzina",
        "1 година",
        "1 hour",
    ]
    assert notices._form(22, notices.UNITS["pl"]["days"], "pl") == "dni"
    assert notices._form(72, notices.UNITS["uk"]["hours"], "uk") == "години"
    assert notices._form(21, notices.UNITS["uk"]["days"], "uk") == "день"


def test_the_register_is_a_page_for_staff(city: City) -> None:
    assert city.app.test_client().get("/dane/rejestr").status_code == 303
    console = city.console()
    console.get("/dane/rejestr")
    assert console.heading == "Rejestr czynności przetwarzania"
    assert "numer telefonu, notatki" in console.text
    assert console.text.count("do potwierdzenia") > 20
