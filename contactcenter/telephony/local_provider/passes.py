"""What a browser's phone signs in with: whose it is and until when, under the shared secret."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime, timedelta

SECONDS = 3600


def make_pass(identity: str, secret: str, now: datetime, seconds: int = SECONDS) -> str:
    """A pass for one agent's browser."""
    until = int((now + timedelta(seconds=seconds)).timestamp())
    body = base64.urlsafe_b64encode(f"{until}:{identity}".encode()).decode()
    return f"{body}.{_seal(body, secret)}"


def read_pass(token: str, secret: str, now: datetime) -> str | None:
    """Whose pass it is; None for one that is forged, broken or over."""
    body, _, seal = token.partition(".")
    if not hmac.compare_digest(seal.encode(), _seal(body, secret).encode()):
        return None
    until, _, identity = base64.urlsafe_b64decode(body).decode().partition(":")
    return identity if now.timestamp() < int(until) else None


def _seal(body: str, secret: str) -> str:
    text = f"okienko softphone {body}".encode()
    return hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()
