"""Rules that change: the version of the day is used, and where there is none, that is said."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from shared.diagnosis import (
    Amount,
    Basis,
    ContentError,
    Engine,
    Household,
    Rule,
    Verdict,
    Version,
    explain,
)
from shared.diagnosis.report import report, report_bytes
from tests.shared.diagnosis.build import ON, condition, engine, household
from tests.shared.diagnosis.build import rule as plain_rule
from tests.shared.diagnosis.catalogs import random_engine
from tests.shared.diagnosis.households import partly_told, random_whole, told
from tests.shared.diagnosis.naive import Naive
from tests.shared.diagnosis.test_promises import assert_agrees, assert_holds
from tests.tally import count

many = settings(derandomize=True, deadline=None, database=None, max_examples=count(30, 2000))
DAY = timedelta(days=1)


def version(when: str, start: str, end: str | None = None, amount: str = "1") -> Version:
    """One version of a rule with one condition and an amount."""
    return Version(
        from_on=date.fromisoformat(start),
        to_on=None if end is None else date.fromisoformat(end),
        conditions=(condition(when),),
        amount=Amount(period="month", exactly=amount),
        basis=Basis("ups", "art. 2"),
    )


def dated(*versions: Version, **more: object) -> Rule:
    """A rule of these versions."""
    return Rule(**{"service_id": "service", "kind": "entitlement", "versions": versions, **more})


OLD = version("income < 5", "2020-01-01", "2024-12-31", "5")
NEW = version("costs < 5", "2025-01-01", None, "7")


@pytest.mark.parametrize(
    ("on", "verdict", "amount"),
    [
        ("2019-12-31", Verdict.UNKNOWN, None),
        ("2020-01-01", Verdict.ELIGIBLE, 500),
        ("2024-12-31", Verdict.ELIGIBLE, 500),
        ("2025-01-01", Verdict.NOT_ELIGIBLE, None),
        ("2099-01-01", Verdict.NOT_ELIGIBLE, None),
    ],
)
def test_the_version_of_the_day_is_used(on: str, verdict: Verdict, amount: int | None) -> None:
    of = household(income=1, costs=9)
    (result,) = engine(dated(OLD, NEW)).assess(of, date.fromisoformat(on)).results
    assert result.verdict is verdict
    assert (result.amount and result.amount.min_grosze) == amount


def test_where_no_version_holds_that_is_said_and_nothing_is_asked() -> None:
    tried = engine(dated(OLD))
    assessment = tried.assess(Household(), ON)
    (result,) = assessment.results
    (reason,) = result.reasons
    assert (result.verdict, result.amount, result.missing) == (Verdict.UNKNOWN, None, ())
    assert (reason.condition_id, reason.outcome) == ("rule_not_in_force", "unknown")
    assert tried.question(assessment) is None
    assert tried.document_ids(assessment, "service") == ()
    said = report(tried, assessment)["services"][0]["reasons"][0]
    assert said["basis"] == {"act": "ups", "article": "art. 2"}
    assert said["text"].startswith("Nie znamy przepisów")
    assert explain(tried, assessment, "service").children[0].text == "rule_not_in_force"


def test_help_is_there_on_every_day() -> None:
    (result,) = engine(dated(OLD, kind="help")).assess(Household(), ON).results
    assert result.verdict is Verdict.ELIGIBLE


def test_only_the_facts_of_the_version_are_asked_but_all_are_used() -> None:
    tried = engine(dated(OLD, NEW))
    asked = {
        on: [str(key) for key in tried.open_questions(tried.assess(household(), on))]
        for on in (date(2024, 6, 1), ON)
    }
    assert asked == {date(2024, 6, 1): ["income"], ON: ["costs"]}
    assert not {"income", "costs"} & set(tried.unused_facts())


def test_the_explanation_is_that_of_the_day() -> None:
    tried = engine(dated(OLD, NEW))
    for on, text in ((date(2024, 6, 1), "income < 5"), (ON, "costs < 5")):
        tree = explain(tried, tried.assess(household(income=1, costs=1), on), "service")
        assert [one.children[0].text for one in tree.children[:1]] == [text]
    assert tried.compiled("service").rule.conditions == NEW.conditions
    assert tried.compiled("service", date(2024, 6, 1)).rule.conditions == OLD.conditions


FAULTY = {
    "gap": ((OLD, version("costs < 5", "2025-01-02")), "begins later than the day after"),
    "overlap": ((OLD, version("costs < 5", "2024-12-31")), "is still in force when"),
    "open end": ((version("costs < 5", "2020-01-01"), NEW), "is still in force when"),
    "upside down": ((NEW, OLD), "does not begin after the one above"),
    "ends first": ((version("costs < 5", "2020-01-01", "2019-01-01"),), "ends before it begins"),
    "in a version": ((OLD, version("cost < 5", "2025-01-01")), "nothing is called cost"),
}


@pytest.mark.parametrize("which", FAULTY)
def test_versions_that_do_not_follow_each_other_are_refused(which: str) -> None:
    versions, problem = FAULTY[which]
    with pytest.raises(ContentError) as raised:
        engine(dated(*versions))
    (fault,) = raised.value.faults
    assert problem in fault.problem
    assert fault.place.startswith("versions/20")


def test_a_rule_is_plain_or_dated_not_both() -> None:
    both = replace(plain_rule("income < 5"), versions=(NEW,))
    with pytest.raises(ContentError, match="something beside them"):
        engine(both)


@pytest.mark.proof
@many
@given(st.integers(0, 10**9))
def test_a_rule_of_versions_says_what_each_would_say_alone(seed: int) -> None:
    """Sound, and agreeing with the second evaluator, on every side of every date."""
    rng, mixed = Random(seed), random_engine(seed, small=False)
    rules = [replace(rule, kind="entitlement") for rule in mixed.rules]
    alone = Engine(mixed.facts, mixed.parameters, rules, "hash")
    joint = Engine(alone.facts, alone.parameters, (as_versions(alone.rules),), "hash")
    whole = random_whole(alone.facts, rng)
    partial = partly_told(whole, alone.facts, rng, 0.5)
    for index, rule in enumerate(alone.rules):
        for on in (first_day(index), first_day(index + 1) - DAY):
            (less,), (more,) = (joint.assess(of, on).results for of in (partial, told(whole)))
            single = alone.assess(partial, on).results[index]
            assert (less.verdict, less.amount, less.missing) == (
                single.verdict,
                single.amount,
                single.missing,
            )
            assert_holds(joint.assess(partial, on), joint.assess(told(whole), on))
            naive = Naive(alone.facts, alone.parameters, whole, on)
            assert_agrees(naive, joint.rules[0], more)
            assert rule.conditions == joint.compiled("joint", on).rule.conditions
    assert report_bytes(joint, joint.assess(partial, ON)) == report_bytes(
        joint, joint.assess(partial, ON)
    )


def first_day(index: int) -> date:
    """The day on which that version begins."""
    return date(2025 + index, 1, 1)


def as_versions(rules: tuple[Rule, ...]) -> Rule:
    """One rule that is each of the given ones for a year."""
    versions = tuple(
        Version(
            from_on=first_day(index),
            to_on=first_day(index + 1) - DAY,
            conditions=rule.conditions,
            amount=rule.amount,
        )
        for index, rule in enumerate(rules)
    )
    return Rule(service_id="joint", kind="entitlement", versions=versions)
