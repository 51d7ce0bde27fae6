"""`make bench`: medians within one run, and beside each the ratio to a stated baseline.

Nothing here gates the tests. Figures compare only within the run that printed them.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from tests import bench_calls, bench_engine, bench_routing, bench_scale
from tests import bench_paper as bench_paper_on_ipp
from tests.bench_hardware import bench_hardware
from tests.bench_search import bench_search
from tests.bench_walk import Walker
from tests.fleet import running_fleet
from tests.rivals import bench as rivals
from tests.stack import Stack, running_stack

PAGE_ROUNDS = 30
PAPER_ROUNDS = 10
MEGABYTE = 1024 * 1024


def main() -> None:
    """Print every table."""
    bench_engine.main()
    bench_search()
    bench_routing.main()
    rivals.main()
    bench_hardware()
    bench_processes()
    with tempfile.TemporaryDirectory() as folder, running_stack(Path(folder)) as stack:
        bench_pages(stack)
        bench_paper(stack)
    bench_paper_on_ipp.main()
    bench_calls.main()
    bench_scale.main()


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """The median time of one call, in milliseconds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def bench_processes() -> None:
    """For each process, started on its own: the time until it answers, and its resident memory."""
    print("\n## Start-up and memory\n")
    print("| process | start to answering, ms | resident, MB |\n| --- | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder, running_fleet(Path(folder)) as fleet:
        for name in fleet.members:
            began = time.perf_counter()
            fleet.start(name)
            took = (time.perf_counter() - began) * 1000
            process = psutil.Process(fleet.running[name].pid)
            family = [process, *process.children(recursive=True)]
            resident = sum(member.memory_info().rss for member in family) / MEGABYTE
            print(f"| {name} | {took:.0f} | {resident:.0f} |")


def bench_pages(stack: Stack) -> None:
    """Server time of each kiosk page over loopback; baseline: the health page, an empty one."""
    walker = Walker(stack.kiosk)
    baseline = median_ms(lambda: walker.get("/healthz"), PAGE_ROUNDS)
    table("Kiosk pages, server time over loopback", "an empty page")
    row("empty page", baseline, baseline)
    for name, path in walker.screens():
        row(name, median_ms(lambda p=path: walker.get(p), PAGE_ROUNDS), baseline)
    row("answer a question (POST, redirect, page)", walker.answer_ms(PAGE_ROUNDS), baseline)


def bench_paper(stack: Stack) -> None:
    """From touching “take it with you” to the PDF lying on the virtual printer."""
    times = []
    for _ in range(PAPER_ROUNDS):
        walker = Walker(stack.kiosk)
        times.append(walker.take_ms(stack.paper))
    took = statistics.median(times)
    table("From take to paper on the virtual printer", "the median itself")
    row(f"{PAPER_ROUNDS} sheets, slowest {max(times):.0f} ms", took, took)


def table(title: str, baseline: str) -> None:
    """Begin a table."""
    print(f"\n## {title}\n\n| what | median, ms | ratio to {baseline} |\n| --- | ---: | ---: |")


def row(what: str, took: float, baseline: float) -> None:
    """One line of a table."""
    print(f"| {what} | {took:.2f} | {took / baseline:.1f} |")


if __name__ == "__main__":
    main()
