"""A provider that freezes and comes back: what the line does by itself, and what people do."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from contactcenter.outage import mode, settling
from contactcenter.outage.mode import Why
from contactcenter.outage.signs import SILENT_SECONDS
from contactcenter.outage.watch import Watch, switch_out
from contactcenter.telephony import commands
from contactcenter.telephony.local_provider.post import NOBODY
from contactcenter.telephony.provider import Failed, Trouble
from shared.models import (
    AuditEvent,
    CallState,
    LineMode,
    StrayCall,
    StrayOutcome,
    Task,
    TaskKind,
    TaskState,
)
from tests.contactcenter.console import Console
from tests.contactcenter.telephony.line import CALLER, Line

FRIEND = "+48600100300"


@pytest.fixture
def watch(line: Line) -> Watch:
    """The worker that watches over the line."""
    return Watch(line.center)


def now_of(line: Line) -> mode.Now:
    with line.city.store.read() as db:
        return mode.now_in(db)


def freeze(line: Line) -> None:
    """The provider neither asks nor answers any more."""
    line.inside.trouble = Failed(Trouble.UNKNOWN, "frozen")


def deafen(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the provider sends does not reach us; what we ask of it is done."""
    monkeypatch.setattr(line.exchange.post, "_deliver", lambda *_errand: NOBODY)


def strays(line: Line) -> list[StrayCall]:
    with line.city.store.read() as db:
        return list(db.scalars(select(StrayCall)))


def callbacks(line: Line) -> list[Task]:
    return line.rows(Task, Task.kind == TaskKind.CALLBACK)


def audited(line: Line) -> list[tuple[str, str]]:
    with line.city.store.read() as db:
        found = db.scalars(select(AuditEvent).where(AuditEvent.name == "line_switched"))
        return [(one.fields["state"], one.fields["why"]) for one in found]


def test_a_line_that_is_merely_quiet_is_not_out(line: Line, watch: Watch) -> None:
    line.city.clock.advance(3600)
    watch.work()
    assert now_of(line) == mode.NORMAL


def test_calls_that_are_asked_about_keep_the_line_alive(line: Line, watch: Watch) -> None:
    line.wait_for_a_person()
    for _ in range(10):
        line.exchange.advance(20)
        watch.work()
    assert not now_of(line).is_outage


def test_frozen_the_line_says_so_and_whoever_waited_keeps_the_place(
    line: Line, watch: Watch
) -> None:
    sid = line.wait_for_a_person()
    place_at = line.task(line.call(sid)).place_at
    freeze(line)
    line.city.clock.advance(SILENT_SECONDS)  # the exchange's own clock does not move: it is frozen
    watch.work()
    assert (now_of(line).why, now_of(line).is_automatic) == (Why.NO_CALLBACKS, True)
    (kept,) = callbacks(line)
    assert (kept.place_at, kept.state) == (place_at, TaskState.WAITING)
    assert "callback_promised" in kept.reasons
    assert line.task(line.call(sid)).state is TaskState.CANCELED
    watch.work()
    assert len(callbacks(line)) == 1
    assert audited(line) == [("outage", "no_callbacks")]


def test_who_could_be_in_danger_is_not_called_back_unasked(line: Line) -> None:
    sid = line.wait_for_a_person()
    with line.city.store.write() as db:
        db.merge(line.call(sid)).is_urgent = True
    assert switch_out(line.center, Why.NETWORK, None)
    assert callbacks(line) == []
    assert line.call(sid).state is CallState.WAITING


def test_thawed_it_offers_to_go_back_and_a_person_decides(
    line: Line, watch: Watch, chief: Console
) -> None:
    sid = line.wait_for_a_person()
    freeze(line)
    line.city.clock.advance(SILENT_SECONDS)
    watch.work()
    assert now_of(line).life_at is None
    line.inside.trouble = None
    line.exchange.advance(20)  # all the rounds it owes: the caller hears that the place is kept
    watch.work()
    assert now_of(line).is_outage
    assert now_of(line).life_at is not None
    assert "Miejsce w kolejce zostaje zachowane" in line.exchange.said(sid)
    line.turn(30)
    assert line.call(sid).state is CallState.ENDED
    chief.get("/outage")
    assert "znaki życia" in chief.text
    chief.post("/outage", deed="normal")
    assert "Awaria zakończona" in chief.text
    assert now_of(line) == mode.NORMAL


