"""Calls, their legs, what the provider told us and what we told the provider.

A phone number is personal data: sealed for whoever must dial it, and a blind index to find it by.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from shared.models.base import Base, new_id, one_of


class CallMedium(StrEnum):
    """What carries the voice."""

    PHONE = "phone"
    KIOSK = "kiosk"


class CallDirection(StrEnum):
    """Who called."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class CallState(StrEnum):
    """Where a call stands; `contactcenter/telephony/call.py` holds the table of its moves."""

    MENU = "menu"
    WAITING = "waiting"
    DIALING = "dialing"
    CONNECTING = "connecting"
    TALKING = "talking"
    HELD = "held"
    MESSAGE = "message"
    ENDED = "ended"


# Named one by one, so that the index is used: "not ended" would read the whole past.
GOING_ON = tuple(state for state in CallState if state is not CallState.ENDED)


# What a call, or a report of the operator's, still has of somebody: an index finds just those.
CALL_KEEPS = text(
    "(number_index IS NOT NULL OR number_sealed IS NOT NULL OR kept_sealed IS NOT NULL"
    " OR brief_sealed IS NOT NULL OR draft_sealed IS NOT NULL OR note_sealed IS NOT NULL)"
)
# Who hung up before anybody answered, and has not been dealt with: a few, however many there were.
CALL_MISSED = text("queued_at IS NOT NULL AND answered_at IS NULL AND wrapped_at IS NULL")
INBOX_KEEPS = text("sealed IS NOT NULL")
UNDELETED = text("deleted_at IS NULL")
NOT_FETCHED = text("provider_sid IS NOT NULL")


class LegRole(StrEnum):
    """Who a leg of a call belongs to."""

    CITIZEN = "citizen"
    AGENT = "agent"
    OTHER = "other"
    COACH = "coach"


class LegState(StrEnum):
    """Where one leg stands; it only ever moves down this list."""

    ASKED = "asked"
    RINGING = "ringing"
    JOINED = "joined"
    GONE = "gone"


# Named one by one for the same reason: nearly all legs there ever were are gone.
LIVE_LEG = tuple(state for state in LegState if state is not LegState.GONE)


class CommandState(StrEnum):
    """How far a command to the provider has come; `unknown` is polled, never repeated blindly."""

    WAITING = "waiting"
    SENT = "sent"
    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Call(Base):
    """One conversation with a citizen, by phone or from a kiosk.

    `agent_id`: who talks, or talked last. `matter`: the life event or service it is about. `ended`:
    a word for how it ended. `is_recorded` is decided when the call begins and never moves. `menu`:
    what the menu remembers. `kept_sealed`: a number keyed in and not confirmed yet. `transfer`:
    how the call is being passed on, while it is. `is_sensitive`: what it is about stays on the
    agent's own screen.
    """

    __tablename__ = "call"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    medium: Mapped[CallMedium] = mapped_column(one_of(CallMedium, "medium"))
    direction: Mapped[CallDirection] = mapped_column(one_of(CallDirection, "direction"))
    state: Mapped[CallState] = mapped_column(one_of(CallState, "call_state"))
    provider_sid: Mapped[str | None] = mapped_column(unique=True)
    number_index: Mapped[bytes | None]
    number_sealed: Mapped[bytes | None]
    kiosk_id: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="pl")
    matter: Mapped[str | None]
    slip_id: Mapped[str | None]
    matter_id: Mapped[str | None] = mapped_column(index=True)
    agent_id: Mapped[str | None]
    task_id: Mapped[str | None] = mapped_column(index=True)
    is_urgent: Mapped[bool] = mapped_column(default=False)
    is_quiet: Mapped[bool] = mapped_column(default=False)
    is_recorded: Mapped[bool] = mapped_column(default=False)
    is_sensitive: Mapped[bool] = mapped_column(default=False)
    menu: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    kept_sealed: Mapped[bytes | None]
    transfer: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    brief_sealed: Mapped[bytes | None]
    draft_sealed: Mapped[bytes | None]
    note_sealed: Mapped[bytes | None]
    disposition: Mapped[str | None]
    ended: Mapped[str | None]
    began_at: Mapped[datetime] = mapped_column(index=True)
    queued_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    wrapped_at: Mapped[datetime | None]

    __table_args__ = (
        Index(None, "state", "began_at"),
        Index(None, "agent_id", "began_at"),
        Index(None, "number_index", "began_at"),
        Index(
            "ix_call_missed",
            "state",
            "began_at",
            sqlite_where=CALL_MISSED,
            postgresql_where=CALL_MISSED,
        ),
        Index(
            "ix_call_kept",
            "ended_at",
            sqlite_where=CALL_KEEPS,
            postgresql_where=CALL_KEEPS,
        ),
    )


