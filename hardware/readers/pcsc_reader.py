"""Contactless and chip cards through PC/SC, in a loop of our own that outlives pcscd.

pyscard's own monitors end for good when pcscd is restarted, so only its thin layer over the
library is used: one thread, one context, made anew after every fault. What is read is the bare
UID (PC/SC part 3, "Get Data": FF CA 00 00 00). Anybody can copy it: it is a hint, never a proof.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from smartcard import scard

from hardware.clock import Clock
from hardware.device import DeviceStatus, Fault, Health, Kind, Outcome, Tell
from hardware.readers.gauge import Gauge

WAIT_MILLISECONDS = 500
AGAIN_SECONDS = 0.5
AGAIN_MILLISECONDS = 100
TRIES = 5
GET_UID = [0xFF, 0xCA, 0x00, 0x00, 0x00]
FINE = [0x90, 0x00]
PLUG_AND_PLAY = "\\\\?PnP?\\Notification"  # the name under which pcscd tells of readers
COUNTER_BITS = 16  # the upper half of a state counts how often a card came or went

_CAME_OR_WENT = (scard.SCARD_E_UNKNOWN_READER, scard.SCARD_E_READER_UNAVAILABLE)


class ServiceLost(Exception):
    """pcscd went away, or never came."""


class Slot(NamedTuple):
    """One reader as pcscd last described it; `unread`: how often its card may still be asked."""

    reader: str
    state: int
    unread: int = 0

    @property
    def has_card(self) -> bool:
        """Whether a card lies on it that answers."""
        return bool(self.state & scard.SCARD_STATE_PRESENT) and not self.is_mute

    @property
    def is_mute(self) -> bool:
        """Whether what lies on it does not answer."""
        return bool(self.state & scard.SCARD_STATE_MUTE)

    @property
    def passages(self) -> int:
        """How often a card came or went; grows even when both happened between two looks."""
        return self.state >> COUNTER_BITS

    def is_tap_after(self, before: Slot) -> bool:
        """Whether a card came since `before`. One that lies there at first sight is nobody's tap:
        it may have been there since the visit before."""
        is_first_sight = before.state == scard.SCARD_STATE_UNAWARE
        is_new = not before.has_card or self.passages != before.passages
        return self.has_card and is_new and not is_first_sight


class PcscReader:
    """Watches every PC/SC reader whose name contains `reader`; with none named, all of them."""

    kind = Kind.CARD_READER

    def __init__(self, name: str, tell: Tell, clock: Clock, *, reader: str = "") -> None:
        self.name = name
        self._tell = tell
        self._reader = reader
        self._gauge = Gauge(name, self.kind, tell, clock)

    def run(self, stop: threading.Event) -> None:
        """Watch until `stop`; while pcscd is away it is looked for twice a second."""
        while not stop.is_set():
            try:
                self._watch(stop)
            except ServiceLost:
                self._gauge.show(Health.BROKEN, Fault.SERVICE_DOWN)
                stop.wait(AGAIN_SECONDS)

    def status(self) -> DeviceStatus:
        """The reader as last seen."""
        return self._gauge.read()

    def do(self, _action: str, _args: Mapping[str, str], _key: str | None, /) -> Outcome | None:
        """A card reader can be asked nothing."""
        return None

    def _watch(self, stop: threading.Event) -> None:
        """One life of a context. Raises ServiceLost."""
        fault, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        if fault:
            raise ServiceLost
        try:
            slots: dict[str, Slot] = {}
            while not stop.is_set():
                slots = self._look(context, slots)
        finally:
            scard.SCardReleaseContext(context)

    def _look(self, context: int, slots: Mapping[str, Slot]) -> dict[str, Slot]:
        """Wait for a change, at most half a second; the slots as they are then."""
        names = self._names(context)
        unseen = scard.SCARD_STATE_UNAWARE
        known = {name: slots.get(name, Slot(name, unseen)) for name in names}
        wait = (
            AGAIN_MILLISECONDS if any(slot.unread for slot in known.values()) else WAIT_MILLISECONDS
        )
        for now in _changes(context, list(known.values()), wait):
            before = known[now.reader]
            tries = TRIES if now.is_tap_after(before) else before.unread * now.has_card
            known[now.reader] = now._replace(unread=tries)
        self._show(known)
        return {name: self._read(context, slot) for name, slot in known.items()}

    def _read(self, context: int, slot: Slot) -> Slot:
        """Tell the UID of a card not yet read. One that did not say it is asked again, a few times:
        it was held too far away, or another was laid down so quickly that nobody noticed."""
        if not slot.unread:
            return slot
        uid = read_uid(context, slot.reader)
        if uid:
            self._tell("card", {"format": "pcsc", "number": uid.hex()})
        return slot._replace(unread=0 if uid else slot.unread - 1)

    def _names(self, context: int) -> list[str]:
        fault, names = scard.SCardListReaders(context, [])
        if fault == scard.SCARD_E_NO_READERS_AVAILABLE:
            return []
        if fault:
            raise ServiceLost
        return [name for name in names if self._reader in name]

    def _show(self, slots: Mapping[str, Slot]) -> None:
        if not slots:
            self._gauge.show(Health.ABSENT, Fault.UNPLUGGED)
        else:
            self._gauge.show(Health.OK)


def read_uid(context: int, reader: str) -> bytes:
    """The UID of the card on the reader; empty when it has none or was taken away meanwhile."""
    fault, card, protocol = scard.SCardConnect(
        context,
        reader,
        scard.SCARD_SHARE_SHARED,
        scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1,
    )
    if fault:
        return b""
    try:
        is_t1 = protocol == scard.SCARD_PROTOCOL_T1
        header = scard.SCARD_PCI_T1 if is_t1 else scard.SCARD_PCI_T0
        fault, answer = scard.SCardTransmit(card, header, GET_UID)
    finally:
        scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)
    if fault or answer[-2:] != FINE:
        return b""
    return bytes(answer[:-2])


def _changes(context: int, slots: Sequence[Slot], wait_milliseconds: int) -> Iterator[Slot]:
    """The slots that are not as they were. Raises ServiceLost."""
    watched = [*slots, Slot(PLUG_AND_PLAY, len(slots) << COUNTER_BITS)]
    fault, states = scard.SCardGetStatusChange(
        context, wait_milliseconds, [(slot.reader, slot.state) for slot in watched]
    )
    if fault == scard.SCARD_E_TIMEOUT or fault in _CAME_OR_WENT:
        return
    if fault:
        raise ServiceLost
    for reader, state, _atr in states:
        if reader != PLUG_AND_PLAY and state & scard.SCARD_STATE_CHANGED:
            yield Slot(reader, state & ~scard.SCARD_STATE_CHANGED)
