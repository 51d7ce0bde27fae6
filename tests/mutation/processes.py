"""One process for each piece of work, forked from one in which everything is already imported."""

from __future__ import annotations

import os
import pickle
import resource
import signal
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, NoReturn, TypeVar

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
    waiting, running = iter(jobs), dict[int, tuple[Job, int]]()
    while True:
        while len(running) < processes:
            try:
                job = next(waiting)
            except StopIteration:
                break
            read, pid = _fork(lambda one=job: work(one))
            running[pid] = job, read
        if not running:
            return
        pid, status = os.wait()
        job, read = running.pop(pid)
        yield job, _ended(read, status)


def _ended(read: int, status: int) -> Ended:
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read()
    if os.WIFSIGNALED(status):
        return Ended(None, is_late=os.WTERMSIG(status) == signal.SIGPROF, is_dead=True)
    return Ended(pickle.loads(told)) if told else Ended(None, is_dead=True)


def _fork(work: Callable[[], Any]) -> tuple[int, int]:
    """Where the result can be read, and who is at work. A result fits into a pipe."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        _work(work, write)
    os.close(write)
    return read, pid


def _work(work: Callable[[], Any], write: int) -> NoReturn:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    try:
        told = pickle.dumps(work())
        os.write(write, told)
    finally:
        os._exit(0)
