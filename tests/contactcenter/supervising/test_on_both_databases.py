"""What a supervisor reads and sets, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from datetime import date

import pytest

from contactcenter.queue import line, pauses
from contactcenter.reports.table import Ask, By, table_of
from contactcenter.staff import people
from contactcenter.supervising import board, staff
from shared.models import Activity, TaskKind
from shared.store import Store
from tests.contactcenter.queue.floor import Floor
from tests.databases import postgresql_store, sqlite_store, store

__all__ = ["postgresql_store", "sqlite_store", "store"]

MONDAY = date(2026, 11, 23)


@pytest.fixture
def floor(store: Store) -> Floor:
    """Anna serves one caller after ten seconds; another gives up, a third still waits."""
    floor = Floor(store)
    floor.hire("anna", "pl", skills=("labor",))
    floor.call(skills=("labor",))
    floor.later(10)
    floor.ready("anna")
    floor.serve("anna", 100)
    lost = floor.call()
    floor.later(40)
    floor.do(lambda db, at: line.leave(db, lost, "hung_up", at))
    floor.call(kind=TaskKind.KIOSK_CALL)
    floor.later(5, "anna")
    return floor


def test_the_board(floor: Floor) -> None:
    with floor.store.read() as db:
        shown = board.board_of(db, floor.at)
    assert (shown.today.service_level, shown.lately.abandonment) == (0.5, 0.5)
    waiting = {one.kind: one.number for one in shown.waiting}
    assert (waiting[TaskKind.CALL], waiting[TaskKind.KIOSK_CALL]) == (0, 1)
    assert [one.activity for one in shown.people] == [Activity.READY]


def test_a_report(floor: Floor) -> None:
    with floor.store.read() as db:
        tables = {by: table_of(db, Ask(MONDAY, MONDAY, by), floor.at) for by in By}
    for by, table in tables.items():
        sums = table.total.figures
        counts = (sums.offered, sums.answered, sums.abandoned, sums.still_waiting)
        assert counts == (3, 1, 1, 1), by
        assert (sums.asa_seconds, sums.aht_seconds) == (10, 100), by
    groups = {By.QUEUE: ["information", "labor"], By.DAY: ["2026-11-23"], By.LANGUAGE: ["pl"]}
    for by, names in groups.items():
        assert [row.group for row in tables[by].rows] == names


def test_settings(floor: Floor) -> None:
    floor.hire("iza")
    named = {"pl": "Dyżur", "uk": "Чергування", "en": "Duty"}
    code = floor.do(lambda db, at: pauses.add(db, named, "iza", at))
    floor.ask("anna", Activity.PAUSE, code)
    assert (floor.doing("anna"), floor.reason("anna")) == (Activity.PAUSE, code)
    floor.do(lambda db, at: pauses.switch(db, code, "iza", at, is_offered=False))
    with floor.store.read() as db:
        assert code not in pauses.offered(db)
    taught = floor.do(lambda db, at: staff.teach(db, "anna", ("uk",), ("pjm",), "iza", at))
    assert taught is None
    gone = floor.do(lambda db, at: people.switch(db, "anna", "iza", at, is_enabled=False))
    assert (gone, floor.doing("anna")) == (None, Activity.OFFLINE)
