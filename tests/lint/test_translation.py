"""What the solver is told is what the engine and the second evaluator say: verdicts and amounts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from random import Random

import pytest
import z3

from shared.diagnosis import Engine, Fact, Result
from shared.diagnosis.language import parse
from shared.diagnosis.since import SINCE, derivations
from tests.city import real_knowledge
from tests.lint.translate import Translation
from tests.lint.world import World
from tests.lint.worth import exactly, greatest, multiply
from tests.lint.written import Law, laws_of
from tests.shared.diagnosis.build import ON
from tests.shared.diagnosis.catalogs import random_engine
from tests.shared.diagnosis.households import SIZE, random_whole, told
from tests.shared.diagnosis.naive import Naive, Whole
from tests.tally import count, tally

DAYS = (ON, date(2026, 3, 1), date(2025, 5, 31), date(2024, 8, 15), date(2022, 2, 9))
EARLIER_DAYS = (date(2019, 11, 1), date(2015, 11, 1), date(2028, 1, 1))
CATALOGS = count(25, 1500)
HOUSEHOLDS = count(1, 15)
pytestmark = pytest.mark.proof


def model_of(world: World, whole: Whole) -> z3.ModelRef:
    """The solver's own idea of a household."""
    solver = z3.SimpleSolver()
    solver.add(*world.domain(world.facts), *world.fixed(whole.facts, whole.persons))
    assert solver.check() == z3.sat, "the household is one that cannot be"
    return solver.model()


def truth_in(model: z3.ModelRef, term: z3.BoolRef) -> bool | None:
    """Whether it holds; None where it hangs on something undefined."""
    found = model.eval(term)
    return True if z3.is_true(found) else False if z3.is_false(found) else None


def verdict_in(model: z3.ModelRef, law: Law, conditions: list[z3.BoolRef]) -> str | None:
    """The verdict in words."""
    truths = [truth_in(model, one) for one in conditions]
    if law.rule.kind != "help":
        if False in truths:
            return "not_eligible"
        if None in truths:
            return None
    of = law.version or law.rule
    is_assessed = any(one.assessed_by_official for one in of.conditions)
    return "likely" if is_assessed else "eligible"


def amount_in(model: z3.ModelRef, amounts: list) -> tuple[int, int] | None:
    """The amount in grosze, from and to."""
    paid = [multiply(greatest(exactly(0), one), exactly(100)) for one in amounts]
    found = [model.eval(z3.ToInt(one.term + z3.RealVal("1/2"))) for one in paid]
    if not found or not all(z3.is_int_value(one) for one in found):
        return None
    grosze = [one.as_long() for one in found]
    return min(grosze), max(grosze)


class Compared:
    """Counts what the solver could say, and fails where the others say something else."""

    def __init__(self) -> None:
        self.verdicts = self.amounts = self.pieces = 0

    def household(self, engine: Engine, whole: Whole, on: date, sizes: tuple[int, ...]) -> None:
        """Every rule, for one household on one day."""
        world = World(engine.facts, sizes)
        model = model_of(world, whole)
        assessment = engine.assess(told(whole), on)
        naive = Naive(engine.facts, engine.parameters, whole, on).knowing(engine.definitions)
        for law in in_force_on(engine, on):
            result = assessment.result(law.service_id)
            said = Translation(world, engine.parameters, on)
            self.law(law, result, naive, said, model)
            self.each(law, naive.knowing(law.rule.definitions), said, model)

    def law(
        self, law: Law, result: Result, naive: Naive, said: Translation, model: z3.ModelRef
    ) -> None:
        """The verdict and the amount, wherever nothing undefined is in them.

        What hangs on something undefined the engine may leave open where the solver does not: it
        sees that `x - x` is nothing, whatever `x` is.
        """
        verdict = verdict_in(model, law, [said.truth(one.node) for one in law.conditions])
        theirs = naive.verdict(law.rule)
        if theirs is None:
            return
        assert verdict == theirs == result.verdict.value, law.place
        self.verdicts += 1
        amount = naive.amount(law.rule)
        if amount is not None:
            assert amount_in(model, [said.number(one.node) for one in law.amounts]) == amount
            assert result.amount is not None
            assert (result.amount.min_grosze, result.amount.max_grosze) == amount, law.place
            self.amounts += 1

    def each(self, law: Law, naive: Naive, said: Translation, model: z3.ModelRef) -> None:
        """Every expression for itself, whether or not the household fits."""
        for piece in (*law.conditions, *law.documents, *law.amounts):
            theirs = naive.worth(parse(piece.source))
            if theirs is None:
                continue
            if piece in law.amounts:
                ours = model.eval(said.number(piece.node).term).as_fraction()
            else:
                ours = truth_in(model, said.truth(piece.node))
            assert ours == theirs, (law.place, piece.place)
            self.pieces += 1


