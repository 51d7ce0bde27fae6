"""Money as it is told: read strictly, refused at its place, joined with what else was said."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from shared.diagnosis import Household, Known, Unknown
from shared.diagnosis.answers import Refusal
from shared.diagnosis.household import Reason
from shared.diagnosis.income import (
    Incomes,
    periods_of,
    read_incomes,
    read_with_incomes,
    with_incomes,
)
from tests.city import real_knowledge
from tests.shared.diagnosis.incomes import (
    BOOK,
    FACTS,
    KINDS,
    MONTH,
    ON,
    book,
    income,
)


def test_what_contradicts_a_figure_told_directly_is_refused_by_its_name() -> None:
    document = {
        "household": {"income_month": "900.00"},
        "incomes": {
            "told": [{"person": 0, "kind": "pension", "period": "2026-10", "net": "1000.00"}],
            "whole": ["2026-10"],
        },
    }
    refusal = read_with_incomes(document, book(), FACTS, ON)
    assert refusal == Refusal("income_month", "contradicts", "900.00")


def test_a_range_told_before_becomes_the_exact_sum() -> None:
    document = {
        "household": {"income_month": {"min": "900", "max": "1100"}},
        "incomes": {
            "told": [{"person": 0, "kind": "pension", "period": "2026-10", "net": "1000.00"}],
            "whole": ["2026-10"],
        },
    }
    household = read_with_incomes(document, book(), FACTS, ON)
    assert isinstance(household, Household)
    assert household.get(MONTH) == Known(100_000)


def test_who_would_not_say_the_sum_but_told_its_parts_has_told_it() -> None:
    start = Household({"income_month": Unknown(Reason.DONT_KNOW)})
    incomes = Incomes((income("pension", "2026-10", 100_000),), frozenset({"2026-10"}))
    household = with_incomes(start, incomes, book(), FACTS, ON)
    assert isinstance(household, Household)
    assert household.get(MONTH) == Known(100_000)


GOOD = {"person": 0, "kind": "pension", "period": "2026-10", "net": "1000.00"}


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ([], "incomes"),
        ({"told": [], "more": 1}, "incomes"),
        ({"told": {}}, "incomes"),
        ({"whole": ["2026-13"]}, "incomes.whole"),
        ({"whole": [2026]}, "incomes.whole"),
        ({"told": [{"person": 0}]}, "incomes.told.0"),
        ({"told": [GOOD | {"person": 2}]}, "incomes.told.0.person"),
        ({"told": [GOOD | {"person": True}]}, "incomes.told.0.person"),
        ({"told": [GOOD, GOOD | {"kind": "wages"}]}, "incomes.told.1.kind"),
        ({"told": [GOOD | {"period": "October"}]}, "incomes.told.0.period"),
        ({"told": [GOOD | {"net": "-5"}]}, "incomes.told.0.net"),
        ({"told": [GOOD | {"net": "5.001"}]}, "incomes.told.0.net"),
        ({"told": [GOOD | {"net": {"min": "1", "max": "2"}}]}, "incomes.told.0.net"),
        ({"told": [GOOD, GOOD | {"period": "2026"}]}, "incomes.told.1.period"),
    ],
)
def test_what_cannot_be_taken_is_refused_at_its_place(document: object, place: str) -> None:
    refusal = read_incomes(document, book(), 2)
    assert isinstance(refusal, Refusal)
    assert refusal.fact == place


def test_a_fact_is_found_under_its_definition_and_no_other() -> None:
    assert [BOOK.for_fact(fact) for fact in FACTS] == [
        BOOK.definitions[0],
        BOOK.definitions[1],
        BOOK.definitions[2],
        BOOK.definitions[0],
    ]
    assert BOOK.for_fact("rent") is None
    assert [kind.id for kind in BOOK.kinds_of(BOOK.definitions[2])] == [
        kind for kind in KINDS.split() if kind not in {"child_benefit", "nursing_allowance"}
    ]


def test_a_year_that_turns_at_new_year_is_always_the_last_one() -> None:
    plain = msgspec.structs.replace(BOOK.definitions[2], year_turns=None)
    assert periods_of(plain, date(2026, 1, 1)) == ("2025",)


def test_a_definition_whose_fact_is_not_asked_gives_nothing() -> None:
    only = {"income_month": FACTS["income_month"]}
    told = Incomes((income("pension", "2026-10", 100_000),), frozenset({"2026-10"}))
    household = with_incomes(Household(), told, BOOK, only, ON)
    assert isinstance(household, Household)
    assert (household.facts, household.persons) == ({"income_month": Known(100_000)}, ({},))


def test_a_document_without_incomes_is_read_as_ever() -> None:
    document = {"household": {"income_month": "900.00"}}
    household = read_with_incomes(document, BOOK, FACTS, ON)
    assert isinstance(household, Household)
    assert household.get(MONTH) == Known(90_000)
    refused = read_with_incomes([], BOOK, FACTS, ON)
    assert refused == Refusal("household", "wrong_shape", "list")
    wrong = read_with_incomes({"household": {"rent": 1}, "incomes": {}}, BOOK, FACTS, ON)
    assert wrong == Refusal("rent", "unknown_fact", "1")
    bad = read_with_incomes({"incomes": {"whole": ["x"]}}, BOOK, FACTS, ON)
    assert bad == Refusal("incomes.whole", "wrong_type", "x")


@pytest.mark.parametrize(
    ("told", "whole", "joint"),
    [
        ({"min": "900", "max": "1100"}, True, Known(100_000)),
        ({"min": "1000", "max": "1100"}, True, Known(100_000)),
        ({"min": "900", "max": "1000"}, True, Known(100_000)),
        ({"min": "1000.01", "max": "1100"}, True, None),
        ({"min": "900", "max": "999.99"}, True, None),
        ("1000.00", True, Known(100_000)),
        ("999.99", True, None),
        ("999.99", False, Known(99_999)),
    ],
)
def test_what_both_say_is_kept_and_a_contradiction_refused(
    told: object, whole: bool, joint: Known | None
) -> None:
    incomes = {
        "told": [{"person": 0, "kind": "pension", "period": "2026-10", "net": "1000"}],
        "whole": ["2026-10"] if whole else [],
    }
    document = {"household": {"income_month": told}, "incomes": incomes}
    household = read_with_incomes(document, BOOK, FACTS, ON)
    if joint is None:
        assert isinstance(household, Refusal)
        assert (household.fact, household.why) == ("income_month", "contradicts")
    else:
        assert isinstance(household, Household)
        assert household.get(MONTH) == joint


def test_the_same_money_may_be_told_in_parts_of_one_month() -> None:
    told = [GOOD, GOOD, GOOD | {"person": 1, "period": "2026"}, GOOD | {"period": "2025"}]
    incomes = read_incomes({"told": told}, BOOK, 2)
    assert isinstance(incomes, Incomes)
    assert [(one.person, one.period, one.grosze) for one in incomes.told] == [
        (0, "2026-10", 100_000),
        (0, "2026-10", 100_000),
        (1, "2026", 100_000),
        (0, "2025", 100_000),
    ]
    assert incomes.whole == frozenset()


def test_a_refusal_says_why_and_shows_what_came() -> None:
    long = "x" * 90
    for raw, refusal in (
        (GOOD | {"person": 5}, Refusal("incomes.told.0.person", "out_of_range", "5")),
        (GOOD | {"kind": long}, Refusal("incomes.told.0.kind", "not_a_choice", "x" * 60)),
        (GOOD | {"period": "5"}, Refusal("incomes.told.0.period", "wrong_type", "5")),
        (GOOD | {"net": "much"}, Refusal("incomes.told.0.net", "wrong_type", "much")),
        (
            GOOD | {"net": "99999999.00"},
            Refusal("incomes.told.0.net", "out_of_range", "99999999.00"),
        ),
        ("money", Refusal("incomes.told.0", "wrong_shape", "money")),
    ):
        assert read_incomes({"told": [raw]}, BOOK, 2) == refusal
    twice = [GOOD | {"period": "2026"}, GOOD]
    refusal = Refusal("incomes.told.1.period", "contradicts", "2026-10")
    assert read_incomes({"told": twice}, BOOK, 2) == refusal
    assert read_incomes([], BOOK, 1) == Refusal("incomes", "wrong_shape", "list")
    assert read_incomes({"whole": {}}, BOOK, 1) == Refusal("incomes", "wrong_shape", "told, whole")


def test_every_definition_says_which_act_it_is_from_and_gives_a_fact_the_rules_read() -> None:
    known = real_knowledge()
    assert {one.span for one in known.incomes.definitions} == {
        "month_before",
        "three_months_before",
        "year_before",
    }
    for definition in known.incomes.definitions:
        assert definition.basis.act in known.acts
        assert definition.yields in known.facts
