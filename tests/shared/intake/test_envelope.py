"""An envelope is read in the city, and nowhere on the way."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from shared.crypto import seal_to
from shared.intake.envelope import ABOUT, Envelope, open_sealed, seal
from shared.models import EnvelopeKind

CITY = X25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = X25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def envelope(**changes: Any) -> Envelope:
    values: dict[str, Any] = {
        "key": "key-1",
        "kind": EnvelopeKind.SLIP,
        "kiosk_id": "kiosk-1",
        "made_at": AT,
        "language": "pl",
        "content_hash": "c0ffee",
        "on": date(2026, 11, 22),
        "answers": {"facts": {"income_month": "1234.56"}},
        "chosen": ["zasilek_okresowy"],
        "digits": "12345670",
        "word": "agrest",
    }
    return Envelope(**values | changes)


def packed(document: object, *, length: int | None = None) -> bytes:
    plain = msgspec.msgpack.encode(document)
    head = (len(plain) if length is None else length).to_bytes(4, "big")
    return seal_to(CITY.public_key(), head + plain, ABOUT)


def test_the_city_reads_what_the_kiosk_wrote() -> None:
    assert open_sealed(seal(envelope(), CITY.public_key()), CITY) == envelope()


def test_nobody_else_can() -> None:
    sealed = seal(envelope(), CITY.public_key())
    assert open_sealed(sealed, OTHER) is None
    assert b"1234" not in sealed


def test_its_length_does_not_tell_how_much_was_said() -> None:
    lengths = {
        len(seal(envelope(answers={"facts": {"n": "1" * size}}), CITY.public_key()))
        for size in range(0, 700, 7)
    }
    assert len(lengths) == 1


@pytest.mark.parametrize(
    "sealed",
    [
        b"",
        b"not sealed at all",
        packed({"key": "key-1"}),
        packed(msgspec.to_builtins(envelope()) | {"more": 1}),
        packed(envelope(made_at=AT.replace(tzinfo=None))),
        packed(envelope(), length=10),
        packed(envelope(), length=2**31),
        seal(envelope(answers={"much": "x" * 70_000}), CITY.public_key()),
    ],
    ids=["empty", "garbage", "poor", "rich", "naive", "short", "long", "huge"],
)
def test_what_is_no_envelope_is_none(sealed: bytes) -> None:
    assert open_sealed(sealed, CITY) is None
