"""Calls, tickets and referrals on one floor, as a storm of deeds drives them, and what is known of
each: a model so simple that it cannot lose anything.

The calls are real ones: an exchange on a simulated clock, whose webhooks come doubled and late.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.agencies import inbox
from contactcenter.desk import tickets
from contactcenter.desk.tickets import NO_SHOW, Held, Wish
from contactcenter.queue import activity
from contactcenter.queue.keeper import go_round
from contactcenter.queue.match import DECLINE_REASONS
from contactcenter.simulation.marks import number_of
from contactcenter.telephony import control
from shared.intake.phone_matter import begin_matter
from shared.intake.referral import NotSettled, Referred, Referring, Settled, refer
from shared.models import (
    Activity,
    Agent,
    AgentRole,
    Call,
    CallState,
    Reservation,
    ReservationState,
    Task,
    TaskState,
)
from tests.contactcenter.content import small_city
from tests.contactcenter.telephony.line import Line

AGENTS, CLERKS, POINT, AGENCY = ("anna", "marek"), ("ewa", "jan"), "punkt", "mops"
RESULTS = sorted(inbox.RESULTS)
PENDING = Reservation.state == ReservationState.PENDING
ON_THE_LINE = (CallState.CONNECTING, CallState.TALKING, CallState.HELD)


@dataclass
class Storm:
    """`calls`: sids that were dialed. `tickets`: by key, the id. `referrals`: by id, what is known
    of them: None, "accepted", "sent_back" or the result. `done`: each deed that changed something.
    """

    line: Line
    random: Random
    agents: dict[str, str] = field(default_factory=dict)
    clerks: dict[str, str] = field(default_factory=dict)
    matters: list[tuple[str, str]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    tickets: dict[str, str] = field(default_factory=dict)
    referral_keys: dict[str, str] = field(default_factory=dict)
    referrals: dict[str, str | None] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)

    def begin(self) -> None:
        """Everybody comes to work."""
        at = self.line.city.clock.now()
        self.agents = {name: self.line.ready(name) for name in AGENTS}
        with self.line.city.store.write() as db:
            for counter, name in enumerate(CLERKS, 1):
                clerk = db.scalars(select(Agent).where(Agent.sign_in == name)).one()
                clerk.role = AgentRole.CLERK
                tickets.sit(db, clerk.id, POINT, counter, at)
                activity.set_activity(db, clerk.id, Activity.DESK, None, at)
                self.clerks[name] = clerk.id

    def step(self, number: int) -> None:
        """Each deed once, then one by chance."""
        is_first = number < len(DEEDS)
        deed = DEEDS[number] if is_first else self.random.choices(DEEDS, WEIGHTS)[0]
        deed(self)
        self.done[deed.__name__] += 1
        self.line.turn()
        self.see_phones()

    def see_phones(self) -> None:
        """The agents' phones are alive, and answer what rings at them."""
        at = self.line.city.clock.now()
        with self.line.city.store.write() as db:
            for agent_id in self.agents.values():
                activity.phone_seen(db, agent_id, at)
        for leg in self.line.exchange.live_legs():
            if leg.to.startswith("client:") and leg.status == "ringing":
                self.line.exchange.answer(leg.sid)

    def somebody(self) -> str:
        """An agent."""
        return self.random.choice(list(self.agents.values()))

    def talks(self, *states: CallState) -> list[Call]:
        """The calls that stand so."""
        return self.line.rows(Call, Call.state.in_(states or ON_THE_LINE))


def somebody_calls(storm: Storm) -> None:
    """From the greeting into the line, or they only listen."""
    if len(storm.line.exchange.live_legs()) < 12:
        sid = storm.line.dial(number_of(len(storm.calls) % 2000))
        storm.calls.append(sid)
        if storm.random.random() < 0.9:
            storm.line.exchange.press(sid, "0")


