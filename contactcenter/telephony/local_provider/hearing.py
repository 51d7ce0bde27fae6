"""Who sends sound to whom. Pure: the browsers do what this says."""

from __future__ import annotations

from contactcenter.telephony.local_provider.calls import Calls
from contactcenter.telephony.local_provider.parts import Leg, Member, Room, Status
from contactcenter.telephony.local_provider.rooms import Rooms


def neighbors(calls: Calls, rooms: Rooms, leg: Leg) -> tuple[Leg, ...]:
    """The legs this one has a connection with, whether or not sound flows just now."""
    room = rooms.room_of(leg)
    if room is not None:
        return tuple(one.leg for one in room.members.values() if one.leg is not leg)
    partner = _partner(calls, leg)
    return (partner,) if partner else ()


def sends(calls: Calls, rooms: Rooms, leg: Leg) -> frozenset[str]:
    """The sids of the legs that hear this one."""
    room = rooms.room_of(leg)
    if room is None:
        partner = _partner(calls, leg)
        return frozenset({partner.sid} if partner else ())
    return frozenset(
        sid for sid, other in room.members.items() if _is_heard(room, room.members[leg.sid], other)
    )


def waits(rooms: Rooms, leg: Leg) -> bool:
    """Whether the leg is in a room and hears music instead of people."""
    room = rooms.room_of(leg)
    return room is not None and (not room.is_started or room.members[leg.sid].is_held)


def _is_heard(room: Room, speaker: Member, listener: Member) -> bool:
    if speaker is listener or not room.is_started:
        return False
    if speaker.is_muted or speaker.is_held or listener.is_held:
        return False
    return speaker.coached_sid in {None, listener.leg.sid}


def _partner(calls: Calls, leg: Leg) -> Leg | None:
    partner = calls.legs.get(leg.partner_sid or "")
    return partner if partner and partner.status is Status.IN_PROGRESS else None
