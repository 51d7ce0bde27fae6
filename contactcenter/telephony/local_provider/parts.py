"""The things an exchange keeps: call legs, rooms, messages, recordings. Data without behavior."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

ACCOUNT = f"AC{'0' * 31}1"


class Status(StrEnum):
    """Where a call leg stands, in the words of the public API."""

    QUEUED = "queued"
    RINGING = "ringing"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    BUSY = "busy"
    FAILED = "failed"
    NO_ANSWER = "no-answer"
    CANCELED = "canceled"


LIVE = frozenset({Status.QUEUED, Status.RINGING, Status.IN_PROGRESS})


@dataclass(frozen=True)
class Line:
    """A number that can be called here, and where the app wants to hear of it."""

    number: str
    voice_url: str
    status_url: str = ""
    message_url: str = ""
    fallback_url: str = ""


@dataclass(frozen=True)
class Go:
    """Where the next document comes from; `twiml` instead of a request, where it was given."""

    url: str
    form: Mapping[str, str] = field(default_factory=dict)
    method: str = "POST"
    twiml: str | None = None


@dataclass(frozen=True)
class Wait:
    """A script's pause: until something comes, or `seconds` are over."""

    seconds: float | None = None


@dataclass(frozen=True)
class Key:
    """The caller pressed a key."""

    key: str


@dataclass(frozen=True)
class Words:
    """The caller said something."""

    text: str


@dataclass(frozen=True)
class Sound:
    """The caller begins to speak into a recording, or (with `seconds`) has spoken."""

    seconds: int | None = None
    content: bytes = b""


@dataclass(frozen=True)
class Answered:
    """What the app answered to a request for a document; None where it could not."""

    document: Any | None
    url: str
    ticket: object


@dataclass(frozen=True)
class DialOver:
    """The party a leg had dialed is gone."""

    status: str
    sid: str
    seconds: int


Got = Key | Words | Sound | Answered | DialOver | None
Script = Generator[Wait, Got, None]


@dataclass
class Leg:
    """One telephone's connection with the exchange.

    `turn` counts the script's pauses; a timer of an earlier one is void. `stays_in`: the sid of the
    room its script waits in. `sound`: what it hears instead of people, "music" or "ringing".
    `hears`: what it may give just now, "digits", "speech" or "sound".
    """

    sid: str
    to: str
    caller: str
    direction: str
    made_at: datetime
    status: Status = Status.QUEUED
    label: str | None = None
    parent_sid: str | None = None
    go: Go | None = None
    fallback_url: str = ""
    status_url: str = ""
    status_events: frozenset[str] = frozenset({"completed"})
    ring_seconds: float = 60.0
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    updated_at: datetime | None = None
    sequence: int = 0
    turn: int = 0
    script: Script | None = field(default=None, repr=False)
    partner_sid: str | None = None
    recording_sid: str | None = None
    room_name: str | None = None
    stays_in: str | None = None
    sound: str = ""
    hears: frozenset[str] = frozenset()

    @property
    def is_live(self) -> bool:
        """Whether the connection still stands, or may come to stand."""
        return self.status in LIVE


@dataclass
class Member:
    """A leg in a room. `coached_sid`: the only leg that hears this one. `wait_url`: until start."""

    leg: Leg
    label: str
    joined_at: datetime
    starts: bool = True
    ends: bool = False
    is_muted: bool = False
    is_held: bool = False
    coached_sid: str | None = None
    wait_url: str | None = None
    hold_url: str | None = None
    announced_url: str | None = None


@dataclass
class Room:
    """A conference; `name` is what the app calls it."""

    sid: str
    name: str
    made_at: datetime
    members: dict[str, Member] = field(default_factory=dict)
    status: str = "init"
    status_url: str = ""
    events: frozenset[str] = frozenset()
    sequence: int = 0
    reason: str | None = None
    ended_by: str | None = None
    updated_at: datetime | None = None

    @property
    def is_started(self) -> bool:
        """Whether its members hear each other."""
        return self.status == "in-progress"


@dataclass
class Message:
    """A text message, out or in."""

    sid: str
    to: str
    sender: str
    body: str
    made_at: datetime
    is_inbound: bool = False
    status: str = "queued"
    status_url: str = ""
    error_code: int | None = None
    updated_at: datetime | None = None


@dataclass
class Recording:
    """What a caller left after the tone."""

    sid: str
    call_sid: str
    began_at: datetime
    seconds: int = 0
    content: bytes = b""
    status: str = "in-progress"
    done_url: str = ""
    kind: str = "audio/wav"


@dataclass(frozen=True)
class Caption:
    """Something a leg heard: "say", "play", "music", "tone", "key" or "said" by the caller."""

    at: datetime
    kind: str
    text: str = ""
    language: str = ""


@dataclass(frozen=True)
class Delivered:
    """One webhook, as the developer sees it: no number, no word of anybody."""

    at: datetime
    method: str
    path: str
    what: str
    status: int | None
    milliseconds: int
    attempt: int


class Refused(Exception):
    """The exchange says no; `code` and `status` as the public API numbers its errors."""

    def __init__(self, code: int, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


class NotThere(Refused):
    """What is asked for does not exist, or is over."""

    def __init__(self, what: str) -> None:
        super().__init__(20404, f"The requested resource {what} was not found", 404)
