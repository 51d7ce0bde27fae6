"""Polish names and addresses said aloud: short forms in full, house numbers as numbers."""

from __future__ import annotations

import re

from contactcenter.telephony.menu.spoken.polish import POLISH

# Written short, said in full; only in Polish names and addresses.
IN_FULL = {
    "ul.": "ulica",
    "al.": "aleja",
    "pl.": "plac",
    "gen.": "generała",
    "im.": "imienia",
    "bł.": "błogosławionego",
    "nr": "numer",
    "zł": "złotych",
}
SHORT = re.compile(r"(?<!\w)(ul\.|al\.|pl\.|gen\.|im\.|bł\.|nr\b|zł\b)", re.I)
BRACKETED = re.compile(r"\s*\([^)]*\)")
IN_THE_NAME = re.compile(r",?\s+(?:ul|al|pl)\.\s.*$")
OF_A_DAY = re.compile(r"\b(\d{1,2}) (?=[A-ZĆŁŃÓŚŹŻ])")
HOUSE = re.compile(r"\b(\d{1,4})([a-z])?\b")


def in_full(text: str) -> str:
    """A text without brackets, its short forms in full."""
    return SHORT.sub(lambda found: IN_FULL[found.group().lower()], BRACKETED.sub("", text))


def street(written: str) -> str:
    """ "ul. 10 Lutego 7/9" is "ulica dziesiątego Lutego siedem łamane na dziewięć"."""
    named = OF_A_DAY.sub(lambda found: f"{POLISH.ordinal_of(int(found[1]))} ", in_full(written))
    return HOUSE.sub(_house, named.replace("/", " łamane na "))


def without_street(name: str) -> tuple[str, bool]:
    """A point's name without the address in it, and whether there was one."""
    bare = IN_THE_NAME.sub("", BRACKETED.sub("", name))
    return bare, bare != BRACKETED.sub("", name)


def _house(found: re.Match[str]) -> str:
    letter = f" {found[2]}" if found[2] else ""
    return f"{POLISH.cardinal(int(found[1]))}{letter}"
