"""`python -m hardware`: the hardware daemon, a process of its own beside the kiosk."""

from __future__ import annotations

import argparse
import grp
import logging
import os
import signal
import sys
import threading
from pathlib import Path

from hardware.clock import SystemClock
from hardware.compose import build_drivers, build_hotplug
from hardware.config import ConfigFault, Device, read_devices, virtual_devices
from hardware.daemon import Daemon
from hardware.journal import AlreadyOpen, Journal
from hardware.news import News
from hardware.notify import Notifier
from hardware.server import Peers


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    """The command line, with the environment behind it."""
    state = Path(os.environ.get("OKIENKO_STATE", "var")) / "hardware"
    parser = argparse.ArgumentParser(prog="hardware", description=__doc__)
    parser.add_argument("--folder", type=Path, default=state, help="journal and paper live here")
    parser.add_argument("--socket", type=Path, help="default: hw.sock in the folder")
    parser.add_argument("--devices", type=Path, help="TOML; without it everything is virtual")
    parser.add_argument("--printer", default=os.environ.get("OKIENKO_PRINTER", "sheets"))
    parser.add_argument("--allow-group", type=int, action="append", default=[], metavar="GID")
    parser.add_argument("--allow-group-name", action="append", default=[], metavar="GROUP")
    chosen = parser.parse_args(arguments)
    try:
        chosen.allow_group += [group_id(name) for name in chosen.allow_group_name]
    except KeyError as fault:
        parser.error(str(fault.args[0]))
    from_environment = os.environ.get("OKIENKO_HARDWARE_SOCKET")
    chosen.socket = chosen.socket or Path(from_environment or chosen.folder / "hw.sock")
    from_environment = os.environ.get("OKIENKO_DEVICES_FILE")
    chosen.devices = chosen.devices or (Path(from_environment) if from_environment else None)
    return chosen


def group_id(name: str) -> int:
    """The number of a group of this machine. Raises KeyError."""
    return grp.getgrnam(name).gr_gid


def main(arguments: list[str]) -> int:
    """Serve until SIGTERM or SIGINT; 1 when another daemon holds the journal, 2 for a bad setup."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    chosen = read_arguments(arguments)
    os.umask(0o007 if chosen.allow_group else 0o077)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        serve(chosen, stop)
    except AlreadyOpen as fault:
        return _give_up(fault, 1)
    except ConfigFault as fault:
        return _give_up(fault, 2)
    return 0


def serve(chosen: argparse.Namespace, stop: threading.Event) -> None:
    """Put everything together and answer until `stop`. Raises AlreadyOpen and ConfigFault."""
    chosen.folder.mkdir(parents=True, exist_ok=True)
    devices, clock = _devices(chosen), SystemClock()
    news = News(clock)
    drivers = build_drivers(devices, chosen.folder, clock, news)
    journal = Journal(chosen.folder / "journal.db", clock)
    daemon = Daemon(
        drivers, journal, clock, news=news, hotplug=build_hotplug(devices), notifier=Notifier()
    )
    daemon.serve(chosen.socket, Peers(os.geteuid(), frozenset(chosen.allow_group)), stop)
    journal.close()


def _devices(chosen: argparse.Namespace) -> tuple[Device, ...]:
    if chosen.devices is None:
        return virtual_devices(chosen.printer)
    return read_devices(chosen.devices)


def _give_up(fault: Exception, code: int) -> int:
    print(f"hardware: {fault}", file=sys.stderr)  # noqa: T201 - the one line a person reads
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