def somebody_hangs_up(storm: Storm) -> None:
    """A caller, wherever they stand."""
    own = [leg for leg in storm.line.exchange.live_legs() if not leg.to.startswith("client:")]
    if own:
        storm.line.exchange.hang_up(storm.random.choice(own).sid)


def it_rings(storm: Storm) -> None:
    """The keeper goes round."""
    with storm.line.city.store.write() as db:
        go_round(db, storm.line.city.clock.now())


def somebody_answers(storm: Storm) -> None:
    """The agent it rings at, and now and then somebody else."""
    for one in storm.line.rows(Reservation, PENDING):
        agent_id = storm.somebody() if storm.random.random() < 0.1 else one.agent_id
        control.accept(storm.line.center, one.id, agent_id)


def somebody_declines(storm: Storm) -> None:
    """And says why."""
    for one in storm.line.rows(Reservation, PENDING):
        why = storm.random.choice(DECLINE_REASONS)
        control.decline(storm.line.center, one.id, one.agent_id, why)


def somebody_is_ready(storm: Storm) -> None:
    """After a pause, or they take one."""
    wanted = storm.random.choice((Activity.READY, Activity.READY, Activity.READY, Activity.PAUSE))
    agent_id, at = storm.somebody(), storm.line.city.clock.now()
    with storm.line.city.store.write() as db:
        activity.set_activity(db, agent_id, wanted, "break", at)


def a_talk_is_held(storm: Storm) -> None:
    """Or resumed."""
    for call in storm.talks(CallState.TALKING, CallState.HELD):
        do = control.hold if call.state is CallState.TALKING else control.resume
        do(storm.line.center, call.id, str(call.agent_id))


def a_talk_is_passed_on(storm: Storm) -> None:
    """With a word before it, without, or back to the line; then it is completed or called off."""
    for call in storm.talks(CallState.TALKING, CallState.HELD)[:1]:
        agent_id, center = str(call.agent_id), storm.line.center
        to = control.Colleague(storm.somebody())
        if call.transfer:
            end = storm.random.choice((control.complete_transfer, control.cancel_transfer))
            end(center, call.id, agent_id)
        elif storm.random.random() < 0.3:
            control.transfer_cold(center, call.id, agent_id, control.BackInLine())
        else:
            begin = storm.random.choice((control.transfer_cold, control.transfer_warm))
            begin(center, call.id, agent_id, to)


def a_talk_ends(storm: Storm) -> None:
    """The agent hangs up."""
    for call in storm.talks(CallState.TALKING)[:1]:
        control.hang_up(storm.line.center, call.id, str(call.agent_id))


def a_browser_dies(storm: Storm) -> None:
    """In the middle of a talk."""
    legs = [one for one in storm.line.exchange.live_legs() if one.to.startswith("client:")]
    if legs:
        storm.line.exchange.hang_up(storm.random.choice(legs).sid)


def a_note_is_written(storm: Storm) -> None:
    """And everything there is to write up is done."""
    for task in storm.line.rows(Task, Task.state == TaskState.WRAPPING, Task.call_id.is_not(None)):
        control.wrap_up(storm.line.center, task.call_id, task.agent_id, "helped", "notatka")


def a_ticket_is_given(storm: Storm) -> None:
    """To somebody who comes in; pressing twice is pressing once."""
    key, at = f"ticket-{storm.random.randrange(4 * len(storm.tickets) + 4)}", _now(storm)
    wish = Wish(key, POINT, storm.random.choice(("pl", "pl", "uk")))
    with storm.line.city.store.write() as db:
        held = tickets.give(db, wish, at)
    assert storm.tickets.setdefault(key, held.id) == held.id


def a_clerk_calls(storm: Storm) -> None:
    """The next, or somebody they point at."""
    clerk, at = storm.random.choice(list(storm.clerks.values())), _now(storm)
    named = storm.random.choice([None, None, *list(storm.tickets.values())[-4:]])
    with storm.line.city.store.write() as db:
        tickets.call_next(db, clerk, at, named)


