"""The Dial verb: into a conference, to a number, to a browser's phone."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from contactcenter.telephony.local_provider.calls import Calls, Wanted, talked_seconds
from contactcenter.telephony.local_provider.parts import (
    DialOver,
    Go,
    Got,
    Leg,
    Member,
    Room,
    Script,
    Wait,
)
from contactcenter.telephony.local_provider.rooms import Entry, PutOut, Rooms, Turned
from contactcenter.telephony.local_provider.twiml import TwimlFault, Verb

if TYPE_CHECKING:
    from contactcenter.telephony.local_provider.runner import Runner

IN_A_WAITING_ROOM = ("Say", "Play", "Pause", "Redirect")


class Dialing:
    """Connects legs with each other."""

    def __init__(self, calls: Calls, rooms: Rooms, runner: Runner) -> None:
        self._calls = calls
        self._rooms = rooms
        self._runner = runner
        calls.on_end.append(self._tell_parent)

    def dial(self, leg: Leg, verb: Verb, base: str) -> Generator[Wait, Got, Go | None]:
        """Connect; goes on when that is over."""
        if len(verb.inside) != 1:
            raise TwimlFault("<Dial> needs exactly one party inside")
        noun = verb.inside[0]
        if noun.name == "Conference":
            yield from self.stay(leg, entry_of(noun, leg, base))
            form = {"DialCallStatus": "completed"}
        else:
            form = yield from self._dial_out(leg, verb, noun, base)
        return self._runner.go(verb, base, form) if verb.get("action") else None

    def stay(self, leg: Leg, entry: Entry) -> Script:
        """Be in a room until it is over or one is put out."""
        room = self._rooms.enter(leg, entry)
        leg.stays_in = room.sid
        try:
            while leg.sid in room.members:
                try:
                    yield from self._be_in(leg, room)
                except Turned:
                    continue
        except PutOut:
            return
        finally:
            leg.stays_in = None
            self._rooms.leave(leg)
            self._play(leg, "")

    def _be_in(self, leg: Leg, room: Room) -> Script:
        member = room.members[leg.sid]
        if room.is_started and not member.is_held:
            self._play(leg, "")
            yield from self._hear_announced(leg, member)
            yield from self._wait_for_ever()
        url = member.hold_url if member.is_held else member.wait_url
        if url:
            yield from self._hear_document(leg, url)
        self._play(leg, "music" if url != "" else "")
        yield from self._wait_for_ever()

    def _hear_announced(self, leg: Leg, member: Member) -> Script:
        """What is read out in the middle of a talk, once."""
        url, member.announced_url = member.announced_url, None
        if url:
            answered = yield from self._runner.fetch(leg, Go(url))
            if answered.document is not None:
                yield from self._runner.perform(leg, answered, IN_A_WAITING_ROOM)

    def _hear_document(self, leg: Leg, url: str) -> Script:
        """What the app has for those who wait, again and again; ends when there is nothing."""
        go = Go(url)
        clock = self._calls.agenda.clock
        while True:
            began_at = clock.now()
            answered = yield from self._runner.fetch(leg, go)
            if answered.document is None:
                return
            following = yield from self._runner.perform(leg, answered, IN_A_WAITING_ROOM)
            go = following if isinstance(following, Go) else Go(url)
            if clock.now() == began_at:
                yield from self._runner.listen(1.0)

    def _dial_out(
        self, leg: Leg, verb: Verb, noun: Verb, base: str
    ) -> Generator[Wait, Got, dict[str, str]]:
        child = self._calls.place(_wanted(leg, verb, noun, base), self._bridge)
        self._play(leg, "ringing")
        try:
            got = yield from self._runner.listen(None, (DialOver,))
        finally:
            self._play(leg, "")
            leg.partner_sid = None
            self._calls.end(child)
        assert isinstance(got, DialOver)  # noqa: S101  # nothing else was listened for
        return {
            "DialCallStatus": got.status,
            "DialCallSid": got.sid,
            "DialCallDuration": str(got.seconds),
        }

    def _bridge(self, child: Leg) -> Script:
        parent = self._calls.find(child.parent_sid or "")
        parent.partner_sid, child.partner_sid = child.sid, parent.sid
        self._play(parent, "")
        self._calls.changed(child)
        return self._wait_for_ever()

    def _tell_parent(self, leg: Leg) -> None:
        parent = self._calls.legs.get(leg.parent_sid or "")
        if parent is not None:
            over = DialOver(leg.status.value, leg.sid, talked_seconds(leg))
            self._calls.agenda.soon(lambda: self._calls.give(parent, over))

    def _play(self, leg: Leg, sound: str) -> None:
        if leg.sound != sound and sound:
            self._calls.hear(leg, sound)
        leg.sound = sound
        self._calls.changed(leg)

    def _wait_for_ever(self) -> Script:
        while True:
            yield Wait()


def entry_of(noun: Verb, leg: Leg, base: str) -> Entry:
    """What a Conference element asks for. Raises TwimlFault."""
    if noun.get("record", "do-not-record") != "do-not-record":
        raise TwimlFault("conferences are not recorded here")
    wait = noun.attributes.get("waitUrl")
    status = noun.get("statusCallback")
    return Entry(
        name=noun.text,
        label=noun.get("participantLabel", leg.sid),
        starts=noun.is_so("startConferenceOnEnter", default=True),
        ends=noun.is_so("endConferenceOnExit", default=False),
        is_muted=noun.is_so("muted", default=False),
        wait_url=urljoin(base, wait) if wait else wait,
        status_url=urljoin(base, status) if status else "",
        events=frozenset(noun.get("statusCallbackEvent").split()),
    )


def _wanted(leg: Leg, verb: Verb, noun: Verb, base: str) -> Wanted:
    status = noun.get("statusCallback")
    return Wanted(
        to=f"client:{noun.text}" if noun.name == "Client" else noun.text,
        caller=verb.get("callerId", leg.caller),
        direction="outbound-dial",
        parent_sid=leg.sid,
        status_url=urljoin(base, status) if status else "",
        status_events=frozenset(noun.get("statusCallbackEvent", "completed").split()),
        ring_seconds=verb.number("timeout", 30),
    )
