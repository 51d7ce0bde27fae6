"""What is kept from one assessment to the next changes nothing but the time it takes."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.diagnosis import Assessment, Engine, Household, Known, assess
from shared.diagnosis.recall import Recall
from shared.diagnosis.report import report_bytes
from tests.shared.diagnosis import test_dates
from tests.shared.diagnosis.build import ON, engine, household, rule
from tests.shared.diagnosis.catalogs import random_engine
from tests.shared.diagnosis.households import partly_told, random_whole
from tests.tally import count

many = settings(derandomize=True, deadline=None, database=None, max_examples=count(10, 800))


def anew(seasoned: Engine) -> Engine:
    """Another engine over the same content, that has seen nobody."""
    return Engine(seasoned.facts, seasoned.parameters, seasoned.rules, seasoned.content_hash)


def said(tried: Engine, of: Household, on: date) -> tuple[bytes, tuple[object, ...]]:
    """Everything the engine says."""
    assessment = tried.assess(of, on)
    return report_bytes(tried, assessment), tried.open_questions(assessment)


@pytest.mark.proof
@many
@given(st.integers(0, 10**9))
def test_an_engine_that_has_seen_others_says_the_same_as_one_that_has_not(seed: int) -> None:
    rng, seasoned = Random(seed), random_engine(seed, small=False)
    whole = random_whole(seasoned.facts, rng)
    days = (ON, ON + timedelta(days=1), date(2030, 1, 1))
    households = [partly_told(whole, seasoned.facts, rng, hidden) for hidden in (0.9, 0.5, 0.2)]
    for on in days:
        for of in (*households, *reversed(households)):
            fresh = anew(seasoned)
            assert said(seasoned, of, on) == said(fresh, of, on)


def results(tried: Engine, of: Household, on: date = ON) -> tuple[object, ...]:
    """The results, to be compared by identity."""
    assessment: Assessment = tried.assess(of, on)
    return assessment.results


def test_only_services_that_read_something_new_are_assessed_again() -> None:
    tried = engine(rule("income < limit", name="one"), rule("costs < 5", name="two"))
    before = results(tried, household(income=5))
    after = results(tried, household(income=6))
    assert after[0] is not before[0]
    assert after[1] is before[1]


def test_persons_count_only_for_rules_about_persons() -> None:
    tried = engine(rule("any(learns)", name="one"), rule("costs < 5", name="two"))
    before, after = results(tried, household([{}])), results(tried, household([{}, {}]))
    assert after[0] is not before[0]
    assert after[1] is before[1]


def test_days_with_the_same_numbers_are_one_day() -> None:
    tried = engine(rule("income < ends", name="one"))
    last = results(tried, household(), date(2026, 11, 22))
    assert results(tried, household(), date(2026, 11, 21))[0] is last[0]
    assert results(tried, household(), date(2026, 11, 23))[0] is not last[0]


def test_what_was_worked_out_before_is_taken_over_only_where_nothing_differs() -> None:
    """One person more, or somebody else's answer, and everything about persons is new."""
    tried = engine(
        rule("sum(wage) < 0.5 * limit and income < 5", amount="sum(wage where age < 18)")
    )
    told = (
        household([{"wage": 5, "age": 40}], household_size=1, income=1),
        household([{"wage": 5, "age": 40}, {"wage": 700, "age": 9}], household_size=2, income=1),
        household([{"wage": 5, "age": 40}, {"wage": 700, "age": 19}], household_size=2, income=1),
        household([{"wage": 5, "age": 40}, {"wage": 700}], income=1),
        household([{"wage": 5, "age": 9}], household_size=1, income=9),
    )
    for of in (*told, *reversed(told)):
        assert said(tried, of, ON) == said(anew(tried), of, ON)


def test_a_reason_for_not_knowing_is_not_read() -> None:
    tried = engine(rule("income < 5"))
    unasked = results(tried, household())
    assert results(tried, household(income={"unknown": "wont_say"}))[0] is unasked[0]
    assert tried.question(tried.assess(household(income={"unknown": "wont_say"}), ON)) is None


def test_what_was_kept_can_be_let_go_of() -> None:
    tried = engine(rule("income < 5"))
    before = results(tried, household())
    tried.forget()
    after = results(tried, household())
    assert after == before
    assert after[0] is not before[0]


def test_what_is_worked_out_of_nobody_is_that_of_the_day() -> None:
    tried = test_dates.engine(rule("any(years_since(birth_on) >= 18)"))
    of = Household({}, ({"birth_on": Known(date(2008, 11, 23).toordinal())},))
    for on in (ON, ON + timedelta(days=1), date(2026, 11, 23), ON):
        tried.forget()
        assert said(tried, of, on) == said(anew(tried), of, on)


def test_how_conditions_read_is_kept_for_so_many_ways_only(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = engine(rule("income < 5", "costs < 5", "lives_in_lodz"))
    told = [household(income=income, costs=costs) for income in (1, 9) for costs in (1, 9)]
    before = [results(tried, of) for of in told]
    monkeypatch.setattr(assess, "MOST_READINGS", 1)
    tried.forget()
    assert [results(tried, of) for of in (*told, *told)] == [*before, *before]


def test_no_more_is_kept_than_was_said() -> None:
    recall, found = Recall(most=2), []
    for place in ("a", "b", "a", "c", "a"):
        recall.of(place, lambda place=place: found.append(place) or place)
    assert found == ["a", "b", "c", "a"]


@pytest.mark.proof
@many
@given(st.integers(0, 10**9))
def test_a_frame_that_was_looked_at_serves_again_as_a_new_one_would(seed: int) -> None:
    """The ranges of a question are cut on the assessment's own frame, twice and without it."""
    rng, tried = Random(seed), random_engine(seed, small=False)
    of = partly_told(random_whole(tried.facts, rng), tried.facts, rng, 0.6)
    assessment = tried.assess(of, ON)
    first = tried.question(assessment)
    for frames in (list(assessment.frames), []):
        assessment.frames[:] = frames
        tried.forget()
        assert tried.question(assessment) == first
    assert tried.assess(of, ON) == assessment
