"""Any permutation, duplication and loss of a legal list of webhooks ends in the same state.

One call is made through a calm exchange, and what it told the app is written down. Then the
database is put back to the moment before, again and again, and the same signed webhooks come in
another order, twice, or not at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from contactcenter.queue import moves
from contactcenter.telephony import control
from contactcenter.telephony.local_provider.post import TOKEN_HEADER
from shared.models import Call, CallLeg, CallState, Task, TaskState
from tests.contactcenter.telephony.line import Line, build_line
from tests.tally import count, tally

NEWS = ("/telephony/leg/", "/telephony/status/")
Post = tuple[str, dict[str, str], str | None]


class Recorded:
    """A call written down: the database before its news, and all of the news in its order."""

    def __init__(self, line: Line, folder: Path) -> None:
        self.line = line
        self._live = folder / "city.db"
        self._kept = folder / "before.db"
        self.agent_id = line.ready()
        self.sid = line.wait_for_a_person()
        outcome = control.accept(line.center, line.offer(), self.agent_id)
        assert isinstance(outcome, control.Done)
        self.keep()
        line.posted.clear()
        line.pick_up(self.agent_id)
        line.exchange.advance(30)
        line.exchange.hang_up(self.sid)
        line.turn()
        self.news: list[Post] = [
            (target, form, headers[TOKEN_HEADER])
            for target, form, headers in line.posted
            if target.startswith(NEWS)
        ]

    def after(self, news: list[Post], *, times: bool = True, is_repaired: bool = False) -> Any:
        """How everything stands once these came, from the beginning on."""
        self.put_back()
        for target, form, token in news:
            response = self.line.post(target, form, token)
            assert response.status_code == 204
        if is_repaired:
            self.line.city.clock.advance(60)
            self.line.reconciler.__init__(self.line.center)  # type: ignore[misc]
            self.line.reconciler.work()
        return self._standing(times=times)

    def _standing(self, *, times: bool) -> Any:
        with self.line.city.store.read() as db:
            call = db.scalars(select(Call)).one()
            task = db.get_one(Task, call.task_id)
            legs = db.scalars(select(CallLeg).order_by(CallLeg.id)).all()
            activity = moves.status(db, self.agent_id).activity
        states = (call.state, call.ended, task.state, activity, [leg.state for leg in legs])
        if not times:
            return states
        instants = (call.answered_at, call.ended_at, [(one.joined_at, one.gone_at) for one in legs])
        return (*states, *instants)

    def keep(self) -> None:
        """Write down how everything stands before the news."""
        self._copy(self._live, self._kept)

    def put_back(self) -> None:
        """Let everything stand as it did."""
        self._copy(self._kept, self._live)

    @staticmethod
    def _copy(source: Path, target: Path) -> None:
        origin, copy = sqlite3.connect(source), sqlite3.connect(target)
        origin.backup(copy)
        origin.close()
        copy.close()


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[Recorded]:
    line = build_line(tmp_path)
    yield Recorded(line, tmp_path)
    line.city.close()


@pytest.mark.proof
def test_order_doubles_and_losses_do_not_matter(recorded: Recorded) -> None:
    """Without losses even the instants are the same; what is lost, reconciliation finds again."""
    dice, rounds = Random(20261122), count(2, 150)
    told = recorded.after(recorded.news)
    assert told[0] is CallState.ENDED
    assert told[2] is TaskState.WRAPPING
    ended = recorded.after(recorded.news, times=False)
    assert len(recorded.news) > 6
    for _ in range(rounds):
        mixed = [*recorded.news, *dice.sample(recorded.news, k=3)]
        dice.shuffle(mixed)
        assert recorded.after(mixed) == told
    for _ in range(rounds):
        left = [one for one in recorded.news if dice.random() < 0.5]
        dice.shuffle(left)
        assert recorded.after(left, times=False, is_repaired=True) == ended
    tally("webhooks in any order end in the same state", orders=2 * rounds)


def test_without_its_token_a_repeat_is_still_known(recorded: Recorded) -> None:
    told = recorded.after(recorded.news)
    bare: list[Post] = [(target, form, None) for target, form, _ in recorded.news]
    assert recorded.after([*bare, *bare, *reversed(bare)]) == told
