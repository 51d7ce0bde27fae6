"""How the exchange's things look in an answer: the public API's fields that mean something here."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from typing import Any

from contactcenter.telephony.local_provider.calls import talked_seconds
from contactcenter.telephony.local_provider.parts import (
    ACCOUNT,
    Leg,
    Member,
    Message,
    Recording,
    Room,
    Status,
)

VERSION = "2010-04-01"
BASE = f"/{VERSION}/Accounts/{ACCOUNT}"
PART_CHARACTERS, LONG_PART_CHARACTERS = 70, 67  # of a message with Polish or Ukrainian letters


def show_call(leg: Leg) -> dict[str, Any]:
    """A call leg."""
    return {
        "sid": leg.sid,
        "account_sid": ACCOUNT,
        "parent_call_sid": leg.parent_sid,
        "to": leg.to,
        "from": leg.caller,
        "status": leg.status.value,
        "direction": leg.direction,
        "start_time": _at(leg.answered_at),
        "end_time": _at(leg.ended_at),
        "duration": str(talked_seconds(leg)) if leg.ended_at else None,
        "date_created": _at(leg.made_at),
        "date_updated": _at(leg.updated_at),
        "api_version": VERSION,
        "uri": f"{BASE}/Calls/{leg.sid}.json",
    }


def show_room(room: Room) -> dict[str, Any]:
    """A conference."""
    return {
        "sid": room.sid,
        "account_sid": ACCOUNT,
        "friendly_name": room.name,
        "status": room.status,
        "reason_conference_ended": room.reason,
        "call_sid_ending_conference": room.ended_by,
        "date_created": _at(room.made_at),
        "date_updated": _at(room.updated_at),
        "api_version": VERSION,
        "uri": f"{BASE}/Conferences/{room.sid}.json",
    }


def show_member(room: Room, member: Member) -> dict[str, Any]:
    """A party in a conference."""
    return _participant(room, member.leg) | {
        "label": member.label,
        "muted": member.is_muted,
        "hold": member.is_held,
        "coaching": member.coached_sid is not None,
        "call_sid_to_coach": member.coached_sid,
        "start_conference_on_enter": member.starts,
        "end_conference_on_exit": member.ends,
        "status": "connected",
    }


def show_asked(room: Room, leg: Leg) -> dict[str, Any]:
    """A party that was asked into a conference and is not in yet."""
    return _participant(room, leg) | {
        "label": leg.label,
        "muted": False,
        "hold": False,
        "coaching": False,
        "call_sid_to_coach": None,
        "start_conference_on_enter": True,
        "end_conference_on_exit": False,
        "status": "ringing" if leg.status is Status.RINGING else "queued",
    }


def show_message(message: Message) -> dict[str, Any]:
    """A text message."""
    length = len(message.body)
    parts = 1 if length <= PART_CHARACTERS else -(-length // LONG_PART_CHARACTERS)
    return {
        "sid": message.sid,
        "account_sid": ACCOUNT,
        "to": message.to,
        "from": message.sender,
        "body": message.body,
        "status": message.status,
        "direction": "inbound" if message.is_inbound else "outbound-api",
        "error_code": message.error_code,
        "error_message": None,
        "num_segments": str(parts),
        "num_media": "0",
        "date_created": _at(message.made_at),
        "date_updated": _at(message.updated_at or message.made_at),
        "date_sent": None,
        "api_version": VERSION,
        "uri": f"{BASE}/Messages/{message.sid}.json",
    }


def show_recording(recording: Recording) -> dict[str, Any]:
    """What a caller left."""
    return {
        "sid": recording.sid,
        "account_sid": ACCOUNT,
        "call_sid": recording.call_sid,
        "status": recording.status,
        "duration": str(recording.seconds),
        "channels": 1,
        "source": "RecordVerb",
        "start_time": _at(recording.began_at),
        "date_created": _at(recording.began_at),
        "api_version": VERSION,
        "uri": f"{BASE}/Recordings/{recording.sid}.json",
    }


def show_page(name: str, things: list[dict[str, Any]]) -> dict[str, Any]:
    """A list, all on one page."""
    return {
        name: things,
        "page": 0,
        "page_size": max(50, len(things)),
        "start": 0,
        "end": max(0, len(things) - 1),
        "uri": BASE,
        "first_page_uri": BASE,
        "next_page_uri": None,
        "previous_page_uri": None,
    }


def show_refusal(code: int, message: str, status: int) -> dict[str, Any]:
    """An error."""
    return {"code": code, "message": message, "more_info": "", "status": status}


def _participant(room: Room, leg: Leg) -> dict[str, Any]:
    return {
        "account_sid": ACCOUNT,
        "call_sid": leg.sid,
        "conference_sid": room.sid,
        "date_created": _at(leg.made_at),
        "date_updated": _at(leg.updated_at),
        "uri": f"{BASE}/Conferences/{room.sid}/Participants/{leg.sid}.json",
    }


def _at(moment: datetime | None) -> str | None:
    return format_datetime(moment) if moment else None
