"""A device as seen from outside its driver: how it is, what is wrong, what it can be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from threading import Event
from typing import Protocol

import msgspec


class Health(StrEnum):
    """How a device is.

    `attention`: it works and needs a person soon. `broken`: it cannot work until a person mends it.
    `absent`: not plugged in or switched off. Silence is `unknown`, never `ok`.
    """

    OK = "ok"
    ATTENTION = "attention"
    BROKEN = "broken"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What a device is for."""

    PAGE_PRINTER = "page_printer"
    RECEIPT_PRINTER = "receipt_printer"
    CARD_READER = "card_reader"
    CODE_READER = "code_reader"
    KEYPAD = "keypad"
    HEADPHONES = "headphones"


class Fault(StrEnum):
    """What is wrong, in words a program can act on."""

    OUT_OF_PAPER = "out_of_paper"
    JAM = "jam"
    COVER_OPEN = "cover_open"
    OFF = "off"
    UNPLUGGED = "unplugged"
    NOT_ANSWERING = "not_answering"
    DRIVER_STOPPED = "driver_stopped"
    BUSY = "busy"
    UNKNOWN_DEVICE = "unknown_device"
    NOT_A_DOCUMENT = "not_a_document"
    JOURNAL_FAILED = "journal_failed"
    NEVER_HANDED = "never_handed"
    INTERRUPTED = "interrupted"
    SERVICE_DOWN = "service_down"
    STOPPED = "stopped"
    PAPER_LOW = "paper_low"
    SUPPLIES_LOW = "supplies_low"
    SUPPLIES_EMPTY = "supplies_empty"
    CUTTER = "cutter"
    PAGES_MISSING = "pages_missing"
    NEVER_SEEN = "never_seen"
    NOT_CONFIRMED = "not_confirmed"
    TOO_LONG = "too_long"
    CANCELED = "canceled"
    GARBLED = "garbled"


class DeviceStatus(msgspec.Struct, frozen=True):
    """One device as it was last seen.

    `since` is when it became so, `seen_at` when the driver last had word from the device; both
    are aware UTC instants. `position` is what a switch is set to: a jack's `plugged` or
    `unplugged`; empty for everything else and while nobody knows.
    """

    name: str
    kind: Kind
    health: Health
    reasons: tuple[Fault, ...]
    since: datetime
    seen_at: datetime
    position: str = ""


class Happening(StrEnum):
    """What an event tells of: a device became something else, or somebody used it."""

    STATUS = "status"
    CARD = "card"
    SCAN = "scan"
    KEY = "key"


class DeviceEvent(msgspec.Struct, frozen=True):
    """Something happened at a device. `seq` only ever grows, across restarts of the daemon too.

    `boot` names the daemon's life that saw it. `status` is there for the event `status` alone. What
    was read is not: whoever is meant to have it takes it once, by `seq`, within ten seconds.
    """

    boot: str
    seq: int
    at: datetime
    device: str
    event: Happening
    status: DeviceStatus | None = None


Tell = Callable[[str, Mapping[str, str]], None]
"""How a driver speaks up by itself; never blocks.

`tell("card", {"format": …, "number": …})`, `tell("scan", {"symbology": …, "text": …})` and
`tell("key", {"key": …})` say what was read: private, taken once, in no file and no log.
`tell("status", {})` says nothing but that the driver's status changed and should be looked at now.
"""


class State(StrEnum):
    """Where a print job is. `prepared` and `handed` are on the way; the others are the end."""

    PREPARED = "prepared"
    HANDED = "handed"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Outcome(msgspec.Struct, frozen=True):
    """How a driver's errand ended: confirmed, failed (nothing came out) or unknown."""

    state: State
    fault: Fault | None = None


class Settlement(msgspec.Struct, frozen=True):
    """What is known about one sheet of paper, found by its key.

    `confirmed`: it lies in the tray. `failed`: nothing came out and nothing will; a reprint takes a
    new key. `unknown`: only the person in front of the printer can tell. `sha256` (hex) and
    `pages` describe the document that was first printed under the key.
    """

    key: str
    state: State
    fault: Fault | None
    sha256: str
    pages: int | None
    at: datetime

    @property
    def is_settled(self) -> bool:
        """Whether this is the end of the story."""
        return self.state not in {State.PREPARED, State.HANDED}


class Document(msgspec.Struct, frozen=True):
    """A PDF on its way to paper. `title` is for the printer's display, never for the journal."""

    key: str
    title: str
    pdf: bytes
    pages: int | None = None


class Driver(Protocol):
    """One device's driver, run by the supervisor in a thread of its own."""

    @property
    def name(self) -> str:
        """The name the apps call the device by, unique on this machine."""

    @property
    def kind(self) -> Kind:
        """What the device is for."""

    def run(self, stop: Event) -> None:
        """Watch the device until `stop`; return when it is unplugged, raise when lost."""

    def status(self) -> DeviceStatus:
        """The device as last seen. Cached: never blocks, never asks the device."""

    def do(self, action: str, args: Mapping[str, str], key: str | None, /) -> Outcome | None:
        """Carry out a device's own action; None when it knows no such action.

        `key` makes a repeat harmless and is required for anything with an effect on paper.
        """


class Handing(Protocol):
    """Puts on record, before it returns, that the device has the document from now on."""

    def __call__(self, reference: str = "") -> None:
        """`reference`: what the device's own list calls the job. Raises when it must not go on."""


class Leftover(msgspec.Struct, frozen=True):
    """A sheet that was handed before the daemon died; `at` is when."""

    key: str
    device: str
    reference: str
    pages: int | None
    at: datetime


class Printer(Driver, Protocol):
    """A driver that puts documents on paper."""

    def print_document(self, document: Document, handing: Handing) -> Outcome:
        """Print, calling `handing` once, right before the device may begin to.

        Whatever is found before `handing` is `failed`; after it, anything short of certainty is
        `unknown`. Nothing is retried after `handing`.
        """

    def withdraw(self, key: str) -> None:
        """The citizen has gone: what of this document is not on paper yet shall not come."""

    def follow_up(self, leftover: Leftover) -> Outcome:
        """What became of a sheet that an earlier life of the daemon handed over."""
