"""Timings of several things side by side, and the table they are printed in."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

WARM = 10


class Timing(NamedTuple):
    """Milliseconds of each round."""

    what: str
    times: Sequence[float]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.times)

    def at(self, share: float) -> float:
        """The time below which a share of the rounds lies."""
        return sorted(self.times)[min(int(len(self.times) * share), len(self.times) - 1)]


class Runner(NamedTuple):
    """Something to be timed, once on each of its inputs."""

    what: str
    work: Callable[[Any], object]
    inputs: Sequence[Any]


def side_by_side(*runners: Runner) -> list[Timing]:
    """Time them in turns, round by round, so that whatever else the machine does meets all."""
    for runner in runners:
        for one in runner.inputs[:WARM]:
            runner.work(one)
    times: list[list[float]] = [[] for _ in runners]
    for at in range(max(len(runner.inputs) for runner in runners)):
        for runner, took in zip(runners, times, strict=True):
            if at < len(runner.inputs):
                took.append(milliseconds(runner, at))
    return [Timing(one.what, took) for one, took in zip(runners, times, strict=True)]


def milliseconds(runner: Runner, at: int) -> float:
    """What one round takes."""
    began = time.perf_counter()
    runner.work(runner.inputs[at])
    return (time.perf_counter() - began) * 1000


def table(title: str, timings: Sequence[Timing]) -> None:
    """Print one; the first row is what the others are held against."""
    say(f"\n## {title}\n\n| what | median, ms | p10 to p90, ms | p95, ms | ratio to the first |")
    say("| --- | ---: | ---: | ---: | ---: |")
    for one in timings:
        spread, p95 = f"{one.at(0.1):.2f} to {one.at(0.9):.2f}", f"{one.at(0.95):.2f}"
        ratio = one.median / timings[0].median
        say(f"| {one.what} | {one.median:.2f} | {spread} | {p95} | {ratio:.1f} |")


def say(line: str) -> None:
    """Print a line of a table."""
    print(line)  # noqa: T201
