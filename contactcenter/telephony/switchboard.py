"""Where news of a call becomes what the table says: one transaction, one call, all its effects.

Whoever uses it opens the transaction, and after the commit rings `bells`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter import bells
from contactcenter.bells import Bell
from contactcenter.queue import line, periods
from contactcenter.telephony import call as table
from contactcenter.telephony import commands, parties, passing, timeline
from contactcenter.telephony.call import Effect, Event, Ignored, Sight
from contactcenter.telephony.media import Media
from shared.models import (
    Call,
    CallDirection,
    CallLeg,
    CallMedium,
    CallState,
    LegRole,
    LegState,
    PeriodSubject,
    TaskKind,
    new_id,
)

ALONE_SECONDS = 3  # messages may overtake each other by this much before somebody counts as missing
PROMISED = {Event.PROMISE: "callback", Event.RECORD: "message"}
LOST = "agent_lost"
RETURNED = "returned"  # what a call remembers: why its citizen waits again
ENDED_BY = {Event.CITIZEN_GONE: "citizen", Event.HANG_UP: "line"}


@dataclass
class Switchboard:
    """`media`: what carries each kind of call. `is_news`: somebody's screen has to look again."""

    db: Session
    media: Mapping[CallMedium, Media]
    at: datetime
    is_news: bool = field(default=False)

    @property
    def bells(self) -> frozenset[Bell]:
        """Whom to ring once all this is committed."""
        screens = (Bell.SCREENS,) if self.is_news else ()
        return bells.noted(self.db).union(screens)

    def find(self, call_id: str) -> Call | None:
        """The call as it is now, nobody else's until the end of the transaction."""
        return self.db.get(Call, call_id, with_for_update=True, populate_existing=True)

    def begin(self, call: Call) -> Call:
        """A new call: its first stretch of time and first line."""
        self.db.add(call)
        self.db.flush()
        timeline.note(self.db, call.id, "began", call.began_at)
        periods.begin_first(self.db, PeriodSubject.CALL, call.id, call.state, call.began_at)
        self.is_news = True
        return call

    def happen(self, call: Call, event: Event, at: datetime | None = None) -> bool:
        """Move the call by the table, and do what that entails; False: it was ignored."""
        move = table.move(call.state, event)
        if isinstance(move, Ignored):
            return False
        before, call.state = call.state, move.state
        if before is not move.state:
            self._turn_period(call, at or self.at)
        for effect in move.effects:
            self._effects[effect](call, event, at or self.at)
        self.is_news = self.is_news or before is not move.state
        self.db.flush()
        return True

    def hear(self, leg: CallLeg, fact: LegState, at: datetime) -> None:
        """One fact about a leg, whose call is locked; the earliest time that is told counts."""
        if fact is LegState.JOINED and (leg.joined_at is None or at < leg.joined_at):
            self._note_once(leg, "party_joined", at, is_new=leg.joined_at is None)
            leg.joined_at = at
        if fact is LegState.GONE and (leg.gone_at is None or at < leg.gone_at):
            self._note_once(leg, "party_gone", at, is_new=leg.gone_at is None)
            leg.gone_at = at
        before, leg.state = leg.state, table.further(leg.state, fact)
        self.db.flush()
        call = self.db.get_one(Call, leg.call_id)
        if leg.is_muted and before is not leg.state is LegState.JOINED:
            self.media[call.medium].mute(self.db, call, leg, self.at, is_muted=True)
        self.settle(call)
        parties.moved(self, call, leg, before)
        passing.leg_moved(self, call, leg)

    def settle(self, call: Call) -> None:
        """Do what everything heard of the present conversation adds up to."""
        legs = self.legs(call)
        self._note_talk(call, legs)
        for event in table.seen(sights(legs)):
            self.happen(call, event)

    def leave_if_abandoned(self, call: Call) -> bool:
        """Give a call back that nobody of ours has been in for a while."""
        legs = self.legs(call)
        if not table.is_abandoned(call.state, sights(legs)):
            return False
        latest_at = max((leg.gone_at for leg in legs if leg.gone_at), default=self.at)
        if self.at - latest_at < timedelta(seconds=ALONE_SECONDS):
            return False
        return self.happen(call, Event.ABANDONED)

    def legs(self, call: Call) -> list[CallLeg]:
        """The legs of the present conversation: from the citizen's latest on."""
        query = select(CallLeg).where(CallLeg.call_id == call.id).order_by(CallLeg.id)
        legs = list(self.db.scalars(query))
        begins = [at for at, leg in enumerate(legs) if leg.role is LegRole.CITIZEN]
        return legs[begins[-1] :] if begins else legs

    def leg_of(self, call: Call, role: LegRole, agent_id: str | None = None) -> CallLeg | None:
        """The newest leg of this role that has not gone; with an agent's id, theirs."""
        for leg in reversed(self.legs(call)):
            is_theirs = agent_id is None or leg.agent_id == agent_id
            if leg.role is role and is_theirs and leg.state is not LegState.GONE:
                return leg
        return None

    def add_leg(self, call: Call, role: LegRole, agent_id: str | None = None) -> CallLeg:
        """One more party, asked for."""
        leg_id = new_id()
        leg = CallLeg(
            id=leg_id,
            call_id=call.id,
            role=role,
            label=leg_id,
            agent_id=agent_id,
            state=LegState.ASKED,
            asked_at=self.at,
        )
        self.db.add(leg)
        self.db.flush()
        return leg

    def bring(self, call: Call, leg: CallLeg, to: str, coached: str | None = None) -> None:
        """Ring a party into the conversation."""
        self.media[call.medium].connect(self.db, call, leg, to, self.at, coached)
        fields = {"role": leg.role.value, "agent_id": leg.agent_id}
        timeline.note(self.db, call.id, "party_asked", self.at, **fields)

    def drop(self, call: Call, leg: CallLeg) -> None:
        """End one party's part."""
        self.media[call.medium].drop(self.db, call, leg, self.at)

    @property
    def _effects(self) -> Mapping[Effect, Callable[[Call, Event, datetime], None]]:
        return {
            Effect.LEAVE_LINE: self._leave_line,
            Effect.RING_AGENT: self._ring_agent,
            Effect.FETCH_CITIZEN: self._fetch_citizen,
            Effect.LET_WAIT: self._let_wait,
            Effect.GIVE_BACK: self._give_back,
            Effect.WRAP: self._wrap,
            Effect.DROP_OURS: self._drop_ours,
            Effect.DROP_CITIZEN: self._drop_citizen,
            Effect.CLOSE: self._close,
        }

    def _leave_line(self, call: Call, event: Event, at: datetime) -> None:
        if call.task_id is not None:
            line.leave(self.db, call.task_id, PROMISED.get(event, "hung_up"), at)

    def _ring_agent(self, call: Call, _event: Event, _at: datetime) -> None:
        if self.leg_of(call, LegRole.CITIZEN) is None:
            self.add_leg(call, LegRole.CITIZEN)
        leg = self.add_leg(call, LegRole.AGENT, call.agent_id)
        self.bring(call, leg, f"client:{call.agent_id}")

    def _fetch_citizen(self, call: Call, _event: Event, at: datetime) -> None:
        citizen = self.leg_of(call, LegRole.CITIZEN)
        if citizen is not None and citizen.state is LegState.ASKED:
            self.media[call.medium].fetch_citizen(self.db, call, citizen, at)
            citizen.state = LegState.RINGING

    def _let_wait(self, call: Call, _event: Event, at: datetime) -> None:
        citizen = self.leg_of(call, LegRole.CITIZEN)
        if citizen is not None:
            self.hear(citizen, LegState.GONE, at)  # of this conversation; the next has its own leg
        self.media[call.medium].let_wait(self.db, call, at)

    def _give_back(self, call: Call, event: Event, at: datetime) -> None:
        """The old place, whoever had the task; a note being written stays with its writer."""
        wish, call.transfer = call.transfer, {}
        why = "transferred" if event is Event.PASS_ON else LOST
        call.menu = {**call.menu, RETURNED: why}
        skills = tuple(wish["skills"]) if "skills" in wish else None
        language = wish.get("language")
        timeline.note(self.db, call.id, "given_back", at, why=why)
        is_back = call.task_id is not None and line.give_back(
            self.db, call.task_id, at, why, language=language, skills=skills
        )
        if is_back:
            return
        task = line.enter(
            self.db,
            kind=kind_of(call),
            at=at,
            language=language or call.language,
            skills=skills or (),
            reasons=(why,),
            call_id=call.id,
            kiosk_id=call.kiosk_id,
            place_at=call.queued_at or call.began_at,
        )
        call.task_id = task.id

    def _wrap(self, call: Call, _event: Event, at: datetime) -> None:
        if call.task_id is not None and call.agent_id is not None:
            line.wrap(self.db, call.task_id, call.agent_id, at)

    def _drop_ours(self, call: Call, _event: Event, _at: datetime) -> None:
        commands.cancel(self.db, call.id, self.at)
        for leg in self.legs(call):
            if leg.role is not LegRole.CITIZEN and leg.state is not LegState.GONE:
                self.drop(call, leg)

    def _drop_citizen(self, call: Call, _event: Event, at: datetime) -> None:
        self.media[call.medium].end(self.db, call, at)

    def _close(self, call: Call, event: Event, at: datetime) -> None:
        call.ended_at, call.transfer = at, {}
        call.ended = call.ended or ENDED_BY.get(event, "line")
        timeline.note(self.db, call.id, "ended", at, by=call.ended)

    def _note_talk(self, call: Call, legs: list[CallLeg]) -> None:
        """When citizen and line first heard each other; also once it is over, if news is late."""
        began_at = together_at(legs)
        if began_at is None:
            return
        if call.answered_at is None:
            timeline.note(self.db, call.id, "talking", began_at, agent_id=call.agent_id)
        call.answered_at = min(began_at, call.answered_at or began_at)

    def _turn_period(self, call: Call, at: datetime) -> None:
        write = periods.end if call.state is CallState.ENDED else periods.begin
        write(self.db, PeriodSubject.CALL, call.id, call.state, at, agent_id=call.agent_id)

    def _note_once(self, leg: CallLeg, name: str, at: datetime, *, is_new: bool) -> None:
        if is_new:
            fields = {"role": leg.role.value, "agent_id": leg.agent_id}
            timeline.note(self.db, leg.call_id, name, at, **fields)
            self.is_news = True


def sights(legs: list[CallLeg]) -> list[Sight]:
    """Legs as the table sees them."""
    return [Sight(leg.role, leg.state, leg.joined_at is not None) for leg in legs]


def together_at(legs: list[CallLeg]) -> datetime | None:
    """Since when the citizen and the first of ours were both in the conversation."""
    citizen = [leg.joined_at for leg in legs if leg.role is LegRole.CITIZEN and leg.joined_at]
    ours = [leg.joined_at for leg in legs if leg.role in table.OURS and leg.joined_at]
    return max(min(citizen), min(ours)) if citizen and ours else None


def kind_of(call: Call) -> TaskKind:
    """In what kind of line a call waits."""
    if call.direction is CallDirection.OUTBOUND:
        return TaskKind.CALLBACK
    return TaskKind.KIOSK_CALL if call.medium is CallMedium.KIOSK else TaskKind.CALL
