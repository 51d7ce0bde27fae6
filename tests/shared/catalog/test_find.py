"""Search: folded words, names first, every language, and words of danger before everything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

import shared
from shared.bundle.files import CrisisFile
from shared.bundle.read import Sheet, read_sheet
from shared.catalog.find import crisis_kinds, find, fold
from shared.catalog.model import CrisisWords, Service, Where
from shared.text import Text


def service(service_id: str, order: int, names: Text, summary: str, description: str) -> Service:
    return Service(
        id=service_id,
        kind="entitlement",
        safety_sensitive=False,
        topic="money",
        order=order,
        names=names,
        summary=Text(pl=summary),
        description=Text(pl=description),
        organization="mops",
        legal_basis=(),
        where=Where(rule="any", locations=()),
        status="verified",
        source="ustawa",
        checked_on=date(2026, 11, 22),
    )


HOUSING = service(
    "housing",
    20,
    Text(pl="Dodatek mieszkaniowy", uk="Житлова допомога", en="Housing allowance"),
    "Dopłata do czynszu.",
    "Pieniądze na mieszkanie dla osób w Łodzi.",
)
CARE = service(
    "care",
    10,
    Text(pl="Zasiłek pielęgnacyjny", uk="Допомога на догляд", en="Care allowance"),
    "Pieniądze na opiekę.",
    "Nie zależy od czynszu ani dochodu.",
)
SERVICES = (CARE, HOUSING)


def ids(text: str, language: str = "pl") -> list[str]:
    return [found.id for found in find(SERVICES, text, language).services]


def test_folding_takes_off_case_and_marks_also_the_polish_l() -> None:
    assert fold("  ŻÓŁTA Łódź,  zasiłek! ") == "zolta lodz zasilek"


@pytest.mark.parametrize("text", ["mieszkaniowy", "MIESZKANIOWY", "mieszkaniowego", "lodzi"])
def test_words_are_found_in_any_case_and_ending_and_without_marks(text: str) -> None:
    assert ids(text)[0] == "housing"


def test_a_word_in_a_summary_counts_more_than_in_a_description() -> None:
    assert ids("czynszu") == ["housing", "care"]


@pytest.mark.parametrize(
    ("text", "first"), [("житлова", "housing"), ("housing", "housing"), ("догляд", "care")]
)
def test_every_language_is_searched_whatever_the_page_speaks(text: str, first: str) -> None:
    assert ids(text, "pl")[0] == first


def test_more_of_the_words_is_better_than_one_in_a_name() -> None:
    assert ids("zasiłek na czynsz i mieszkanie, Łódź")[0] == "housing"


def test_a_tie_keeps_the_order_of_the_content() -> None:
    assert ids("allowance", "en") == ["care", "housing"]


@pytest.mark.parametrize("text", ["", "  ", "na", "xyzzy", "...", "%_'\""])
def test_nothing_is_found_for_nothing(text: str) -> None:
    assert ids(text) == []


WORDS = (
    CrisisWords(kind="suicide", words=("nie chcę żyć", "samobój*")),
    CrisisWords(kind="violence", words=("bije",)),
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("już NIE CHCE ZYC", ("suicide",)),
        ("myśli samobójcze", ("suicide",)),
        ("mąż mnie bije i nie chcę żyć", ("suicide", "violence")),
        ("bijemy rekord", ()),
        ("chcę żyć lepiej", ()),
    ],
)
def test_words_of_danger_are_heard_the_gravest_first(text: str, kinds: tuple[str, ...]) -> None:
    assert crisis_kinds(text, WORDS) == kinds
    assert find(SERVICES, text, "pl", WORDS).crisis == kinds


def test_help_comes_first_where_danger_is_heard_even_if_no_word_matches() -> None:
    shelter = msgspec.structs.replace(CARE, id="shelter", kind="help", names=Text(pl="Azyl"))
    services = (*SERVICES, shelter)
    found = find(services, "mąż bije, potrzebny dodatek mieszkaniowy", "pl", WORDS)
    assert [service.id for service in found.services] == ["shelter", "housing"]
    assert find(services, "dodatek mieszkaniowy", "pl", WORDS).services == (HOUSING,)


def test_small_words_find_nothing() -> None:
    assert ids("nie mam gdzie dla mnie") == []


@pytest.fixture(scope="module")
def city_words() -> tuple[CrisisWords, ...]:
    path = Path(str(shared.__file__)).parent / "content" / "crisis_words.yaml"
    sheet = read_sheet(path, path.name)
    assert isinstance(sheet, Sheet)
    return msgspec.convert(sheet.value, CrisisFile).crisis_words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mąż mnie bije", "violence"),
        ("чоловік мене б'є", "violence"),
        ("чоловік мене б’є", "violence"),
        ("domestic violence", "violence"),
        ("nie mam gdzie spac dzisiaj", "no_roof"),
        ("мені ніде спати", "no_roof"),
        ("nowhere to sleep tonight", "no_roof"),
        ("jestem glodny", "hunger"),
        ("нема що їсти", "hunger"),
        ("I am hungry", "hunger"),
        ("chcę się zabić", "suicide"),
        ("не хочу жити", "suicide"),
        ("I want to kill myself", "suicide"),
        ("sąsiad bije dziecko", "child_harmed"),
        ("тато мене б'є", "child_harmed"),
        ("my dad hits me", "child_harmed"),
    ],
)
def test_the_citys_list_hears_danger_in_three_languages(
    city_words: tuple[CrisisWords, ...], text: str, kind: str
) -> None:
    assert kind in crisis_kinds(text, city_words)


@pytest.mark.parametrize(
    "text",
    [
        "dodatek mieszkaniowy",
        "becikowe",
        "urząd pracy",
        "alimenty na dziecko",
        "housing allowance",
        "допомога на дитину",
        "zasiłek rodzinny",
        "karta dużej rodziny",
        "school scholarship",
    ],
)
def test_the_citys_list_is_silent_on_ordinary_questions(
    city_words: tuple[CrisisWords, ...], text: str
) -> None:
    assert crisis_kinds(text, city_words) == ()
