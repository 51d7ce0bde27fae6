"""The interview: every kind of answer, every way back, and refusals that lose nothing."""

from __future__ import annotations

import pytest

from shared.diagnosis import Between, FactKey, Known, Reason, Unknown
from tests.kiosk.device import Citizen, Device


def household(device: Device):  # type: ignore[no-untyped-def]
    (visit,) = device.kiosk.visits._visits.values()
    return visit.household


def go_to(citizen: Citizen, wanted: str) -> None:
    """Answer "I don't know" until `wanted` is asked."""
    while (key := citizen.asked()) != wanted:
        assert key is not None, f"{wanted} is never asked"
        citizen.press("/check", key=key, answer="dont_know")


@pytest.mark.parametrize(
    ("key", "fields", "answer"),
    [
        ("lives_in_lodz", {"answer": "true"}, Known(True)),
        ("lives_in_lodz", {"answer": "wont_say"}, Unknown(Reason.WONT_SAY)),
        ("legal_title", {"answer": "tenancy"}, Known("tenancy")),
        ("income_month", {"answer": "number", "number": "1 250,50 zł"}, Known(125_050)),
        ("income_month", {"answer": "0..50000"}, Between(0, 50_000)),
        ("income_month", {"answer": "dont_know"}, Unknown(Reason.DONT_KNOW)),
        ("age.0", {"answer": "number", "number": "17"}, Known(17)),
    ],
)
def test_an_answer_is_taken_as_it_was_meant(
    device: Device, citizen: Citizen, key: str, fields: dict[str, str], answer: Known
) -> None:
    go_to(citizen, key)
    citizen.press("/check", key=key, **fields)
    fact, _, person = key.partition(".")
    assert household(device).get(FactKey(fact, int(person) if person else None)) == answer


@pytest.mark.parametrize(
    ("language", "words"),
    [("pl", "Wpisz liczbę od"), ("uk", "Введіть число від"), ("en", "number from")],
)
def test_a_number_out_of_range_is_refused_kindly(device: Device, language: str, words: str) -> None:
    citizen = device.citizen().begin(language)
    go_to(citizen, "age.0")
    before = household(device)
    page = citizen.press("/check", key="age.0", answer="number", number="404")
    assert words in page
    assert 'value="404"' in page, "what was typed stays in the field"
    assert 'aria-invalid="true"' in page
    assert household(device) == before
    citizen.press("/check", key="age.0", answer="number", number="44")
    assert household(device).get(FactKey("age", 0)) == Known(44)


@pytest.mark.parametrize(
    "fields",
    [
        {"key": "income_month", "answer": "number", "number": "dużo"},
        {"key": "income_month", "answer": "9..1"},
        {"key": "income_month", "answer": ""},
        {"key": "lives_in_lodz", "answer": "perhaps"},
        {"key": "legal_title", "answer": "castle"},
    ],
)
def test_nonsense_changes_nothing(device: Device, citizen: Citizen, fields: dict[str, str]) -> None:
    page = citizen.press("/check", **fields)
    assert 'id="refusal"' in page
    assert not household(device).facts


@pytest.mark.parametrize("key", ["", "no_such_fact", "age.7", "age", "lives_in_lodz.0", "../etc"])
def test_a_question_nobody_asked_is_not_answered(
    device: Device, citizen: Citizen, key: str
) -> None:
    citizen.press("/check", key=key, answer="true")
    assert not household(device).facts


def test_back_returns_to_the_question_before_with_its_answer(citizen: Citizen) -> None:
    first = citizen.asked()
    citizen.press("/check", key=first, answer="wont_say")
    second = citizen.asked()
    page = citizen.press("/check/back")
    assert f'value="{first}"' in page
    citizen.press("/check", key=first, answer="dont_know")
    assert citizen.asked() == second


def test_back_from_the_first_question_leads_home(citizen: Citizen) -> None:
    citizen.asked()
    assert citizen.post("/check/back").headers["Location"] == "/home"


def test_an_answer_can_be_changed_from_the_list(device: Device, citizen: Citizen) -> None:
    citizen.answer({"lives_in_lodz": "true"})
    citizen.get("/answers")
    page = citizen.press("/answers", key="lives_in_lodz")
    assert 'aria-pressed="true"' in page
    citizen.press("/check", key="lives_in_lodz", answer="false")
    assert household(device).get(FactKey("lives_in_lodz")) == Known(False)


def test_the_ranges_are_still_there_when_asked_again(citizen: Citizen) -> None:
    go_to(citizen, "income_month")
    citizen.press("/check", key="income_month", answer="0..50000")
    citizen.get("/answers")
    assert 'class="answers bands"' in citizen.press("/answers", key="income_month")


def test_a_question_about_somebody_else_says_who(citizen: Citizen) -> None:
    go_to(citizen, "household_size")
    citizen.press("/check", key="household_size", answer="number", number="2")
    go_to(citizen, "age.1")
    assert 'class="whose"' in citizen.page
    assert "Osoba 2: ile ma lat?" in citizen.page


def test_it_says_how_many_benefits_depend_and_how_much_is_left(citizen: Citizen) -> None:
    citizen.asked()
    assert "Dlaczego pytamy?" in citizen.page
    assert "Od tej odpowiedzi zależ" in citizen.page
    assert "<progress" in citizen.page


def test_what_we_know_is_offered_after_the_first_answer(citizen: Citizen) -> None:
    key = citizen.asked()
    assert "/results" not in citizen.page
    citizen.press("/check", key=key, answer="dont_know")
    assert 'href="/results"' in citizen.page


def test_the_interview_ends_at_the_results(citizen: Citizen) -> None:
    asked = citizen.answer({})
    assert asked
    assert len(asked) == len(set(asked)), "a question was asked twice"
    assert "Co wiemy teraz" in citizen.page
