"""Callers of the menu for the tests: a scene, what is given, and the scene after it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from urllib.parse import parse_qs, urlsplit

from contactcenter.telephony.document import Document, Gather, HangUp, Record, Redirect, Say
from contactcenter.telephony.menu import (
    SILENCE,
    Deed,
    Given,
    Scene,
    Turn,
    answer,
    first,
    waiting,
)
from contactcenter.telephony.menu.after import after
from contactcenter.telephony.menu.commands import LOCALES
from shared.web.translate import Translator, rooms_of
from tests.city import real_knowledge

MONDAY_AT = datetime(2026, 11, 23, 9, tzinfo=UTC)  # ten in the city
CALL = "0197-call"
GOOD_DIGITS = "12345671"


@cache
def translator() -> Translator:
    """The contact center's words."""
    return Translator(rooms_of(LOCALES))


def scene(**changes: object) -> Scene:
    """A call on a Monday morning, from a number that can be seen."""
    plain = Scene(
        CALL, "pl", MONDAY_AT, real_knowledge(), translator().say, number_ending="200", is_open=True
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Standing:
    """A place in the line."""

    position: int = 3
    low_minutes: int | None = 6
    high_minutes: int | None = 12


def gather_of(document: Document) -> Gather | None:
    """What the document waits for."""
    return next((verb for verb in document.verbs if isinstance(verb, Gather)), None)


def said_in(document: Document) -> tuple[Say, ...]:
    """Everything that is read aloud."""
    parts = [part for v in document.verbs for part in (v.said if isinstance(v, Gather) else (v,))]
    return tuple(part for part in parts if isinstance(part, Say))


def text_of(document: Document) -> str:
    """Everything that is read aloud, in one line."""
    return " ".join(say.text for say in said_in(document))


def ending_of(document: Document) -> str | None:
    """How a document ends that waits for nothing: in the line, in the talk, in a message, over."""
    last = document.verbs[-1]
    if isinstance(last, Redirect):
        return "line" if "/wait/" in last.path else "talk"
    return {Record: "message", HangUp: "over"}.get(type(last))


@dataclass
class Caller:
    """Somebody on the line: presses keys, says things, or nothing."""

    scene: Scene
    turn: Turn = field(init=False)
    deeds: list[Deed] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.hear(first(self.scene))

    def hear(self, turn: Turn) -> None:
        """What comes next, its deeds done."""
        self.turn = turn
        self.deeds.extend(turn.deeds)
        self.documents.append(turn.document)
        self.scene = after(self.scene, turn.deeds)

    def press(self, *keys: str) -> Caller:
        """One key after the other, or several digits at once where they are asked for."""
        for one in keys:
            self.give(Given("digits", one))
        return self

    def say(self, text: str) -> Caller:
        """Words."""
        return self.give(Given("speech", text))

    def wait(self, times: int = 1) -> Caller:
        """Nothing."""
        for _ in range(times):
            self.give(SILENCE)
        return self

    def give(self, given: Given) -> Caller:
        """What was given, to the address the document named."""
        gather = gather_of(self.turn.document)
        assert gather is not None, f"the call is over: {self.turn.document}"
        parts = urlsplit(gather.path)
        if parts.path.startswith("/telephony/wait/"):
            self.hear(waiting(self.scene, Standing(), given))
            return self
        query = parse_qs(parts.query)
        self.hear(answer(self.scene, query["at"][0], int(query["try"][0]), given))
        return self

    def queue(self) -> Caller:
        """The next round of waiting, which the document led to."""
        assert self.ending == "line"
        self.hear(waiting(self.scene, Standing(), SILENCE))
        return self

    @property
    def at(self) -> str | None:
        """The node whose keys are waited for."""
        gather = gather_of(self.turn.document)
        return parse_qs(urlsplit(gather.path).query).get("at", ["wait"])[0] if gather else None

    @property
    def ending(self) -> str | None:
        """How the call left the menu."""
        return ending_of(self.turn.document)

    @property
    def text(self) -> str:
        """What is heard now."""
        return text_of(self.turn.document)
