"""What stands where no version of a rule holds, in every language."""

from __future__ import annotations

from tests.shared.diagnosis.build import ON, engine, household
from tests.shared.diagnosis.test_versions import OLD, dated


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
