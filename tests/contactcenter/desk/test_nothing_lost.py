"""Thousands of steps at random over tickets and referrals: whoever came is somewhere, once."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select

from contactcenter.agencies import inbox
from contactcenter.agencies.inbox import RESULTS
from contactcenter.desk import day_end, tickets
from contactcenter.desk.points import Point
from contactcenter.desk.tickets import DISPOSITIONS, NO_SHOW, Held
from contactcenter.queue import periods
from shared.intake.keys import CityKeys
from shared.intake.referral import SENT_BACK_WHY
from shared.models import (
    Period,
    PeriodSubject,
    Referral,
    ReferralOutcome,
    Task,
    TaskKind,
    TaskState,
    Ticket,
    new_id,
)
from shared.store import Store
from tests.contactcenter.content import small_city
from tests.contactcenter.desk.room import POINT, Room
from tests.tally import count, tally

STEPS = count(400, 10_000)
SEED = 20261122
KEYS = CityKeys(bytes(range(3, 35)), X25519PrivateKey.from_private_bytes(bytes(range(2, 34))))
OPEN = {TaskState.WAITING, TaskState.ASSIGNED}
AGENCIES = ("mops", "css")


class Storm:
    """A waiting room and two agencies, and everything people do there in no order at all."""

    def __init__(self, store: Store, point: Point) -> None:
        self.room, self.point, self.random = Room(store), point, Random(SEED)
        self.clerks = [self.room.clerk(f"c{n}", ("pl", "uk"), n) for n in range(1, 4)]
        self.given: set[str] = set()
        self.referred: set[str] = set()
        self.deeds: Counter[str] = Counter()
        self.moves = (
            self.give, self.give, self.call, self.call, self.finish, self.no_show, self.back,
            self.leave, self.number, self.callback, self.recall, self.refer, self.answer, self.end,
        )  # fmt: skip

    def step(self) -> None:
        move = self.random.choice(self.moves)
        self.room.pass_(seconds=self.random.randint(1, 90))
        self.deeds[move.__name__] += bool(move())

    def give(self) -> object:
        key = f"visit {self.random.randint(1, 2 * STEPS)}"  # some come twice with one key
        held = self.room.ticket(key, self.random.choice(("pl", "uk", "en")))
        self.given.add(held.id)
        return held

    def call(self) -> object:
        named = self.any_ticket() if self.random.random() < 0.3 else None
        return isinstance(self.room.call(self.clerk(), named), Held)

    def finish(self) -> object:
        return self._end(self.random.choice(DISPOSITIONS))

    def no_show(self) -> object:
        return self._end(NO_SHOW)

    def recall(self) -> object:
        clerk, ticket = self.clerk(), self.any_ticket()
        return self.room.write(lambda db: tickets.recall(db, ticket, clerk, self.room.at))

    def back(self) -> object:
        with self.room.store.read() as db:
            missed = tickets.missed(db, POINT, self.room.at)
        ticket, clerk = missed[0].id if missed else self.any_ticket(), self.clerk()
        return self.room.write(lambda db: tickets.back_in_line(db, ticket, clerk, self.room.at))

    def leave(self) -> object:
        ticket = self.any_ticket()
        return self.room.write(lambda db: tickets.leave(db, ticket, "gave_up", self.room.at))

    def number(self) -> object:
        deed, who = day_end.leave_number, (self.any_ticket(), "+48600100200", self.clerk())
        return self.room.write(lambda db: deed(db, *who, KEYS, self.room.at))

    def callback(self) -> object:
        self.number()
        place, ticket = small_city().locations["punkt"], self.any_ticket()
        at = self.room.at

        def turn(db: object) -> bool:
            held = tickets.find(db, ticket)  # type: ignore[arg-type]
            return held is not None and day_end.to_callback(db, held, place, at, at_once=True)  # type: ignore[arg-type]

        return self.room.write(turn)

    def end(self) -> object:
        if self.random.random() < 0.8:
            return False
        self.room.pass_(hours=self.random.choice((1, 9, 24)))
        place, at = small_city().locations["punkt"], self.room.at
        return self.room.write(lambda db: any(day_end.end_day(db, self.point, place, at)))

    def refer(self) -> object:
        id_, agency = new_id(), self.random.choice(AGENCIES)
        row = Referral(
            id=id_, key=id_, matter_id=new_id(), service_id="zasilek", location_id="punkt",
            organization_id=agency, reason="any_place", assignment="certain", agent_id="anna",
            outcome=ReferralOutcome.OPEN, made_at=self.room.at,
        )  # fmt: skip
        self.room.write(lambda db: db.add(row))
        self.referred.add(id_)
        return True

    def answer(self) -> object:
        """Either agency answers any referral: its own, once, and no other."""
        agency, at = self.random.choice(AGENCIES), self.room.at
        id_ = self.random.choice(sorted(self.referred)[-8:] or [""])
        why, result = self.random.choice(SENT_BACK_WHY), self.random.choice(RESULTS)
        deed = self.random.randrange(3)
        with self.room.store.write() as db:
            if deed == 0:
                return inbox.accept(db, agency, id_, "z", at)
            if deed == 1:
                return inbox.send_back(db, agency, id_, why, "", "z", KEYS, at)
            return inbox.report_result(db, agency, id_, result, "z", at)

    def clerk(self) -> str:
        return self.random.choice(self.clerks)

    def any_ticket(self) -> str:
        """One of those who came last: their ids are in the order of their coming."""
        return self.random.choice(sorted(self.given)[-12:] or [""])

    def _end(self, disposition: str) -> bool:
        clerk = self.clerk()
        with self.room.store.read() as db:
            held = tickets.in_hand(db, clerk)
        return held is not None and self.room.finish(clerk, held, disposition)

    def check(self) -> Counter[str]:
        """Everybody who came is somewhere, once; and every stretch of time is accounted for."""
        with self.room.store.read() as db:
            rows = {row.id: row for row in db.scalars(select(Ticket))}
            tasks = {row.id: row for row in db.scalars(select(Task))}
            open_periods = db.scalars(select(Period).where(Period.ended_at.is_(None))).all()
            referrals = {row.id: row for row in db.scalars(select(Referral))}
            for task in list(tasks.values())[-20:]:
                assert periods.is_gapless(periods.of(db, PeriodSubject.TASK, task.id))
        assert rows.keys() == self.given
        assert len({(r.day_on, r.letter, r.number) for r in rows.values()}) == len(rows)
        held = [tasks[row.task_id] for row in rows.values()]
        in_hand = Counter(task.agent_id for task in held if task.state is TaskState.ASSIGNED)
        assert all(number == 1 for number in in_hand.values())
        open_tasks = {task.id for task in tasks.values() if task.state in OPEN}
        ours = {one.subject_id for one in open_periods if one.subject is PeriodSubject.TASK}
        assert ours == open_tasks
        callbacks = [task for task in tasks.values() if task.kind is TaskKind.CALLBACK]
        assert len({task.call_id for task in callbacks}) == len(callbacks)
        assert referrals.keys() == self.referred
        for row in referrals.values():
            assert (row.result is None) or row.outcome is ReferralOutcome.ACCEPTED
            assert (row.outcome is ReferralOutcome.OPEN) == (row.settled_at is None)
        return Counter(task.state.value for task in held)


@pytest.mark.proof
def test_whoever_came_is_somewhere_once(sqlite_store: Store, point: Point) -> None:
    storm = Storm(sqlite_store, point)
    for number in range(STEPS):
        storm.step()
        if number % 250 == 249:
            storm.check()
    states = storm.check()
    assert all(storm.deeds[move.__name__] for move in storm.moves), storm.deeds
    assert states.total() == len(storm.given) > STEPS // 20
    figures = {"tickets": len(storm.given), "referrals": len(storm.referred), "lost": 0}
    tally("Tickets and referrals: nobody is lost", steps=STEPS, **figures, **states)
