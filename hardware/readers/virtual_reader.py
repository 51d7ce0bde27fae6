"""A reader without a cable: a person at the lab's page taps a card or holds a slip before it."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from hardware.clock import Clock
from hardware.device import DeviceStatus, Fault, Health, Kind, Outcome, State, Tell
from hardware.readers.gauge import Gauge

LOOK_SECONDS = 0.25
LONGEST = 4096
REPAIR = "repair"

_HEALTH: Mapping[str, tuple[Health, tuple[Fault, ...]]] = {
    REPAIR: (Health.OK, ()),
    Fault.OFF: (Health.ABSENT, (Fault.UNPLUGGED,)),
    Fault.SERVICE_DOWN: (Health.BROKEN, (Fault.SERVICE_DOWN,)),
    Fault.GARBLED: (Health.ATTENTION, (Fault.GARBLED,)),
}
_READS = frozenset({Health.OK, Health.ATTENTION})


class VirtualReader:
    """Reads what it is told to, and nothing while it is unplugged.

    Actions: `tap` (number, format), `scan` (text, symbology), `simulate` (fault: one of those
    above, or repair). None needs a key: no paper comes of them.
    """

    kind = Kind.CARD_READER

    def __init__(self, name: str, tell: Tell, clock: Clock) -> None:
        self.name = name
        self._tell = tell
        self._gauge = Gauge(name, self.kind, tell, clock)
        self._fault = REPAIR

    def run(self, stop: threading.Event) -> None:
        """Be there until `stop`."""
        while not stop.is_set():
            self._show()
            stop.wait(LOOK_SECONDS)

    def status(self) -> DeviceStatus:
        """The reader as last seen."""
        return self._gauge.read()

    def do(self, action: str, args: Mapping[str, str], _key: str | None, /) -> Outcome | None:
        """Tap, scan, break or mend; None for anything else."""
        match action:
            case "tap" if "number" in args:
                card = {"format": args.get("format", "virtual"), "number": args["number"]}
                return self._read("card", card)
            case "scan" if "text" in args:
                code = {"symbology": args.get("symbology", "qr"), "text": args["text"]}
                return self._read("scan", code)
            case "simulate" if args.get("fault") in _HEALTH:
                self._fault = args["fault"]
                self._show()
                return Outcome(State.CONFIRMED)
        return None

    def _read(self, event: str, payload: Mapping[str, str]) -> Outcome:
        """What is held before an unplugged reader is not read, now or later."""
        _, reasons = _HEALTH[self._fault]
        if self._gauge.read().health not in _READS:
            return Outcome(State.FAILED, reasons[0] if reasons else Fault.NOT_ANSWERING)
        self._tell(event, {name: text[:LONGEST] for name, text in payload.items()})
        return Outcome(State.CONFIRMED)

    def _show(self) -> None:
        health, reasons = _HEALTH[self._fault]
        self._gauge.show(health, *reasons)
