"""A page printer behind CUPS: an IPP Everywhere queue, and the printer's own word for the paper.

One sheet: a held job named by our key, the document, `handing` (on the disk), release; from there
on the printer is asked until it is known what became of the sheet. Nothing is ever sent twice.
"""

from __future__ import annotations

import logging
import subprocess
import threading
import time
from collections.abc import Mapping
from contextlib import suppress

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
    Tell,
)
from hardware.printers.ipp import PrinterWord, Silence, ask_printer, cancel_at_printer, health_of
from hardware.printers.settling import Away, Step, Watch
from hardware.printers.spooler import Spooler, SpoolerAway
from hardware.printers.spooler_job import SpoolJob
from hardware.readers.gauge import Gauge

log = logging.getLogger(__name__)

LOOK_SECONDS = 3.0  # a look costs 13 ms of one core, mostly to start ipptool
WATCH_SECONDS = 0.1
FREE_SECONDS = 4.0
PRINTS = frozenset({Health.OK, Health.ATTENTION})


class CupsPrinter:
    """Prints PDFs on the IPP printer at `uri` through the CUPS queue `queue`."""

    kind = Kind.PAGE_PRINTER

    def __init__(
        self,
        name: str,
        tell: Tell,
        clock: Clock,
        *,
        uri: str,
        queue: str = "okienko",
        server: str = "/run/okienko-cups/cups.sock",
    ) -> None:
        self.name = name
        self._clock = clock
        self._uri = uri
        self._spooler = Spooler(server, queue, uri)
        self._withdrawn: set[str] = set()
        self._news = threading.Event()
        self._is_swept = False
        self._is_prepared = False
        self._is_spooler_away = False
        self._gauge = Gauge(name, self.kind, tell, clock)

    def run(self, stop: threading.Event) -> None:
        """Look at the printer and the spooler until `stop`."""
        while True:
            self._look()
            if stop.wait(LOOK_SECONDS):
                return

    def status(self) -> DeviceStatus:
        """The printer as last seen."""
        return self._gauge.read()

    def do(self, _action: str, _args: Mapping[str, str], _key: str | None, /) -> Outcome | None:
        """A real printer has no buttons for programs."""
        return None

    def prepare(self) -> None:
        """Make the queue before somebody waits for it. Raises SpoolerAway."""
        self._spooler.prepare()

    def print_document(self, document: Document, handing: Handing) -> Outcome:
        """Print through CUPS and wait for the printer's word."""
        pages = document.pages or count_pages(document.pdf)
        if pages is None:
            return Outcome(State.FAILED, Fault.NOT_A_DOCUMENT)
        health, reasons = health_of(self._await_free())
        if health not in PRINTS:
            return Outcome(State.FAILED, reasons[0])
        try:
            self._spooler.prepare()
            job = self._spooler.hold(document.key, document.pdf)
        except SpoolerAway as fault:
            log.warning("nothing was handed: %s", fault)
            return Outcome(State.FAILED, Fault.SERVICE_DOWN)
        self._hand(job, handing)
        with suppress(SpoolerAway):  # released or not, the printer will tell
            self._spooler.release(job)
        return self._await_outcome(Watch(document.key, pages), job.name, job.uuid, time.monotonic())

    def withdraw(self, key: str) -> None:
        """End the job of this key; what became of it is settled by whoever waits for it."""
        self._withdrawn.add(key)
        self._news.set()

    def follow_up(self, leftover: Leftover) -> Outcome:
        """Ask for a sheet handed before a crash; whoever waited for it may have gone."""
        if leftover.pages is None:
            return Outcome(State.UNKNOWN, Fault.INTERRUPTED)
        age = max(0.0, (self._clock.now() - leftover.at).total_seconds())
        watch = Watch(leftover.key, leftover.pages, begun_at=age)
        return self._await_outcome(watch, leftover.key, leftover.reference, time.monotonic() - age)

    def _await_free(self) -> PrinterWord | Silence:
        """The printer's word once it is rid of earlier jobs, or after some seconds.

        A printer still busy with a canceled job refuses the next, and CUPS then rests for ten.
        """
        deadline = time.monotonic() + FREE_SECONDS
        while True:
            word = self._hear()
            if isinstance(word, Silence) or all(job.state.is_over for job in word.jobs):
                return word
            if time.monotonic() > deadline:
                return word
            self._news.wait(WATCH_SECONDS)
            self._news.clear()

    def _hand(self, job: SpoolJob, handing: Handing) -> None:
        """Put it on record; whatever keeps us from that takes the held job out of CUPS again."""
        try:
            handing(job.uuid)
        except Exception:
            with suppress(SpoolerAway):
                self._spooler.cancel(job)
            raise

    def _await_outcome(self, watch: Watch, name: str, uuid: str, handed_at: float) -> Outcome:
        while True:
            word, spool = self._hear(), self._find(name, uuid)
            at = time.monotonic() - handed_at
            step = watch.look(at, word, spool, is_withdrawn=name in self._withdrawn)
            if isinstance(step, Outcome):
                self._withdrawn.discard(name)
                return step
            if step is Step.CANCEL:
                self._cancel(name, word, spool)
            self._news.wait(WATCH_SECONDS)
            self._news.clear()

    def _cancel(self, name: str, word: PrinterWord | Silence, spool: SpoolJob | Away) -> None:
        """End it in CUPS, and at the printer too: CUPS may be dead, or slow to pass it on."""
        if isinstance(spool, SpoolJob):
            with suppress(SpoolerAway):
                self._spooler.cancel(spool)
        if isinstance(word, PrinterWord):
            for job in word.named(name):
                if not job.state.is_over:
                    cancel_at_printer(self._uri, job)

    def _find(self, name: str, uuid: str) -> SpoolJob | Away:
        try:
            return self._spooler.find(name, uuid) or Away.JOB
        except SpoolerAway:
            return Away.SPOOLER

    def _look(self) -> None:
        """Once more how things are, and what an earlier life of ours left lying in CUPS."""
        self._is_spooler_away = not self._reaches_spooler()
        word = self._hear()
        if isinstance(word, PrinterWord) and not (self._is_spooler_away or self._is_prepared):
            with suppress(SpoolerAway):  # then it is made when somebody prints
                self._spooler.prepare()
                self._is_prepared = True

    def _reaches_spooler(self) -> bool:
        try:
            if not self._is_swept:
                self._spooler.cancel_held()
                self._is_swept = True
            self._spooler.look()
        except SpoolerAway:
            return False
        return True

    def _hear(self) -> PrinterWord | Silence:
        """The printer's word. Without CUPS it prints nothing, however well it is."""
        word = ask_printer(self._uri)
        health, reasons = health_of(word)
        if self._is_spooler_away and health in PRINTS:
            health, reasons = Health.BROKEN, (Fault.SERVICE_DOWN,)
        self._gauge.show(health, *reasons)
        return word


def count_pages(pdf: bytes) -> int | None:
    """How many pages a PDF has, by Debian's pdfinfo; None when it is none."""
    try:
        command = ["pdfinfo", "-"]
        told = subprocess.run(command, input=pdf, capture_output=True, timeout=5, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return None
    for line in told.stdout.decode(errors="replace").splitlines():
        if line.startswith("Pages:"):
            return int(line.partition(":")[2])
    return None
