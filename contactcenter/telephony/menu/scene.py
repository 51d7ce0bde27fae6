"""What the menu is told and what it answers: plain values, so that it can be walked in a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol

from contactcenter.telephony.document import Document
from contactcenter.telephony.menu.announced import Announced
from contactcenter.telephony.menu.deeds import Deed
from shared.bundle import Knowledge

GivenKind = Literal["digits", "speech", "silence"]


@dataclass(frozen=True)
class Given:
    """What came from the caller: keys as pressed ("0" to "9", "*"), words as heard, or nothing."""

    kind: GivenKind
    text: str = field(default="", repr=False)


SILENCE = Given("silence")


class SlipTrouble(StrEnum):
    """Why a keyed number finds no slip; the values are those of `shared.intake.desk.Refusal`."""

    UNKNOWN_NUMBER = "unknown_number"
    NOT_ARRIVED = "not_arrived"
    EXPIRED = "expired"
    CLOSED = "closed"
    TOO_MANY_TRIES = "too_many_tries"


class Standing(Protocol):
    """Where a caller stands in the line (`contactcenter.queue.estimate.Standing`).

    `position` counts from 1; the minutes are an honest range, both None when we cannot tell.
    """

    @property
    def position(self) -> int: ...

    @property
    def low_minutes(self) -> int | None: ...

    @property
    def high_minutes(self) -> int | None: ...


def _no_slips(_digits: str) -> str | SlipTrouble:
    return SlipTrouble.UNKNOWN_NUMBER


@dataclass(frozen=True)
class Scene:
    """One call as the menu sees it at one moment.

    `say`: `Translator.say`. `find_slip`: the id of the slip that eight valid digits name, or why
    there is none; it counts guesses against the caller's number and asks for no word.
    `number_ending`: the last three digits of a number that can be called back; None when hidden.
    `kept`: what a `Keep` put away. `memory`: `Call.menu`. `is_open`: None leaves it to the line's
    own hours; `announced`: those announced for some days, the newest first. `is_recorded`: as it
    was decided when the call began. `is_waiting`: the caller is in the queue already.
    `failover_number`: where to call during an outage.
    """

    call_id: str
    language: str
    at: datetime
    knowledge: Knowledge = field(repr=False)
    say: Callable[..., str] = field(repr=False)
    find_slip: Callable[[str], str | SlipTrouble] = field(default=_no_slips, repr=False)
    number_ending: str | None = field(default=None, repr=False)
    kept: str | None = field(default=None, repr=False)
    memory: Mapping[str, object] = field(default_factory=dict)
    is_open: bool | None = None
    announced: tuple[Announced, ...] = ()
    is_outage: bool = False
    is_recorded: bool = False
    is_waiting: bool = False
    is_quiet: bool = False
    matter: str | None = None
    has_slip: bool = False
    failover_number: str | None = None


@dataclass(frozen=True)
class Turn:
    """What the caller hears next, and what is to be done about it first."""

    document: Document
    deeds: tuple[Deed, ...] = ()
