"""Timings beside openfisca-core and publicodes: one catalog, one run, medians and their spread.

Every engine gets the answers in its own form before the clock starts. Ours keeps nothing from one
household to the next. publicodes is timed inside node, after warming up. openfisca-core is used in
the kindest way there is: arrays, no document to read, and where it has to try out what is unknown,
all trials in one simulation.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from shared.diagnosis import explain
from tests.rivals import openfisca, ours, publicodes
from tests.rivals.catalog import Catalog, Household, random_households, synthetic_catalog

ONES = 200
OF_RIVALS = 60
WARM = 20
MANY = 100_000
ROUNDS_OF_MANY = 5


class Timing(NamedTuple):
    """Milliseconds of each round."""

    what: str
    times: Sequence[float]

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    def at(self, share: float) -> float:
        """The time below which a share of the rounds lies."""
        return sorted(self.times)[min(int(len(self.times) * share), len(self.times) - 1)]


def main() -> None:
    """Print every table."""
    catalog = synthetic_catalog()
    table("One household, 30 benefits, every verdict and amount", assess_one(catalog))
    table("The next question, half of 40 facts told", ask_one(catalog))
    table(f"{MANY:,} households, 30 benefits", assess_many(catalog))


def each(what: str, work: Callable[[Any], object], of: Sequence[Any]) -> Timing:
    """Time the work on each of several things, once each, after a few to warm up."""
    for one in of[:WARM]:
        work(one)
    times = []
    for one in of:
        began = time.perf_counter()
        work(one)
        times.append((time.perf_counter() - began) * 1000)
    return Timing(what, times)


def assess_one(catalog: Catalog) -> list[Timing]:
    """Ours first: the baseline."""
    households = random_households(catalog, ONES, seed=2)
    few = households[:OF_RIVALS]
    engine, system = ours.build(catalog), openfisca.build(catalog)

    def assess(household: Any, *, explaining: bool) -> None:
        engine.forget()
        assessment = engine.assess(household, ours.ON)
        for result in assessment.results if explaining else ():
            explain(engine, assessment, result.service_id)

    def simulate(columns: openfisca.Columns, *, trace: bool) -> None:
        openfisca.results(catalog, openfisca.simulation(system, columns, trace=trace))

    told = [ours.told(one) for one in households]
    columns = [openfisca.columns(catalog, [one]) for one in few]
    node = publicodes.run(catalog, "time_assess", few, warm=WARM)
    return [
        each("ours, every condition explained", lambda h: assess(h, explaining=True), told),
        each("ours, reasons only", lambda h: assess(h, explaining=False), told),
        each("openfisca-core, traced", lambda c: simulate(c, trace=True), columns),
        each("openfisca-core, not traced", lambda c: simulate(c, trace=False), columns),
        Timing("publicodes", node),
    ]


def ask_one(catalog: Catalog) -> list[Timing]:
    """Half of the facts are told, every other one."""
    half = [half_told(one) for one in random_households(catalog, ONES, seed=3)]
    few = half[:OF_RIVALS]
    engine, system = ours.build(catalog), openfisca.build(catalog)

    def ask(household: Any) -> None:
        engine.forget()
        engine.question(engine.assess(household, ours.ON))

    node = publicodes.run(catalog, "time_ask", few, warm=WARM)
    return [
        each("ours", ask, [ours.told(one) for one in half]),
        each(
            "openfisca-core, all trials in one simulation",
            lambda h: openfisca.next_question(system, catalog, h),
            few,
        ),
        Timing("publicodes, missing variables", node),
    ]


def half_told(household: Household) -> Household:
    """The household with every other fact told."""
    return dict(list(household.items())[::2])


def assess_many(catalog: Catalog) -> list[Timing]:
    """A city at once."""
    few = random_households(catalog, OF_RIVALS, seed=4)
    households = random_households(catalog, MANY, seed=5)
    system = openfisca.build(catalog)
    columns = openfisca.columns(catalog, households)
    node = publicodes.run(catalog, "time_assess", few, warm=WARM)

    def simulate(columns: openfisca.Columns) -> None:
        openfisca.results(catalog, openfisca.simulation(system, columns))

    return [
        each("openfisca-core", simulate, [columns] * ROUNDS_OF_MANY),
        Timing(f"publicodes (from {OF_RIVALS} households)", [one * MANY for one in node]),
    ]


def table(title: str, timings: Sequence[Timing]) -> None:
    """Print one; the first row is what the others are held against."""
    say(f"\n## {title}\n\n| engine | median, ms | p10-p90, ms | ratio to the first |")
    say("| --- | ---: | ---: | ---: |")
    for one in timings:
        spread = f"{one.at(0.1):.2f}-{one.at(0.9):.2f}"
        ratio = one.median / timings[0].median
        say(f"| {one.what} | {one.median:.2f} | {spread} | {ratio:.1f} |")


def say(line: str) -> None:
    """Print a line of a table."""
    print(line)  # noqa: T201


if __name__ == "__main__":
    main()
