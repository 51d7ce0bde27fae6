"""The lawyer's page of real services: what it must say, and that it needs nothing beside it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace
from tinyhtml5.parser import HTMLParser

from shared.bundle import Knowledge, read_bundle, write_bundle
from shared.bundle.examples import examples
from shared.bundle.files import Expected
from shared.bundle.knowledge import know
from shared.web.present.rule_file import as_html, as_index
from shared.web.present.rule_page import rule_page
from shared.web.present.rule_text import as_text
from shared.web.present.rule_views import RulePage
from shared.web.present.words import Words
from shared.web.translate import SHARED_LOCALES, Translator
from tests.city import CONTENT, real_knowledge

ON = date(2026, 11, 22)
HOUSING, PERMANENT = "dodatek_mieszkaniowy", "zasilek_staly"


@pytest.fixture(scope="module")
def words() -> Words:
    return Words(Translator((SHARED_LOCALES,)), "pl")


@pytest.fixture(scope="module")
def housing(words: Words) -> RulePage:
    return page_of(HOUSING, words)


def page_of(service_id: str, words: Words) -> RulePage:
    knowledge = real_knowledge()
    cases = examples(CONTENT, knowledge, service_id)
    assert cases is not None
    return rule_page(knowledge, service_id, ON, words, cases)


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_amount_is_reckoned_step_by_step(housing: RulePage) -> None:
    """700 zł of costs and 1,800 zł of income, one person: 15 % is her own share, so 430 zł."""
    assert housing.worked is not None
    steps = {
        step.title: (spaced(step.numbers), spaced(step.result)) for step in housing.worked.steps
    }
    assert steps["część dochodu, którą rodzina płaci sama"] == ("15 % × 1 800 zł", "270 zł")
    assert steps["pułap dodatku"] == ("70 % × 700 zł", "490 zł")
    assert steps["ryczałt na opał"] == ("0", "0 zł")
    last = housing.worked.steps[-1]
    assert (last.title, spaced(last.result)) == ("Kwota", "430 zł")
    assert spaced(last.numbers) == "(430 zł − 0 zł), zaokrąglone do grosza"


def test_of_a_choice_only_the_branch_taken_is_told(housing: RulePage) -> None:
    assert housing.worked is not None
    share = next(step for step in housing.worked.steps if "płaci sama" in step.title)
    said = "".join(piece.text for piece in share.formula)
    assert "jedna osoba" in said
    assert "pięć osób" not in said
    assert "jeżeli" not in said


def test_both_versions_stand_with_their_days_and_numbers(housing: RulePage) -> None:
    now, earlier = housing.versions
    assert (now.is_in_force, earlier.is_in_force) == (True, False)
    assert earlier.title == "od 01.01.2015 do 30.06.2021"
    assert "1 250,88 zł" in spaced(earlier.conditions[3].text)
    assert "3 561,42 zł" in spaced(now.conditions[3].text)
    assert earlier.conditions[0].is_repeated
    assert not earlier.conditions[3].is_repeated


def test_a_parameter_has_its_whole_history(housing: RulePage) -> None:
    pension = next(one for one in housing.parameters if one.id == "lowest_pension")
    assert spaced(pension.now) == "1 978,49 zł"
    assert [row.is_in_force for row in pension.values] == [True] + [False] * (
        len(real_knowledge().parameters["lowest_pension"].values) - 1
    )
    assert pension.values[0].known_until == "28.02.2027"
    assert pension.values[0].article == "art. 85"


def test_what_counts_as_income_is_told_by_kind(housing: RulePage) -> None:
    (income,) = [one for one in housing.incomes if one.name == "dochód przy dodatku mieszkaniowym"]
    assert "800+ na dzieci" in income.left_out
    assert "praca (umowa o pracę)" in income.counted
    assert not set(income.left_out) & set(income.counted)
    assert income.span.startswith("trzy miesiące")
    assert "Co jest dochodem w tej regule" in as_html(housing)


def test_every_mark_leads_somewhere_on_the_page(housing: RulePage) -> None:
    html = as_html(housing)
    ids = set(re.findall(r'id="([^"]+)"', html))
    assert housing.marks
    assert {mark.anchor for mark in housing.marks} <= ids
    assert set(re.findall(r'href="#([^"]+)"', html)) <= ids


def test_whatever_is_not_confirmed_is_among_the_marks(housing: RulePage) -> None:
    rule = real_knowledge().rules[HOUSING]
    conditions = [one for version in rule.versions for one in version.conditions]
    doubtful = sum(one.status == "to_confirm" for one in conditions)
    amounts = sum(
        version.amount.status == "to_confirm" for version in rule.versions if version.amount
    )
    formulas = sum(one.status == "to_confirm" for one in rule.definitions)
    groups = housing.marks_by_group
    told = sum(len(marks) for group, marks in groups.items() if group.startswith("Warunki"))
    assert told == doubtful + amounts
    assert len(groups["Wzory"]) == formulas
    unsigned = sum(case.validated_by == "to_confirm" for case in housing.cases or ())
    assert [mark.text for mark in groups["Przykłady"]] == [f"bez podpisu prawnika: {unsigned}"]


def test_examples_are_told_by_what_is_different(housing: RulePage) -> None:
    assert housing.cases is not None
    assert housing.failed == 0
    assert [spaced(line) for line in housing.cases[1].household] == [
        "jak w przykładzie 1, tylko: średni miesięczny dochód gospodarstwa netto z trzech miesięcy:"
        " 1 000 zł"
    ]


def test_an_example_that_comes_out_otherwise_is_said_aloud(words: Words) -> None:
    knowledge = real_knowledge()
    (case, *rest) = examples(CONTENT, knowledge, PERMANENT) or ()
    wrong = replace(case, expect=Expected(verdict="not_eligible"))
    page = rule_page(knowledge, PERMANENT, ON, words, (wrong, *rest))
    assert page.failed == 1
    assert any("wychodzi inaczej" in mark.text for mark in page.marks)
    assert "✗ inaczej" in as_html(page)
    assert "INACZEJ: prawdopodobnie tak, 613" in spaced(as_text(page))


def test_examples_of_another_rule_are_not_taken(words: Words) -> None:
    knowledge = real_knowledge()
    rules = tuple(
        replace(rule, kind="help") if rule.service_id == PERMANENT else rule
        for rule in knowledge.content.rules
    )
    other = know(replace(knowledge.content, rules=rules))
    assert examples(CONTENT, other, PERMANENT) is None
    page = rule_page(other, PERMANENT, ON, words, None)
    assert page.cases is None
    assert "Podpisany pakiet nie zawiera przykładów" in as_html(page)


def test_signed_content_finds_the_examples_of_its_rules() -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    signed = read_bundle(write_bundle(real_knowledge(), key), key.public_key())
    assert isinstance(signed, Knowledge)
    found = examples(CONTENT, signed, PERMANENT)
    assert found
    assert found == examples(CONTENT, real_knowledge(), PERMANENT)


def test_the_file_is_valid_and_needs_nothing_beside_it(words: Words) -> None:
    helping = next(one.id for one in real_knowledge().services.values() if one.kind == "help")
    for service_id in (HOUSING, PERMANENT, "zasilek_rodzinny", helping):
        html = as_html(page_of(service_id, words))
        parser = HTMLParser()
        parser.parse(html)
        assert not parser.errors, f"{service_id}: {parser.errors[:3]}"
        assert not re.search(r"(?:src|@import|url\(|<link|<script)", html)
        assert all(link.startswith("#") for link in re.findall(r'href="([^"]+)"', html))


def test_a_number_nobody_announced_is_a_mark_and_no_table(words: Words) -> None:
    knowledge = real_knowledge()
    parameters = tuple(
        replace(one, values=()) if one.id == "permanent_benefit_max" else one
        for one in knowledge.content.parameters
    )
    silent = know(replace(knowledge.content, parameters=parameters))
    page = rule_page(silent, PERMANENT, ON, words, None)
    (number,) = [one for one in page.parameters if one.id == "permanent_benefit_max"]
    assert (number.now, number.values) == ("nie ogłoszono", ())
    assert any("nigdy nie ogłoszono" in mark.text for mark in page.marks)
    assert "Nikt nie ogłosił żadnej wartości" in as_html(page)


def test_the_index_counts_what_every_page_waits_for(housing: RulePage) -> None:
    html = as_index([housing])
    assert f"<td>{len(housing.marks)}</td>" in html
    assert f'href="{HOUSING}.html"' in html
    with pytest.raises(ValueError, match="no pages"):
        as_index([])


def test_a_service_that_is_not_there(words: Words) -> None:
    with pytest.raises(KeyError):
        rule_page(real_knowledge(), "nothing", ON, words, None)
