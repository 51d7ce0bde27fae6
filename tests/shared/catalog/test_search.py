"""Search on a catalog of a few services: every spelling and language, and nothing for nothing."""

from __future__ import annotations

from datetime import date

import pytest

from shared.catalog.model import Asked, CrisisWords, Service, Synonyms, Where
from shared.catalog.search import Search, fold
from shared.catalog.search.latin import by_sound, in_latin
from shared.catalog.search.merge import merge
from shared.catalog.search.stem import stem_english, stem_ukrainian
from shared.text import Text


def service(service_id: str, names: Text, summary: str, kind: str = "entitlement") -> Service:
    return Service(
        id=service_id,
        kind="help" if kind == "help" else "entitlement",
        safety_sensitive=False,
        topic="money",
        order=10,
        names=names,
        summary=Text(pl=summary),
        description=Text(pl="Wniosek składa się w urzędzie."),
        organization="mops",
        legal_basis=(),
        where=Where(rule="any", locations=()),
        status="verified",
        source="ustawa",
        checked_on=date(2026, 11, 22),
    )


CARE = service(
    "care",
    Text(pl="Zasiłek pielęgnacyjny", uk="Допомога на догляд", en="Care allowance"),
    "Pieniądze na opiekę.",
)
HOUSING = service(
    "housing",
    Text(pl="Dodatek mieszkaniowy", uk="Житлова допомога", en="Housing allowance"),
    "Dopłata do czynszu w Łodzi.",
)
SHELTER = service("shelter", Text(pl="Noclegownia"), "Łóżko na noc.", "help")
CRISIS = service("crisis", Text(pl="Interwencja kryzysowa"), "Rozmowa od zaraz.", "help")
WORDS = (
    CrisisWords(kind="suicide", words=("nie chcę żyć", "samobój*"), services=("crisis",)),
    CrisisWords(kind="violence", words=("=bije", "bić =mnie"), unless=("rekord", "serce")),
    CrisisWords(
        kind="no_roof",
        words=("nie mieć gdzie spać/nocować", "żyć na ulicy."),
        services=("shelter",),
    ),
)
SYNONYMS = Synonyms(
    asked=(Asked(services=("housing", "not_there"), pl=("nie stać mnie na mieszkanie",)),),
    alike=(("czynsz", "komorne"),),
    elsewhere=("paszport", "dodatek do pizzy"),
)


@pytest.fixture(scope="module")
def search() -> Search:
    return Search((CARE, HOUSING, SHELTER, CRISIS), SYNONYMS, WORDS)


def ids(search: Search, text: str, language: str = "pl") -> list[str]:
    return [found.id for found in search.find(text, language).services]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  ŻÓŁTA Łódź,  zasiłek! ", "zolta lodz zasilek"),
        ("800+", "800 plus"),
        ("don't, б’є", "dont бє"),
        ("їжа й ґрунт", "іжа и грунт"),
        ("_%'\"", ""),
    ],
)
def test_folding_leaves_one_spelling(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text",
    [
        "mieszkaniowy",
        "DODATKU MIESZKANIOWEGO",
        "doplacie do czynszow",
        "komornego",
        "dodatek mieszkanowy",
        "dodatekk",
        "housing",
        "житлову допомогу",
        "zhytlova",
        "żytłowa",
        "nie stac mnie na mieszkanie",
    ],
)
def test_any_spelling_finds_it(search: Search, text: str) -> None:
    assert ids(search, text)[0] == "housing"


def test_a_slip_of_the_hand_is_named(search: Search) -> None:
    assert "mieszkanowy → mieszkaniowy" in search.find("dodatek mieszkanowy").hits[0].why


def test_a_polish_word_of_its_own_is_no_slip(search: Search) -> None:
    assert ids(search, "mieszalnik") == []
    assert ids(search, "noclegownie") != []


def test_what_covers_more_of_the_question_comes_first(search: Search) -> None:
    assert ids(search, "dopłata za opłaty i czynsz, Łódź")[0] == "housing"
    assert ids(search, "pieniądze na opiekę")[0] == "care"