class CallLeg(Base):
    """One party of a call. `label` names it to the provider and holds no personal data."""

    __tablename__ = "call_leg"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    call_id: Mapped[str] = mapped_column(ForeignKey("call.id"), index=True)
    role: Mapped[LegRole] = mapped_column(one_of(LegRole, "leg_role"))
    label: Mapped[str] = mapped_column(unique=True)
    agent_id: Mapped[str | None]
    provider_sid: Mapped[str | None] = mapped_column(index=True)
    state: Mapped[LegState] = mapped_column(one_of(LegState, "leg_state"))
    is_held: Mapped[bool] = mapped_column(default=False)
    is_muted: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime]
    joined_at: Mapped[datetime | None]
    gone_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "state", "provider_sid"),)


class CallEvent(Base):
    """One thing that happened to a call, for its timeline. `fields` holds no personal data."""

    __tablename__ = "call_event"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    call_id: Mapped[str] = mapped_column(ForeignKey("call.id"))
    at: Mapped[datetime]
    name: Mapped[str]
    fields: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    __table_args__ = (Index(None, "call_id", "at", "id"),)


class WebhookInbox(Base):
    """Every request the provider ever made of us, once. `sealed`: its form, for reconciliation."""

    __tablename__ = "webhook_inbox"

    key: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    sid: Mapped[str | None] = mapped_column(index=True)
    sealed: Mapped[bytes | None]
    answer: Mapped[str | None]
    received_at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (
        Index(
            "ix_webhook_inbox_kept",
            "received_at",
            sqlite_where=INBOX_KEEPS,
            postgresql_where=INBOX_KEEPS,
        ),
    )


class TelephonyCommand(Base):
    """One thing we ask of the provider, written with the deed that wants it, sent after commit.

    `fields_sealed`: what the provider is told, sealed: it may hold a number or a message. `key`:
    asking twice under one key asks once. `next_at`: not to be sent, or polled, before.
    """

    __tablename__ = "telephony_command"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    call_id: Mapped[str | None] = mapped_column(index=True)
    key: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    fields_sealed: Mapped[bytes | None]
    state: Mapped[CommandState] = mapped_column(
        one_of(CommandState, "command_state"), default=CommandState.WAITING
    )
    answer: Mapped[str | None]
    tries: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "state", "made_at", "id"),)


class Voicemail(Base):
    """A message left after hours; the sound is sealed, and goes when somebody has dealt with it."""

    __tablename__ = "voicemail"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    call_id: Mapped[str] = mapped_column(ForeignKey("call.id"), unique=True)
    provider_sid: Mapped[str | None]
    sound_sealed: Mapped[bytes | None]
    seconds: Mapped[int]
    left_at: Mapped[datetime]
    heard_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_voicemail_left", "left_at", sqlite_where=UNDELETED, postgresql_where=UNDELETED),
        Index(
            "ix_voicemail_to_fetch",
            "left_at",
            sqlite_where=NOT_FETCHED,
            postgresql_where=NOT_FETCHED,
        ),
    )
