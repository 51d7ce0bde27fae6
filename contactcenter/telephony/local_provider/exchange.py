"""The telephone exchange on one machine: lines, legs, rooms, messages, on whatever clock it gets.

Pure: no thread, no socket, no clock of its own. Time passes when `work` (a process) or `advance`
(a test, a simulation) is called; requests to the app leave through `deliver`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from contactcenter.telephony.local_provider.agenda import Agenda
from contactcenter.telephony.local_provider.calls import Calls, Habit, Wanted
from contactcenter.telephony.local_provider.chaos import CALM, Chaos, Dice
from contactcenter.telephony.local_provider.parts import (
    Caption,
    Go,
    Key,
    Leg,
    Line,
    Member,
    Message,
    Refused,
    Room,
    Sound,
    Status,
    Words,
)
from contactcenter.telephony.local_provider.post import Deliver, Errand, Post
from contactcenter.telephony.local_provider.recordings import Recordings
from contactcenter.telephony.local_provider.rooms import Entry, Rooms
from contactcenter.telephony.local_provider.runner import Runner
from contactcenter.telephony.local_provider.texts import Texts
from shared.clock import Clock, SimulatedClock

KEYS = frozenset("0123456789*#")
ORIGIN = "http://127.0.0.1:8640"


@dataclass(frozen=True)
class Manners:
    """How an exchange behaves. `strict`: a document it cannot run raises, instead of being written
    into `faults` while the caller hears an error. `carrier`: see `Post`.
    """

    chaos: Chaos = CALM
    strict: bool = True
    origin: str = ORIGIN
    carrier: Callable[[Errand], None] | None = None


USUAL = Manners()


class Exchange:
    """Everything a provider keeps, and everything a telephone can do with it.

    What a telephone does (dial, press, …) and what the app orders (place, add, …) takes effect at
    once; what follows from it happens as time passes.
    """

    def __init__(  # assembled in one place by each of its users
        self,
        clock: Clock,
        deliver: Deliver,
        seed: int,
        *,
        token: str,
        line: Line,
        manners: Manners = USUAL,
    ) -> None:
        self.clock = clock
        self.line = line
        self.token = token
        self.agenda = Agenda(clock)
        dice = Dice(seed, manners.chaos)
        self.post = Post(self.agenda, deliver, token, seed, dice, manners.carrier)
        self.calls = Calls(self.agenda, self.post, seed)
        self.rooms = Rooms(self.calls)
        self.recordings = Recordings(self.calls, manners.origin)
        self.texts = Texts(self.calls, strict=manners.strict)
        self.runner = Runner(self.calls, self.rooms, self.recordings, strict=manners.strict)
        self.faults: list[str] = []
        self.runner.on_fault = self.texts.on_fault = self.faults.append

    # what time does

    def work(self) -> float | None:
        """Do all that is due; how many seconds until the next thing is, None when nothing is."""
        while self.agenda.do_next():
            pass
        next_at = self.agenda.next_at()
        return None if next_at is None else (next_at - self.clock.now()).total_seconds()

    def advance(self, seconds: float = 0.0) -> None:
        """Let time pass on a simulated clock, everything at its own instant."""
        clock = self.clock
        if not isinstance(clock, SimulatedClock):
            raise TypeError("only a simulated clock can be turned")
        ends_at = clock.now() + timedelta(seconds=seconds)
        self.work()
        while (next_at := self.agenda.next_at()) is not None and next_at <= ends_at:
            clock.advance(max(0.0, (next_at - clock.now()).total_seconds()))
            self.work()
        clock.advance(max(0.0, (ends_at - clock.now()).total_seconds()))

    # what a telephone does

    def dial(self, number: str, to: str | None = None) -> str:
        """Somebody calls from `number` (E.164); the sid of the new leg."""
        leg = self.calls.arrive(number, to or self.line.number)
        leg.fallback_url, leg.status_url = self.line.fallback_url, self.line.status_url
        self.calls.begin(leg, self.runner.follow(leg, Go(self.line.voice_url)))
        return leg.sid

    def press(self, sid: str, keys: str) -> None:
        """Keys, one after the other."""
        leg = self.calls.live(sid)
        for key in keys:
            if key in KEYS and leg.is_live:
                self.calls.hear(leg, "key", key)
                self.calls.give(leg, Key(key))

    def speak(self, sid: str, text: str) -> None:
        """Words, as the speech recognition would have them."""
        leg = self.calls.live(sid)
        self.calls.hear(leg, "said", text)
        self.calls.give(leg, Words(text))

    def leave_message(self, sid: str, seconds: int | None = None, content: bytes = b"") -> None:
        """Speak into a recording: begin, or (with `seconds`) have spoken so long."""
        self.calls.give(self.calls.live(sid), Sound(seconds, content))

    def answer(self, sid: str) -> None:
        """Pick up a telephone that rings."""
        self.calls.answer(self.calls.live(sid))

    def reject(self, sid: str) -> None:
        """Let it be known that one does not want to answer."""
        leg = self.calls.live(sid)
        if leg.status is Status.RINGING:
            self.calls.end(leg, Status.BUSY)

    def hang_up(self, sid: str) -> None:
        """Put down the telephone; once more does no harm."""
        self.calls.end(self.calls.find(sid))

    def register(self, identity: str, *, is_here: bool = True) -> None:
        """A browser's phone is there to be rung ("client:…" without the word), or no longer."""
        change = self.calls.registered.add if is_here else self.calls.registered.discard
        change(f"client:{identity}")

    def teach(self, number: str, habit: Habit) -> None:
        """What a number does by itself when it is rung."""
        self.calls.habits[number] = habit

    def write(self, number: str, body: str) -> Message:
        """A text message from a phone to the line."""
        return self.texts.receive(number, self.line.number, body, self.line.message_url)

    # what the app orders

    def place(self, wanted: Wanted, go: Go) -> Leg:
        """Ring somebody, who then hears the document."""
        return self.calls.place(self._from_us(wanted), lambda leg: self.runner.follow(leg, go))

    def add(self, wanted: Wanted, entry: Entry) -> Leg:
        """Ring somebody straight into a room."""
        room = self.rooms.open(entry.name)
        if entry.coached_sid is not None and entry.coached_sid not in room.members:
            raise Refused(21220, "The call to coach is not in this conference")
        if not room.status_url:
            room.status_url, room.events = entry.status_url, entry.events
        stay = self.runner.dialing.stay
        return self.calls.place(self._from_us(wanted), lambda leg: stay(leg, entry))

    def steer(self, sid: str, go: Go) -> Leg:
        """Take a leg to another document, out of whatever it is in."""
        leg = self.calls.live(sid)
        if leg.status is not Status.IN_PROGRESS:
            raise Refused(21220, "Call is not in-progress")
        self.calls.begin(leg, self.runner.follow(leg, go))
        return leg

    def finish(self, sid: str) -> Leg:
        """End a leg."""
        leg = self.calls.live(sid)
        self.calls.end(leg)
        return leg

    def remove(self, name: str, key: str) -> None:
        """Take a party out of a room; also one that is still being rung."""
        for leg in self.ringing_into(name):
            if key in {leg.label, leg.sid}:
                self.calls.end(leg)
                return
        self.rooms.put_out(*self.rooms.member(name, key))

    def _from_us(self, wanted: Wanted) -> Wanted:
        """The line's own number, where the app has none assigned yet."""
        return wanted if wanted.caller else replace(wanted, caller=self.line.number)

    # what there is to see

    def ringing_into(self, name: str) -> tuple[Leg, ...]:
        """Legs asked into a room of that name or sid that have not answered."""
        room = self.rooms.find(name)
        return tuple(
            leg
            for leg in self.live_legs()
            if leg.sid in self.calls.on_answer and leg.room_name == room.name
        )

    def live_legs(self) -> tuple[Leg, ...]:
        """All legs that stand or may come to stand, the oldest first."""
        return tuple(leg for leg in self.calls.legs.values() if leg.is_live)

    def leg(self, sid: str) -> Leg:
        """One leg. Raises NotThere."""
        return self.calls.find(sid)

    def member(self, name: str, key: str) -> tuple[Room, Member]:
        """A party in a room, by label or call. Raises NotThere."""
        return self.rooms.member(name, key)

    def captions(self, sid: str) -> tuple[Caption, ...]:
        """All that was heard on a leg."""
        return tuple(self.calls.captions[sid])

    def said(self, sid: str) -> str:
        """All sentences that were read to a leg, in one text."""
        return " ".join(one.text for one in self.captions(sid) if one.kind == "say")

    def forget_before(self, moment: datetime) -> None:
        """Let go of legs that ended earlier, with what was heard on them."""
        for leg in list(self.calls.legs.values()):
            if leg.ended_at is not None and leg.ended_at < moment:
                del self.calls.legs[leg.sid], self.calls.captions[leg.sid]
