"""What counts as income, to the month and the grosz, and which money is refused."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from shared.diagnosis import Basis, Between, FactKey, Household, Known, Reason, Refusal, Unknown
from shared.diagnosis.income import (
    Income,
    IncomeBook,
    IncomeDefinition,
    IncomeKind,
    Incomes,
    months_in,
    periods_of,
    read_incomes,
    read_with_incomes,
    reckon,
    reckon_over,
    with_incomes,
)
from tests.shared.diagnosis.build import FACTS, ON, text

KINDS = (
    IncomeKind(id="pay", names=text()),
    IncomeKind(id="gift", names=text()),
    IncomeKind(id="alimony", names=text(), is_paid=True),
)


def definition(span: str = "month_before", **more: object) -> IncomeDefinition:
    """What one act calls income."""
    given = {"id": "act", "yields": "income", "status": "verified", **more}
    return IncomeDefinition(names=text(), span=span, basis=Basis("ups", "art. 8"), **given)


MONTH = definition(own="wage")
PLAIN = definition(leaves_out=("alimony", "gift"))
BOOK = IncomeBook(kinds=KINDS, definitions=(MONTH,))
PAY_ONLY = IncomeBook(kinds=KINDS, definitions=(PLAIN,))


def told(*parts: tuple[int, str, str, int], whole: tuple[str, ...] = ()) -> Incomes:
    """Money of these persons, kinds, periods and grosze."""
    return Incomes(tuple(Income(*part) for part in parts), frozenset(whole))


@pytest.mark.parametrize(
    ("span", "on", "turns", "expected"),
    [
        ("month_before", "2026-11-22", None, ("2026-10",)),
        ("month_before", "2026-01-01", None, ("2025-12",)),
        ("month_before", "2026-02-28", None, ("2026-01",)),
        ("month_before", "2026-12-31", None, ("2026-11",)),
        ("three_months_before", "2026-11-22", None, ("2026-10", "2026-09", "2026-08")),
        ("three_months_before", "2026-02-01", None, ("2026-01", "2025-12", "2025-11")),
        ("year_before", "2026-01-01", None, ("2025",)),
        ("year_before", "2026-06-30", "07-01", ("2024",)),
        ("year_before", "2026-07-01", "07-01", ("2025",)),
        ("year_before", "2026-12-31", "07-01", ("2025",)),
    ],
)
def test_the_months_that_count(span: str, on: str, turns: str | None, expected: tuple) -> None:
    found = periods_of(definition(span, year_turns=turns), date.fromisoformat(on))
    assert found == expected


def test_the_months_of_a_period() -> None:
    assert months_in("2025-03") == ("2025-03",)
    year = months_in("2025")
    assert (len(year), year[0], year[8], year[-1]) == (12, "2025-01", "2025-09", "2025-12")


@pytest.mark.parametrize(
    ("incomes", "person", "expected"),
    [
        (told(whole=("2026-10",)), None, Known(0)),
        (told((0, "pay", "2026-10", 500), whole=("2026-10",)), None, Known(500)),
        (
            told((0, "pay", "2026-10", 500), (1, "gift", "2026-10", 9), whole=("2026-10",)),
            None,
            Known(509),
        ),
        (
            told((0, "pay", "2026-10", 500), (1, "gift", "2026-10", 9), whole=("2026-10",)),
            1,
            Known(9),
        ),
        (
            told((0, "pay", "2026-10", 500), (0, "alimony", "2026-10", 99), whole=("2026-10",)),
            0,
            Known(401),
        ),
        (told((0, "alimony", "2026-10", 99), whole=("2026-10",)), None, Known(0)),
        (told((0, "pay", "2026-09", 500), whole=("2026-10",)), None, Known(0)),
        (told((0, "pay", "2026-10", 500)), None, Unknown(Reason.NOT_ASKED)),
        (told((0, "pay", "2026-10", 500), whole=("2026-09",)), None, Unknown(Reason.NOT_ASKED)),
    ],
)
def test_the_income_of_a_month(incomes: Incomes, person: int | None, expected: object) -> None:
    assert reckon(MONTH, BOOK, incomes, ON, person) == expected


def test_where_nothing_is_taken_off_it_is_at_least_what_was_told() -> None:
    some = told((0, "pay", "2026-10", 500), (0, "gift", "2026-10", 7))
    assert reckon(PLAIN, PAY_ONLY, some, ON) == Between(500, 1_000_000_000)
    assert reckon(PLAIN, PAY_ONLY, told(), ON) == Unknown(Reason.NOT_ASKED)
    assert PAY_ONLY.kinds_of(PLAIN) == KINDS[:1]


@pytest.mark.parametrize(
    ("grosze", "mean"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 1), (5, 2), (100, 33), (101, 34)]
)
def test_the_mean_of_three_months_to_the_nearest_grosz(grosze: int, mean: int) -> None:
    months = ("2026-10", "2026-09", "2026-08")
    one = told((0, "pay", "2026-09", grosze), whole=months)
    assert reckon(definition("three_months_before"), BOOK, one, ON) == Known(mean)
    assert reckon_over(MONTH, BOOK, one, ("2026-10", "2026-09")) == Known((grosze + 1) // 2)


def test_one_month_of_three_is_not_all_of_them() -> None:
    quarter = definition("three_months_before")
    one = told((0, "pay", "2026-09", 900), whole=("2026-09",))
    assert reckon(quarter, BOOK, one, ON) == Unknown(Reason.NOT_ASKED)


def test_what_nothing_follows_for_stays_what_was_told() -> None:
    open_still = told((0, "pay", "2026-10", 500))
    of = Household({"income": Known(5)}, ({"wage": Known(7)},))
    assert with_incomes(of, open_still, BOOK, FACTS, ON) == of
    strange = definition(yields="nothing", own="stranger")
    book = IncomeBook(kinds=KINDS, definitions=(strange,))
    assert with_incomes(of, open_still, book, FACTS, ON) == of


@pytest.mark.parametrize("turns", ["13-01", "07-32", "7-1", "00-10"])
def test_a_day_on_which_no_year_turns(turns: str) -> None:
    written = {
        "id": "act",
        "names": {"pl": "dochód"},
        "span": "year_before",
        "yields": "income",
        "basis": {"act": "ups", "article": "art. 8"},
        "status": "verified",
    }
    assert msgspec.convert({**written, "year_turns": "07-01"}, IncomeDefinition)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**written, "year_turns": turns}, IncomeDefinition)


def test_a_year_told_whole_or_in_its_months() -> None:
    year = definition("year_before")
    months = months_in("2025")
    at_once = told((0, "pay", "2025", 1_200), whole=("2025",))
    apart = told(*((0, "pay", month, 100) for month in months), whole=months)
    assert reckon(year, BOOK, at_once, ON) == reckon(year, BOOK, apart, ON) == Known(100)
    missing = told(*((0, "pay", month, 100) for month in months), whole=months[1:])
    assert reckon(year, BOOK, missing, ON) == Unknown(Reason.NOT_ASKED)


def test_the_definition_of_a_fact() -> None:
    assert BOOK.for_fact("income") is MONTH
    assert BOOK.for_fact("wage") is MONTH
    assert BOOK.for_fact("costs") is None


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (None, Known(500)),
        (Known(500), Known(500)),
        (Between(0, 900), Known(500)),
        (Between(500, 900), Known(500)),
        (Unknown(Reason.WONT_SAY), Known(500)),
        (Known(501), Refusal("income", "contradicts", "5.01")),
        (
            Between(501, 900),
            Refusal("income", "contradicts", "{'min': '5.01', 'max': '9.00'}"),
        ),
    ],
)
def test_what_was_told_of_the_sum_before(before, expected: object) -> None:
    of = Household({} if before is None else {"income": before})
    whole = told((0, "pay", "2026-10", 500), whole=("2026-10",))
    found = with_incomes(of, whole, BOOK, FACTS, ON)
    if isinstance(found, Household):
        assert found.get(FactKey("wage", 0)) == Known(500)
        found = found.get(FactKey("income"))
    assert found == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (None, Between(500, 1_000_000)),
        (Between(0, 900), Between(500, 900)),
        (Between(700, 900), Between(700, 900)),
        (Between(0, 500), Known(500)),
        (Known(600), Known(600)),
    ],
)
def test_a_least_sum_narrows_what_was_told(before, expected: object) -> None:
    of = Household({} if before is None else {"income": before})
    found = with_incomes(of, told((0, "pay", "2026-10", 500)), PAY_ONLY, FACTS, ON)
    assert isinstance(found, Household)
    assert found.get(FactKey("income")) == expected


@pytest.mark.parametrize("whole", [(), ("2026-10",)])
def test_more_than_the_fact_can_be_is_refused_and_never_cut(whole: tuple[str, ...]) -> None:
    rich = Incomes((Income(0, "pay", "2026-10", 1_000_001),), frozenset(whole))
    refused = with_incomes(Household(), rich, PAY_ONLY, FACTS, ON)
    assert isinstance(refused, Refusal)
    assert (refused.fact, refused.why) == ("income", "out_of_range")
    just = Incomes((Income(0, "pay", "2026-10", 1_000_000),), frozenset(whole))
    assert isinstance(with_incomes(Household(), just, PAY_ONLY, FACTS, ON), Household)


ONE = {"person": 0, "kind": "pay", "period": "2026-10", "net": "5.00"}
PLACE = "incomes.told.0"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ([], Refusal("incomes", "wrong_shape", "list")),
        ({"told": [], "rest": []}, Refusal("incomes", "wrong_shape", "dict")),
        ({"told": {}}, Refusal("incomes", "wrong_shape", "told, whole")),
        ({"whole": "2026-10"}, Refusal("incomes", "wrong_shape", "told, whole")),
        ({"whole": ["2026-13"]}, Refusal("incomes.whole", "wrong_type", "2026-13")),
        ({"whole": [2026]}, Refusal("incomes.whole", "wrong_type", "2026")),
        ({"whole": ["x" * 70]}, Refusal("incomes.whole", "wrong_type", "x" * 60)),
        ({"told": [3]}, Refusal(PLACE, "wrong_shape", "3")),
        ({"told": ["x" * 70]}, Refusal(PLACE, "wrong_shape", "x" * 60)),
        ({"told": [{**ONE, "person": 2}]}, Refusal(f"{PLACE}.person", "out_of_range", "2")),
        ({"told": [{**ONE, "person": -1}]}, Refusal(f"{PLACE}.person", "out_of_range", "-1")),
        ({"told": [{**ONE, "person": True}]}, Refusal(f"{PLACE}.person", "out_of_range", "True")),
        ({"told": [{**ONE, "person": "0"}]}, Refusal(f"{PLACE}.person", "out_of_range", "0")),
        (
            {"told": [{**ONE, "person": "x" * 70}]},
            Refusal(f"{PLACE}.person", "out_of_range", "x" * 60),
        ),
        (
            {"told": [{**ONE, "kind": "x" * 70}]},
            Refusal(f"{PLACE}.kind", "not_a_choice", "x" * 60),
        ),
        (
            {"told": [{**ONE, "period": "x" * 70}]},
            Refusal(f"{PLACE}.period", "wrong_type", "x" * 60),
        ),
        ({"told": [{**ONE, "net": "x" * 70}]}, Refusal(f"{PLACE}.net", "wrong_type", "x" * 60)),
        ({"told": [{**ONE, "kind": "loot"}]}, Refusal(f"{PLACE}.kind", "not_a_choice", "loot")),
        ({"told": [{**ONE, "period": "10.26"}]}, Refusal(f"{PLACE}.period", "wrong_type", "10.26")),
        ({"told": [{**ONE, "net": "-1"}]}, Refusal(f"{PLACE}.net", "out_of_range", "-1")),
        (
            {"told": [{**ONE, "net": {"unknown": "dont_know"}}]},
            Refusal(f"{PLACE}.net", "wrong_type", "{'unknown': 'dont_know'}"),
        ),
        (
            {"told": [ONE, {**ONE, "period": "2026"}]},
            Refusal("incomes.told.1.period", "contradicts", "2026"),
        ),
        (
            {"told": [{**ONE, "period": "2026"}, ONE]},
            Refusal("incomes.told.1.period", "contradicts", "2026-10"),
        ),
    ],
)
def test_money_that_is_not_taken(document: object, expected: Refusal) -> None:
    assert read_incomes(document, BOOK, 2) == expected


def test_money_that_is_taken() -> None:
    assert read_incomes({}, BOOK, 1) == Incomes()
    listed = [ONE, ONE, {**ONE, "person": 1, "period": "2026"}, {**ONE, "period": "2025"}]
    found = read_incomes({"told": listed, "whole": ["2026-10", "2025"]}, BOOK, 2)
    assert isinstance(found, Incomes)
    assert [(one.person, one.period) for one in found.told] == [
        (0, "2026-10"),
        (0, "2026-10"),
        (1, "2026"),
        (0, "2025"),
    ]
    assert found.whole == {"2026-10", "2025"}
    nothing = read_incomes({"told": [{**ONE, "net": "0"}]}, BOOK, 1)
    assert nothing == told((0, "pay", "2026-10", 0))
    other = [ONE, {**ONE, "kind": "gift", "period": "2026"}]
    assert isinstance(read_incomes({"told": other}, BOOK, 1), Incomes)


def test_a_document_that_tells_its_money() -> None:
    document = {"persons": [{}], "incomes": {"told": [ONE], "whole": ["2026-10"]}}
    found = read_with_incomes(document, BOOK, FACTS, ON)
    assert isinstance(found, Household)
    assert found.get(FactKey("income")) == Known(500)
    assert read_with_incomes({"persons": [{}]}, BOOK, FACTS, ON) == Household(
        {"household_size": Known(1)}
    )
    shape = Refusal("household", "wrong_shape", "list")
    assert read_with_incomes([], BOOK, FACTS, ON) == shape
    wrong = {**document, "household": 3}
    assert read_with_incomes(wrong, BOOK, FACTS, ON) == Refusal("household", "wrong_shape", "3")
    assert read_with_incomes({"incomes": 3}, BOOK, FACTS, ON) == Refusal(
        "incomes", "wrong_shape", "int"
    )
