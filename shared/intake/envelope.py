"""The envelope a kiosk sends to the city: readable there and nowhere on the way."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from shared.crypto import seal_to, unseal_with
from shared.models import EnvelopeKind

ABOUT = "envelope"
BLOCK_BYTES = 1024
LONGEST_BYTES = 64 * 1024


class Envelope(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True
):
    """What is in it. A request for help carries no answers, no number and no word.

    `replaces` are the digits of an earlier slip that this one makes void; "" when there is none.
    What has its default is not written, so a city that does not know `replaces` yet reads the rest.
    """

    key: str
    kind: EnvelopeKind
    kiosk_id: str
    made_at: datetime
    language: str
    content_hash: str = ""
    on: date | None = None
    answers: dict[str, Any] = msgspec.field(default_factory=dict)
    chosen: list[str] = msgspec.field(default_factory=list)
    digits: str = ""
    word: str = ""
    replaces: str = ""


def seal(envelope: Envelope, city_public_key: X25519PublicKey) -> bytes:
    """Sealed bytes, padded so that their length does not tell how much was answered."""
    plain = msgspec.msgpack.encode(envelope)
    length = len(plain).to_bytes(4, "big")
    return seal_to(city_public_key, length + plain + bytes(-(4 + len(plain)) % BLOCK_BYTES), ABOUT)


def open_sealed(sealed: bytes, city_private_key: X25519PrivateKey) -> Envelope | None:
    """The envelope; None when it is too long, not for this key, or not an envelope at all."""
    if len(sealed) > LONGEST_BYTES:
        return None
    padded = unseal_with(city_private_key, sealed, ABOUT)
    if padded is None:
        return None
    length = int.from_bytes(padded[:4], "big")
    if length > len(padded) - 4:
        return None
    try:
        envelope = msgspec.msgpack.decode(padded[4 : 4 + length], type=Envelope)
    except msgspec.MsgspecError:
        return None
    return envelope if envelope.made_at.tzinfo is not None else None
