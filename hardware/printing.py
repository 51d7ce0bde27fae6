"""Prints one document once: the only place where the journal and a printer meet."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import threading
from collections.abc import Callable, Mapping

from hardware.clock import Clock
from hardware.device import (
    Document,
    Fault,
    Leftover,
    Outcome,
    Printer,
    Settlement,
    State,
)
from hardware.journal import Journal, NotPrepared

log = logging.getLogger(__name__)

BUSY_SECONDS = 8.0
_PDF_MARK = b"%PDF-"
_INTERRUPTED = Outcome(State.UNKNOWN, Fault.INTERRUPTED)


class PrintDesk:
    """Takes documents for the printers of this machine, one at a time for each of them."""

    def __init__(self, journal: Journal, clock: Clock, busy_seconds: float = BUSY_SECONDS) -> None:
        self._journal = journal
        self._clock = clock
        self._busy_seconds = busy_seconds
        self._guard = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}

    def print_document(self, name: str, printer: Printer | None, document: Document) -> Settlement:
        """Print on `printer` (None: there is none called `name`) unless the key was seen before."""
        try:
            earlier = self._journal.prepare(name, document)
        except sqlite3.Error:
            log.exception("the journal took no new sheet; nothing was printed")
            return self._without_journal(document, State.FAILED)
        if earlier is not None:
            return earlier
        return self._settle(document, self._carry_out(name, printer, document))

    def recent(self, count: int) -> list[Settlement]:
        """The last sheets of all printers, the newest first."""
        return self._journal.recent(count)

    def settlement(self, key: str) -> Settlement | None:
        """What stands under `key`; None when it was never seen."""
        return self._journal.settlement(key)

    def call_off(self, key: str, printers: Mapping[str, Printer]) -> Settlement | None:
        """The citizen has gone: what was not handed is not printed, what was is stopped if it can
        be. What stands under `key` now."""
        settlement = self._journal.call_off(key)
        if settlement is not None and settlement.state is State.HANDED:
            printer = printers.get(self._journal.device_of(key) or "")
            if printer is not None:
                printer.withdraw(key)
        return settlement

    def recover(self, printers: Mapping[str, Printer]) -> list[threading.Thread]:
        """Ask each printer what became of the sheets that an earlier life handed to it.

        Each is followed in a thread of its own, since it may still be printing; until then its
        settlement says `handed`. Returns the threads.
        """
        threads = []
        for leftover in self._journal.leftovers():
            printer = printers.get(leftover.device)
            if printer is None:
                self._journal.settle(leftover.key, _INTERRUPTED)
                continue
            thread = threading.Thread(target=self._follow, args=(printer, leftover), daemon=True)
            thread.start()
            threads.append(thread)
        return threads

    def _follow(self, printer: Printer, leftover: Leftover) -> None:
        with self._turn(leftover.device):
            try:
                outcome = printer.follow_up(leftover)
            except Exception:
                log.exception("nobody can say what became of a sheet")
                outcome = _INTERRUPTED
        try:
            self._journal.settle(leftover.key, outcome)
        except sqlite3.Error:
            log.exception("the journal took no settlement; the sheet is asked for again next time")

    def _carry_out(self, name: str, printer: Printer | None, document: Document) -> Outcome:
        if printer is None:
            return Outcome(State.FAILED, Fault.UNKNOWN_DEVICE)
        if not document.pdf.startswith(_PDF_MARK):
            return Outcome(State.FAILED, Fault.NOT_A_DOCUMENT)
        turn = self._turn(name)
        if not turn.acquire(timeout=self._busy_seconds):
            return Outcome(State.FAILED, Fault.BUSY)
        try:
            return _drive(printer, document, self._journal.hand)
        finally:
            turn.release()

    def _settle(self, document: Document, outcome: Outcome) -> Settlement:
        try:
            return self._journal.settle(document.key, outcome)
        except sqlite3.Error:
            log.exception("the journal took no settlement; the sheet counts as unknown")
            return self._without_journal(document, State.UNKNOWN)

    def _without_journal(self, document: Document, state: State) -> Settlement:
        sha256 = hashlib.sha256(document.pdf).hexdigest()
        fault, at = Fault.JOURNAL_FAILED, self._clock.now()
        return Settlement(document.key, state, fault, sha256, document.pages, at)

    def _turn(self, name: str) -> threading.Lock:
        with self._guard:
            return self._turns.setdefault(name, threading.Lock())


def _drive(printer: Printer, document: Document, hand: Callable[[str, str], None]) -> Outcome:
    """Let the driver print; a driver that falls over leaves `unknown` once it was handed."""
    is_handed = False

    def handing(reference: str = "") -> None:
        nonlocal is_handed
        hand(document.key, reference)
        is_handed = True

    try:
        return printer.print_document(document, handing)
    except NotPrepared:
        return Outcome(State.FAILED, Fault.CANCELED)
    except Exception as fault:
        log.exception("the printer's driver fell over")
        reason = Fault.JOURNAL_FAILED if isinstance(fault, sqlite3.Error) else Fault.DRIVER_STOPPED
        return Outcome(State.UNKNOWN if is_handed else State.FAILED, reason)
