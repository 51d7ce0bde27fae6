"""What a turn of the menu asks for. The menu does nothing itself: whoever serves the webhook does.

All deeds of a turn are done in the webhook's own transaction, in their order, before the document
is answered; a deed done twice is done once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class SpeakLanguage:
    """From now on the caller is spoken to in "pl", "uk" or "en"."""

    code: str


@dataclass(frozen=True)
class FoundSlip:
    """The digits name a slip that may be opened; the agent asks for its word.

    `slip_id` is None for a number given out by a kiosk whose envelope is still on its way.
    """

    slip_id: str | None
    digits: str = field(repr=False)


@dataclass(frozen=True)
class DropSlip:
    """The digits were read back and were not the caller's: the call has no slip again."""


@dataclass(frozen=True)
class ChooseMatter:
    """What it is about: a life event, and whose line takes it.

    `is_sensitive`: it is kept on the call for the agent and never put on a task, list or board.
    """

    id: str
    queue: str
    skill: str
    is_sensitive: bool = False


@dataclass(frozen=True)
class Enqueue:
    """The caller waits for a person from now on (once: a second time changes only the reasons).

    `reasons`: codes for `contactcenter.queue.priority`: "urgent", "quiet", "crisis", "has_slip",
    "confused" (the menu was no help), "asked" (pressed 0).
    """

    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskCallback:
    """Call back and let the caller go; a caller who waits keeps the place.

    `number`: in E.164 form as it was keyed, None for the number they call from. `not_before_at`:
    the next opening of the line, when it is closed now. The caller has said that it is safe to
    call there; `is_safe` False: nobody could ask. `is_discreet`: whoever answers first hears
    `outgoing`, which names nobody and nothing.
    """

    number: str | None = field(default=None, repr=False)
    not_before_at: datetime | None = None
    is_discreet: bool = True
    is_safe: bool = True


@dataclass(frozen=True)
class LeaveMessage:
    """The caller is about to speak a message; the document records it."""


@dataclass(frozen=True)
class MarkUrgent:
    """Somebody may be in danger. `why`: a kind of crisis of the catalog, or "chosen"."""

    why: str


@dataclass(frozen=True)
class MarkQuiet:
    """The caller cannot speak: the agent sees it and asks questions for 1 (yes) and 2 (no)."""


@dataclass(frozen=True)
class QuietAnswer:
    """What somebody who cannot speak answered: "1" is yes, "2" is no."""

    digit: str


@dataclass(frozen=True)
class Confirmed:
    """Whoever answered our callback says they asked for it: join them with the agent."""


@dataclass(frozen=True)
class NotReached:
    """Our callback reached nobody who asked for it: "wrong_person" or "silence"."""

    why: str


@dataclass(frozen=True)
class Keep:
    """Keep what the caller keyed until it is confirmed, sealed: it is a number. None: let it go."""

    text: str | None = field(repr=False)


@dataclass(frozen=True)
class Remember:
    """Put these into the call's memory (`Call.menu`), over what is there. No personal data."""

    fields: Mapping[str, int | str | bool]


@dataclass(frozen=True)
class Note:
    """One line of the call's timeline. `fields` holds no personal data."""

    name: str
    fields: Mapping[str, int | str | bool] = field(default_factory=dict)


Deed = (
    SpeakLanguage
    | FoundSlip
    | DropSlip
    | ChooseMatter
    | Enqueue
    | AskCallback
    | LeaveMessage
    | MarkUrgent
    | MarkQuiet
    | QuietAnswer
    | Confirmed
    | NotReached
    | Keep
    | Remember
    | Note
)
