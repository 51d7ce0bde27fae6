"""The hardware daemon, stopped for good at one step of a print, so that a test can kill it there.

Usage: paused_daemon.py STEP [arguments of the daemon]
"""

from __future__ import annotations

import logging
import sys
import threading

import hardware.__main__ as program
from hardware.device import Document, Outcome, Settlement
from hardware.journal import Journal

STEP = sys.argv[1]


def pause_if(step: str) -> None:
    if step == STEP:
        logging.warning("paused")
        threading.Event().wait()


class PausedJournal(Journal):
    def prepare(self, device: str, document: Document) -> Settlement | None:
        earlier = super().prepare(device, document)
        pause_if("prepared")
        return earlier

    def hand(self, key: str, reference: str = "") -> None:
        pause_if("held")
        super().hand(key, reference)
        pause_if("handed")

    def settle(self, key: str, outcome: Outcome) -> Settlement:
        pause_if("printed")
        settlement = super().settle(key, outcome)
        pause_if("settled")
        return settlement


vars(program).update(Journal=PausedJournal)
sys.exit(program.main(sys.argv[2:]))
