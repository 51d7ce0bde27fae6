"""Every webhook once: its key is claimed, its effect done and its answer kept in one transaction.

A repeat finds the key and is given the same answer again. On PostgreSQL a repeat that comes at the
same moment waits for the first one to commit; on SQLite writers stand in line anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, cast

import msgspec
from sqlalchemy import Table, bindparam, update
from sqlalchemy.orm import Session

from contactcenter.telephony.numbers import key_for
from shared.crypto import fingerprint, seal, unseal
from shared.models import WebhookInbox, new_id
from shared.store.once import insert_once

PURPOSE = "webhook form"
SID_FIELDS = ("CallSid", "ConferenceSid", "MessageSid", "SmsSid", "RecordingSid")
GIVEN_FIELDS = ("Digits", "SpeechResult", "RecordingSid")


_INBOX = cast(Table, WebhookInbox.__table__)
ANSWERED = update(_INBOX).where(_INBOX.c.key == bindparam("claimed"))


class Received(NamedTuple):
    """One webhook: the part of our door it came to, its raw target, its form and its token."""

    source: str
    target: str
    form: Mapping[str, str]
    token: str | None = None

    @property
    def sid(self) -> str | None:
        """What the provider calls the thing it is about."""
        own = "ConferenceSid" if self.source == "conference" else "CallSid"
        fields = (own, *SID_FIELDS)
        return next((self.form[name] for name in fields if self.form.get(name)), None)


class Repeat(NamedTuple):
    """It was here before; this is what it was answered."""

    answer: str | None


def claim(db: Session, secret: bytes, received: Received, at: datetime) -> str | Repeat:
    """Claim the webhook's key, before anything is done about it; answers the key."""
    key = key_of(received)
    sealed = seal(key_for(secret, PURPOSE), msgspec.json.encode(dict(received.form)), key)
    values = {"source": received.source, "sid": received.sid, "sealed": sealed, "received_at": at}
    if insert_once(db, WebhookInbox, key=key, answer=None, **values):
        return key
    return Repeat(db.get_one(WebhookInbox, key).answer)


def settle(db: Session, key: str, answer: str | None) -> None:
    """Keep the answer for whoever asks again."""
    if answer is not None:
        db.execute(ANSWERED, {"claimed": key, "answer": answer})


def form_of(secret: bytes, row: WebhookInbox) -> dict[str, str] | None:
    """What a webhook said, for reconciliation."""
    opened = unseal(key_for(secret, PURPOSE), row.sealed, row.key) if row.sealed else None
    return None if opened is None else msgspec.json.decode(opened, type=dict[str, str])


def key_of(received: Received) -> str:
    """What makes a webhook the same as another.

    The provider's own token where there is one; else its place in the thing's sequence; else what
    it says. A document asked for without either is asked for anew, except a call's first.
    """
    source, sid, form = received.source, received.sid or "", received.form
    if received.token:
        return _key("token", source, sid, received.token)
    if form.get("SequenceNumber"):
        return _key("sequence", source, received.target, sid, form["SequenceNumber"])
    if source == "voice":
        return _key("voice", sid)
    status = next((form[name] for name in _STATUSES if form.get(name)), None)
    if source in _TOLD and status is not None:
        return _key("status", source, received.target, sid, status, form.get("ErrorCode", ""))
    given = [form[name] for name in GIVEN_FIELDS if form.get(name)]
    if given:
        return _key("given", received.target, sid, *given)
    return _key("anew", new_id())


_STATUSES = ("MessageStatus", "SmsStatus", "StatusCallbackEvent", "RecordingStatus", "CallStatus")
_TOLD = frozenset({"call", "leg", "conference", "message", "recording"})


def _key(*parts: str) -> str:
    """Parts as one key, of one length, that says nothing of what somebody keyed."""
    return f"{parts[0]}:{fingerprint(chr(31).join(parts)).hex()}"