@pytest.mark.parametrize(
    "text", ["", "  ", "na", "qwxz", "...", "%_'\"", "nie mam gdzie dla mnie", "NOT", "OR"]
)
def test_nothing_is_found_for_nothing(search: Search, text: str) -> None:
    assert search.find(text).hits == ()


@pytest.mark.parametrize("text", ["paszport", "paszportu", "dodatek do pizzy", "PASZPORT"])
def test_what_is_elsewhere_finds_nothing_that_sounds_like_it(search: Search, text: str) -> None:
    assert ids(search, text) == []


def test_a_word_still_being_typed_is_known_by_its_beginning(search: Search) -> None:
    found = search.find("mieszkani", typing=True).services
    assert [one.id for one in found] == ["housing"]
    assert [one.id for one in search.find("pieleg", typing=True).services] == ["care"]


def test_the_limit_is_kept(search: Search) -> None:
    assert len(search.find("care and housing", "en").hits) == 2
    assert len(search.find("care and housing", "en", limit=1).hits) == 1


def test_a_question_may_be_as_long_as_it_likes(search: Search) -> None:
    assert ids(search, "czynsz " * 5000)[0] == "housing"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("już NIE CHCE mi się ZYC", ("suicide",)),
        ("zyc sie nie chce", ("suicide",)),
        ("niechce zyc", ("suicide",)),
        ("nei chce zyc", ()),
        ("myśli samobójcze", ("suicide",)),
        ("mąż mnie bije i nie chcę żyć", ("suicide", "violence")),
        ("on mnie bil", ("violence",)),
        ("serce mi bije", ()),
        ("serce mi bije bo on mnie bije", ("violence",)),
        ("bijemy rekord", ()),
        ("chcę żyć lepiej", ()),
        ("chcę żyć, nie umierać", ()),
        ("nie mamy gdzie spac", ("no_roof",)),
        ("nie mam gdzie przenocowac", ()),
        ("nie mam gdzie nocwoac", ("no_roof",)),
        ("mam gdzie spać", ()),
        ("żyję na ulicy", ("no_roof",)),
        ("żyję na ulicy Zgierskiej", ()),
    ],
)
def test_danger_is_heard_the_gravest_first(
    search: Search, text: str, kinds: tuple[str, ...]
) -> None:
    assert search.crisis_kinds(text) == kinds
    assert search.find(text).crisis == kinds


def test_help_comes_first_where_danger_is_heard_the_nearest_at_the_top(search: Search) -> None:
    assert ids(search, "nie mam gdzie spać, dodatek mieszkaniowy")[:2] == ["shelter", "crisis"]
    assert ids(search, "nie chcę żyć, dodatek mieszkaniowy") == ["crisis", "shelter", "housing"]
    assert ids(search, "dodatek mieszkaniowy") == ["housing"]


def test_the_words_kept_of_a_question_tell_nothing_about_a_person(search: Search) -> None:
    assert search.plain_words("Jan Kowalski 44051401458 ul. Zgierska 5, czynsz i lodówka") == (
        "czynsz",
        "lodowka",
    )


def test_ukrainian_sounds_the_same_in_either_way_of_writing_it() -> None:
    assert by_sound("dopomoha") == by_sound("dopomoga") == in_latin("допомога")
    assert by_sound("szczastia") == in_latin("щастя")


@pytest.mark.parametrize(
    ("words", "stem"), [(("дитину", "дитини", "дитиною"), "дитин"), (("хочу", "хочеться"), "хоч")]
)
def test_ukrainian_endings_come_off(words: tuple[str, ...], stem: str) -> None:
    assert {stem_ukrainian(word) for word in words} == {stem}


def test_english_endings_come_off() -> None:
    assert stem_english("homes") == stem_english("home")
    assert stem_english("benefits") == stem_english("benefit")
    assert stem_english("babies") == stem_english("baby")


def test_rankings_are_merged_by_reciprocal_rank() -> None:
    assert merge(((1.0, [7, 8]), (0.5, [8]))) == pytest.approx({7: 1 / 6, 8: 1 / 7 + 0.5 / 6})
