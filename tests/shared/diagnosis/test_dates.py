"""Dates: what has passed since, ages that follow from them, and slips that carry ages only."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.diagnosis import (
    Between,
    ContentError,
    Engine,
    FactKey,
    Household,
    Known,
    Refusal,
    Verdict,
    read_answer,
    read_household,
    write_household,
)
from shared.diagnosis.since import days_since, months_since, span_since, years_since
from tests.shared.diagnosis.build import FACTS, ON, PARAMETERS, fact, rule
from tests.shared.diagnosis.naive import Naive, Whole
from tests.tally import count

many = settings(derandomize=True, deadline=None, database=None, max_examples=count(60, 3000))
FIRST, LAST = date(1990, 1, 1).toordinal(), date(2029, 12, 31).toordinal()
DAYS = st.dates(date(1990, 1, 1), date(2029, 12, 31))
DATED = {
    **FACTS,
    "age": fact("age", "int", entity="person", maximum=120, derived="years_since(birth_on)"),
    "birth_on": fact("birth_on", "date", entity="person", minimum=FIRST, maximum=LAST, asked=False),
    "moved_on": fact("moved_on", "date", minimum=FIRST, maximum=LAST),
}


def engine(*rules) -> Engine:
    """An engine that knows dates."""
    return Engine(DATED, PARAMETERS, rules, "hash")


def household(*persons: dict[str, object], **facts: object) -> Household:
    """A household of these persons."""
    read = read_household({"household": facts, "persons": list(persons)}, DATED)
    assert isinstance(read, Household), read
    return read


@pytest.mark.parametrize(
    ("since", "on", "years", "months", "days"),
    [
        ("2008-11-22", "2026-11-22", 18, 216, 6574),
        ("2008-11-23", "2026-11-22", 17, 215, 6573),
        ("2008-02-29", "2026-02-27", 17, 215, 6573),
        ("2008-02-29", "2026-02-28", 18, 216, 6574),
        ("2008-02-29", "2028-02-28", 19, 239, 7304),
        ("2026-01-31", "2026-02-27", 0, 0, 27),
        ("2026-01-31", "2026-02-28", 0, 1, 28),
        ("2026-11-22", "2026-11-22", 0, 0, 0),
        ("2026-11-23", "2026-11-22", -1, -1, -1),
    ],
)
def test_a_period_ends_on_the_day_it_began(
    since: str, on: str, years: int, months: int, days: int
) -> None:
    day, until = date.fromisoformat(since).toordinal(), date.fromisoformat(on)
    assert years_since(day, until) == years
    assert months_since(day, until) == months
    assert days_since(day, until) == days


@many
@given(DAYS, DAYS, DAYS, DAYS)
def test_every_day_between_lies_in_the_span(one: date, other: date, inside: date, on: date) -> None:
    first, inner, last = sorted(day.toordinal() for day in (one, other, inside))
    for function in ("years_since", "months_since", "days_since"):
        low, high = span_since(function, (first, last), on)
        exactly, also = span_since(function, (inner, inner), on)
        assert low <= exactly == also <= high


@many
@given(DAYS, DAYS)
def test_a_second_evaluator_counts_the_same(born: date, on: date) -> None:
    whole = Whole({}, ({"birth_on": born.toordinal()},))
    naive = Naive(DATED, PARAMETERS, whole, on)
    for name, count_of in (("years_since", years_since), ("months_since", months_since)):
        found = count_of(born.toordinal(), on)
        assert naive.truth(f"self({name}(birth_on)) = 0 + {found}".replace("+ -", "- "))


def test_turning_eighteen_on_the_day_matters() -> None:
    tried = engine(rule("any(age >= 18)", name="by_age"), rule("any(years_since(birth_on) >= 18)"))
    of = household({"birth_on": "2008-11-23"})
    for on, verdict in ((ON, Verdict.NOT_ELIGIBLE), (ON + timedelta(days=1), Verdict.ELIGIBLE)):
        assert {one.verdict for one in tried.assess(of, on).results} == {verdict}


def test_a_date_that_is_not_asked_is_never_a_question() -> None:
    tried = engine(rule("any(years_since(birth_on) >= 18)"))
    assessment = tried.assess(household({}), ON)
    assert assessment.results[0].missing == (FactKey("birth_on", 0),)
    assert tried.open_questions(assessment) == ()
    assert tried.question(assessment) is None


def test_a_date_that_is_asked_has_no_ranges_to_tap() -> None:
    tried = engine(rule("months_since(moved_on) >= 6"))
    question = tried.question(tried.assess(household({}), ON))
    assert question is not None
    assert (question.key, question.bands) == (FactKey("moved_on"), ())


def test_between_two_dates_everything_between_is_possible() -> None:
    tried = engine(rule("any(age >= 18)"))
    near = household({"birth_on": {"min": "2008-11-01", "max": "2008-11-30"}})
    assert tried.assess(near, ON).results[0].verdict is Verdict.UNKNOWN
    sure = household({"birth_on": {"min": "2008-11-01", "max": "2008-11-22"}})
    assert tried.assess(sure, ON).results[0].verdict is Verdict.ELIGIBLE


def test_what_is_told_of_the_age_narrows_the_date() -> None:
    tried = engine(rule("any(age >= 18)"))
    of = household({"birth_on": {"min": "2008-01-01", "max": "2009-01-01"}, "age": 18})
    assert tried.assess(of, ON).results[0].verdict is Verdict.ELIGIBLE


@many
@given(st.integers(0, 10**9))
def test_a_date_says_all_that_the_age_says(seed: int) -> None:
    rng = Random(seed)
    tried = engine(rule("any(age >= 18 and age < 25)", amount="sum(age) * 1 zł"))
    born = [rng.randint(FIRST, ON.toordinal()) for _ in range(rng.randint(1, 4))]
    dates = Household({}, tuple({"birth_on": Known(day)} for day in born))
    ages = Household({}, tuple({"age": Known(years_since(day, ON))} for day in born))
    assert tried.assess(dates, ON).results == tried.assess(ages, ON).results


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("2008-02-30", "wrong_type"),
        ("22.11.2008", "wrong_type"),
        ("20081122", "wrong_type"),
        (20081122, "wrong_type"),
        (True, "wrong_type"),
        ("1889-01-01", "out_of_range"),
        ({"min": "2008-02-02", "max": "2008-02-01"}, "upside_down"),
    ],
)
def test_a_date_that_is_none_is_refused(raw: object, why: str) -> None:
    refusal = read_answer(DATED["birth_on"], raw)
    assert isinstance(refusal, Refusal)
    assert (refusal.fact, refusal.why) == ("birth_on", why)


@pytest.mark.parametrize(
    ("person", "named"),
    [
        ({"birth_on": "2008-11-22", "age": 17}, "age.0"),
        ({"birth_on": "2008-11-22", "age": {"min": 19, "max": 30}}, "age.0"),
        ({"birth_on": {"min": "2000-01-01", "max": "2001-01-01"}, "age": 20}, "age.0"),
        ({"birth_on": "2026-11-23"}, "birth_on.0"),
    ],
)
def test_an_age_that_contradicts_the_date_is_refused_by_name(
    person: dict[str, object], named: str
) -> None:
    refusal = read_household({"persons": [person]}, DATED, ON)
    assert isinstance(refusal, Refusal)
    assert (refusal.fact, refusal.why) == (named, "contradicts")


def test_an_age_that_agrees_is_taken() -> None:
    agreeing = {"persons": [{"birth_on": "2008-11-22", "age": 18}, {"age": 3}]}
    assert isinstance(read_household(agreeing, DATED, ON), Household)


def test_what_is_written_reads_back_the_same() -> None:
    of = household(
        {"birth_on": "2008-11-22"},
        {"birth_on": {"min": "2008-01-01", "max": "2009-01-01"}},
        moved_on="2020-02-29",
    )
    assert read_household(write_household(of, DATED), DATED) == of


def test_a_slip_carries_ages_and_no_dates_of_birth() -> None:
    of = household(
        {"birth_on": "2008-11-23"},
        {"birth_on": {"min": "2008-01-01", "max": "2009-01-01"}, "role": "child"},
        {"age": 40},
        moved_on="2020-02-29",
    )
    written = write_household(of, DATED, ages_only=True, on=ON)
    assert written["persons"] == [
        {"age": 17},
        {"age": {"min": 17, "max": 18}, "role": "child"},
        {"age": 40},
    ]
    assert "birth_on" not in str(written)
    read = read_household(written, DATED)
    assert isinstance(read, Household)
    assert read.get(FactKey("age", 1)) == Between(17, 18)
    with pytest.raises(ValueError, match="which"):
        write_household(of, DATED, ages_only=True)


def test_a_household_of_the_future_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="birth_on: not yet"):
        engine(rule("any(age >= 18)")).assess(household({"birth_on": "2027-01-01"}), ON)


def test_what_if_an_age_were_another_is_taken_at_its_word() -> None:
    of = household({"birth_on": "2010-01-01"}).answer(FactKey("age", 0), Known(18))
    assert engine(rule("any(age >= 18)")).assess(of, ON).results[0].verdict is Verdict.ELIGIBLE


FAULTY = {
    "moved_on > 5": "a date and a number do not go together",
    "moved_on": "this is a date",
    "years_since(income) > 5": "this is money",
    "years_since(5) > 5": "this is a number",
    "years_since(moved_on, moved_on) > 5": "years_since takes 1 argument",
    "years_since(birth_on) > 5": "birth_on belongs to one person",
    "sum(birth_on) > 5": "this is a date",
}


@pytest.mark.parametrize("when", FAULTY)
def test_a_date_is_only_good_for_what_has_passed_since(when: str) -> None:
    with pytest.raises(ContentError) as raised:
        engine(rule(when))
    assert raised.value.faults[0].problem == FAULTY[when]


@pytest.mark.parametrize(
    "derived", ["age + 1", "years_since(", "years_since(moved_on)", "years_since(wage)", "age"]
)
def test_a_fact_follows_from_a_date_of_the_same_one_or_not_at_all(derived: str) -> None:
    facts = {**DATED, "age": fact("age", "int", entity="person", maximum=120, derived=derived)}
    with pytest.raises(ContentError, match="does not follow from a date"):
        Engine(facts, PARAMETERS, (rule("any(age > 5)"),), "hash")


def test_a_date_that_something_follows_from_is_used() -> None:
    assert "birth_on" not in engine(rule("any(age > 5)")).unused_facts()
    assert "birth_on" in engine(rule("lives_in_lodz")).unused_facts()
