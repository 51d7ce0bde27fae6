"""The tokens kiosks show. Made from the city's secret, so that none has to be kept anywhere."""

from __future__ import annotations

import hmac

from sqlalchemy.orm import Session

from shared.crypto import derive
from shared.models import Kiosk

SIGN = "."


def kiosk_token(secret: bytes, kiosk_id: str) -> str:
    """The bearer token of one kiosk: its id and an HMAC-SHA-256 of it under the city's secret.

    The same for the same kiosk and secret, so provisioning may ask for it again; switching the
    kiosk off (`Kiosk.is_enabled`) makes it worthless.
    """
    mac = hmac.digest(derive(secret, "kiosk token"), kiosk_id.encode(), "sha256")
    return f"{kiosk_id}{SIGN}{mac.hex()}"


def find_kiosk(db: Session, token: str, secret: bytes) -> str | None:
    """The id of the enabled kiosk whose token this is, or None."""
    kiosk_id = token.rpartition(SIGN)[0]
    if not hmac.compare_digest(token.encode(), kiosk_token(secret, kiosk_id).encode()):
        return None
    kiosk = db.get(Kiosk, kiosk_id)
    return kiosk_id if kiosk is not None and kiosk.is_enabled else None