def test_a_provider_that_does_nothing_we_ask_is_out(line: Line, watch: Watch) -> None:
    at, keys = line.city.clock.now(), line.center.keys
    freeze(line)
    with line.city.store.write() as db:
        for number in range(3):
            commands.ask(db, keys, f"call-{number}", "hang_up", {"sid": f"CA{number}"}, at)
    line.turn()
    watch.work()
    assert now_of(line).why == Why.PORT_FAILS


def test_one_answer_among_failures_is_a_sign_of_life(line: Line, watch: Watch) -> None:
    line.talk()
    at, keys = line.city.clock.now(), line.center.keys
    freeze(line)
    with line.city.store.write() as db:
        for number in range(2):
            commands.ask(db, keys, f"call-{number}", "hang_up", {"sid": f"CA{number}"}, at)
    line.turn()
    watch.work()
    assert not now_of(line).is_outage


def test_a_new_caller_hears_it_and_where_to_turn(line: Line) -> None:
    switch_out(line.center, Why.PROVIDER, None)
    sid = line.dial()
    line.exchange.advance(60)
    words = line.exchange.said(sid)
    assert "Mamy awarię" in words
    assert "sto dwanaście" in words
    assert "zadzwonić później" in words  # no failover number is set: none is said


def test_a_drill_changes_nothing_for_callers_and_ends_by_itself(
    line: Line, watch: Watch, chief: Console
) -> None:
    chief.get("/outage")
    chief.post("/outage", deed="drill", minutes="15")
    assert "Ćwiczenie awarii" in chief.text
    sid = line.wait_for_a_person()
    assert line.call(sid).state is CallState.WAITING
    line.exchange.hang_up(sid)
    line.turn()
    line.city.clock.advance(14 * 60)
    watch.work()
    assert now_of(line).is_drill
    line.city.clock.advance(60)
    watch.work()
    assert now_of(line) == mode.NORMAL
    assert audited(line) == [("drill", "drill"), ("normal", "drill")]


def test_a_real_outage_ends_a_drill(line: Line) -> None:
    with line.city.store.write() as db:
        mode.begin_drill(db, "somebody", 30, line.city.clock.now())
    assert switch_out(line.center, Why.POWER, None)
    assert not switch_out(line.center, Why.POWER, None)
    assert [one.state.value for one in line.rows(LineMode)] == ["drill", "outage"]


def test_only_a_supervisor_switches(line: Line) -> None:
    browser = line.city.console()
    browser.get("/outage")
    response = browser.post("/outage", deed="outage", why="power")
    assert response.status_code == 403
    assert now_of(line) == mode.NORMAL
    assert "osoba kierująca zmianą" in browser.text


def test_calls_only_the_provider_knew_are_found_and_settled(
    line: Line, watch: Watch, chief: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch_out(line.center, Why.NETWORK, None)
    deafen(line, monkeypatch)
    sid = line.exchange.dial(FRIEND)
    line.exchange.advance()
    line.exchange.hang_up(sid)
    watch.work()
    (stray,) = strays(line)
    assert (stray.sid, stray.outcome) == (sid, StrayOutcome.OPEN)
    with line.city.store.write() as db:
        mode.end(db, "iza", line.city.clock.now())
    chief.get("/outage/reconcile")
    mode_id = line.rows(LineMode)[0].id
    chief.post("/outage/reconcile/close", mode=mode_id, deed="close")
    assert "są rozmowy, o których nic nie wiemy" in chief.text
    chief.post(f"/outage/reconcile/calls/{sid}", outcome="nobody")
    chief.post("/outage/reconcile/close", mode=mode_id, deed="close")
    assert "Zamknięte" in chief.text
    with line.city.store.read() as db:
        assert settling.unclosed_mode(db) is None


def test_a_call_whose_news_came_late_is_no_stray(
    line: Line, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch_out(line.center, Why.NETWORK, None)
    deafen(line, monkeypatch)
    sid = line.exchange.dial(CALLER)
    line.exchange.advance()
    watch.work()
    line.post("/telephony/voice", {"CallSid": sid, "From": CALLER, "To": "+48800111222"})
    watch.work()
    assert [one.outcome for one in strays(line)] == [StrayOutcome.KNOWN_NOW]
