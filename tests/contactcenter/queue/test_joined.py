"""Calls, tickets and referrals together, thousands of deeds in any order: nothing is lost, nothing
is done twice, and in the end everybody has been served.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.agencies import inbox
from contactcenter.desk import tickets
from contactcenter.queue import periods
from contactcenter.queue.keeper import go_round
from contactcenter.telephony.local_provider.chaos import Chaos
from shared.models import (
    AgentStatus,
    Call,
    CallState,
    PeriodSubject,
    Referral,
    ReferralOutcome,
    Task,
    TaskKind,
    TaskState,
    Ticket,
)
from tests.contactcenter.queue.joined import (
    AGENCY,
    DEEDS,
    Storm,
    a_clerk_calls,
    a_clerk_is_done,
    a_note_is_written,
    somebody_answers,
)
from tests.contactcenter.queue.test_machine import HELD, OVER, check_offers
from tests.contactcenter.telephony.line import build_line
from tests.databases import migrated_postgresql_url
from tests.tally import count, tally

STEPS = {"sqlite": count(24, 10_000), "postgresql": count(len(DEEDS), 10_000)}
BAD = Chaos(doubles=0.3, delays=0.2, delay_seconds=2.0)
TALK = (TaskKind.CALL, TaskKind.KIOSK_CALL, TaskKind.CALLBACK)


@pytest.fixture(params=["sqlite", "postgresql"])
def storm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storm]:
    url = None if request.param == "sqlite" else migrated_postgresql_url()
    line = build_line(tmp_path, chaos=BAD, database_url=url)
    begun = Storm(line, Random(11))
    begun.begin()
    yield begun
    line.city.close()


@pytest.mark.proof
def test_calls_tickets_and_referrals_lose_nobody(storm: Storm) -> None:
    database = storm.line.city.store.engine.dialect.name
    for number in range(STEPS[database]):
        storm.step(number)
        with storm.line.city.store.read() as db:
            check_offers(db)
            check_hands(db)
            check_model(db, storm)
    calm_down(storm)
    with storm.line.city.store.read() as db:
        assert set(db.scalars(select(Task.state))) <= set(OVER)
        assert set(db.scalars(select(Call.state))) == {CallState.ENDED}
        assert sorted(str(one) for one in db.scalars(select(Call.provider_sid))) == sorted(
            storm.calls
        )
        assert ReferralOutcome.OPEN not in set(db.scalars(select(Referral.outcome)))
        check_log(db)
    assert set(storm.done) == {deed.__name__ for deed in DEEDS}
    tally(
        "Calls, tickets and referrals together lose nobody",
        database=database,
        steps=STEPS[database],
        calls=len(storm.calls),
        tickets=len(storm.tickets),
        referrals=len(storm.referrals),
        lost=0,
    )


def check_hands(db: Session) -> None:
    """Nobody has two talks; whatever is in a hand says whose; a clerk has one ticket at a time."""
    held = db.execute(
        select(Task.kind, Task.state, Task.agent_id).where(
            Task.state.in_((*HELD, TaskState.WAITING, TaskState.RESERVED))
        )
    ).all()
    talks = Counter(who for kind, state, who in held if kind in TALK and state == "assigned")
    called = Counter(who for kind, _, who in held if kind is TaskKind.TICKET and who)
    assert max(talks.values(), default=0) <= 1
    assert max(called.values(), default=0) <= 1
    assert all((who is not None) is (state in HELD) for _, state, who in held)


def check_model(db: Session, storm: Storm) -> None:
    """Every ticket and referral is there once and stands where its last word put it."""
    assert set(db.scalars(select(Call.provider_sid))) <= set(storm.calls)
    assert dict(db.execute(select(Ticket.key, Ticket.id)).all()) == storm.tickets
    kept = db.execute(select(Referral.id, Referral.outcome, Referral.result)).all()
    assert {id_: _said(outcome, result) for id_, outcome, result in kept} == storm.referrals
    with_task = select(Ticket.id).join(Task, Task.id == Ticket.task_id)
    assert len(db.scalars(with_task).all()) == len(storm.tickets)


def _said(outcome: ReferralOutcome, result: str | None) -> str | None:
    return result or (None if outcome is ReferralOutcome.OPEN else outcome.value)


def check_log(db: Session) -> None:
    """Every second of every agent, task and call is in the log once."""
    subjects = (
        (PeriodSubject.AGENT, AgentStatus.agent_id),
        (PeriodSubject.TASK, Task.id),
        (PeriodSubject.CALL, Call.id),
    )
    for subject, ids in subjects:
        for id_ in db.scalars(select(ids)).all():
            stretches = periods.of(db, subject, id_)
            assert stretches
            assert periods.is_gapless(stretches)


def calm_down(storm: Storm) -> None:
    """Nobody new comes; everybody who is left is served, and every agency answers."""
    line = storm.line
    for _ in range(len(storm.tickets) + 50):
        for leg in line.exchange.live_legs():
            line.exchange.hang_up(leg.sid)
        line.turn(30)
        storm.see_phones()
        with line.city.store.write() as db:
            go_round(db, line.city.clock.now())
        for deed in (somebody_answers, a_note_is_written, a_clerk_calls, a_clerk_is_done):
            deed(storm)
        if not line.rows(Task, Task.state.not_in(OVER)):
            break
        _send_home(storm)
    with line.city.store.write() as db:
        for id_ in storm.referrals:
            inbox.accept(db, AGENCY, id_, storm.clerks["ewa"], line.city.clock.now())


def _send_home(storm: Storm) -> None:
    """Whoever waits for a clerk who does not speak their language is told so."""
    with storm.line.city.store.write() as db:
        for held in tickets.waiting(db, "punkt", storm.line.city.clock.now()):
            if held.language != "pl":
                tickets.leave(db, held.id, "desk", storm.line.city.clock.now())
