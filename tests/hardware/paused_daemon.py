"""The hardware daemon, stopped for good at one step of a print, so that a test can kill it there.

Usage: paused_daemon.py STEP [arguments of the daemon]
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import hardware.__main__ as program
import hardware.printers.virtual_printer as virtual
from hardware.device import Document, Outcome, Settlement
from hardware.journal import Journal
from hardware.printers.virtual_printer import VirtualPrinter

STEP = sys.argv[1]


def pause_if(step: str) -> None:
    if step == STEP:
        logging.warning("paused")
        threading.Event().wait()


class PausedJournal(Journal):
    def prepare(self, device: str, document: Document) -> Settlement | None:
        pause_if("asked")
        return super().prepare(device, document)

    def settle(self, key: str, outcome: Outcome) -> Settlement:
        pause_if("printed")
        settlement = super().settle(key, outcome)
        pause_if("settled")
        return settlement


class PausedPrinter(VirtualPrinter):
    def print_document(self, document: Document, handing: Callable[[], None]) -> Outcome:
        def handing_with_pauses() -> None:
            pause_if("prepared")
            handing()
            pause_if("handed")
            if STEP == "half_written":
                Path(self._folder / "sheet.pdf.part").write_bytes(document.pdf[:9])
            pause_if("half_written")

        return super().print_document(document, handing_with_pauses)


vars(program).update(Journal=PausedJournal)
vars(virtual).update(VirtualPrinter=PausedPrinter)
sys.exit(program.main(sys.argv[2:]))
