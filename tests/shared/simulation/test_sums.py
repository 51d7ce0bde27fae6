"""Counts and sums: as of each household alone, and never both of what excludes each other."""

from __future__ import annotations

from collections import Counter
from random import Random

import msgspec

from shared.diagnosis import Amount, Engine, Exclusion, Rule, Verdict
from shared.diagnosis.whatif import sums
from shared.simulation.columns import Columns
from shared.simulation.households import households
from shared.simulation.run import run
from shared.simulation.sums import Money, Totals, totals
from tests.city import real_knowledge
from tests.shared.diagnosis.build import FACTS, ON, PARAMETERS, condition, household, official, rule
from tests.shared.diagnosis.catalogs import random_engine
from tests.shared.diagnosis.households import random_whole, told

TEN, TWENTY = "10 zł", "20 zł"


def excluding(one: Rule, *others: str) -> Rule:
    return msgspec.structs.replace(one, excludes=(Exclusion(services=others, about="person"),))


def told_of(rules: list[Rule], *incomes: str) -> Totals:
    made = Engine(FACTS, PARAMETERS, rules, "hash")
    columns = Columns.of([household(income=one) for one in incomes], FACTS)
    return totals(run(made, columns, ON), made.relations)


def by_id(found: Totals) -> dict[str, Money | None]:
    return {one.service_id: one.money for one in found.services}


def test_the_larger_of_two_counts_and_both_are_counted_as_granted() -> None:
    poor = rule("income < 500", amount=TEN, name="poor")
    both = excluding(rule("income < 1000", amount=TWENTY, name="both"), "poor")
    found = told_of([poor, both], "100.00", "700.00", "2000.00")
    assert [one.granted for one in found.services] == [1, 2]
    assert by_id(found) == {
        "poor": Money("month", 0, 0, 0, 1),
        "both": Money("month", 4000, 4000, 0, 0),
    }
    assert found.periods == (Money("month", 4000, 4000, 0, 1),)
    assert found.touched == 1


def test_two_that_go_together_count_before_one_that_excludes_both() -> None:
    """Ten and twenty against twenty-five: each household has what comes to the most."""
    rules = [
        rule("income < 1000", amount=TEN, name="one"),
        rule("income < 500", amount=TWENTY, name="two"),
        excluding(rule("income < 1000", amount="25 zł", name="three"), "one", "two"),
    ]
    found = told_of(rules, "100.00", "700.00")
    assert {name: money and money.least for name, money in by_id(found).items()} == {
        "one": 1000,
        "two": 2000,
        "three": 2500,
    }
    assert found.periods[0].least == 5500
    assert found.touched == 2


def test_periods_are_summed_apart() -> None:
    rules = [
        rule("income < 500", amount=Amount(period="once", exactly=TEN), name="one"),
        rule("income < 500", amount=Amount(period="year", lowest=TEN, highest=TWENTY), name="two"),
    ]
    found = told_of(rules, "100.00", "200.00")
    assert found.periods == (Money("year", 2000, 4000, 0, 0), Money("once", 2000, 2000, 0, 0))


def test_what_nothing_announced_bounds_is_told_apart() -> None:
    found = told_of([rule("income < 500", amount="future")], "100.00", "900.00")
    assert found.periods == (Money("month", 0, 0, 1, 0),)


def test_likely_is_granted_and_unknown_only_in_the_most() -> None:
    likely = rule(condition("income < 500"), official(), amount=TEN, name="likely")
    unknown = rule("income < future", amount=TWENTY, name="unknown")
    found = told_of([likely, unknown], "100.00")
    assert found.services[0].verdicts[Verdict.LIKELY] == 1
    assert found.services[1].verdicts[Verdict.UNKNOWN] == 1
    assert found.periods == (Money("month", 1000, 3000, 0, 0),)


def with_random_exclusions(seed: int) -> Engine:
    rng, made = Random(seed), random_engine(seed, small=False, rules=6)
    names = [one.service_id for one in made.rules]
    rules = []
    for place, one in enumerate(made.rules):
        later = [name for name in names[place + 1 :] if rng.random() < 0.4]
        rules.append(excluding(one, *later) if later else one)
    return Engine(made.facts, made.parameters, rules, "hash")


def assert_as_one_by_one(made: Engine, few: list) -> None:
    """The sums of all are the sums of what each household alone comes to."""
    found = totals(run(made, Columns.of(few, made.facts), ON, batch=4), made.relations)
    least, most, endless = Counter(), Counter(), Counter()
    for one in few:
        for total in sums(made.assess(one, ON).results, made.relations):
            least[total.period] += total.min_grosze
            most[total.period] += total.max_grosze or 0
            endless[total.period] += total.max_grosze is None
    for money in found.periods:
        assert money.least == least[money.period]
        assert money.endless == endless[money.period]
        assert money.endless or money.most == most[money.period]


def test_sums_are_those_of_each_household_alone_on_random_catalogs() -> None:
    for seed in range(12):
        made, rng = with_random_exclusions(seed), Random(seed)
        assert_as_one_by_one(made, [told(random_whole(made.facts, rng)) for _ in range(25)])


def test_sums_are_those_of_each_household_alone_in_the_city() -> None:
    assert_as_one_by_one(real_knowledge().engine, list(households(real_knowledge(), 60, 9, ON)))


def test_who_gets_the_child_benefit_is_as_many_as_have_children() -> None:
    """800 zł a child a month: art. 5 of the act on the child-raising benefit, since 2024."""
    few = list(households(real_knowledge(), 150, 21, ON))
    children = [
        sum(one["role"].value == "child" and one["age"].value < 18 for one in home.persons)
        for home in few
    ]
    found = totals(
        run(real_knowledge().engine, Columns.of(few, real_knowledge().facts), ON),
        real_knowledge().engine.relations,
    )
    total = next(one for one in found.services if one.service_id == "swiadczenie_800plus")
    assert total.money is not None
    assert 0 < total.granted <= sum(map(bool, children))
    assert 0.9 * 80_000 * sum(children) < total.money.least <= 80_000 * sum(children)
