"""`okienko devices` and `okienko print`: the kiosk's devices, from the shell of the kiosk.

Exit codes of both: 0 all well, 2 the input is not usable, 3 the hardware daemon does not answer.
`devices`: 1 a device needs somebody. `print`: 1 nothing came out and nothing will, 4 nobody knows
whether it came out: look into the tray before anything else.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

import msgspec

from hardware.client import (
    DeviceStatus,
    HardwareAway,
    HardwareClient,
    Health,
    Kind,
    Settlement,
    State,
)
from shared.cli import WELL, Stop

NEEDS_SOMEBODY, NOTHING_CAME_OUT, AWAY, NOBODY_KNOWS = 1, 1, 3, 4
TITLE = "Okienko"
ASK_SECONDS = 5.0
PRINT_SECONDS = 60.0
PRINTERS = {Kind.PAGE_PRINTER, Kind.RECEIPT_PRINTER}

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_FINE = {Health.OK, Health.ATTENTION}
_NOT_SENT = {"not_running", "not_allowed", "not_answering"}
_CODES = {State.CONFIRMED: WELL, State.FAILED: NOTHING_CAME_OUT}
_WORDS = {
    State.CONFIRMED: "It came out.",
    State.FAILED: "Nothing came out and nothing will; another try takes a new key.",
    State.UNKNOWN: "Nobody knows whether it came out: look into the tray.",
    State.PREPARED: "It is still on its way; ask again with the same key.",
    State.HANDED: "It is still on its way; ask again with the same key.",
}
_AWAY_WORDS = {
    "not_running": "the hardware daemon is not running",
    "not_allowed": "this user may not speak to the hardware daemon",
    "not_answering": "the hardware daemon does not answer",
    "timed_out": "the hardware daemon does not answer",
    "hung_up": "the hardware daemon hung up",
    "garbled": "what answers there is not this version's hardware daemon",
}


def add_devices(commands: Any) -> None:
    """Add `okienko devices` to the command."""
    parser = commands.add_parser("devices", help="what devices are there and how they are")
    parser.add_argument("--json", action="store_true", help="for machines")
    _add_socket(parser)
    parser.set_defaults(run=run_devices)


def add_print(commands: Any) -> None:
    """Add `okienko print` to the command."""
    parser = commands.add_parser("print", help="print a PDF, once for each key")
    parser.add_argument("file", metavar="FILE.pdf", type=Path)
    parser.add_argument("--printer", required=True, metavar="NAME", help="as `devices` lists it")
    parser.add_argument("--key", required=True, help="the same key never prints twice")
    parser.add_argument("--json", action="store_true", help="for machines")
    _add_socket(parser)
    parser.set_defaults(run=run_print)


def run_devices(arguments: argparse.Namespace) -> int:
    """`okienko devices`: one line a device."""
    devices = _devices(arguments.socket)
    if arguments.json:
        print(json.dumps(msgspec.to_builtins(devices), indent=2))
    else:
        print("\n".join(_line(device) for device in devices) or "There is no device.")
    return WELL if all(device.health in _FINE for device in devices) else NEEDS_SOMEBODY


def run_print(arguments: argparse.Namespace) -> int:
    """`okienko print`: what became of the sheet, the first time and every time after."""
    pdf = _pdf(arguments.file)
    if not _KEY.fullmatch(arguments.key):
        raise Stop("a key is 1 to 64 letters, digits, dots, hyphens and underscores")
    client = HardwareClient(arguments.socket, timeout_seconds=PRINT_SECONDS)
    _check_printer(_devices(arguments.socket), arguments.printer)
    earlier = _earlier(client, arguments.key, pdf)
    settlement = earlier or _print(client, arguments.printer, pdf, arguments.key)
    if arguments.json:
        said = msgspec.to_builtins(settlement)
        print(json.dumps({**said, "printed_before": earlier is not None}, indent=2))
    else:
        fault = f" ({settlement.fault})" if settlement.fault else ""
        before = "The key was used before. " if earlier else ""
        print(f"{before}{_WORDS[settlement.state]}{fault}")
    return _CODES.get(settlement.state, NOBODY_KNOWS)


def _add_socket(parser: argparse.ArgumentParser) -> None:
    beside = Path(os.environ.get("OKIENKO_STATE", "var")) / "hardware" / "hw.sock"
    usual = os.environ.get("OKIENKO_HARDWARE_SOCKET") or str(beside)
    parser.add_argument("--socket", default=usual, help=f"the daemon's; {usual}")


def _devices(socket: str) -> list[DeviceStatus]:
    devices = HardwareClient(socket, timeout_seconds=ASK_SECONDS).devices()
    if isinstance(devices, HardwareAway):
        raise _away(devices)
    return devices


def _line(device: DeviceStatus) -> str:
    reasons = ", ".join(device.reasons) or device.position
    since = device.since.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return (
        f"{device.name:<16} {device.kind:<16} {device.health:<10} since {since}  {reasons}".rstrip()
    )


def _pdf(path: Path) -> bytes:
    try:
        pdf = path.read_bytes()
    except OSError as fault:
        raise Stop(f"{path}: {fault.strerror}") from None
    if not pdf.startswith(b"%PDF-"):
        raise Stop(f"{path}: this is not a PDF")
    return pdf


def _check_printer(devices: list[DeviceStatus], name: str) -> None:
    """Refuse before the key is used up."""
    printers = [device.name for device in devices if device.kind in PRINTERS]
    if name not in printers:
        raise Stop(f"{name}: no such printer; there are: {', '.join(printers) or 'none'}")


def _earlier(client: HardwareClient, key: str, pdf: bytes) -> Settlement | None:
    """What became of the key before; refuses a key that belongs to another document."""
    earlier = client.settlement(key)
    if isinstance(earlier, HardwareAway):
        raise _away(earlier)
    if earlier is not None and earlier.sha256 != hashlib.sha256(pdf).hexdigest():
        raise Stop(f"{key}: the key belongs to another document; nothing was printed")
    return earlier


def _print(client: HardwareClient, printer: str, pdf: bytes, key: str) -> Settlement:
    answer = client.print_document(printer, pdf, key=key, title=TITLE)
    if isinstance(answer, Settlement):
        return answer
    if answer.why in _NOT_SENT:
        raise _away(answer)
    settled = client.settlement(key)
    if isinstance(settled, Settlement):
        return settled
    raise Stop(f"{_AWAY_WORDS[answer.why]}; look into the tray, then ask again", NOBODY_KNOWS)


def _away(away: HardwareAway) -> Stop:
    return Stop(_AWAY_WORDS.get(away.why, away.why), AWAY)
