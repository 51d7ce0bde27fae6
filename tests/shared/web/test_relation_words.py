"""What services mean for each other, and what a question is worth, in every screen language."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from msgspec.structs import replace

from shared.bundle import Knowledge, know
from shared.diagnosis import (
    Basis,
    Between,
    Condition,
    Exclusion,
    FactKey,
    Household,
    IncomeLink,
    Known,
    Price,
    Question,
)
from shared.text import Text
from shared.web.present import ResultCard, Words, question_view, results
from shared.web.translate import SCREEN_LANGUAGES, SHARED_LOCALES, Translator
from tests.kiosk.content import small_city

ON = date(2026, 11, 22)
HERE = Household(
    {
        "household_size": Known(1),
        "lives_in_lodz": Known(True),
        "income_month": Known(50_000),
        "legal_title": Known("tenancy"),
    },
    ({"age": Known(40)},),
)
ACT = Basis("ups", "art. 40")
NO_BREAK = "\u00a0"


@cache
def translator() -> Translator:
    return Translator([SHARED_LOCALES])


def city(**more: object) -> Knowledge:
    """The small city, where the allowance says more about other services."""
    content = small_city().content
    rules = [
        replace(rule, **more) if rule.service_id == "zasilek" else rule for rule in content.rules
    ]
    return know(replace(content, rules=tuple(rules)))


def excluding(*services: str, about: str = "person", text: Text | None = None) -> Exclusion:
    return Exclusion(services=services, about=about, basis=ACT, text=text)


def cards(
    knowledge: Knowledge, language: str = "pl", of: Household = HERE
) -> dict[str, ResultCard]:
    """Every card by its service."""
    found = results(knowledge, knowledge.engine.assess(of, ON), Words(translator(), language))
    groups = (found.likely, found.open, found.ask, found.no, found.help)
    return {card.service_id: card for group in groups for card in group}


def test_both_cards_say_that_only_one_of_the_two_can_be_had() -> None:
    found = cards(city(excludes=(excluding("dodatek"),)))
    (one,), (other,) = found["zasilek"].notes, found["dodatek"].notes
    assert str(one.text) == (
        "Jedna osoba może mieć tylko jedno: to świadczenie albo „dodatek mieszkaniowy”."
    )
    assert "„zasiłek okresowy”" in str(other.text)
    assert str(one.advice) == "Zapytaj w urzędzie, co jest dla Ciebie lepsze."
    assert one.basis == "ustawa o pomocy społecznej, art. 40"
    assert one.to_confirm


def test_the_larger_is_said_on_both_cards() -> None:
    knowledge = city(excludes=(excluding("dodatek", about="household"),))
    rules = tuple(
        replace(rule, amount=replace(knowledge.rules["zasilek"].amount, exactly="900 zł"))
        if rule.service_id == "dodatek"
        else rule
        for rule in knowledge.content.rules
    )
    found = cards(know(replace(knowledge.content, rules=rules)))  # 255 zł beside 900 zł
    assert str(found["dodatek"].notes[0].advice) == "To świadczenie jest wyższe."
    assert str(found["zasilek"].notes[0].advice) == "Wyższe jest „dodatek mieszkaniowy”."
    assert "W jednym gospodarstwie domowym" in str(found["zasilek"].notes[0].text)


def test_a_no_excludes_nothing_and_help_in_danger_is_never_named() -> None:
    owner = Household({**HERE.facts, "legal_title": Known("ownership")}, HERE.persons)
    found = cards(city(excludes=(excluding("dodatek", "tarcza"),)), of=owner)
    assert all(card.notes == () for card in found.values())


def test_several_are_told_in_one_note_and_an_own_sentence_by_itself() -> None:
    own = excluding("schronienie", text=Text(pl="Nocleg jest zamiast zasiłku."))
    pupil = Household(
        {**HERE.facts, "household_size": Known(2)}, (*HERE.persons, {"age": Known(9)})
    )
    found = cards(city(excludes=(excluding("dodatek", "stypendium"), own)), of=pupil)
    general, mine = found["zasilek"].notes
    assert (str(mine.text), mine.text.lang) == ("Nocleg jest zamiast zasiłku.", "pl")
    assert str(mine.advice).startswith("Dotyczy to także: „nocleg dla każdego”.")
    assert "„dodatek mieszkaniowy”, „stypendium szkolne”" in str(general.text)


def test_while_neither_is_likely_nothing_is_said_yet() -> None:
    found = cards(city(excludes=(excluding("dodatek"),)), of=Household())
    assert (found["zasilek"].verdict, found["dodatek"].verdict) == ("unknown", "unknown")
    assert found["zasilek"].notes == found["dodatek"].notes == ()


def test_what_is_likely_and_counts_as_income_is_said_where_it_counts() -> None:
    link = IncomeLink(services=("dodatek",), basis=ACT, status="verified")
    found = cards(city(counts_as_income_for=(link,)))
    (note,) = found["dodatek"].notes
    assert str(note.text).startswith("Pieniądze z: „zasiłek okresowy” liczą się tutaj jako dochód.")
    assert (note.advice, note.to_confirm) == (None, False)
    assert found["zasilek"].notes == ()
    still_open = Household({"legal_title": Known("tenancy")})
    assert cards(city(counts_as_income_for=(link,)), of=still_open)["dodatek"].notes == ()


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_every_language_says_it(language: str) -> None:
    link = IncomeLink(services=("zasilek",), basis=ACT)
    rules = [
        replace(rule, counts_as_income_for=(link,)) if rule.service_id == "dodatek" else rule
        for rule in city(excludes=(excluding("dodatek"),)).content.rules
    ]
    knowledge = know(replace(small_city().content, rules=tuple(rules)))
    notes = cards(knowledge, language)["zasilek"].notes
    assert len(notes) == 2
    assert all(note.text.lang == ("pl" if language == "plain" else language) for note in notes)


def test_what_only_an_official_can_say_is_worth_asking_and_nothing_more() -> None:
    interview = Condition(id="talk", text=Text(pl="Rozmowa."), assessed_by_official=True)
    knowledge = city(conditions=(interview,), amount=None)
    found = results(knowledge, knowledge.engine.assess(HERE, ON), Words(translator(), "pl"))
    assert [card.service_id for card in found.ask] == ["zasilek"]
    assert "zasilek" not in {card.service_id for card in found.likely}
    assert found.ask[0].said_as == "ask"
    words = [translator().say(language, "verdict-ask") for language in SCREEN_LANGUAGES]
    assert len(set(words)) == len(SCREEN_LANGUAGES)


def hangs_on(language: str, services: int, price: Price | None) -> str:
    """What a question about the income says of its worth."""
    fact = small_city().facts["income_month"]
    names = tuple(f"s{number}" for number in range(services))
    question = Question(FactKey("income_month"), fact, names, (), fact.topic, price)
    view = question_view(question, Household(), Words(translator(), language))
    return view.hangs_on.replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("language", "services", "price", "said"),
    [
        (
            "pl",
            3,
            Price(120_000, is_whole=True),
            "Od tego zależą 3 świadczenia, razem do 1 200 zł miesięcznie. "
            "Możesz pominąć to pytanie.",
        ),
        (
            "pl",
            5,
            Price(25_050, is_whole=False),
            "Od tego zależy 5 świadczeń. Niektóre dają razem do 250,50 zł miesięcznie. "
            "Możesz pominąć to pytanie.",
        ),
        ("pl", 1, None, "Od tej odpowiedzi zależy 1 świadczenie. Możesz pominąć to pytanie."),
        (
            "plain",
            3,
            Price(120_000, is_whole=True),
            "Od tego zależą 3 świadczenia. To razem do 1 200 zł na miesiąc. Nie musisz odpowiadać.",
        ),
        (
            "uk",
            3,
            Price(120_000, is_whole=True),
            "Від цього залежать 3 виплати або послуги, разом до 1 200 zł на місяць. "
            "Це питання можна пропустити.",
        ),
        (
            "en",
            1,
            Price(120_000, is_whole=True),
            "1 benefit depends on this, up to 1,200 zł a month. You may skip this question.",
        ),
    ],
)
def test_a_question_wears_its_price(
    language: str, services: int, price: Price | None, said: str
) -> None:
    assert hangs_on(language, services, price) == said


@pytest.mark.parametrize("language", SCREEN_LANGUAGES)
def test_the_exact_number_is_asked_for_beside_the_range_told(language: str) -> None:
    fact = small_city().facts["income_month"]
    key = FactKey("income_month")
    question = Question(key, fact, ("zasilek",), (), fact.topic, is_precise=True)
    told = Household({"income_month": Between(100_000, 150_000)})
    view = question_view(question, told, Words(translator(), language))
    assert view.told is not None
    assert "500" in view.told
    assert (view.options, view.numeric) == ((), True)
