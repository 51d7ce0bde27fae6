"""The line on the other database: the same calls, with real locks between real connections."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import Table, insert, select

from contactcenter.telephony import commands, control
from contactcenter.views import telephony
from shared.models import Base, Call, CallLeg, CallState, LegRole
from tests.contactcenter.telephony.line import CALLER, Line, build_line
from tests.contactcenter.telephony.test_control_more import (
    test_a_callback_keeps_the_place_and_asks_first_who_answers as test_callback,
)
from tests.contactcenter.telephony.test_control_talk import (
    test_a_cold_transfer_ends_the_agents_part_only_when_the_colleague_has_come as test_transfer,
)
from tests.contactcenter.telephony.test_control_talk import (
    test_an_agent_whose_phone_vanishes_is_replaced_and_the_caller_keeps_the_place as test_replaced,
)
from tests.contactcenter.telephony.test_control_talk import (
    test_the_caller_hangs_up_and_the_agent_writes_it_up as test_talk_and_note,
)
from tests.contactcenter.telephony.test_webhooks_order import Recorded
from tests.databases import empty_tables, migrated_postgresql_url
from tests.tally import count

__all__ = ["test_callback", "test_replaced", "test_talk_and_note", "test_transfer"]
CALL = {"CallSid": "CA1", "From": CALLER, "To": "+48800111222", "CallStatus": "ringing"}


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """The line of every test of this file, also of those that come from elsewhere."""
    line = build_line(tmp_path, database_url=migrated_postgresql_url())
    yield line
    line.city.close()


class Remembered(Recorded):
    """A call written down row by row."""

    rows: dict[Table, list[dict[str, Any]]]

    def keep(self) -> None:
        with self.line.city.store.read() as db:
            self.rows = {
                table: [dict(row) for row in db.execute(select(table)).mappings()]
                for table in Base.metadata.sorted_tables
            }

    def put_back(self) -> None:
        empty_tables(self.line.city.store)
        with self.line.city.store.write() as db:
            for table, rows in self.rows.items():
                if rows:
                    db.execute(insert(table), rows)


def test_order_doubles_and_losses_do_not_matter(line: Line, tmp_path: Path) -> None:
    recorded, dice = Remembered(line, tmp_path), Random(7)
    told = recorded.after(recorded.news)
    ended = recorded.after(recorded.news, times=False)
    assert told[0] is CallState.ENDED
    for _ in range(count(1, 60)):
        mixed = [*recorded.news, *dice.sample(recorded.news, k=3)]
        dice.shuffle(mixed)
        assert recorded.after(mixed) == told
        left = [one for one in recorded.news if dice.random() < 0.5]
        assert recorded.after(left, times=False, is_repaired=True) == ended


def test_the_same_call_announced_at_once_begins_once(line: Line) -> None:
    with ThreadPoolExecutor(8) as crowd:
        posts = [crowd.submit(line.post, "/telephony/voice", CALL) for _ in range(8)]
        answers = [one.result() for one in posts]
    assert {one.status_code for one in answers} == {200}
    assert len({one.text for one in answers}) == 1
    assert "<Gather" in answers[0].text
    assert len(line.rows(Call)) == 1


def test_accepted_many_times_at_once_one_phone_rings(line: Line) -> None:
    agent_id = line.ready()
    line.wait_for_a_person()
    offer = line.offer()
    with ThreadPoolExecutor(6) as crowd:
        clicks = [crowd.submit(control.accept, line.center, offer, agent_id) for _ in range(6)]
        done = [one.result() for one in clicks]
    assert sum(isinstance(one, control.Done) for one in done) >= 1
    assert len(line.rows(CallLeg, CallLeg.role == LegRole.AGENT)) == 1
    assert len(line.commands("add_party")) == 1


def test_a_command_is_carried_by_one(line: Line) -> None:
    """Many hands reach for it at once; whoever finds it taken takes nothing, and does not wait."""
    line.ready()
    line.wait_for_a_person()
    control.accept(line.center, line.offer(), line.agent())

    def take(_hand: int) -> object:
        with line.center.store.write() as db:
            return commands.take(db, line.center.keys, line.city.clock.now())

    with ThreadPoolExecutor(8) as crowd:
        taken = [one for one in crowd.map(take, range(16)) if one is not None]
    assert len(taken) == 1


def test_a_call_in_another_hand_is_answered_with_help(line: Line) -> None:
    sid = line.dial()
    call = line.call(sid)
    path, form = f"/telephony/menu/{call.id}?at=start&try=0", {"CallSid": sid, "Digits": "0"}
    with patch.object(telephony, "LOCK_SECONDS", 0.05), line.city.store.write() as db:
        db.get(Call, call.id, with_for_update=True)
        answer = line.post(path, form)
    assert "one one two" in answer.text
    assert line.call(sid).state is CallState.MENU
    line.exchange.press(sid, "0")
    line.turn()
    assert line.call(sid).state is CallState.WAITING
