"""A printer whose paper is a folder of PDFs that a person can look at.

It keeps the same promises as a real one, and breaks like one: the file `.fault` in the folder, or
the `simulate` action, takes its paper away, jams it or switches it off.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from hardware.clock import Clock
from hardware.device import (
    DeviceStatus,
    Document,
    Fault,
    Handing,
    Health,
    Kind,
    Leftover,
    Outcome,
    State,
)

LOOK_SECONDS = 0.25
FAULT_FILE = ".fault"
REPAIR = "repair"
JAM_NEXT = "jam_next"

# A jam that is still to come shows nowhere: the printer does not know of it either.
_HEALTH: Mapping[str, tuple[Health, tuple[Fault, ...]]] = {
    "": (Health.OK, ()),
    JAM_NEXT: (Health.OK, ()),
    Fault.OUT_OF_PAPER: (Health.BROKEN, (Fault.OUT_OF_PAPER,)),
    Fault.JAM: (Health.BROKEN, (Fault.JAM,)),
    Fault.COVER_OPEN: (Health.BROKEN, (Fault.COVER_OPEN,)),
    Fault.PAPER_LOW: (Health.ATTENTION, (Fault.PAPER_LOW,)),
    Fault.COVER_OPEN: (Health.BROKEN, (Fault.COVER_OPEN,)),
    Fault.SERVICE_DOWN: (Health.BROKEN, (Fault.SERVICE_DOWN,)),
    Fault.OFF: (Health.ABSENT, (Fault.OFF,)),
}
_UNSAFE_IN_NAMES = re.compile(r"[^A-Za-z0-9-]")


class VirtualPrinter:
    """Prints into `folder`: one PDF a document, the newest name sorts last."""

    kind = Kind.PAGE_PRINTER

    def __init__(self, name: str, folder: Path, clock: Clock) -> None:
        self.name = name
        self._folder = folder
        self._clock = clock
        self._guard = threading.Lock()
        now = clock.now()
        self._status = DeviceStatus(name, self.kind, Health.UNKNOWN, (), now, now)

    def run(self, stop: threading.Event) -> None:
        """Look at the printer until `stop`. Raises OSError when its folder is lost."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for torn in self._folder.glob("*.part"):
            torn.unlink()
        self._look()
        while not stop.wait(LOOK_SECONDS):
            self._look()

    def status(self) -> DeviceStatus:
        """The printer as last seen."""
        return self._status

    def do(self, action: str, args: Mapping[str, str], _key: str | None, /) -> Outcome | None:
        """The one action is `simulate`, with `fault` as in the table above, or `repair`.

        It needs no key: to break a broken printer again changes nothing.
        """
        wanted = args.get("fault", "")
        fault = "" if wanted == REPAIR else wanted
        if action != "simulate" or fault not in _HEALTH or not wanted:
            return None
        self._set_fault(fault)
        self._look()
        return Outcome(State.CONFIRMED)

    def print_document(self, document: Document, handing: Handing) -> Outcome:
        """Put the document into the folder, whole or not at all."""
        fault = self._read_fault()
        health, reasons = _HEALTH.get(fault, (Health.UNKNOWN, (Fault.NOT_ANSWERING,)))
        if health not in {Health.OK, Health.ATTENTION}:
            return Outcome(State.FAILED, reasons[0])
        handing()
        if fault == JAM_NEXT:
            self._set_fault(Fault.JAM)
            self._look()
            return Outcome(State.UNKNOWN, Fault.JAM)
        self._write_sheet(document)
        return Outcome(State.CONFIRMED)

    def withdraw(self, _key: str, /) -> None:
        """Too late: a sheet comes out here at once or not at all."""

    def follow_up(self, _leftover: Leftover, /) -> Outcome:
        """This printer keeps no list of what it printed."""
        return Outcome(State.UNKNOWN, Fault.INTERRUPTED)

    def _write_sheet(self, document: Document) -> None:
        write_whole(self._folder / _sheet_name(document.key, self._clock.now()), document.pdf)

    def _look(self) -> None:
        fault = self._read_fault()
        health, reasons = _HEALTH.get(fault, (Health.UNKNOWN, (Fault.NOT_ANSWERING,)))
        now = self._clock.now()
        with self._guard:
            is_same = (health, reasons) == (self._status.health, self._status.reasons)
            since = self._status.since if is_same else now
            self._status = DeviceStatus(self.name, self.kind, health, reasons, since, now)

    def _read_fault(self) -> str:
        """What is simulated now. Raises OSError when the folder is gone."""
        if not self._folder.is_dir():
            raise FileNotFoundError("the virtual printer has lost its folder")
        try:
            return (self._folder / FAULT_FILE).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""

    def _set_fault(self, fault: str) -> None:
        if fault:
            write_whole(self._folder / FAULT_FILE, fault.encode())
        else:
            (self._folder / FAULT_FILE).unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, and stays there when the power goes."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _sheet_name(key: str, at: datetime) -> str:
    """The instant first, so that names sort as the sheets came out; then the key, up to a UUID."""
    return f"{at:%Y%m%dT%H%M%S.%fZ}-{_UNSAFE_IN_NAMES.sub('', key)[:36]}.pdf"
