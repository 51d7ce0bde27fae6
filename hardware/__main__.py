"""`python -m hardware`: the hardware daemon, a process of its own beside the kiosk."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import threading
from pathlib import Path

from hardware.clock import SystemClock
from hardware.daemon import Daemon
from hardware.journal import AlreadyOpen, Journal
from hardware.printers.virtual_printer import VirtualPrinter
from hardware.server import Peers


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    """The command line, with the environment behind it."""
    state = Path(os.environ.get("OKIENKO_STATE", "var")) / "hardware"
    parser = argparse.ArgumentParser(prog="hardware", description=__doc__)
    parser.add_argument("--folder", type=Path, default=state, help="journal and paper live here")
    parser.add_argument("--socket", type=Path, help="default: hw.sock in the folder")
    parser.add_argument("--printer", default=os.environ.get("OKIENKO_PRINTER", "sheets"))
    parser.add_argument("--allow-group", type=int, action="append", default=[], metavar="GID")
    chosen = parser.parse_args(arguments)
    from_environment = os.environ.get("OKIENKO_HARDWARE_SOCKET")
    chosen.socket = chosen.socket or Path(from_environment or chosen.folder / "hw.sock")
    return chosen


def main(arguments: list[str]) -> int:
    """Serve until SIGTERM or SIGINT; 1 when another daemon holds the socket."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    chosen = read_arguments(arguments)
    os.umask(0o007 if chosen.allow_group else 0o077)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    chosen.folder.mkdir(parents=True, exist_ok=True)
    clock = SystemClock()
    printer = VirtualPrinter(chosen.printer, chosen.folder / "paper", clock)
    peers = Peers(os.geteuid(), frozenset(chosen.allow_group))
    try:
        journal = Journal(chosen.folder / "journal.db", clock)
    except AlreadyOpen as fault:
        print(f"hardware: {fault}", file=sys.stderr)  # noqa: T201 - the one line a person reads
        return 1
    Daemon([printer], journal, clock).serve(chosen.socket, peers, stop)
    journal.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
