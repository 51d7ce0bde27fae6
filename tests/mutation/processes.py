"""One process for each piece of work, forked from one in which everything is already imported."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, NamedTuple, NoReturn, TypeVar

Job = TypeVar("Job")

MOST_MEMORY = 3 * 1024**3


class Ended(NamedTuple):
    """What a piece of work came to. `result` is None where it died; `is_late`: of its own clock."""

    result: Any
    is_late: bool = False
    is_dead: bool = False


def limit_seconds(seconds: float) -> None:
    """From now on this process may take so much CPU before it dies."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def each(
    jobs: Iterable[Job], work: Callable[[Job], Any], processes: int
) -> Iterator[tuple[Job, Ended]]:
    """Do every job in a process of its own, so many at a time; yields them as they end."""
    waiting, running = iter(jobs), dict[int, tuple[Job, IO[bytes]]]()
    while True:
        while len(running) < processes:
            try:
                job = next(waiting)
            except StopIteration:
                break
            told = tempfile.TemporaryFile()  # noqa: SIM115 - closed where it is read
            pid = os.fork()
            if pid == 0:
                _work(lambda one=job: work(one), told)
            running[pid] = job, told
        if not running:
            return
        pid, status = os.wait()
        job, told = running.pop(pid)
        with told:
            yield job, _ended(told, status)


def _ended(told: IO[bytes], status: int) -> Ended:
    if os.WIFSIGNALED(status):
        return Ended(None, is_late=os.WTERMSIG(status) == signal.SIGPROF, is_dead=True)
    told.seek(0)
    result = told.read()
    return Ended(pickle.loads(result)) if result else Ended(None, is_dead=True)


def _work(work: Callable[[], Any], told: IO[bytes]) -> NoReturn:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    try:
        pickle.dump(work(), told)
        told.flush()
    finally:
        os._exit(0)
