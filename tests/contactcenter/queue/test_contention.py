"""Many agents in several processes on one line: nobody is given to two, nobody is left out."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from contactcenter.queue import periods
from shared.clock import SystemClock
from shared.models import (
    AgentStatus,
    Period,
    PeriodSubject,
    Reservation,
    ReservationState,
    Task,
    TaskState,
)
from tests.contactcenter.queue import crew
from tests.contactcenter.queue.floor import Floor
from tests.tally import count, is_proof, tally

AGENTS, TASKS, CREWS = count(4, 64), count(8, 2_000), 2
LONGEST_SECONDS = 3000  # at the lowest priority of a busy machine


@pytest.mark.proof
def test_no_caller_is_given_to_two_agents(either_floor: Floor) -> None:
    floor = either_floor
    names = [floor.hire(f"agent-{number:02}") for number in range(AGENTS)]
    floor.at = SystemClock().now() - timedelta(minutes=5)
    floor.fill(TASKS)
    said = run_crews(floor, names)
    faults = [line for line in said if not line.startswith("taken ")]
    times = Counter(line.split()[2] for line in said if line not in faults)
    database = floor.store.engine.dialect.name
    double = sum(times.values()) - len(times)
    tally("No caller is given to two", database=database, agents=AGENTS, tasks=TASKS, double=double)
    assert faults == []
    assert (len(times), set(times.values())) == (TASKS, {1})
    assert states_of(floor) == {TaskState.COMPLETED: TASKS}
    assert accepted_twice(floor) == []
    assert all_logs_are_gapless(floor)


def run_crews(floor: Floor, names: list[str]) -> list[str]:
    """What all crews said, once all have ended.

    Several processes write to PostgreSQL in the proof; SQLite is for one, whose threads take turns.
    """
    url = floor.store.engine.url.render_as_string(hide_password=False)
    crews = [names[number::CREWS] for number in range(CREWS)]
    is_for_many = is_proof() and not floor.store.is_sqlite
    return in_processes(url, crews) if is_for_many else in_threads(url, crews)


def in_threads(url: str, crews: list[list[str]]) -> list[str]:
    """Each crew has a store of its own."""
    said: list[str] = []
    threads = [threading.Thread(target=crew.run, args=(url, one, said.append)) for one in crews]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def in_processes(url: str, crews: list[list[str]]) -> list[str]:
    """Each crew has a process of its own."""
    command = [sys.executable, "-m", crew.__name__, url]
    running = [
        subprocess.Popen([*command, *one], stdout=subprocess.PIPE, text=True) for one in crews
    ]
    said = [one.communicate(timeout=LONGEST_SECONDS)[0].splitlines() for one in running]
    assert [one.returncode for one in running] == [0] * len(crews)
    return [line for lines in said for line in lines]


def states_of(floor: Floor) -> dict[TaskState, int]:
    """How many tasks stand where."""
    with floor.store.read() as db:
        rows = db.execute(select(Task.state, func.count()).group_by(Task.state))
        return {state: number for state, number in rows}


def accepted_twice(floor: Floor) -> list[str]:
    """Tasks with more than one accepted offer."""
    accepted = Reservation.state == ReservationState.ACCEPTED
    query = select(Reservation.task_id).where(accepted).group_by(Reservation.task_id)
    with floor.store.read() as db:
        return list(db.scalars(query.having(func.count() > 1)))


def all_logs_are_gapless(floor: Floor) -> bool:
    """Whether the time of every agent and task is in the log once."""
    subjects = ((PeriodSubject.AGENT, AgentStatus.agent_id), (PeriodSubject.TASK, Task.id))
    with floor.store.read() as db:
        return all(
            periods.is_gapless(periods.of(db, subject, id_))
            for subject, ids in subjects
            for id_ in db.scalars(select(ids))
        ) and bool(db.scalar(select(func.count(Period.id))))
