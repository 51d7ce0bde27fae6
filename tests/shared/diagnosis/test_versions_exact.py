"""Versions that do not follow each other, and what stands where none holds."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from shared.diagnosis import Amount, Rule, Version
from tests.shared.diagnosis.build import ON, condition, engine, household, rule
from tests.shared.diagnosis.test_check_exact import HERE, HOW_MUCH, told
from tests.shared.diagnosis.test_versions import OLD, dated, version


def test_that_the_rules_of_a_day_are_not_known_is_said_in_every_language() -> None:
    ((reason,),) = (one.reasons for one in engine(dated(OLD)).assess(household(), ON).results)
    words = reason.condition.text
    assert (words.pl, words.plain, words.uk, words.en) == (
        "Nie znamy przepisów, które obowiązują w tym dniu.",
        "Nie wiemy, jakie zasady są w tym dniu.",
        "Ми не знаємо правил, які діють у цей день.",
        "We do not know the rules in force on that day.",
    )
    assert (reason.condition_id, reason.outcome) == ("rule_not_in_force", "unknown")


VERSIONED = "versions/2025-01-01/"


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (
            dated(version("cost < 5", "2025-01-01")),
            f"service: {VERSIONED}conditions/one/when, column 1: nothing is called cost; "
            "did you mean costs?",
        ),
        (
            dated(version("costs < 5", "2025-01-01", amount="cost")),
            f"service: {VERSIONED}amount/is, column 1: nothing is called cost; did you mean costs?",
        ),
        (
            dated(replace(version(HERE, "2025-01-01"), amount=Amount(period="month"))),
            f"service: {VERSIONED}amount: {HOW_MUCH}",
        ),
        (
            dated(replace(version(HERE, "2025-01-01"), conditions=(condition(HERE),) * 2)),
            "service: one: is there twice; rename one condition",
        ),
        (
            replace(rule(HERE), versions=(version(HERE, "2025-01-01"),)),
            "service: versions: has versions and something beside them; "
            "put the conditions and the amount into a version",
        ),
        (
            replace(rule(amount="5"), versions=(version(HERE, "2025-01-01"),)),
            "service: versions: has versions and something beside them; "
            "put the conditions and the amount into a version",
        ),
        (
            dated(version(HERE, "2025-01-01", "2024-12-31")),
            "service: versions/2025-01-01: ends before it begins; put the dates right",
        ),
        (
            dated(version(HERE, "2025-01-01"), version(HERE, "2025-01-01")),
            "service: versions/2025-01-01: does not begin after the one above; "
            "put the oldest first",
        ),
        (
            dated(version(HERE, "2024-01-01"), version(HERE, "2025-01-01")),
            "service: versions/2024-01-01: is still in force when the one from 2025-01-01 begins; "
            "write `to: 2024-12-31`",
        ),
        (
            dated(version(HERE, "2024-01-01", "2025-01-01"), version(HERE, "2025-01-01")),
            "service: versions/2024-01-01: is still in force when the one from 2025-01-01 begins; "
            "write `to: 2024-12-31`",
        ),
        (
            dated(version(HERE, "2024-01-01", "2024-12-30"), version(HERE, "2025-01-01")),
            "service: versions/2025-01-01: begins later than the day after 2024-12-30; "
            "close the gap, or add what held between",
        ),
    ],
)
def test_versions_that_do_not_fit(wrong: Rule, expected: str) -> None:
    assert told(wrong) == [expected]


def test_a_version_may_hold_for_one_day() -> None:
    one_day = version(HERE, "2024-12-31", "2024-12-31")
    assert told(dated(one_day, version(HERE, "2025-01-01"))) == []
    assert isinstance(one_day, Version)
    assert one_day.from_on == one_day.to_on == date(2024, 12, 31)
