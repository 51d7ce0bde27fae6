"""Many agents, one line of waiting people: nobody is given to two agents, nobody is left out."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from shared.models import (
    Agent,
    EnvelopeKind,
    PrintJob,
    PrintState,
    Submission,
    Task,
    TaskKind,
    TaskState,
)
from shared.store import Store, open_store
from shared.store.claim import claim_print_job, claim_task, release_print_jobs
from tests.tally import count, tally

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
AGENTS, TASKS = count(8, 64), count(500, 2_000)


def add_agents(store: Store, count: int) -> list[str]:
    names = [f"agent-{number}" for number in range(count)]
    with store.write() as db:
        db.add_all(
            Agent(id=name, name=name, sign_in=name, password_hash="x", created_at=AT)
            for name in names
        )
    return names


def add_task(name: str, *, priority: int = 5, seconds: int = 0) -> Task:
    created_at = AT + timedelta(seconds=seconds)
    return Task(
        id=name,
        kind=TaskKind.HELP,
        priority=priority,
        created_at=created_at,
        place_at=created_at,
    )


@pytest.mark.proof
def test_no_task_is_claimed_twice(store: Store) -> None:
    agents = add_agents(store, AGENTS)
    with store.write() as db:
        db.add_all(add_task(f"task-{number:05}") for number in range(TASKS))
    url = store.engine.url.render_as_string(hide_password=False)
    ready = threading.Barrier(AGENTS)
    claimed: dict[str, list[str]] = {agent: [] for agent in agents}
    faults: list[Exception] = []

    def work(agent: str) -> None:
        own = open_store(url)
        ready.wait()
        try:
            while (task := claim_one(own, agent)) is not None:
                claimed[agent].append(task)
        except Exception as fault:
            faults.append(fault)
        finally:
            own.close()

    threads = [threading.Thread(target=work, args=(agent,)) for agent in agents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    times = Counter(task for tasks in claimed.values() for task in tasks)
    assert (len(times), set(times.values())) == (TASKS, {1})
    double = sum(times.values()) - len(times)
    database = store.engine.dialect.name
    tally("No task is claimed twice", database=database, agents=AGENTS, tasks=TASKS, double=double)
    with store.read() as db:
        for task in db.query(Task):
            assert task.state is TaskState.ASSIGNED
            assert task.id in claimed[str(task.agent_id)]


def claim_one(store: Store, agent: str) -> str | None:
    with store.write() as db:
        task = claim_task(db, agent, AT)
        return None if task is None else task.id


def test_the_first_in_line_is_served_first(store: Store) -> None:
    (agent,) = add_agents(store, 1)
    with store.write() as db:
        db.add_all(
            [
                add_task("later", seconds=9),
                add_task("b-same-moment"),
                add_task("a-same-moment"),
                add_task("urgent", priority=1, seconds=20),
            ]
        )
    order = [claim_one(store, agent) for _ in range(5)]
    assert order == ["urgent", "a-same-moment", "b-same-moment", "later", None]


def test_a_claim_says_who_and_when(store: Store) -> None:
    (agent,) = add_agents(store, 1)
    with store.write() as db:
        seen_before = add_task("task")
        db.add(seen_before)
        db.flush()
        claimed = claim_task(db, agent, AT)
    assert claimed is seen_before
    assert (claimed.state, claimed.agent_id, claimed.claimed_at) == (TaskState.ASSIGNED, agent, AT)


def claim_and_fail(db: Session, agent: str) -> None:
    assert claim_task(db, agent, AT) is not None
    raise RuntimeError("undone")


def test_a_claim_undone_leaves_the_task_in_line(store: Store) -> None:
    (agent,) = add_agents(store, 1)
    with store.write() as db:
        db.add(add_task("task"))
    with pytest.raises(RuntimeError, match="undone"), store.write() as db:
        claim_and_fail(db, agent)
    assert claim_one(store, agent) == "task"


def test_a_task_in_another_hand_is_passed_over_not_waited_for(postgresql_store: Store) -> None:
    first, second = add_agents(postgresql_store, 2)
    with postgresql_store.write() as db:
        db.add_all([add_task("one"), add_task("two", seconds=1)])
    with postgresql_store.write() as db:
        held = claim_task(db, first, AT)
        assert held is not None
        assert (held.id, claim_one(postgresql_store, second)) == ("one", "two")


def test_print_jobs_are_claimed_the_same_way(store: Store) -> None:
    with store.write() as db:
        for number, key in enumerate(("later", "sooner")):
            db.add(Submission(key=key, kind=EnvelopeKind.SLIP, made_at=AT))
            db.flush()
            db.add(PrintJob(key=key, created_at=AT - timedelta(seconds=number)))
    with store.write() as db:
        jobs = [claim_print_job(db, AT) for _ in range(3)]
    assert [job and job.key for job in jobs] == ["sooner", "later", None]
    assert jobs[0] is not None
    assert (jobs[0].state, jobs[0].claimed_at) == (PrintState.PRINTING, AT)


def test_after_a_crash_claimed_print_jobs_go_back_in_line(store: Store) -> None:
    with store.write() as db:
        for key in ("printing", "confirmed"):
            db.add(Submission(key=key, kind=EnvelopeKind.SLIP, made_at=AT))
            db.flush()
            db.add(PrintJob(key=key, created_at=AT, state=PrintState(key)))
    with store.write() as db:
        assert release_print_jobs(db) == 1
    with store.write() as db:
        job = claim_print_job(db, AT)
        assert job is not None
        assert (job.key, claim_print_job(db, AT)) == ("printing", None)
