"""The slip's number and word: making them, reading them, and the key they are.

Seven random digits and a check digit after H. Michael Damm ("Total anti-symmetrische Quasigruppen",
Marburg 2004): a weakly totally anti-symmetric quasigroup of order ten with a zero diagonal. It
catches every single wrong digit and every swap of two neighbors, and needs no eleventh symbol.
No number starts with 99 or 112: read aloud or keyed in, it must never reach an emergency line.
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

from shared.crypto import blind_index, stretch

RANDOM_DIGITS = 7
NUMBER_DIGITS = RANDOM_DIGITS + 1
EMERGENCY = ("99", "112")
QR_FORM = "OK1"
WORDS_FILE = Path(__file__).with_name("words_pl.txt")

# Row: what the digits so far came to; column: the next digit.
QUASIGROUP = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


class SlipCode(NamedTuple):
    """What a slip carries in print and in its QR code."""

    digits: str
    word: str


def check_digit(digits: str) -> str:
    """The digit that brings `digits` to zero."""
    state = 0
    for digit in digits:
        state = int(QUASIGROUP[state][int(digit)])
    return str(state)


def new_number() -> str:
    """Eight digits nobody can foresee; whether they are still free, the city's leases know."""
    while True:
        digits = f"{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}}"
        if not digits.startswith(EMERGENCY):
            return digits + check_digit(digits)


def new_word() -> str:
    """One of the words, as it is printed."""
    return secrets.choice(words())


def is_valid(digits: str) -> bool:
    """Whether these are eight digits that a slip can bear."""
    if len(digits) != NUMBER_DIGITS or not (digits.isascii() and digits.isdigit()):
        return False
    return not digits.startswith(EMERGENCY) and check_digit(digits) == "0"


def normalize_number(typed: str) -> str:
    """The digits of what was typed, keyed or scanned, without the gaps between groups."""
    return "".join(letter for letter in typed if not letter.isspace() and letter not in "-–./")


def normalize_word(typed: str) -> str:
    """The word without case, spaces and Polish diacritics: "Żółwik " is "zolwik"."""
    decomposed = unicodedata.normalize("NFKD", typed.casefold().replace("ł", "l"))
    return "".join(letter for letter in decomposed if letter.isalpha())


def slip_key(digits: str, word: str, secret: bytes) -> bytes:
    """The 32-byte key the answers are sealed under; costs about 25 ms, on purpose."""
    return stretch(f"{digits} {normalize_word(word)}", secret, "slip")


def number_index(digits: str, secret: bytes) -> bytes:
    """What the city keeps instead of a slip's number."""
    return blind_index(secret, "slip number", digits)


def qr_text(digits: str, word: str) -> str:
    """What the QR code says, "OK1 12345670 slowo": no address, so that no camera opens a page."""
    return f"{QR_FORM} {digits} {normalize_word(word)}"


def parse_qr(scanned: str) -> SlipCode | None:
    """The slip a scanned code names; None when it is some other code."""
    parts = scanned.strip().split(" ")
    if len(parts) != len(SlipCode._fields) + 1 or parts[0] != QR_FORM or not is_valid(parts[1]):
        return None
    return SlipCode(parts[1], parts[2]) if is_word(parts[2]) else None


def is_word(typed: str) -> bool:
    """Whether this, however typed, is one of the words."""
    return normalize_word(typed) in _normalized_words()


@cache
def words() -> tuple[str, ...]:
    """The 1,024 words, as printed."""
    return tuple(WORDS_FILE.read_text(encoding="utf-8").split())


@cache
def _normalized_words() -> frozenset[str]:
    return frozenset(normalize_word(word) for word in words())
