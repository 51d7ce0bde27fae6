"""What the benches count: times, their quantiles, and the processor time of a served process.

Wall-clock times depend on what else the machine does, processor time much less: it stands beside.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import psutil

MEGABYTE = 1024 * 1024


def quantile(times: Sequence[float], share: float) -> float:
    """The time that so great a share does not exceed."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def time_of(work: Callable[[], object]) -> float:
    """Milliseconds of one piece of work."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


@contextmanager
def mean_cpu(pid: int, pieces: int) -> Iterator[Callable[[], float]]:
    """Processor time of a process and its children, in ms for each of so many pieces of work."""
    began, spent = _seconds(pid), [0.0]
    yield lambda: spent[0]
    spent[0] = (_seconds(pid) - began) * 1000 / pieces


def resident(pid: int) -> float:
    """Resident memory of a process and its children, in MB."""
    return sum(one.memory_info().rss for one in _family(pid)) / MEGABYTE


def _seconds(pid: int) -> float:
    times = [one.cpu_times() for one in _family(pid)]
    return float(sum(one.user + one.system for one in times))


def _family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]
