"""What counts as a long sentence or a short form, tried on single texts."""

from __future__ import annotations

import pytest

from shared.bundle.checks.plain import faults_of, texts_in
from shared.bundle.read import Sheet, Spot
from shared.catalog.model import Organization
from shared.text import Text
from tests.city import real_knowledge

SHEET = Sheet("any.yaml", None, {(): Spot(1, 1, 1, exact=True)})
KNOWN = {"ul.", "MOPS"}


def problems(plain: str) -> list[str]:
    return [fault.problem for fault in faults_of(SHEET, (), Text(pl="x", plain=plain), KNOWN)]


@pytest.mark.parametrize(
    "plain",
    [
        "raz dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć a b c d e.",
        "Idź do MOPS na ul. Próbną 1. Zapytaj o 800+.",
        "Przynieś numer i akt urodzenia. To jest za darmo!",
        "Wróć do domu. Tam czekaj na list. Odpowiedź będzie za rok.",
    ],
)
def test_plain_sentences_pass(plain: str) -> None:
    assert problems(plain) == []


@pytest.mark.parametrize(
    ("plain", "short"),
    [
        ("Idź do CŚS.", "CŚS"),
        ("Wyślij przez ePUAP.", "ePUAP"),
        ("Złóż wniosek, np. pocztą.", "np."),
        ("To mówi art. 5.", "art."),
        ("Pokój nr 7.", "nr"),
        ("Świadczenia m.in. na dzieci.", "m.in."),
        ("Piętro II.", "II"),
    ],
)
def test_a_short_form_has_to_be_explained(plain: str, short: str) -> None:
    (problem,) = problems(plain)
    assert f"`{short}`" in problem


def test_sixteen_words_are_too_many_and_one_fault() -> None:
    (problem,) = problems("słowo " * 16)
    assert "16 words" in problem


def test_a_text_without_a_plain_one_is_read_in_polish() -> None:
    (fault,) = faults_of(SHEET, (), Text(pl="Karta KDR."), KNOWN)
    assert "`KDR`" in fault.problem


def test_every_text_of_a_record_is_found_with_its_place() -> None:
    mops = real_knowledge().organizations["mops"]
    assert isinstance(mops, Organization)
    found = dict(texts_in(mops))
    assert found["names",] is mops.names
    assert found["summary",] is mops.summary
    assert ("phones", 2, "note") in found


def test_every_short_form_of_the_city_is_used_and_explained_in_plain_words() -> None:
    content = real_knowledge().content
    records = (*content.services, *content.locations, *content.organizations, *content.life_events)
    read = " ".join(
        t.plain or t.pl for record in (*records, *content.facts) for _, t in texts_in(record)
    )
    assert [one.short for one in content.abbreviations if one.short not in read] == []
    assert all(one.means.plain and one.means.uk and one.means.en for one in content.abbreviations)
