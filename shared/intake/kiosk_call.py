"""What the kiosk and the city say to each other about a call from the screen.

The browser's session descriptions pass through both apps; neither looks inside. What is in a shared
slip's box opens at the city only.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from shared.crypto import seal_to, unseal_with

LONGEST_DESCRIPTION = 16 * 1024
MOST_SIGNALS = 8

Id = Annotated[str, msgspec.Meta(max_length=64, pattern=r"^[A-Za-z0-9.:_-]*$")]
Description = Annotated[str, msgspec.Meta(max_length=LONGEST_DESCRIPTION)]
What = Literal["hello", "again", "offer", "answer"]


class Signal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing a browser tells the other.

    hello: the kiosk's page is ready. again: the agent's page asks for another hello. offer, answer:
    session descriptions. `attempt` names the try they belong to; `id` is the city's.
    """

    what: What
    attempt: Id
    text: Description = ""
    id: Id = ""


class Pulse(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A sign of life from one side, with what it has to say.

    `heard`: the id of the last signal that arrived. `hears`: whether sound comes in (`attempt`).
    """

    said: Annotated[list[Signal], msgspec.Meta(max_length=MOST_SIGNALS)] = []
    heard: Id = ""
    hears: bool = False
    attempt: Id = ""


class Begin(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What begins a call; the same `key` always means the same call.

    `slip`: the slip the citizen agreed to share, boxed for the city.
    """

    key: Id
    language: Literal["pl", "uk", "en"]
    slip: bytes | None = None


class IceServer(msgspec.Struct, frozen=True, omit_defaults=True):
    """A server that helps two browsers find a way to each other, in the browser's own form."""

    urls: list[str]
    username: str = ""
    credential: str = ""


class CallNow(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a call stands, told to one side, with the signals for it.

    `why`: a word for how it ended. `position`, `low` and `high` (minutes; without `high` nobody can
    tell how long) while waiting. `is_shared`: the agent will see the citizen's answers.
    `is_relayed`: connect through the servers only.
    """

    call_id: str
    state: str
    signals: list[Signal] = []
    servers: list[IceServer] = []
    is_relayed: bool = False
    position: int | None = None
    low: int | None = None
    high: int | None = None
    is_shared: bool = False
    is_silenced: bool = False
    why: str | None = None


class SharedSlip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The slip the agent may open without asking for it."""

    digits: str
    word: str


def box_slip(slip: SharedSlip, call_key: str, city_public_key: X25519PublicKey) -> bytes:
    """The slip, readable in the city only, and only for this call."""
    return seal_to(city_public_key, msgspec.msgpack.encode(slip), _about(call_key))


def unbox_slip(
    boxed: bytes, call_key: str, city_private_key: X25519PrivateKey
) -> SharedSlip | None:
    """The slip; None when it is boxed for another call, for somebody else, or is no slip."""
    plain = unseal_with(city_private_key, boxed, _about(call_key))
    if plain is None:
        return None
    try:
        return msgspec.msgpack.decode(plain, type=SharedSlip)
    except msgspec.MsgspecError:
        return None


def _about(call_key: str) -> str:
    return f"shared slip {call_key}"
