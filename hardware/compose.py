"""Puts the daemon together: which driver is built from which line of the configuration.

A driver's module, and with it the vendor's library, is loaded only when a device asks for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from hardware.clock import Clock
from hardware.config import ConfigFault, Device
from hardware.device import Driver, Tell
from hardware.hotplug import EventSource, Hotplug, UdevSource
from hardware.news import News

log = logging.getLogger(__name__)


class Bench(NamedTuple):
    """What a driver is given besides its own line: a folder, the time and a voice."""

    folder: Path
    clock: Clock
    tell: Tell


def build_drivers(
    devices: Sequence[Device], folder: Path, clock: Clock, news: News
) -> list[Driver]:
    """One driver a device. Raises ConfigFault for options no driver of that kind knows, and for a
    library that is not installed."""
    return [_build(device, Bench(folder, clock, news.tell_of(device.name))) for device in devices]


def build_hotplug(devices: Sequence[Device]) -> Hotplug:
    """Watches for the cables of these devices; asks the kernel only when one has a cable."""
    paths = [device.path for device in devices if device.path is not None]
    source = _udev() if any(not device.driver.startswith("virtual") for device in devices) else None
    return Hotplug(source, paths)


def _build(device: Device, bench: Bench) -> Driver:
    try:
        return BUILDERS[device.driver](device, bench)
    except ImportError as fault:
        problem = f"its driver needs {fault.name}, which is not installed (make setup)"
    except (TypeError, ValueError) as fault:
        problem = str(fault)
    raise ConfigFault(f"device {device.name!r}: {problem}")


def _udev() -> EventSource | None:
    try:
        return UdevSource()
    except (ImportError, OSError) as fault:
        log.warning("no word from the kernel about cables (%s); looking every minute", fault)
        return None


def _virtual_printer(device: Device, bench: Bench) -> Driver:
    from hardware.printers.virtual_printer import VirtualPrinter

    return VirtualPrinter(device.name, bench.folder / (device.identity or "paper"), bench.clock)


def _cups(device: Device, bench: Bench) -> Driver:
    from hardware.printers.cups_printer import CupsPrinter

    options = {"uri": device.identity, **device.options}
    return CupsPrinter(device.name, bench.tell, bench.clock, **options)


def _escpos(device: Device, bench: Bench) -> Driver:
    from hardware.printers.escpos_printer import EscposPrinter

    path = Path(device.identity)
    return EscposPrinter(device.name, bench.tell, bench.clock, path=path, **device.options)


def _virtual_reader(device: Device, bench: Bench) -> Driver:
    from hardware.readers.virtual_reader import VirtualReader

    return VirtualReader(device.name, bench.tell, bench.clock)


def _virtual_keypad(device: Device, bench: Bench) -> Driver:
    from hardware.sensors.input_events import QueueSource
    from hardware.sensors.keypad import Keypad

    return Keypad(device.name, QueueSource(), bench.tell, bench.clock, **device.options)


def _virtual_headphones(device: Device, bench: Bench) -> Driver:
    from hardware.sensors.input_events import QueueSource
    from hardware.sensors.jack import Jack

    return Jack(device.name, QueueSource(), bench.tell, bench.clock)


def _serial_reader(device: Device, bench: Bench) -> Driver:
    from hardware.readers.serial_reader import SerialReader

    path = Path(device.identity)
    return SerialReader(device.name, bench.tell, bench.clock, path=path, **device.options)


def _pcsc(device: Device, bench: Bench) -> Driver:
    from hardware.readers.pcsc_reader import PcscReader

    return PcscReader(device.name, bench.tell, bench.clock, reader=device.identity)


def _keypad(device: Device, bench: Bench) -> Driver:
    from hardware.sensors.input_events import EvdevSource
    from hardware.sensors.keypad import Keypad

    source = EvdevSource(Path(device.identity), grab=True)
    return Keypad(device.name, source, bench.tell, bench.clock, **device.options)


def _headphones(device: Device, bench: Bench) -> Driver:
    from hardware.sensors.input_events import EvdevSource
    from hardware.sensors.jack import Jack

    source = EvdevSource(Path(device.identity), grab=False)
    return Jack(device.name, source, bench.tell, bench.clock, **device.options)


BUILDERS: Mapping[str, Callable[[Device, Bench], Driver]] = {
    "virtual_printer": _virtual_printer,
    "virtual_reader": _virtual_reader,
    "virtual_keypad": _virtual_keypad,
    "virtual_headphones": _virtual_headphones,
    "cups": _cups,
    "escpos": _escpos,
    "serial_reader": _serial_reader,
    "pcsc": _pcsc,
    "keypad": _keypad,
    "headphones": _headphones,
}
