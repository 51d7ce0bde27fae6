"""Call legs: how they come, ring, are answered and end, and what the app is told of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.utils import format_datetime
from random import Random

from contactcenter.telephony.local_provider.agenda import Agenda
from contactcenter.telephony.local_provider.parts import (
    ACCOUNT,
    LIVE,
    Caption,
    Got,
    Leg,
    NotThere,
    Refused,
    Script,
    Status,
    Wait,
)
from contactcenter.telephony.local_provider.post import Post

_SIP = {
    Status.COMPLETED: "200",
    Status.BUSY: "486",
    Status.NO_ANSWER: "480",
    Status.CANCELED: "487",
    Status.FAILED: "404",
}


@dataclass(frozen=True)
class Habit:
    """What a number does when it is called and nobody holds its phone."""

    answers_after_seconds: float | None = None
    refuses: Status | None = None


@dataclass(frozen=True)
class Wanted:
    """What an outgoing leg is to be."""

    to: str
    caller: str
    direction: str = "outbound-api"
    label: str | None = None
    parent_sid: str | None = None
    fallback_url: str = ""
    status_url: str = ""
    status_events: frozenset[str] = frozenset({"completed"})
    ring_seconds: float = 60.0
    room_name: str | None = None


class Calls:
    """All legs, live and over."""

    def __init__(self, agenda: Agenda, post: Post, seed: int) -> None:
        self.agenda = agenda
        self.post = post
        self.legs: dict[str, Leg] = {}
        self.captions: dict[str, list[Caption]] = {}
        self.habits: dict[str, Habit] = {}
        self.registered: set[str] = set()
        self.on_answer: dict[str, Callable[[Leg], Script]] = {}
        self.on_end: list[Callable[[Leg], None]] = []
        self.on_change: Callable[[Leg], None] = lambda _leg: None
        self.on_caption: Callable[[Leg, Caption], None] = lambda _leg, _caption: None
        self._names = Random(seed)  # noqa: S311  # names, not secrets

    def new_sid(self, prefix: str) -> str:
        """A name for a thing, of the shape the public API gives."""
        return f"{prefix}{self._names.getrandbits(128):032x}"

    def find(self, sid: str) -> Leg:
        """A leg that was. Raises NotThere."""
        if sid not in self.legs:
            raise NotThere(sid)
        return self.legs[sid]

    def live(self, sid: str) -> Leg:
        """A leg that still is. Raises Refused."""
        leg = self.find(sid)
        if not leg.is_live:
            raise Refused(21220, "Call is not in-progress")
        return leg

    def arrive(self, number: str, line: str) -> Leg:
        """Somebody calls a line of the app's."""
        leg = Leg(self.new_sid("CA"), line, number, "inbound", self.agenda.clock.now())
        leg.status = Status.RINGING
        return self._add(leg)

    def place(self, wanted: Wanted, on_answer: Callable[[Leg], Script]) -> Leg:
        """Ring somebody; `on_answer` says what the leg then does."""
        leg = Leg(
            self.new_sid("CA"),
            wanted.to,
            wanted.caller,
            wanted.direction,
            self.agenda.clock.now(),
            label=wanted.label,
            parent_sid=wanted.parent_sid,
            fallback_url=wanted.fallback_url,
            status_url=wanted.status_url,
            status_events=wanted.status_events,
            ring_seconds=wanted.ring_seconds,
            room_name=wanted.room_name,
        )
        self.on_answer[leg.sid] = on_answer
        self.agenda.soon(lambda: self._initiate(leg))
        return self._add(leg)

    def answer(self, leg: Leg) -> None:
        """Whoever is rung picks up; too late is no fault."""
        make = self.on_answer.pop(leg.sid, None)
        if leg.status is not Status.RINGING or make is None:
            return
        self.pick_up(leg)
        self._report(leg, "answered")
        self.begin(leg, make(leg))

    def pick_up(self, leg: Leg) -> None:
        """From now on there is sound."""
        if leg.status is not Status.IN_PROGRESS:
            leg.status = Status.IN_PROGRESS
            leg.answered_at = self.agenda.clock.now()
            self.changed(leg)

    def end(self, leg: Leg, status: Status | None = None) -> None:
        """The leg is over; once and for all."""
        if not leg.is_live:
            return
        was_answered = leg.status is Status.IN_PROGRESS
        leg.status = status or (Status.COMPLETED if was_answered else Status.CANCELED)
        leg.ended_at = self.agenda.clock.now()
        self.on_answer.pop(leg.sid, None)
        self._close_script(leg)
        for tell in self.on_end:
            tell(leg)
        self._report(leg, "completed")
        self.changed(leg)

    def begin(self, leg: Leg, script: Script) -> None:
        """Let the leg do something else from now on."""
        self._close_script(leg)
        leg.script = script
        self._step(leg, lambda: next(script))

    def give(self, leg: Leg, got: Got) -> None:
        """Something comes to the leg: a key, a word, an answer."""
        script = leg.script
        if leg.is_live and script is not None:
            self._step(leg, lambda: script.send(got))

    def interrupt(self, leg: Leg, room_sid: str, why: Exception) -> None:
        """Wake a leg that stays in a room; done when what goes on now is done."""

        def wake() -> None:
            script = leg.script
            if script is not None and leg.is_live and leg.stays_in == room_sid:
                self._step(leg, lambda: script.throw(why))

        self.agenda.soon(wake)

    def hear(self, leg: Leg, kind: str, text: str = "", language: str = "") -> None:
        """Write down what is heard on the leg."""
        caption = Caption(self.agenda.clock.now(), kind, text, language)
        self.captions[leg.sid].append(caption)
        self.on_caption(leg, caption)

    def changed(self, leg: Leg) -> None:
        """Say that the leg is not as it was."""
        leg.updated_at = self.agenda.clock.now()
        self.on_change(leg)

    def form(self, leg: Leg) -> dict[str, str]:
        """What every webhook about a leg says."""
        form = {
            "AccountSid": ACCOUNT,
            "ApiVersion": "2010-04-01",
            "CallSid": leg.sid,
            "CallStatus": leg.status.value,
            "Direction": leg.direction,
            "From": leg.caller,
            "To": leg.to,
            "Caller": leg.caller,
            "Called": leg.to,
        }
        return form | ({"ParentCallSid": leg.parent_sid} if leg.parent_sid else {})

    def _add(self, leg: Leg) -> Leg:
        self.legs[leg.sid] = leg
        self.captions[leg.sid] = []
        self.changed(leg)
        return leg

    def _initiate(self, leg: Leg) -> None:
        if leg.status is not Status.QUEUED:
            return
        self._report(leg, "initiated")
        habit = self.habits.get(leg.to, Habit())
        browser = leg.to.partition("?")[0]  # what follows is for the page that rings
        if browser.startswith("client:") and browser not in self.registered:
            habit = Habit(refuses=Status.NO_ANSWER)
        if habit.refuses is not None:
            self.end(leg, habit.refuses)
            return
        leg.status = Status.RINGING
        self._report(leg, "ringing")
        self.changed(leg)
        self.agenda.after(leg.ring_seconds, lambda: self._give_up(leg))
        if habit.answers_after_seconds is not None:
            self.agenda.after(habit.answers_after_seconds, lambda: self.answer(leg))

    def _give_up(self, leg: Leg) -> None:
        if leg.status is Status.RINGING:
            self.end(leg, Status.NO_ANSWER)

    def _report(self, leg: Leg, event: str) -> None:
        if not leg.status_url or event not in leg.status_events:
            return
        form = self.form(leg) | {
            "CallbackSource": "call-progress-events",
            "SequenceNumber": str(leg.sequence),
            "Timestamp": format_datetime(self.agenda.clock.now()),
        }
        if event == "initiated":
            form["CallStatus"] = "initiated"
        if leg.status not in LIVE:
            form |= self._farewell(leg)
        leg.sequence += 1
        self.post.tell(leg.status_url, form, f"call {event}")

    def _farewell(self, leg: Leg) -> dict[str, str]:
        seconds = talked_seconds(leg)
        minutes = -(-seconds // 60)
        return {
            "CallDuration": str(seconds),
            "Duration": str(minutes),
            "SipResponseCode": _SIP[leg.status],
        }

    def _step(self, leg: Leg, move: Callable[[], Wait]) -> None:
        leg.turn += 1
        turn, script = leg.turn, leg.script
        try:
            wait = move()
        except StopIteration:
            if leg.script is script:
                self.end(leg)
            return
        if wait.seconds is not None:
            self.agenda.after(wait.seconds, lambda: self._elapse(leg, turn))

    def _elapse(self, leg: Leg, turn: int) -> None:
        if leg.turn == turn:
            self.give(leg, None)

    def _close_script(self, leg: Leg) -> None:
        script, leg.script = leg.script, None
        leg.turn += 1
        if script is not None:
            with suppress(ValueError):  # it is just running: it is the one that ends the leg
                script.close()


def talked_seconds(leg: Leg) -> int:
    """How long the leg had sound."""
    if leg.answered_at is None or leg.ended_at is None:
        return 0
    return round((leg.ended_at - leg.answered_at).total_seconds())
