"""The columns say what the engine says: the same verdicts, the same grosze, on any answers."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.diagnosis import Between, Engine, Household, Known, Verdict
from shared.diagnosis.since import derivations
from shared.simulation.changed import read_changes, with_changes
from shared.simulation.columns import Columns
from shared.simulation.households import households
from shared.simulation.run import run
from tests.city import real_knowledge
from tests.shared.diagnosis.build import FACTS, ON, engine, fact, household, rule
from tests.shared.diagnosis.catalogs import random_engine, with_names
from tests.shared.diagnosis.households import partly_told, random_whole
from tests.shared.simulation.alike import differences
from tests.tally import count, tally

SEEDS = st.integers(0, 10**9)
settled = {"derandomize": True, "deadline": None, "database": None}
catalogs = settings(**settled, max_examples=count(20, 1500))
cities = settings(**settled, max_examples=count(2, 250))
HIDDEN = (0, 0.1, 0.3, 0.7)
PARTIAL, WHOLE = count(15, 30), count(5, 10)


def random_households(engine: Engine, rng: Random, many: int) -> list[Household]:
    """Some complete, most of them not; of some even the size is not known."""
    return [
        partly_told(random_whole(engine.facts, rng), engine.facts, rng, rng.choice(HIDDEN))
        for _ in range(many)
    ]


@pytest.mark.proof
@catalogs
@given(SEEDS)
def test_on_random_catalogs(seed: int) -> None:
    rng = Random(seed)
    made = random_engine(seed, small=rng.random() < 0.3)
    made = with_names(made, rng) if rng.random() < 0.3 else made
    assert differences(made, random_households(made, rng, PARTIAL), ON) == []
    tally("columns agree, random catalogs", households=PARTIAL, services=len(made.rules))


@pytest.mark.proof
@cities
@given(SEEDS)
def test_on_the_real_services(seed: int) -> None:
    """Partial households on the day; complete ones of Łódź on any day of the last twelve years."""
    rng, made = Random(seed), real_knowledge().engine
    partial = random_households(made, rng, PARTIAL)
    assert differences(made, partial, ON) == []
    on = ON - timedelta(days=rng.randint(-500, 4300))
    whole = list(households(real_knowledge(), WHOLE, seed, on))
    assert differences(made, whole, on) == []
    made.forget()
    tally("columns agree, real services", households=len(partial) + WHOLE, services=len(made.rules))


def test_batches_do_not_matter() -> None:
    made = real_knowledge().engine
    few = random_households(made, Random(3), 6)
    for batch in (1, 4, 6, 1000):
        assert differences(made, few, ON, batch) == []


def test_dates_told_as_ranges_narrow_the_ages() -> None:
    made, rng = real_knowledge().engine, Random(8)
    source = derivations(made.facts)[0].source
    few = []
    for one in random_households(made, rng, 10):
        first = ON.toordinal() - rng.randint(1, 30_000)
        days = Between(first, first + rng.choice((0, 300, 4000)))
        persons = ({**one.persons[0], source: days}, *one.persons[1:])
        few.append(Household({}, persons))
    assert differences(made, few, ON) == []


BIG = " * ".join(["income"] * 6)
HUGE = "10000 * 10000 * 10000 * 10000 * 10000"
WIDE = (
    f"{BIG} > {BIG.replace('income', 'limit')}",
    f"{HUGE} * income / household_size > {HUGE} * costs / (household_size + 1)",
    "any(age > 0 and wage / age > limit / 17)",
    "sum(wage / (age + 1)) > limit",
    "sum(wage * 0.333 / (age + 7) where learns) < 0.07 * income",
    f"sum({HUGE} * wage / (age + 1)) != {HUGE} * limit",
)


@pytest.mark.parametrize("when", WIDE)
def test_numbers_that_no_longer_fit_stay_exact(when: str) -> None:
    amount = f"min(100000, max({HUGE} * income, {HUGE} * costs) / {HUGE} / household_size)"
    made = engine(rule(when, amount=amount))
    assert differences(made, random_households(made, Random(4), 60), ON, batch=20) == []


def test_what_is_not_announced_is_unknown_and_has_no_end() -> None:
    made = engine(
        rule("income < limit", amount="future + income"), rule("income < future", name="b")
    )
    columns = Columns.of([household(income="500.00"), household(income="2000.00")], FACTS)
    found = run(made, columns, ON).services
    assert [found["service"].count(one) for one in (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE)] == [
        1,
        1,
    ]
    assert found["service"].amounts.low[0] == 50_000
    assert not found["service"].amounts.has_end[0]
    assert found["b"].count(Verdict.UNKNOWN) == 2


def test_other_values_of_parameters() -> None:
    made = engine(rule("income < limit"))
    columns = Columns.of([household(income="1500.00")], FACTS)
    changes = read_changes(["limit=1600"], made.parameters, ON)
    assert run(made, columns, ON).services["service"].count(Verdict.ELIGIBLE) == 0
    then = run(made, columns, ON, with_changes(made.parameters, changes))
    assert then.services["service"].count(Verdict.ELIGIBLE) == 1


def test_no_households_come_to_nothing() -> None:
    found = run(real_knowledge().engine, Columns.of([], real_knowledge().facts), ON)
    assert found.households == 0
    assert all(not one.verdicts.size for one in found.services.values())


@pytest.mark.parametrize(
    ("home", "wrong"),
    [
        (Household({"strange": Known(1)}), "strange"),
        (Household({"income": Known(True)}), "income"),
        (Household({"income": Known(-1)}), "income"),
        (Household({"title": Known("castle")}), "title"),
        (Household({}, ({}, {"role": Known("self")})), "role"),
        (Household({"household_size": Between(1, 1)}, ({},)), ""),
    ],
)
def test_answers_that_do_not_fit_are_refused_as_by_the_engine(home: Household, wrong: str) -> None:
    made = engine(rule("income < limit"))
    if not wrong:
        assert differences(made, [home], ON) == []
        return
    with pytest.raises(ValueError, match=wrong):
        made.assess(home, ON)
    with pytest.raises(ValueError, match=wrong):
        run(made, Columns.of([home], FACTS), ON)


def test_a_date_too_far_ahead_is_refused() -> None:
    born_on = date(2030, 1, 1).toordinal()
    home = Household({}, ({"birth_on": Known(born_on)},))
    with pytest.raises(ValueError, match="birth_on"):
        run(real_knowledge().engine, Columns.of([home], real_knowledge().facts), ON)


def test_choices_fit_into_the_bits_there_are() -> None:
    many = tuple(f"choice_{number}" for number in range(62))
    wide = {"kind": fact("kind", "choice", choices=many)}
    made = Engine(wide, {}, [rule("kind in {choice_0, choice_61}")], "hash")
    homes = [Household({"kind": Known(one)}) for one in many] + [Household()]
    assert differences(made, homes, ON) == []
    more = {"kind": fact("kind", "choice", choices=(*many, "one_more"))}
    with pytest.raises(ValueError, match="kind"):
        Columns.of(homes, more)
