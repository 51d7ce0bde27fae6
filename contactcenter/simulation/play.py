"""Lets made-up callers use an exchange: they dial, listen, press, wait, talk and hang up.

The exchange may stand in this process, on a simulated clock, or in the provider's own: all that
happens here is written into its agenda.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from contactcenter.simulation.callers import MESSAGE, SAY, Caller
from contactcenter.telephony.local_provider.calls import Habit
from contactcenter.telephony.local_provider.exchange import Exchange
from contactcenter.telephony.local_provider.parts import Leg, Status

BEAT_SECONDS = 1.0
MESSAGE_SECONDS = 14
CONFIRM = "1"  # it was me who asked to be called back


class Entry(NamedTuple):
    """One line of the journal: when, which caller, and what they did; no number, no key."""

    at: datetime
    caller: int
    what: str


@dataclass
class Person:
    """A caller on the way through their call."""

    caller: Caller
    sid: str | None = None
    steps: tuple[str, ...] = ()
    acts_at: datetime | None = None
    asked_at: datetime | None = None  # since when they have had nothing more to say
    talks_since: datetime | None = None
    is_called_back: bool = False
    is_done: bool = False


class Play:
    """`journal`: what the callers did, in its order."""

    def __init__(self, exchange: Exchange, callers: Sequence[Caller]) -> None:
        self._exchange = exchange
        self._people = [Person(one) for one in callers]
        self._by_number = {person.caller.number: person for person in self._people}
        self._is_stopped = False
        self._began_at = exchange.clock.now()
        self.journal: list[Entry] = []

    def start(self) -> None:
        """Everybody dials when their moment comes."""
        for person in self._people:
            caller = person.caller
            seconds = caller.answers_after_seconds
            habit = Habit(seconds) if seconds is not None else Habit(refuses=Status.NO_ANSWER)
            self._exchange.teach(caller.number, habit)
            dial = lambda person=person: self._dial(person)  # noqa: E731  # one for each
            self._exchange.agenda.after(caller.dials_after_seconds, dial)
        self._exchange.agenda.after(BEAT_SECONDS, self._beat)

    def stop(self) -> None:
        """Everybody puts down the telephone, and nobody dials any more."""
        self._is_stopped = True
        for person in self._people:
            if person.sid is not None:
                self._exchange.hang_up(person.sid)
            person.is_done = True

    @property
    def is_over(self) -> bool:
        """Whether everybody has called, and nobody is on the line."""
        return all(person.is_done for person in self._people)

    @property
    def is_busy(self) -> bool:
        """Whether somebody is on the line."""
        return any(person.sid is not None for person in self._people)

    @property
    def next_dial_at(self) -> datetime | None:
        """When the next caller dials; None when all have."""
        to_come = [one.caller for one in self._people if one.sid is None and not one.is_done]
        seconds = min((one.dials_after_seconds for one in to_come), default=None)
        return None if seconds is None else self._began_at + timedelta(seconds=seconds)

    def counts(self) -> dict[str, int]:
        """How often what was done; how many are on the line and still to come."""
        done = Counter(entry.what for entry in self.journal)
        on_line = sum(person.sid is not None for person in self._people)
        to_come = sum(not person.is_done and person.sid is None for person in self._people)
        return {**done, "on_the_line": on_line, "to_come": to_come}

    def _dial(self, person: Person) -> None:
        if self._is_stopped:
            return
        person.sid = self._exchange.dial(person.caller.number)
        person.steps = person.caller.steps
        self._note(person, "dialed")

    def _beat(self) -> None:
        """Once a second everybody on the line looks what there is for them to do."""
        self._answer_callbacks()
        for person in self._people:
            if person.sid is not None:
                self._look(person, self._exchange.leg(person.sid))
        if not self._is_stopped:
            self._exchange.agenda.after(BEAT_SECONDS, self._beat)

    def _answer_callbacks(self) -> None:
        for leg in self._exchange.live_legs():
            person = self._by_number.get(leg.to)
            is_new = person is not None and person.sid is None and leg.direction != "inbound"
            if person is not None and is_new and leg.status is Status.IN_PROGRESS:
                person.sid, person.steps, person.is_called_back = leg.sid, (CONFIRM,), True
                person.acts_at = person.asked_at = person.talks_since = None
                self._note(person, "called_back")

    def _look(self, person: Person, leg: Leg) -> None:
        if not leg.is_live:
            self._end(person, "ended")
        elif leg.stays_in is not None:
            self._talk(person, leg)
        elif person.steps:
            self._act(person, leg)
        else:
            self._wait(person, leg)

    def _talk(self, person: Person, leg: Leg) -> None:
        if person.talks_since is None:
            person.talks_since = self._now()
            self._note(person, "talks")
        elif self._has_passed(person.talks_since, person.caller.talk_seconds):
            self._hang_up(person, leg, "said_goodbye")

    def _act(self, person: Person, leg: Leg) -> None:
        """Give what is next, a moment after it can be given."""
        step = person.steps[0]
        wanted = "speech" if step.startswith(SAY) else "sound" if step == MESSAGE else "digits"
        if wanted not in leg.hears:
            person.acts_at = None
            return
        if person.acts_at is None:
            person.acts_at = self._now() + timedelta(seconds=person.caller.reaction_seconds)
        elif self._now() >= person.acts_at:
            person.acts_at, person.steps = None, person.steps[1:]
            self._give(person, leg, step)

    def _give(self, person: Person, leg: Leg, step: str) -> None:
        if step == MESSAGE:
            self._note(person, "left_message")
            self._exchange.leave_message(leg.sid, MESSAGE_SECONDS, _sound(person.caller.index))
        elif step.startswith(SAY):
            self._note(person, "spoke")
            self._exchange.speak(leg.sid, step.removeprefix(SAY))
        else:
            self._note(person, "pressed")
            self._exchange.press(leg.sid, step)

    def _wait(self, person: Person, leg: Leg) -> None:
        """Nothing more to say: wait for a person, or listen for a while and go."""
        if person.talks_since is not None:  # given back to the line: as patient as before
            person.talks_since, person.asked_at = None, None
        if person.asked_at is None:
            person.asked_at = self._now()
        listens = person.caller.listens_seconds
        if listens is not None and not person.is_called_back:
            if self._has_passed(person.asked_at, listens):
                self._hang_up(person, leg, "heard_enough")
        elif self._has_passed(person.asked_at, person.caller.patience_seconds):
            self._hang_up(person, leg, "gave_up")

    def _hang_up(self, person: Person, leg: Leg, why: str) -> None:
        self._exchange.hang_up(leg.sid)
        self._end(person, why)

    def _end(self, person: Person, why: str) -> None:
        person.sid, person.is_done = None, True
        self._note(person, why)

    def _has_passed(self, since: datetime, seconds: float) -> bool:
        return self._now() - since >= timedelta(seconds=seconds)

    def _note(self, person: Person, what: str) -> None:
        self.journal.append(Entry(self._now(), person.caller.index, what))

    def _now(self) -> datetime:
        return self._exchange.clock.now()


def _sound(seed: int) -> bytes:
    """A second of quiet noise as a WAV file: something to play, and nobody's voice."""
    noise = Random(seed).randbytes(8000)  # noqa: S311  # noise
    head = (
        b"RIFF" + (36 + len(noise)).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little")
    )
    form = b"\x07\x00\x01\x00" + (8000).to_bytes(4, "little") * 2 + b"\x01\x00\x08\x00"
    return head + form + b"data" + len(noise).to_bytes(4, "little") + noise
