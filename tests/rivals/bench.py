"""Timings beside openfisca-core and publicodes: one catalog, one run, medians and their spread.

Every engine gets the answers in its own form before the clock starts. Ours keeps nothing from one
household to the next. openfisca-core is used in the kindest way there is: arrays, no document to
read, and where it has to try out what is unknown, all trials in one simulation. publicodes is timed
inside node, after warming up, right before the others. Then ours alone, on the city's own services.
"""

from __future__ import annotations

import numpy as np

from shared.bundle import Knowledge
from shared.diagnosis import Engine, Household, Known, explain
from shared.simulation.columns import Column, Columns
from shared.simulation.households import households as made_up
from tests.city import real_knowledge
from tests.rivals import openfisca, ours, publicodes
from tests.rivals.catalog import Catalog, random_households, synthetic_catalog
from tests.rivals.catalog import Household as Told
from tests.rivals.timing import WARM, Runner, Timing, side_by_side, table

ONES = 200
OF_RIVALS = 60
MANY = 100_000
ROUNDS_OF_MANY = 15
MADE_UP = 5_000
INTERVIEWS = 10


def main() -> None:
    """Print every table."""
    catalog = synthetic_catalog()
    table("One household, 30 synthetic benefits", assess_one(catalog))
    table("The next question, half of 40 facts told", ask_one(catalog))
    table(f"{MANY:,} households, 30 synthetic benefits", assess_many(catalog))
    knowledge = real_knowledge()
    table(f"Ours alone, the city's {len(knowledge.services)} services", alone(knowledge))


def assess_one(catalog: Catalog) -> list[Timing]:
    """Every verdict and amount of one household, with what each engine has for an explanation."""
    households = random_households(catalog, ONES, seed=2)
    few = households[:OF_RIVALS]
    engine, system = ours.build(catalog), openfisca.build(catalog)

    def simulate(columns: openfisca.Columns, *, trace: bool) -> None:
        openfisca.results(catalog, openfisca.simulation(system, columns, trace=trace))

    told = [ours.told(one) for one in households]
    columns = [openfisca.columns(catalog, [one]) for one in few]
    node = publicodes.run(catalog, "time_assess", few, warm=WARM)
    return [
        *side_by_side(
            Runner("ours, with the outcome of every condition", lambda h: assess(engine, h), told),
            Runner("ours, with every expression as a tree", lambda h: tell(engine, h), told),
            Runner("openfisca-core, traced", lambda c: simulate(c, trace=True), columns),
            Runner("openfisca-core, untraced", lambda c: simulate(c, trace=False), columns),
        ),
        Timing("publicodes, with its tree", node),
    ]


def assess(engine: Engine, household: Household) -> None:
    """Verdicts, amounts, reasons and what is missing."""
    engine.forget()
    engine.assess(household, ours.ON)


def tell(engine: Engine, household: Household) -> None:
    """The same, and every service as the tree it was evaluated as."""
    engine.forget()
    assessment = engine.assess(household, ours.ON)
    for result in assessment.results:
        explain(engine, assessment, result.service_id)


def ask(engine: Engine, household: Household) -> None:
    """The next question, from nothing but the answers."""
    engine.forget()
    engine.question(engine.assess(household, ours.ON))


def ask_one(catalog: Catalog) -> list[Timing]:
    """Half of the facts are told, every other one."""
    half = [half_told(one) for one in random_households(catalog, ONES, seed=3)]
    few = half[:OF_RIVALS]
    engine, system = ours.build(catalog), openfisca.build(catalog)

    def simulate(household: Told) -> None:
        openfisca.next_question(system, catalog, household)

    node = publicodes.run(catalog, "time_ask", few, warm=WARM)
    return [
        *side_by_side(
            Runner("ours", lambda h: ask(engine, h), [ours.told(one) for one in half]),
            Runner("openfisca-core, all trials in one simulation", simulate, few),
        ),
        Timing("publicodes, by its missing variables", node),
    ]


def half_told(household: Told) -> Told:
    """The household with every other fact told."""
    return dict(list(household.items())[::2])


def assess_many(catalog: Catalog) -> list[Timing]:
    """A city at once; its columns are there before the clock starts."""
    few = random_households(catalog, OF_RIVALS, seed=4)
    households = random_households(catalog, MANY, seed=5)
    engine, system = ours.build(catalog), openfisca.build(catalog)

    def simulate(of: openfisca.Columns) -> None:
        openfisca.results(catalog, openfisca.simulation(system, of))

    in_ours, in_theirs = ours.columns(engine, households), openfisca.columns(catalog, households)
    node = publicodes.run(catalog, "time_assess", few, warm=WARM)
    return [
        *side_by_side(
            Runner("ours", lambda of: ours.at_once(engine, of), [in_ours] * ROUNDS_OF_MANY),
            Runner("openfisca-core", simulate, [in_theirs] * ROUNDS_OF_MANY),
        ),
        Timing(f"publicodes, extrapolated from {OF_RIVALS}", [one * MANY for one in node]),
    ]


def alone(knowledge: Knowledge) -> list[Timing]:
    """Made-up households of the city: one by one, along whole interviews, and all at once."""
    engine = knowledge.engine
    some = list(made_up(knowledge, MADE_UP, 1, ours.ON))
    city = repeated(Columns.of(some, engine.facts), MANY // MADE_UP)
    partial = [step for one in some[:INTERVIEWS] for step in steps(engine, one)]
    city_name = f"{MANY:,} households ({MADE_UP:,} made-up ones, {MANY // MADE_UP} times over)"
    return side_by_side(
        Runner("one household", lambda h: assess(engine, h), some[:ONES]),
        Runner("the next question, along whole interviews", lambda h: ask(engine, h), partial),
        Runner("one household, with every tree", lambda h: tell(engine, h), some[:OF_RIVALS]),
        Runner(city_name, lambda of: ours.at_once(engine, of), [city] * (ROUNDS_OF_MANY // 3)),
    )


def steps(engine: Engine, everything: Household) -> list[Household]:
    """What is known before each question of one interview."""
    found = [Household()]
    while (question := engine.question(engine.assess(found[-1], ours.ON))) is not None:
        answer = everything.get(question.key)
        assert isinstance(answer, Known)
        found.append(found[-1].answer(question.key, answer))
    return found


def repeated(columns: Columns, times: int) -> Columns:
    """The same households over and over."""

    def of(column: Column) -> Column:
        low = np.tile(column.low, times)
        high = low if column.high is column.low else np.tile(column.high, times)
        return Column(low, high, None if column.told is None else np.tile(column.told, times))

    count = columns.person_count
    starts = np.concatenate([columns.starts + at * count for at in range(times)])
    household = {name: of(column) for name, column in columns.household.items()}
    person = {name: of(column) for name, column in columns.person.items()}
    return Columns(columns.facts, starts, household, person, count * times)


if __name__ == "__main__":
    main()
