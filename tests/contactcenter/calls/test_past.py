"""However long the past is, pages, webhooks and workers find what they show without reading it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from contactcenter.calls import concerned
from contactcenter.outage.watch import Watch
from contactcenter.queue import keeper
from contactcenter.telephony.fetching import Fetcher
from contactcenter.telephony.kiosk_round import KioskRound
from contactcenter.telephony.reconcile import Reconciler
from contactcenter.telephony.sending import Dispatcher
from tests.contactcenter.telephony.line import Line

CALLER = "+48600100201"
# What a year fills; a partial index holds a handful of rows, and may be read from end to end.
LONG = (
    "agent_session|call|call_event|call_leg|matter|message|period|task"
    "|telephony_command|voicemail|webhook_inbox"
)
READ_THROUGH = re.compile(rf"SCAN ({LONG})( USING.* INDEX (?!ix_voicemail_|uq_)|$)")
# All that ended in so many days: the states of what goes on are named one by one.
ENDED = re.compile(r"SEARCH call USING INDEX ix_call_state_began_at \(state=\? AND")


@contextmanager
def plans(engine: Engine) -> Iterator[dict[str, list[str]]]:
    """How the database finds what it is asked for, by statement."""
    found: dict[str, list[str]] = {}

    def explain(  # as the event is called
        _connection: Any, cursor: Any, statement: str, given: Any, _context: Any, many: bool
    ) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")) and not many:
            plan = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", given)
            found[statement] = [str(step[3]) for step in plan]

    event.listen(engine, "before_cursor_execute", explain)
    yield found
    event.remove(engine, "before_cursor_execute", explain)


def read_through(found: dict[str, list[str]]) -> list[tuple[str, str]]:
    """The tables that are read from end to end, and what for."""
    return [
        (step, statement)
        for statement, plan in found.items()
        for step in plan
        if READ_THROUGH.match(step) or (ENDED.match(step) and "call.state IN" not in statement)
    ]


def test_nothing_that_is_asked_all_day_reads_the_past(line: Line) -> None:
    browser = line.city.console()
    center = line.center
    with plans(center.store.engine) as found:
        sid = line.wait_for_a_person(CALLER)
        line.turn()
        for path in ("/", "/live/waiting", "/live/here", "/phone/bar"):
            browser.get(path)
        for path in ("/calls", *(f"/calls/list/{one}" for one in ("missed", "callbacks"))):
            browser.get(path)
        browser.get("/calls/list/voicemails")
        line.exchange.hang_up(sid)
        line.turn()
    assert len(found) > 40
    assert read_through(found) == []


def test_no_worker_reads_the_past(line: Line) -> None:
    center, at = line.center, line.city.clock.now()
    workers = (Reconciler, Watch, KioskRound, Fetcher, Dispatcher)
    with plans(center.store.engine) as found:
        keeper.look(center.store, at)
        for worker in workers:
            worker(center).work()
        with center.store.read() as db:
            concerned.marks(db, at)
            concerned.line_mark(db)
    assert len(found) > len(workers)
    assert read_through(found) == []


def test_a_table_read_from_end_to_end_would_be_noticed(line: Line) -> None:
    engine = line.center.store.engine
    with plans(engine) as found, engine.connect() as connection:
        connection.exec_driver_sql("SELECT id FROM call WHERE ended = 'x'")
    assert [step for step, _ in read_through(found)] == ["SCAN call"]
