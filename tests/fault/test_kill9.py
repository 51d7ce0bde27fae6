"""SIGKILL at any moment: what was answered is kept, and nothing is done twice."""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import event, select, text

from shared.intake.envelope import open_sealed
from shared.intake.numbers import count_numbers, keep_numbers
from shared.intake.outbox import waiting_envelopes
from shared.intake.paper import read_paper
from shared.intake.submit import Slip, take
from shared.models import AuditEvent, OutgoingEnvelope, PrintJob, Submission, Visit
from shared.store import Store, open_store
from tests.databases import fresh_store
from tests.fault.taking_worker import AT, KEYS, PRIVATE_KEY, TAKING
from tests.tally import count, tally

ROOT = Path(__file__).parents[2]
SUBMISSIONS = count(60, 1_000)
KILLS = count(3, 60)
LATEST_KILL_SECONDS = 0.02
SEED = 20261122
MOST_STEPS = 60


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A kiosk with numbers to give out."""
    for store in fresh_store("sqlite", tmp_path):
        with store.write() as db:
            keep_numbers(db, "kiosk-1", [f"{number:08}" for number in range(3 * SUBMISSIONS)], AT)
        yield store


class Worker:
    """One life of the worker process."""

    def __init__(self, url: str) -> None:
        command = [sys.executable, "-m", "tests.fault.taking_worker", url]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._line() == "ready"

    def ask(self, key: str) -> None:
        """Send a key; a process already dead is noticed when it does not answer."""
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.write(f"{key}\n")
            self._process.stdin.flush()

    def answer(self) -> tuple[str, ...] | None:
        """What came back; None when the process died over it."""
        line = self._line()
        return tuple(line.split()) if line.count(" ") == 2 else None

    def kill(self) -> None:
        """Pull the plug."""
        self._process.send_signal(signal.SIGKILL)

    def bury(self) -> None:
        """Wait for the end and close the pipes."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(BrokenPipeError):
                pipe.close()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        return line.strip() if line.endswith("\n") else ""


@contextmanager
def killed_at(worker: Worker, seconds: float | None) -> Iterator[None]:
    """Pull the plug this long after the block began, whatever it is doing then."""
    if seconds is None:
        yield
        return
    plug = threading.Timer(seconds, worker.kill)
    plug.start()
    yield
    plug.join()


def submit_all(url: str, moments: dict[int, float]) -> tuple[dict[str, tuple[str, ...]], int]:
    """Send every key until it is answered, over as many lives as that takes."""
    acknowledged: dict[str, tuple[str, ...]] = {}
    worker, lives = Worker(url), 1
    for number in range(SUBMISSIONS):
        key, moment = f"key-{number:05}", moments.get(number)
        while key not in acknowledged:
            with killed_at(worker, moment):
                worker.ask(key)
                answer = worker.answer()
            if answer is not None:
                acknowledged[key] = answer[1:]
            if answer is None or moment is not None:
                worker.bury()
                worker, lives = Worker(url), lives + 1
            moment = None
    worker.bury()
    return acknowledged, lives


@pytest.mark.proof
def test_no_acknowledged_slip_is_lost_or_given_twice(store: Store) -> None:
    chance = random.Random(SEED)
    places = chance.sample(range(SUBMISSIONS), KILLS)
    moments = {place: chance.uniform(0, LATEST_KILL_SECONDS) for place in places}
    url = store.engine.url.render_as_string(hide_password=False)
    acknowledged, lives = submit_all(url, moments)

    assert lives == KILLS + 1
    with store.write() as db:
        assert db.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert db.execute(text("PRAGMA foreign_key_check")).all() == []
        for key, (digits, word) in acknowledged.items():
            assert take(db, key, TAKING, KEYS, AT) == Slip(digits, word, key, key)
    assert len({digits for digits, _ in acknowledged.values()}) == SUBMISSIONS
    doubled = check_each_once(store, acknowledged)
    tally("kill -9 while slips are taken", submissions=SUBMISSIONS, kills=KILLS, doubled=doubled)


def test_killed_at_each_of_its_steps_a_taking_is_whole_or_not_there(store: Store) -> None:
    """One child for each statement, one for just before the commit and one for just after."""
    url = store.engine.url.render_as_string(hide_password=False)
    acknowledged: dict[str, tuple[str, ...]] = {}
    there = []
    for step in range(1, MOST_STEPS):
        key = f"key-{step:05}"
        store.close()  # no connection of ours goes into the child
        was_killed = take_and_die(url, key, step)
        with store.read() as db:
            there.append(db.get(Submission, key) is not None)
        with store.write() as db:
            slip = take(db, key, TAKING, KEYS, AT)
            assert db.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert isinstance(slip, Slip)
        acknowledged[key] = (slip.digits, slip.word)
        if not was_killed:
            break
    assert len(there) > 8
    assert there == [False] * (len(there) - 2) + [True, True]
    check_each_once(store, acknowledged)


def take_and_die(url: str, key: str, last_step: int) -> bool:
    """Take in a child that kills itself at `last_step`; False if it came to its end before that."""
    child = os.fork()
    if child == 0:
        try:
            take_counting(url, key, last_step)
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0
    return os.WIFSIGNALED(status)


def take_counting(url: str, key: str, last_step: int) -> None:
    """Take, and die at the step with this number: each statement, the commit, the moment after."""
    steps = itertools.count(1)

    def step(*_: object) -> None:
        if next(steps) == last_step:
            os.kill(os.getpid(), signal.SIGKILL)

    own = open_store(url)
    event.listen(own.engine, "before_cursor_execute", step)
    event.listen(own.engine, "commit", step)
    with own.write() as db:
        take(db, key, TAKING, KEYS, AT)
    step()


def check_each_once(store: Store, acknowledged: dict[str, tuple[str, ...]]) -> int:
    """Each key has one visit, one paper, one envelope, one audit event, and they agree."""
    with store.read() as db:
        keys = [db.scalars(select(column)).all() for column in (Submission.key, Visit.id)]
        jobs = db.scalars(select(PrintJob)).all()
        envelopes = waiting_envelopes(db, limit=10 * SUBMISSIONS)
        events = db.scalars(select(AuditEvent).where(AuditEvent.name == "slip_taken")).all()
        assert len(db.scalars(select(OutgoingEnvelope)).all()) == len(envelopes)
        assert count_numbers(db) == 3 * SUBMISSIONS - len(acknowledged)
    for found in (*keys, [job.key for job in jobs], [taken.fields["key"] for taken in events]):
        assert sorted(found) == sorted(acknowledged)
    for job in jobs:
        paper = read_paper(job, KEYS)
        assert paper is not None
        assert (paper.digits, paper.word) == acknowledged[job.key]
    for envelope in envelopes:
        opened = open_sealed(envelope.sealed, PRIVATE_KEY)
        assert opened is not None
        assert (opened.digits, opened.word) == acknowledged[opened.key]
    return len(envelopes) - len(acknowledged)
