"""Reports: a simulated day, every figure of it worked out again from the tables alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select, update

from contactcenter.queue import line
from contactcenter.queue.match import Gone
from contactcenter.reports.csv_file import HEADER, csv_of
from contactcenter.reports.table import Ask, By, Table, Who, table_of
from shared.models import (
    Activity,
    Agreement,
    Doer,
    Promise,
    PromiseOutcome,
    Referral,
    ReferralOutcome,
    Task,
    TaskKind,
    TaskState,
    WaitEstimate,
)
from shared.store import Store, open_store
from tests import recompute_report
from tests.contactcenter.queue.floor import NINE, Floor
from tests.tally import count, tally

MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
MATTERS = ("baby", "moving", "rent_help")
SKILLS = ((), ("labor",), ("pjm", "labor"))


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A day at the line with too few agents, and what came of the talks."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('day') / 'city.db'}")
    store.migrate()
    floor, dice = Floor(store, NINE), Random(11)
    _live_through(floor, dice, count(28, 1500))
    _add_what_came_of_it(store, dice)
    yield store
    store.close()


def _live_through(floor: Floor, dice: Random, people: int) -> None:
    """They call, wait, are answered or give up; three agents take them in turn."""
    for name in ("anna", "ola", "jan"):
        floor.hire(name, "pl", "uk", "en")
    busy: dict[str, tuple[str, float]] = {}
    for _ in range(people):
        kind = dice.choice((TaskKind.CALL,) * 6 + (TaskKind.KIOSK_CALL, TaskKind.CALLBACK))
        floor.call(dice.choice(("pl", "pl", "uk", "en")), kind=kind)
        floor.later(dice.uniform(0.5, 12), *floor.agents)
        _finish(floor, dice, busy)
        floor.ready(*(name for name in floor.agents if floor.doing(name) is not Activity.TALKING))
        for offer in floor.offer():
            if dice.random() < 0.85 and not isinstance(floor.accept(offer), Gone):
                busy[offer.agent_id] = (offer.task_id, dice.uniform(5, 60))
            else:
                floor.decline(offer)
        _lose_patience(floor, dice)
    floor.bare_task(TaskKind.TICKET)


def _finish(floor: Floor, dice: Random, busy: dict[str, tuple[str, float]]) -> None:
    """Whose talk is long enough writes it up; one in five is still at it at the end."""
    for name, (task_id, _) in list(busy.items()):
        if dice.random() < 0.4:
            floor.do(lambda db, at, task_id=task_id, name=name: line.wrap(db, task_id, name, at))
            floor.later(dice.uniform(1, 20), *floor.agents)
            if dice.random() < 0.9:
                done = (task_id, name, "informed")
                floor.do(lambda db, at, done=done: line.finish(db, *done, at))
            del busy[name]


def _lose_patience(floor: Floor, dice: Random) -> None:
    """Some of those who wait go, or are served another way."""
    with floor.store.read() as db:
        waiting = db.scalars(
            select(Task.id).where(Task.state == TaskState.WAITING).order_by(Task.id)
        ).all()
    for task_id in waiting:
        if dice.random() < 0.15:
            why = dice.choice(("hung_up", "hung_up", "callback", "message"))
            floor.do(lambda db, at, task_id=task_id, why=why: line.leave(db, task_id, why, at))


def _add_what_came_of_it(store: Store, dice: Random) -> None:
    """Matters and queues, promises and referrals, as agents would have left them behind."""
    with store.write() as db:
        db.execute(update(WaitEstimate).values(low_minutes=0, high_minutes=1))
        for task in db.scalars(select(Task).order_by(Task.id)).all():
            task.matter = dice.choice((None, *MATTERS))
            task.skills = dice.choice(SKILLS)
            task.call_id = f"call of {task.id}"
            if task.state is not TaskState.COMPLETED or dice.random() < 0.1:
                continue
            made = Agreement(
                key=task.id,
                call_id=task.call_id,
                agent_id="a",
                language="pl",
                made_at=task.created_at,
                withdrawn_at=task.created_at if dice.random() < 0.1 else None,
            )
            db.add(made)
            db.flush()
            for position in range(dice.randint(1, 2)):
                outcome = dice.choice((*PromiseOutcome, *[PromiseOutcome.KEPT] * 5))
                doer = dice.choice(tuple(Doer))
                db.add(Promise(agreement_id=made.id, position=position, doer=doer, outcome=outcome))
            db.add(_referral(task, dice))


def _referral(task: Task, dice: Random) -> Referral:
    return Referral(
        key=task.id,
        service_id=dice.choice(MATTERS),
        location_id="punkt",
        reason="asked",
        assignment="sure",
        agent_id="a",
        outcome=dice.choice(tuple(ReferralOutcome)),
        made_at=task.created_at + timedelta(minutes=dice.randint(0, 90)),
    )


def report(store: Store, by: By, who: Who = Who.LINE, at: datetime = MIDNIGHT) -> Table:
    """The report of the simulated day."""
    with store.read() as db:
        return table_of(db, Ask(MONDAY, MONDAY, by, who), at)


def recomputed(store: Store, by: By, who: Who = Who.LINE, at: datetime = MIDNIGHT) -> str:
    """The same, by the script."""
    path, written = str(store.engine.url.database), at.strftime("%Y-%m-%d %H:%M:%S.%f")
    return recompute_report.recompute(path, "2026-11-23", "2026-11-23", by, who, written)


@pytest.mark.proof
def test_every_figure_is_the_one_an_independent_script_works_out(day: Store) -> None:
    figures = 0
    for who in Who:
        for by in By:
            told = csv_of(report(day, by, who))
            assert told == recomputed(day, by, who), (who, by)
            figures += sum(map(len, (line.split(",") for line in told.splitlines())))
    whole = report(day, By.HOUR).total
    assert min(whole.figures.answered, whole.figures.abandoned, whole.promised, whole.kept) > 0
    assert min(whole.referred_answered or 0, whole.returned or 0, whole.told, whole.within) > 0
    assert whole.error_minutes
    tally(
        "Every figure of every report recomputed from the period log by plain SQL: equal",
        waits=whole.figures.offered,
        figures=figures,
    )


def test_who_still_waits_has_waited_until_the_report_was_asked_for(day: Store) -> None:
    during = NINE + timedelta(minutes=5)
    with day.read() as db:
        found = db.scalars(select(Task).where(Task.kind == TaskKind.CALL)).first()
        assert found is not None
    assert csv_of(report(day, By.DAY, at=during)) == recomputed(day, By.DAY, at=during)


def test_a_changed_log_changes_both_alike(day: Store, tmp_path: Path) -> None:
    """Report and script read the log, and no sums kept elsewhere: a longer talk shows in both."""
    path = _copied(day, tmp_path)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(
            "UPDATE period SET ended_at = strftime('%Y-%m-%d %H:%M:%f000', ended_at, '+1 hour')"
            " WHERE subject = 'task' AND state = 'wrapping'"
        )
    store = open_store(f"sqlite:///{path}")
    longer = csv_of(report(store, By.DAY))
    assert longer == recomputed(store, By.DAY) != recomputed(day, By.DAY)
    store.close()


def test_groups_add_up_to_all(day: Store) -> None:
    for by in By:
        table = report(day, by)
        for name in ("offered", "answered", "abandoned", "short", "served_otherwise"):
            parts = [getattr(row.figures, name) for row in table.rows]
            assert sum(parts) == getattr(table.total.figures, name), (by, name)
        assert sum(row.promised for row in table.rows) == table.total.promised


def test_hours_without_a_call_are_there_and_empty(day: Store, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{_copied(day, tmp_path)}")
    with store.write() as db:
        db.execute(update(Referral).values(made_at=MIDNIGHT - timedelta(hours=2)))
    table = report(store, By.HOUR)
    starts = [datetime.fromisoformat(row.group) for row in table.rows]
    assert {later - at for at, later in pairwise(starts)} == {timedelta(hours=1)}
    assert 0 in {row.figures.offered for row in table.rows[:-1]}
    assert csv_of(table) == recomputed(store, By.HOUR)
    store.close()


def _copied(day: Store, folder: Path) -> Path:
    """The day in a file of its own, to be changed."""
    path = folder / "copy.db"
    with (
        closing(sqlite3.connect(str(day.engine.url.database))) as source,
        closing(sqlite3.connect(path)) as target,
    ):
        source.backup(target)
    return path


def test_a_matter_that_must_not_be_named_is_with_those_nobody_named(day: Store) -> None:
    with day.read() as db:
        ask = Ask(MONDAY, MONDAY, By.MATTER)
        open_, shut = (table_of(db, ask, MIDNIGHT, named) for named in (bool, lambda _: False))
    assert {row.group for row in open_.rows} >= set(MATTERS)
    assert [row.group for row in shut.rows] == ["unnamed"]
    assert shut.total == open_.total


def test_a_file_for_a_spreadsheet_has_a_name_for_each_column(day: Store) -> None:
    lines = csv_of(report(day, By.QUEUE)).splitlines()
    assert lines[0] == ",".join(HEADER) == recompute_report.HEADER
    assert {len(line.split(",")) for line in lines} == {len(HEADER)}
    assert lines[-1].startswith("all,")
