"""Some of the agents of a busy floor, in a process of their own: `python -m … URL NAME NAME …`.

Each is a thread that says it is ready, lets the line ring at everybody, takes what rings at its own
phone and finishes it, until nobody waits. Every task taken is a line "taken AGENT TASK"; whatever
goes wrong is a line "fault …".
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.queue import activity, line, match
from shared.clock import SystemClock
from shared.models import Activity, Reservation, ReservationState, Task, TaskState
from shared.store import Store, open_store

Result = TypeVar("Result")
CLOCK = SystemClock()
BROKEN = threading.Event()  # somebody's shift ended in a fault: what rings at them stays reserved
IN_LINE = (TaskState.WAITING, TaskState.RESERVED)


def run(url: str, names: Sequence[str], tell: Callable[[str], object]) -> None:
    """The shifts of these agents, until the last of them ends."""
    store = open_store(url)
    threads = [threading.Thread(target=shift, args=(store, name, tell)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()


def shift(store: Store, name: str, tell: Callable[[str], object]) -> None:
    """One agent's shift; what goes wrong in it is told."""
    try:
        work(store, name, tell)
    except Exception as fault:
        BROKEN.set()
        tell(f"fault {name} {type(fault).__name__}")
        raise


def work(store: Store, name: str, tell: Callable[[str], object]) -> None:
    """Ring, answer, finish, until nobody waits. Whoever finishes is ready by that alone."""
    while not BROKEN.is_set():
        reservation_id = mine(store, name) or ring(store, name)
        if reservation_id is not None:
            take(store, name, reservation_id, tell)
        elif is_over(store):
            return


def write(store: Store, deed: Callable[[Session], Result]) -> Result:
    """One transaction. With dozens at one file a turn may not come: then nothing was done yet."""
    while True:
        try:
            with store.write() as db:
                return deed(db)
        except TimeoutError:
            continue


def mine(store: Store, name: str) -> str | None:
    """What rings at this agent's phone."""
    live = (Reservation.agent_id == name, Reservation.state == ReservationState.PENDING)
    with store.read() as db:
        return db.scalar(select(Reservation.id).where(*live))


def ring(store: Store, name: str) -> str | None:
    """Be ready, have the line ring at everybody, and see whether it rings here."""

    def be_ready(db: Session) -> None:
        activity.phone_seen(db, name, CLOCK.now())
        activity.set_activity(db, name, Activity.READY, None, CLOCK.now())

    write(store, be_ready)
    write(store, lambda db: match.offer(db, CLOCK.now()))
    return mine(store, name)


def take(store: Store, name: str, reservation_id: str, tell: Callable[[str], object]) -> None:
    """Answer and finish, as two deeds."""
    task = write(store, lambda db: match.accept(db, reservation_id, name, CLOCK.now()))
    if isinstance(task, Task):
        tell(f"taken {name} {task.id}")
        task_id, ended = task.id, "answered"
        write(store, lambda db: line.finish(db, task_id, name, ended, CLOCK.now()))


def is_over(store: Store) -> bool:
    """Whether nobody waits and nothing rings any more."""
    with store.read() as db:
        return db.scalar(select(Task.id).where(Task.state.in_(IN_LINE)).limit(1)) is None


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2:], lambda line: sys.stdout.write(f"{line}\n"))
