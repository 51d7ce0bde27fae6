"""What may stand in a text message, and how many parts it will be sent in.

The alphabets and the sizes of parts are those of 3GPP TS 23.038: with every character in the GSM
7-bit alphabet 160 septets, in several parts 153 each; otherwise UCS-2, 70 units, or 67 each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENSION = frozenset("\f^{}\\[~]|€")
DOTS = str.maketrans("。．｡", "...")
LINK = re.compile(
    r"(?:[a-z][a-z0-9+]*://|\bwww\.|\S+@\S+|(?<![\w.])\S*[^\W_][\w-]*\.[^\W\d_]{2,})", re.I
)
MOST_PARTS = 6


class Parts(NamedTuple):
    """How a text will be sent: septets (or UCS-2 units), parts, and what still fits in the last."""

    is_unicode: bool
    units: int
    parts: int
    left: int


def count_parts(text: str) -> Parts:
    """How many parts a text takes; one character is never torn apart between two."""
    is_unicode = any(letter not in GSM_BASIC and letter not in GSM_EXTENSION for letter in text)
    sizes = [_size(letter, is_unicode=is_unicode) for letter in text]
    alone, each = (70, 67) if is_unicode else (160, 153)
    units = sum(sizes)
    if units <= alone:
        return Parts(is_unicode, units, 1 if units else 0, alone - units)
    parts, filled = 1, 0
    for size in sizes:
        if filled + size > each:
            parts, filled = parts + 1, 0
        filled += size
    return Parts(is_unicode, units, parts, each - filled)


def find_link(text: str) -> str | None:
    """The first thing in a text that is, or looks like, an address; operators block such messages.

    A full stop without a space behind it looks like one too: a telephone would underline it.
    """
    found = LINK.search(text.translate(DOTS))
    return found.group(0)[:60] if found else None


def names_any(text: str, names: Iterable[str]) -> bool:
    """Whether a text names one of these, however it is spaced and written large or small."""
    flat = _flat(text)
    return any(name and _flat(name) in flat for name in names)


def _flat(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def _size(letter: str, *, is_unicode: bool) -> int:
    if is_unicode:
        return 2 if ord(letter) > 0xFFFF else 1
    return 2 if letter in GSM_EXTENSION else 1
