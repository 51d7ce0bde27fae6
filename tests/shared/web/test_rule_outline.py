"""The outline of a formula: written-out Polish for small ones, nothing unsaid in real ones."""

from __future__ import annotations

from fractions import Fraction

import pytest

from shared.bundle.rests import sources
from shared.diagnosis.interval import tidy
from shared.diagnosis.language import parse
from shared.diagnosis.tree import Name, Node
from shared.web.present.rule_outline import outline
from shared.web.present.rule_words import RuleNames, decimal, fact_names, money
from tests.city import real_knowledge


def names(service_id: str = "dodatek_mieszkaniowy") -> RuleNames:
    knowledge = real_knowledge()
    return RuleNames(knowledge, knowledge.rules[service_id])


def told(source: str) -> list[str]:
    return [f"{'  ' * line.depth}{line.text}" for line in outline(source, names())]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("household_size = 1", ["liczba osób w gospodarstwie: dokładnie 1"]),
        ("not lives_in_lodz", ["nieprawda, że miejscem zamieszkania albo pobytu jest Łódź"]),
        (
            "legal_title != no_title",
            ["podstawa zamieszkiwania: każda odpowiedź poza „bez umowy i bez prawa do mieszkania”"],
        ),
        ("income_month < 20 zł", ["dochód gospodarstwa netto w zeszłym miesiącu: mniej niż 20 zł"]),
        ("flat_area >= 12.5 %", ["powierzchnia mieszkania: co najmniej 12,5 %"]),
        (
            "lives_in_lodz and (same_address or learns)",
            [
                "wszystko naraz:",
                "  miejscem zamieszkania albo pobytu jest Łódź",
                "  co najmniej jedno z tego:",
                "    rodzice i dzieci mieszkają pod jednym adresem",
                "    osoba uczy się w szkole albo na studiach",
            ],
        ),
        (
            "2 * (flat_area - 3)",
            ["2 × (powierzchnia mieszkania − 3)"],
        ),
        ("flat_area - (3 - 2)", ["powierzchnia mieszkania − (3 − 2)"]),
        ("flat_area / (3 * 2)", ["powierzchnia mieszkania ÷ (3 × 2)"]),
        ("max(0, flat_area - 3)", ["powierzchnia mieszkania − 3, ale nie mniej niż 0"]),
        ("2 * max(0, age)", ["2 × (wiek w latach, ale nie mniej niż 0)"]),
        (
            "count(learns) > 2",
            [
                "(liczba osób, dla których prawdą jest: osoba uczy się w szkole albo na studiach):"
                " więcej niż 2"
            ],
        ),
        ("round(age, 0.01)", ["wiek w latach, zaokrąglone do grosza"]),
        ("age < 18", ["wiek w latach: mniej niż 18"]),
    ],
)
def test_small_formulas(source: str, lines: list[str]) -> None:
    assert [line.replace("\u00a0", " ") for line in told(source)] == lines


def test_a_long_choice_is_taken_apart_at_its_branches() -> None:
    source = "if(household_size = 1, housing_limit_single, if(household_size <= 4, 1 zł, 2 zł))"
    assert [line.replace("\u00a0", " ") for line in told(source)] == [
        "jeżeli liczba osób w gospodarstwie: dokładnie 1 – to:",
        "  [próg dochodu dla jednej osoby (40 % przeciętnego wynagrodzenia)]",
        "a w innym razie, jeżeli liczba osób w gospodarstwie: najwyżej 4 – to:",
        "  1 zł",
        "a w innym razie:",
        "  2 zł",
    ]


def test_every_formula_of_the_city_is_said_in_words() -> None:
    """Every name in a formula is a piece with its Polish name; none is left as its id."""
    knowledge = real_knowledge()
    silent = set()
    for rule in knowledge.rules.values():
        its = RuleNames(knowledge, rule)
        every = [*sources(rule), *(one.exactly for one in its.definitions.values())]
        for source in every:
            pieces = [piece for line in outline(source, its) for piece in line.pieces]
            spoken = {piece.id for piece in pieces if piece.id}
            known = {*its.definitions, *knowledge.facts, *knowledge.parameters}
            silent |= (names_of(parse(source)) & known) - spoken
            silent |= {piece.text for piece in pieces if "_" in piece.text}
    assert silent == set()


def names_of(node: object) -> set[str]:
    """Every name of a tree but the choices a fact is compared with."""
    if isinstance(node, Name):
        return {node.id}
    if isinstance(node, tuple):
        return set().union(*(names_of(one) for one in node))
    if not isinstance(node, Node):
        return set()
    parts = (getattr(node, name) for name in type(node).__slots__ if name not in {"start", "end"})
    return set().union(*(names_of(part) for part in parts))


def test_short_names_are_those_of_facts_there_are() -> None:
    assert fact_names().keys() <= real_knowledge().facts.keys()


def test_a_fact_without_a_short_name_is_named_by_its_question() -> None:
    knowledge = real_knowledge()
    nameless = RuleNames(knowledge, knowledge.rules["dodatek_mieszkaniowy"], {})
    question = knowledge.facts["lives_in_lodz"].question.pl
    assert nameless.fact("lives_in_lodz") == f"„{question}”"


def test_numbers_are_exact_or_say_that_they_are_cut() -> None:
    assert decimal(tidy(Fraction(1, 8))) == "0,125"
    assert decimal(Fraction(1, 3)).endswith("…")
    assert decimal(-2) == "−2"
    assert money(123450).replace("\u00a0", " ") == "1 234,50 zł"
    assert money(Fraction(22761, 1) + Fraction(48, 100)).replace("\u00a0", " ") == "227,6148 zł"