def a_clerk_is_done(storm: Storm) -> None:
    """Somebody was helped, or did not come, and sometimes comes after all."""
    at, words = _now(storm), (*tickets.DISPOSITIONS, NO_SHOW)
    with storm.line.city.store.write() as db:
        for clerk in storm.clerks.values():
            held = tickets.in_hand(db, clerk)
            if isinstance(held, Held):
                tickets.finish(db, held.id, clerk, storm.random.choice(words), at)
        for late in tickets.missed(db, POINT, at)[:1]:
            tickets.back_in_line(db, late.id, storm.clerks[CLERKS[0]], at)


def somebody_leaves_the_room(storm: Storm) -> None:
    """Without having been called."""
    if storm.tickets:
        ticket_id = storm.random.choice(list(storm.tickets.values()))
        with storm.line.city.store.write() as db:
            tickets.leave(db, ticket_id, "gave_up", _now(storm))


def a_matter_is_referred(storm: Storm) -> None:
    """To an agency; the same form sent twice is one referral."""
    at, agent_id, keys = _now(storm), storm.somebody(), storm.line.center.keys
    key = f"referral-{storm.random.randrange(4 * len(storm.referral_keys) + 4)}"
    with storm.line.city.store.write() as db:
        matter = begin_matter(db, agent_id, "pl", small_city().content_hash, at.date(), keys, at)
        referring = Referring(
            key, matter.matter_id, "zasilek", POINT, "any_place", "certain", organization_id=AGENCY
        )
        done = refer(db, referring, agent_id, keys, at)
    assert isinstance(done, Referred)
    assert storm.referral_keys.setdefault(key, done.referral_id) == done.referral_id
    storm.referrals.setdefault(done.referral_id, None)


def an_agency_answers(storm: Storm) -> None:
    """It accepts, returns, reports; also twice, too late, or what it is not its turn to say."""
    if not storm.referrals:
        return
    chosen = storm.random.choice(list(storm.referrals)[-8:])
    said = storm.random.choice(("accepted", "sent_back", *RESULTS))
    with storm.line.city.store.write() as db:
        answer = _answer(storm, db, chosen, said)
    if isinstance(answer, Settled):
        storm.referrals[chosen] = said if said != "accepted" else storm.referrals[chosen] or said


def _answer(storm: Storm, db: Session, referral_id: str, said: str) -> Settled | NotSettled:
    clerk, at = storm.clerks[CLERKS[0]], _now(storm)
    if said == "accepted":
        return inbox.accept(db, AGENCY, referral_id, clerk, at)
    if said == "sent_back":
        back = (referral_id, "wrong_agency", "", clerk, storm.line.center.keys, at)
        return inbox.send_back(db, AGENCY, *back)
    return inbox.report_result(db, AGENCY, referral_id, said, clerk, at)


def time_passes(storm: Storm) -> None:
    """Phones stay seen."""
    for _ in range(storm.random.choice((1, 1, 3))):
        storm.line.turn(storm.random.choice((1, 5, 20)))
        storm.see_phones()


def _now(storm: Storm) -> datetime:
    return storm.line.city.clock.now()


DEEDS: tuple[Callable[[Storm], None], ...] = (
    somebody_calls, it_rings, somebody_answers, somebody_declines, somebody_is_ready,
    a_talk_is_held, a_talk_is_passed_on, a_talk_ends, a_browser_dies, a_note_is_written,
    somebody_hangs_up, a_ticket_is_given, a_clerk_calls, a_clerk_is_done,
    somebody_leaves_the_room, a_matter_is_referred, an_agency_answers, time_passes,
)  # fmt: skip
WEIGHTS = (10, 9, 9, 1, 6, 3, 4, 5, 1, 6, 3, 6, 6, 6, 1, 4, 6, 8)
