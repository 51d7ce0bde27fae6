"""What follows from a date, exactly: which answers give it the lie and what a slip carries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from shared.diagnosis import Between, Fact, Known, Reason, Unknown
from shared.diagnosis.household import Answer
from shared.diagnosis.since import (
    Derivation,
    contradictions,
    derivation,
    derivations,
    span_since,
    without_dates,
)
from tests.shared.diagnosis.build import ON, fact

FIRST, LAST = date(1850, 1, 1).toordinal(), date(2030, 1, 1).toordinal()
BORN = fact("birth_on", "date", entity="person", minimum=FIRST, maximum=LAST)
HERE = fact("here_on", "date", entity="person", minimum=FIRST, maximum=LAST)
AGE = fact("age", "int", entity="person", maximum=120, derived="years_since(birth_on)")
STAY = fact("stay", "int", entity="person", minimum=5, maximum=240, derived="months_since(here_on)")
FACTS = {one.id: one for one in (AGE, STAY, BORN, HERE)}


def day(written: str) -> int:
    """A day as its number."""
    return date.fromisoformat(written).toordinal()


def lies(**answers: Answer) -> list[str]:
    """The facts that do not fit the dates told with them."""
    return list(contradictions(answers, FACTS, ON))


@pytest.mark.parametrize(
    ("born", "age", "expected"),
    [
        ("2000-01-01", None, []),
        ("2000-01-01", Known(26), []),
        ("2000-01-01", Known(25), ["age"]),
        ("2000-01-01", Known(27), ["age"]),
        ("2000-01-01", Between(10, 50), []),
        ("2000-01-01", Between(26, 50), []),
        ("2000-01-01", Between(10, 26), []),
        ("2000-01-01", Between(27, 50), ["age"]),
        ("2000-01-01", Between(10, 25), ["age"]),
        ("2000-01-01", Unknown(Reason.WONT_SAY), []),
        ("2026-11-22", None, []),
        ("2026-11-23", None, ["birth_on"]),
        ("1906-01-01", None, []),
        ("1890-01-01", None, ["birth_on"]),
        ("1890-01-01", Known(120), ["birth_on"]),
    ],
)
def test_an_age_that_gives_its_date_the_lie(
    born: str, age: Answer | None, expected: list[str]
) -> None:
    told: dict[str, Answer] = {"birth_on": Known(day(born))}
    assert lies(**told, **({} if age is None else {"age": age})) == expected


def test_each_date_is_looked_at_whatever_else_was_told() -> None:
    assert lies(here_on=Known(day("2026-09-01"))) == ["here_on"], "two months, and five are asked"
    assert lies(here_on=Known(day("2026-06-22"))) == []
    assert lies(here_on=Known(day("2026-01-22")), stay=Known(9)) == ["stay"]
    both = lies(
        birth_on=Known(day("2000-01-01")),
        age=Known(5),
        here_on=Known(day("2026-01-22")),
        stay=Known(9),
    )
    assert both == ["age", "stay"]
    assert lies(age=Known(5), stay=Known(9)) == []


def test_between_two_dates_any_count_between_fits() -> None:
    years = Between(day("2000-11-22"), day("2010-11-22"))
    for age, expected in ((15, ["age"]), (16, []), (20, []), (26, []), (27, ["age"])):
        assert lies(birth_on=years, age=Known(age)) == expected
    assert lies(birth_on=Between(day("2026-11-01"), day("2026-12-01"))) == []


def test_the_span_runs_from_the_later_day_to_the_earlier() -> None:
    days = day("2026-01-01"), day("2026-11-20")
    assert span_since("days_since", days, ON) == (2, 325)
    assert span_since("months_since", days, ON) == (0, 10)
    assert span_since("years_since", (day("2000-01-01"), day("2001-01-01")), ON) == (25, 26)


@pytest.mark.parametrize("function", ["years_since", "months_since", "days_since"])
def test_what_a_fact_follows_from(function: str) -> None:
    one = fact("since", "int", entity="person", derived=f"{function}(birth_on)")
    assert derivation(one) == Derivation("since", function, "birth_on")
    assert derivations({"since": one, "birth_on": BORN}) == (derivation(one),)


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "birth_on",
        "min(birth_on, here_on)",
        "years_since(birth_on, here_on)",
        "years_since(1)",
        "years_since(birth_on) + 1",
        "years_since(birth_on",
        "round(birth_on)",
    ],
)
def test_what_follows_from_nothing(written: str | None) -> None:
    one: Fact = fact("since", "int", entity="person", derived=written)
    assert derivation(one) is None
    assert derivations({"since": one}) == ()


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (Known(day("2000-01-01")), {"age": Known(26)}),
        (Between(day("2000-01-01"), day("2000-06-01")), {"age": Known(26)}),
        (Between(day("2000-01-01"), day("2010-01-01")), {"age": Between(16, 26)}),
        (Unknown(Reason.WONT_SAY), {}),
        (None, {}),
    ],
)
def test_a_slip_carries_the_age_and_not_the_date(
    born: Answer | None, expected: Mapping[str, Answer]
) -> None:
    rest: dict[str, Answer] = {"role": Known("self")}
    told = rest if born is None else {**rest, "birth_on": born}
    assert without_dates(told, FACTS, ON) == {**rest, **expected}
    assert without_dates({"age": Known(7)}, FACTS, ON) == {"age": Known(7)}
