"""Which kind of city card a number belongs to. Never whose: nothing is looked up or kept."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from kiosk.visit import Reading
from shared.text import Text

FILE = Path(__file__).with_name("cards.toml")

# A chip's own number: anybody can copy it, and it says nothing about the card around the chip.
BARE_UIDS = frozenset({"pcsc", "em4100"})


class Format(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A regular expression the whole number must match. `demo`: no real card bears such a one."""

    pattern: str
    status: Literal["verified", "demo"]
    source: str


class CityCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A card the city issues, and the services that go with it. `status` is its formats'."""

    id: str
    names: Text
    organization: str
    services: tuple[str, ...]
    status: Literal["verified", "to_confirm"]
    source: str
    format: tuple[Format, ...] = ()


class CardFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    checked_on: date
    card: tuple[CityCard, ...]


@cache
def city_cards() -> tuple[CityCard, ...]:
    """Every card of the file, in its order."""
    return msgspec.toml.decode(FILE.read_bytes(), type=CardFile).card


def recognize(reading: Reading) -> tuple[CityCard, bool] | None:
    """The kind of card, and whether it is one of the lab's; None for any other number."""
    if reading.payload.get("format") in BARE_UIDS:
        return None
    number = reading.payload.get("number") or reading.payload.get("text", "")
    for card in city_cards():
        for known in card.format:
            if re.fullmatch(known.pattern, number):
                return card, known.status == "demo"
    return None
