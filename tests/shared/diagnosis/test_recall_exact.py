"""What is kept from earlier is used only where everything it hangs on is the same."""

from __future__ import annotations

from datetime import date

from shared.diagnosis import Engine, Household, Known
from shared.diagnosis.recall import Recall
from tests.shared.diagnosis.build import FACTS, ON, fact, rule

MOVED = fact("moved_on", "date", minimum=1, maximum=ON.toordinal() + 900)


def test_a_rule_that_reads_a_date_among_other_things_is_read_anew_every_day() -> None:
    facts = {**FACTS, "moved_on": MOVED}
    both = rule("months_since(moved_on) >= 6", "income < 5")
    tried = Engine(facts, {}, [both], "hash")
    of = Household({"moved_on": Known(date(2026, 6, 1).toordinal()), "income": Known(1)})
    verdicts = [tried.assess(of, day).results[0].verdict for day in (ON, date(2026, 12, 1), ON)]
    assert verdicts == ["not_eligible", "eligible", "not_eligible"]


def test_what_is_found_is_looked_for_once_until_there_is_too_much() -> None:
    asked: list[str] = []

    def find(name: str) -> str:
        asked.append(name)
        return name.upper()

    kept = Recall(most=2)
    for name in ("a", "b", "a", "b", "c", "a"):
        assert kept.of(name, lambda one=name: find(one)) == name.upper()
    assert asked == ["a", "b", "c", "a"], "the third one begins anew"
    kept.forget()
    assert kept.of("a", lambda: find("a")) == "A"
    assert asked[-2:] == ["a", "a"]
