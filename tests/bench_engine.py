"""The engine over the city's own content: the next question, one household, and being ready.

The next question is what an answer at the kiosk costs the engine: assess everything, choose what to
ask, cut the ranges, name the price. It is timed from start to end of interviews of random
households, as the apps run (what was loaded is let alone by the collector of garbage), and again
on households out of the middle of such interviews by an engine that has kept nothing.

Times are of the processor, and beside them of the clock on the wall: nothing here waits for
anything, so the two differ only by what else runs on the machine, which should not count.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.bundle import Knowledge, write_bundle
from shared.clock import SystemClock
from shared.diagnosis import Assessment, Engine, Household, explain
from shared.garbage import settle
from tests.city import real_knowledge
from tests.shared.diagnosis.households import random_whole, told
from tests.stack import ROOT

INTERVIEWS = 40
COLD_EVERY = 5  # every fifth step of the first interviews is taken cold
COLD_INTERVIEWS = 10
HOUSEHOLDS = 60
FEW = 30  # as many services as the catalogs others are timed on have
STARTS = 5
MB = 1_000_000
HEADER = """\
| what | median, CPU ms | p95, CPU ms | slowest, CPU ms | median, wall ms | p95, wall ms | ratio |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |"""
START = """
import sys, time
began = time.process_time()
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from shared.bundle.signed import read_bundle
imported = time.process_time()
key = Ed25519PublicKey.from_public_bytes(open(sys.argv[2], "rb").read())
knowledge = read_bundle(open(sys.argv[1], "rb").read(), key)
read = time.process_time()
knowledge.engine
ready = time.process_time()
resident = int(open("/proc/self/statm").read().split()[1]) * 4096
import json
print(json.dumps([imported - began, read - imported, ready - read, ready - began, resident]))
"""


class Took(NamedTuple):
    """Milliseconds: of the processor, and of the clock on the wall."""

    cpu: float
    wall: float


class Stopwatch:
    """Runs from when it is made."""

    def __init__(self) -> None:
        self._cpu, self._wall = time.process_time(), time.perf_counter()

    def stop(self) -> Took:
        """How long it has run."""
        cpu, wall = time.process_time() - self._cpu, time.perf_counter() - self._wall
        return Took(cpu * 1000, wall * 1000)


def main() -> None:
    """Print the three tables; the ratio is that of the median (CPU) to the first of a table."""
    knowledge = real_knowledge()
    engine, on = knowledge.engine, SystemClock().today()
    settle()
    bench_questions(engine, on)
    bench_household(knowledge, on)
    bench_start(knowledge)


def bench_questions(engine: Engine, on: date) -> None:
    """The next question; baseline: the first one, of nobody yet, by an engine that kept nothing."""
    anybody = partial(_ask, engine, Household(), on, anew=True)
    empty = [_timed(anybody) for _ in range(HOUSEHOLDS)]
    first = middle(empty)
    print(f"\n## The next question: {len(engine.rules)} services, {len(engine.facts)} facts\n")
    print(HEADER)
    _row("the first question, nothing kept from before", empty, first)
    steps = [took for seed in range(INTERVIEWS) for took in interview(engine, on, seed)]
    _row(f"every step of {INTERVIEWS} interviews ({len(steps)} steps)", steps, first)
    _row("out of their middle, nothing kept from before", _cold(engine, on), first)


def interview(engine: Engine, on: date, seed: int) -> list[Took]:
    """What each step of a random household's interview takes; its first is not new."""
    return [took for took, _ in _steps(engine, on, seed)]


def _steps(engine: Engine, on: date, seed: int) -> list[tuple[Took, Household]]:
    everything = told(random_whole(engine.facts, Random(seed)))
    household, steps = Household(), []
    while True:
        watch = Stopwatch()
        question = engine.question(engine.assess(household, on))
        steps.append((watch.stop(), household))
        if question is None:
            return steps
        household = household.answer(question.key, everything.get(question.key))


def _cold(engine: Engine, on: date) -> list[Took]:
    met = [
        household
        for seed in range(COLD_INTERVIEWS)
        for _, household in _steps(engine, on, seed)[seed % COLD_EVERY :: COLD_EVERY]
    ]
    return [_timed(partial(_ask, engine, one, on, anew=True)) for one in met]


def _ask(engine: Engine, household: Household, on: date, *, anew: bool) -> None:
    if anew:
        engine.forget()
    engine.question(engine.assess(household, on))


def bench_household(knowledge: Knowledge, on: date) -> None:
    """One complete household, all services, nothing kept; baseline: without the explanation."""
    few = knowledge.content.rules[:FEW]
    print("\n## One complete household, nothing kept from before\n")
    print(HEADER)
    baseline = None
    for rules in (few, knowledge.content.rules):
        engine = Engine(
            knowledge.facts, knowledge.parameters, rules, "bench", knowledge.content.definitions
        )
        wholes = [told(random_whole(engine.facts, Random(seed))) for seed in range(HOUSEHOLDS)]
        for what, work in (("assessed", _assess), ("assessed and explained", _explain)):
            times = [_timed(partial(work, engine, one, on)) for one in wholes]
            baseline = baseline or middle(times)
            _row(f"{len(rules)} services {what}", times, baseline)


def _assess(engine: Engine, household: Household, on: date) -> Assessment:
    engine.forget()
    return engine.assess(household, on)


def _explain(engine: Engine, household: Household, on: date) -> None:
    assessment = _assess(engine, household, on)
    for result in assessment.results:
        explain(engine, assessment, result.service_id)


def bench_start(knowledge: Knowledge) -> None:
    """A fresh process: from nothing to an engine over the signed bundle of all content."""
    key = Ed25519PrivateKey.generate()
    with tempfile.TemporaryDirectory() as folder:
        bundle, public = Path(folder) / "content.bundle", Path(folder) / "public"
        bundle.write_bytes(write_bundle(knowledge, key))
        public.write_bytes(key.public_key().public_bytes_raw())
        starts = [_start(bundle, public) for _ in range(STARTS)]
    imported, read, compiled, total, resident = map(statistics.median, zip(*starts, strict=True))
    print("\n## From nothing to a ready engine, over the signed bundle, in a fresh process\n")
    print("| import, ms | read and verify, ms | compile, ms | total, ms | resident, MB |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    timed = " | ".join(f"{one * 1000:.0f}" for one in (imported, read, compiled, total))
    print(f"| {timed} | {resident / MB:.0f} |")


def _start(bundle: Path, public: Path) -> list[float]:
    command = [sys.executable, "-c", START, str(bundle), str(public)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    figures: list[float] = json.loads(done.stdout)
    return figures


def _timed(work: Callable[[], object]) -> Took:
    watch = Stopwatch()
    work()
    return watch.stop()


def middle(times: Sequence[Took]) -> float:
    """The median, of the processor."""
    return statistics.median(took.cpu for took in times)


def _row(what: str, times: Sequence[Took], baseline: float) -> None:
    cpu, wall = (sorted(one) for one in zip(*times, strict=True))
    p95 = len(times) * 95 // 100
    told = (middle(times), cpu[p95], cpu[-1], statistics.median(wall), wall[p95])
    figures = " | ".join(f"{one:.2f}" for one in (*told, middle(times) / baseline))
    print(f"| {what} | {figures} |")


if __name__ == "__main__":
    main()
