"""What was agreed with the line, shown again under its code: in the visit, and gone with it.

The city keeps it. The kiosk asks once, for the citizen who types the code, and writes none of it
down, but for a paper in line for the printer, which is sealed like every other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec

from kiosk.city_line import OK, CityLine
from shared.intake.agreement_code import normalize_code, shown_code
from shared.web import wording
from shared.web.present import Words

PATH = "/kiosk-api/agreements"
JSON = {"Content-Type": "application/json"}
FOUND = "found"
LABELS = ("title", "who", "where", "due", "papers", "in-polish", "copy", "foot")


class Unshown(StrEnum):
    """Why a code shows nothing; each has its own sentence."""

    UNFIT = "unfit"  # not eight characters of a code: the city is not asked
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    TOO_MANY_TRIES = "too_many_tries"
    AWAY = "away"


class Line(msgspec.Struct, frozen=True):
    """One promise in words."""

    who: str
    what: str
    where: str | None = None
    due: str | None = None
    papers: tuple[str, ...] = ()


class Agreed(msgspec.Struct, frozen=True):
    """What was agreed, in the citizen's language and in Polish. Disguised, it names nothing."""

    language: str
    made_on: date
    lines: tuple[Line, ...]
    polish: tuple[Line, ...]
    is_disguised: bool = False

    @property
    def pairs(self) -> list[tuple[Line, Line | None]]:
        """Every line with its Polish, where that is not the same."""
        beside = self.polish if self.language != "pl" else (None,) * len(self.lines)
        return list(zip(self.lines, beside, strict=True))


class _Told(msgspec.Struct, frozen=True):
    state: str


@dataclass
class Shown:
    """An agreement on this screen. `key`: its paper's; `said`: what the citizen said of that."""

    agreed: Agreed = field(repr=False)
    key: str
    is_printed: bool = False
    said: str | None = None


class AgreedCodes:
    """Asks the city what a code shows."""

    def __init__(self, line: CityLine) -> None:
        self.line = line

    def find(self, typed: str) -> Agreed | Unshown:
        """What was agreed, or why it cannot be shown. The code goes in the body, sealed by TLS."""
        code = normalize_code(typed)
        if code is None:
            return Unshown.UNFIT
        body = msgspec.json.encode({"code": shown_code(code)})
        answer = self.line.ask("POST", PATH, body, JSON)
        if answer is None or answer.status != OK:
            return Unshown.AWAY
        return _read(answer.data)


def _read(body: bytes) -> Agreed | Unshown:
    try:
        state = msgspec.json.decode(body, type=_Told).state
        if state != FOUND:
            return Unshown(state)
        agreed = msgspec.json.decode(body, type=Agreed)
    except (msgspec.MsgspecError, ValueError):
        return Unshown.AWAY
    return agreed if len(agreed.lines) == len(agreed.polish) else Unshown.AWAY


def agreed_sheet(agreed: Agreed, say: Callable[..., str]) -> dict[str, Any]:
    """The paper's words, all in the language of the agreement; `say`: a voice in it."""
    return {
        "language": wording.babel_locale(agreed.language),
        "made_on": wording.long_date(agreed.made_on, agreed.language),
        "words": {label.replace("-", "_"): say(f"agreed-sheet-{label}") for label in LABELS},
        "lines": [msgspec.to_builtins(line) for line, _ in agreed.pairs],
        "polish": [msgspec.to_builtins(beside) for _, beside in agreed.pairs if beside],
    }


def made_on(agreed: Agreed, words: Words) -> str:
    """The day of the talk, in the words of the screen."""
    return wording.long_date(agreed.made_on, words.language)
