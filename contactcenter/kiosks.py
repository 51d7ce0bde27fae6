"""The tokens kiosks show, and when each was last heard of.

Tokens are made from the city's secret, so that none has to be kept anywhere.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from shared.crypto import derive, founding
from shared.models import Kiosk

SIGN = "."
SIGN_EVERY = timedelta(seconds=30)  # a kiosk that asks all the time is written down this often
SILENT_AFTER = timedelta(minutes=3)  # it asks for the content once a minute, whatever happens


def kiosk_token(secret: bytes, kiosk_id: str) -> str:
    """The bearer token of one kiosk: its id and an HMAC-SHA-256 of it under the city's secret.

    The same for the same kiosk and secret, so provisioning may ask for it again; switching the
    kiosk off (`Kiosk.is_enabled`) makes it worthless. It outlives a change of the city's secret.
    """
    mac = hmac.digest(derive(founding(secret), "kiosk token"), kiosk_id.encode(), "sha256")
    return f"{kiosk_id}{SIGN}{mac.hex()}"


def find_kiosk(db: Session, token: str, secret: bytes) -> str | None:
    """The id of the enabled kiosk whose token this is, or None."""
    kiosk_id = token.rpartition(SIGN)[0]
    if not hmac.compare_digest(token.encode(), kiosk_token(secret, kiosk_id).encode()):
        return None
    kiosk = db.get(Kiosk, kiosk_id)
    return kiosk_id if kiosk is not None and kiosk.is_enabled else None


def is_sign_due(db: Session, kiosk_id: str, at: datetime) -> bool:
    """Whether the last sign of life on record is old enough to be worth another write."""
    kiosk = db.get(Kiosk, kiosk_id)
    return kiosk is not None and (kiosk.seen_at is None or at - kiosk.seen_at >= SIGN_EVERY)


def note_sign(db: Session, kiosk_id: str, at: datetime) -> None:
    """The kiosk asked for something just now."""
    db.get_one(Kiosk, kiosk_id, with_for_update=True).seen_at = at


def is_silent(seen_at: datetime | None, at: datetime) -> bool:
    """Whether a kiosk has not been heard of for longer than it ever keeps quiet."""
    return seen_at is None or at - seen_at > SILENT_AFTER
