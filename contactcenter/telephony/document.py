"""What a caller is to hear and do next, before it is anybody's markup.

The menu writes these, `twilio_provider.twiml` turns them into TwiML, and whoever runs the TwiML
never knows the difference. Addresses are paths of our own app.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Say:
    """A sentence read aloud, in its own language ("pl", "uk", "en")."""

    text: str
    language: str


@dataclass(frozen=True)
class Play:
    """A sound of ours, `times` over (0: until something else happens)."""

    path: str
    times: int = 1


@dataclass(frozen=True)
class Pause:
    """Silence."""

    seconds: int


@dataclass(frozen=True)
class Gather:
    """Listen for keys, and for words where `hints` are given; `said` may be interrupted.

    What comes goes to `path`, silence too. `most` keys end it at once, `finish` ends it early.
    """

    path: str
    said: tuple[Say | Play | Pause, ...]
    most: int | None = None
    finish: str = "#"
    seconds: int = 6
    language: str = "pl"
    hears_words: bool = False
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """Take a message of at most `seconds`; it goes to `path`, its sound to `done_path`."""

    path: str
    done_path: str
    seconds: int = 120
    finish: str = "#"


@dataclass(frozen=True)
class Join:
    """Put this leg into the conference named `call_id`.

    `starts`: the others hear each other only once such a party is in. `ends`: all is over when
    this party leaves. `wait_path`: what is heard until then.
    """

    call_id: str
    label: str
    status_path: str
    starts: bool = True
    ends: bool = False
    wait_path: str | None = None
    is_muted: bool = False


@dataclass(frozen=True)
class Dial:
    """Connect with a telephone number outside; `path` is asked when that ends."""

    number: str
    path: str
    seconds: int = 30


@dataclass(frozen=True)
class Redirect:
    """Go on with another document."""

    path: str


@dataclass(frozen=True)
class HangUp:
    """End the call."""


Verb = Say | Play | Pause | Gather | Record | Join | Dial | Redirect | HangUp


@dataclass(frozen=True)
class Document:
    """Verbs in their order."""

    verbs: tuple[Verb, ...] = field(default=())
