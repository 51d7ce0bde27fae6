"""What a slip holds in the city, as it lies sealed in its row."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from shared.crypto import seal, unseal


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """The answers (`write_household`'s form), the services chosen, and what they were read with."""

    language: str
    content_hash: str
    on: date | None
    household: dict[str, Any]
    chosen: list[str]


def seal_contents(slip_key: bytes, contents: Contents, key: str) -> bytes:
    """Sealed bytes for the slip of this idempotency `key`."""
    return seal(slip_key, msgspec.msgpack.encode(contents), f"slip {key}")


def unseal_contents(slip_key: bytes, sealed: bytes, key: str) -> Contents | None:
    """The contents; None when the slip's key is not this one: another word was said."""
    plain = unseal(slip_key, sealed, f"slip {key}")
    return None if plain is None else msgspec.msgpack.decode(plain, type=Contents)