@cache
def _laws_of(engine: Engine) -> tuple[Law, ...]:
    return laws_of(engine.rules, engine.definitions, engine.parameters)


def in_force_on(engine: Engine, on: date) -> list[Law]:
    """The rules as they are on a day."""
    return [law for law in _laws_of(engine) if law.holds(on)]


def aged_on(whole: Whole, facts: Mapping[str, Fact], on: date) -> Whole:
    """The household without dates, which would make it another one on another day."""
    dated = {one.source for one in derivations(facts)}
    persons = tuple(
        {name: value for name, value in one.items() if name not in dated} for one in whole.persons
    )
    return Whole(whole.facts, persons)


def test_the_solver_and_the_engine_agree_on_the_citys_rules() -> None:
    engine, compared = real_knowledge().engine, Compared()
    days = (*DAYS, *EARLIER_DAYS)
    for seed in range(HOUSEHOLDS * len(days)):
        whole = random_whole(engine.facts, Random(seed), most_persons=6)
        sizes = (whole.facts[SIZE],) if seed % 2 else tuple(range(1, 7))
        on = days[seed % len(days)]
        compared.household(engine, aged_on(whole, engine.facts, on), on, sizes)
    assert compared.amounts
    tally("the solver says what the engine says (city)", **vars(compared), differences=0)


def test_the_solver_and_the_engine_agree_on_random_rules() -> None:
    compared = Compared()
    for seed in range(CATALOGS):
        engine = random_engine(seed, small=False)
        whole = random_whole(engine.facts, Random(seed))
        sizes = (whole.facts[SIZE],) if seed % 2 else tuple(range(1, 5))
        compared.household(engine, whole, ON, sizes)
    assert compared.verdicts > CATALOGS
    tally("the solver says what the engine says (random rules)", **vars(compared), differences=0)


@pytest.mark.parametrize("function", SINCE)
def test_what_has_passed_since_a_day_is_told_as_the_engine_counts_it(function: str) -> None:
    facts = real_knowledge().facts
    world = World(facts, (1,))
    rng, low, high = Random(3), facts["birth_on"].minimum, facts["birth_on"].maximum
    said = Translation(world, {}, ON).number(parse(f"self({function}(birth_on))"))
    edges = [ON.replace(year=ON.year - 18).toordinal() + shift for shift in (-1, 0, 1)]
    for day in [low, high, *edges, *(rng.randint(low, high) for _ in range(count(20, 400)))]:
        solver = z3.SimpleSolver()
        solver.add(*world.fixed({}, [{"birth_on": day}]))
        assert solver.check() == z3.sat
        found = solver.model().eval(said.term)
        assert found.as_fraction() == Fraction(SINCE[function](day, ON)), day


def test_a_household_that_cannot_be_is_refused() -> None:
    facts = real_knowledge().facts
    world = World(facts, (1, 2))
    solver = z3.SimpleSolver()
    solver.add(*world.domain(facts), world.number("age", 1).term > 120)
    assert solver.check() == z3.unsat
