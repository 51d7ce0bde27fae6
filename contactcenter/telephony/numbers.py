"""Telephone numbers: read as people and providers write them, kept sealed, found blind."""

from __future__ import annotations

from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberFormat

from shared.crypto import blind_index, derive, seal, unseal

REGION = "PL"
PURPOSE = "telephone number"
COUNTRY = "+48"
SHOWN_DIGITS = 3
HIDDEN = "••• ••• "


@lru_cache(maxsize=1024)
def normalize(written: str) -> str | None:
    """A number in E.164 form ("600 100 200" → "+48600100200"); None when it is none.

    The trunk 0 nobody dials any more in front of 800 is forgiven.
    """
    bare = written.strip().removeprefix("0") if written.strip().startswith("0800") else written
    try:
        number = phonenumbers.parse(bare, REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def shown(e164: str) -> str:
    """The number as people here write it: without the country, in groups of three."""
    if e164.startswith(COUNTRY) and len(e164) == 12:
        digits = e164.removeprefix(COUNTRY)
        return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    number = phonenumbers.parse(e164, REGION)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def masked(e164: str) -> str:
    """The number for whoever need not know it: its last three digits."""
    return HIDDEN + e164[-SHOWN_DIGITS:]


def index_of(secret: bytes, e164: str) -> bytes:
    """By what a number is found again without being kept."""
    return blind_index(secret, PURPOSE, e164)


def seal_number(secret: bytes, e164: str, about: str) -> bytes:
    """The number for a row named `about` (its id)."""
    return seal(key_for(secret, PURPOSE), e164.encode(), about)


def unseal_number(secret: bytes, sealed: bytes | None, about: str) -> str | None:
    """The number of the row `about`; None when there is none, or it is another's."""
    opened = unseal(key_for(secret, PURPOSE), sealed, about) if sealed else None
    return opened.decode() if opened is not None else None


@lru_cache(maxsize=16)
def key_for(secret: bytes, purpose: str) -> bytes:
    """The key of one purpose, worked out once."""
    return derive(secret, purpose)
