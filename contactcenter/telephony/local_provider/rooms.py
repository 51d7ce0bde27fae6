"""Conferences: who is in, who waits, who hears whom, and what the app is told of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.utils import format_datetime

from contactcenter.telephony.local_provider.calls import Calls
from contactcenter.telephony.local_provider.parts import (
    ACCOUNT,
    Leg,
    Member,
    NotThere,
    Refused,
    Room,
)

EVENTS = {
    "participant-join": "join",
    "participant-leave": "leave",
    "participant-mute": "mute",
    "participant-unmute": "mute",
    "participant-hold": "hold",
    "participant-unhold": "hold",
    "participant-modify": "modify",
    "conference-start": "start",
    "conference-end": "end",
}
MOST_MEMBERS = 250


class Turned(Exception):
    """Something about the room changed: look again what to hear."""


class PutOut(Exception):
    """The leg is no longer in the room."""


@dataclass(frozen=True)
class Entry:
    """How a leg wants to be in a room."""

    name: str
    label: str
    starts: bool = True
    ends: bool = False
    is_muted: bool = False
    coached_sid: str | None = None
    wait_url: str | None = None
    status_url: str = ""
    events: frozenset[str] = frozenset()


class Rooms:
    """The rooms that are, and those that were."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self.rooms: list[Room] = []
        self.on_change: Callable[[Room], None] = lambda _room: None
        calls.on_end.append(self.leave)

    def find(self, name: str) -> Room:
        """The room of that name (the live one first) or sid. Raises NotThere."""
        found = [room for room in self.rooms if name in {room.name, room.sid}]
        live = [room for room in found if room.status != "completed"]
        if not found:
            raise NotThere(name)
        return (live or found)[-1]

    def open(self, name: str) -> Room:
        """The live room of that name; made when there is none."""
        for room in self.rooms:
            if room.name == name and room.status != "completed":
                return room
        room = Room(self._calls.new_sid("CF"), name, self._calls.agenda.clock.now())
        self.rooms.append(room)
        return room

    def member(self, name: str, key: str) -> tuple[Room, Member]:
        """A party by label or call. Raises NotThere, also when it has left."""
        room = self.find(name)
        for member in room.members.values():
            if key in {member.label, member.leg.sid}:
                return room, member
        raise NotThere(key)

    def room_of(self, leg: Leg) -> Room | None:
        """The room a leg is in."""
        return next((room for room in self.rooms if leg.sid in room.members), None)

    def enter(self, leg: Leg, entry: Entry) -> Room:
        """The leg comes in."""
        room = self.open(entry.name)
        if len(room.members) >= MOST_MEMBERS:
            raise Refused(21201, "The conference is full")
        if not room.status_url:
            room.status_url, room.events = entry.status_url, entry.events
        member = Member(
            leg,
            entry.label,
            self._calls.agenda.clock.now(),
            entry.starts,
            entry.ends,
            entry.is_muted,
            coached_sid=entry.coached_sid,
            wait_url=entry.wait_url,
        )
        room.members[leg.sid] = member
        self._report(room, "participant-join", member)
        self._start_if_it_may(room)
        self._turn(room)
        return room

    def leave(self, leg: Leg) -> None:
        """The leg goes, by itself or because its call is over."""
        room = self.room_of(leg)
        if room is not None:
            self._drop(room, leg, "participant_hung_up" if leg.ended_at else "participant_updated")

    def put_out(self, room: Room, member: Member) -> None:
        """Somebody is taken out."""
        self._drop(room, member.leg, "participant_kicked")
        self._calls.interrupt(member.leg, room.sid, PutOut())

    def hold(self, room: Room, member: Member, *, is_held: bool, url: str | None) -> None:
        """A party waits with music, or comes back."""
        if member.is_held != is_held:
            member.is_held, member.hold_url = is_held, url
            self._report(room, f"participant-{'' if is_held else 'un'}hold", member)
            self._turn(room)

    def mute(self, room: Room, member: Member, *, is_muted: bool) -> None:
        """A party's microphone is closed or opened."""
        if member.is_muted != is_muted:
            member.is_muted = is_muted
            self._report(room, f"participant-{'' if is_muted else 'un'}mute", member)
            self.on_change(room)

    def coach(self, room: Room, member: Member, coached_sid: str | None) -> None:
        """A party is heard by one leg only, or by all again."""
        if coached_sid is not None and coached_sid not in room.members:
            raise Refused(21220, "The call to coach is not in this conference")
        if member.coached_sid != coached_sid:
            member.coached_sid = coached_sid
            self._report(room, "participant-modify", member)
            self.on_change(room)

    def announce(self, room: Room, url: str) -> None:
        """Everybody who is in the talk hears this document."""
        if not room.is_started:
            raise NotThere(room.name)
        for member in room.members.values():
            if not member.is_held:
                member.announced_url = url
        self._turn(room)

    def end(self, room: Room, reason: str, leg: Leg | None = None) -> None:
        """Everybody out."""
        if room.status == "completed":
            return
        room.status, room.reason = "completed", reason
        room.ended_by = leg.sid if leg else None
        for member in list(room.members.values()):
            self._drop(room, member.leg, "conference_ended")
            self._calls.interrupt(member.leg, room.sid, PutOut())
        self._report(room, "conference-end", None)
        self.on_change(room)

    def _drop(self, room: Room, leg: Leg, reason: str) -> None:
        member = room.members.pop(leg.sid)
        self._report(room, "participant-leave", member, ReasonParticipantLeft=reason)
        if member.ends:
            kicked = "kicked" if reason == "participant_kicked" else "left"
            self.end(room, f"participant-with-end-conference-on-exit-{kicked}", leg)
        elif not room.members:
            kicked = "kicked" if reason == "participant_kicked" else "left"
            self.end(room, f"last-participant-{kicked}", leg)
        else:
            self.on_change(room)

    def _start_if_it_may(self, room: Room) -> None:
        members = room.members.values()
        if room.status == "init" and len(members) > 1 and any(one.starts for one in members):
            room.status = "in-progress"
            self._report(room, "conference-start", None)

    def _turn(self, room: Room) -> None:
        for member in room.members.values():
            self._calls.interrupt(member.leg, room.sid, Turned())
        self.on_change(room)

    def _report(self, room: Room, event: str, member: Member | None, **more: str) -> None:
        room.updated_at = self._calls.agenda.clock.now()
        if not room.status_url or EVENTS[event] not in room.events:
            return
        form = {
            "AccountSid": ACCOUNT,
            "ConferenceSid": room.sid,
            "FriendlyName": room.name,
            "SequenceNumber": str(room.sequence),
            "StatusCallbackEvent": event,
            "Timestamp": format_datetime(self._calls.agenda.clock.now()),
        }
        if room.status == "completed" and event == "conference-end":
            form["ReasonConferenceEnded"] = room.reason or ""
            form |= {"CallSidEndingConference": room.ended_by} if room.ended_by else {}
        if member is not None:
            form |= _about(member)
        room.sequence += 1
        self._calls.post.tell(room.status_url, form | more, event)


def _about(member: Member) -> dict[str, str]:
    flags = {
        "Muted": member.is_muted,
        "Hold": member.is_held,
        "Coaching": member.coached_sid is not None,
        "StartConferenceOnEnter": member.starts,
        "EndConferenceOnExit": member.ends,
    }
    form = {name: str(value).lower() for name, value in flags.items()}
    return form | {"CallSid": member.leg.sid, "ParticipantLabel": member.label}
