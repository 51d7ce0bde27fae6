"""The configuration names devices by what stays the same, and says in a line what is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hardware.compose import BUILDERS, build_drivers, build_hotplug
from hardware.config import DRIVERS, ConfigFault, Device, read_devices, virtual_devices
from hardware.device import Health, Kind
from hardware.news import News
from tests.hardware.hands import HandTurnedClock

ROOT = Path(__file__).parents[2]
READER = "/dev/serial/by-id/usb-FTDI_FT232R_A9014UVL-if00-port0"
EXAMPLE = ROOT / "provisioning" / "kiosk" / "devices.toml"


def written(folder: Path, text: str) -> Path:
    path = folder / "devices.toml"
    path.write_text(text, encoding="utf-8")
    return path


def one(name: str = "reader", driver: str = "serial_reader", identity: str = READER) -> str:
    return f'[[device]]\nname = "{name}"\ndriver = "{driver}"\nidentity = "{identity}"\n'


def test_devices_come_in_the_files_order_with_their_options(tmp_path: Path) -> None:
    text = one() + '[device.options]\nframes = "id12"\n' + one("tag", "pcsc", "ACR122U")
    assert read_devices(written(tmp_path, text)) == (
        Device("reader", "serial_reader", READER, {"frames": "id12"}),
        Device("tag", "pcsc", "ACR122U"),
    )


def test_the_kiosks_own_file_is_sound() -> None:
    devices = read_devices(EXAMPLE)
    assert {device.driver for device in devices} >= {"cups", "serial_reader", "keypad"}
    assert not [device for device in devices if device.driver.startswith("virtual")]


@pytest.mark.parametrize(
    "identity",
    [
        "ttyUSB0",
        "/dev/ttyUSB0",
        "/dev/ttyACM1",
        "/dev/ttyS0",
        "/dev/input/event3",
        "/dev/usb/lp0",
        "/dev/hidraw2",
    ],
)
def test_a_name_that_means_another_device_tomorrow_is_refused(
    tmp_path: Path, identity: str
) -> None:
    with pytest.raises(ConfigFault, match=r"means another device .*by-id"):
        read_devices(written(tmp_path, one(identity=identity)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[device", "Expected ']]'"),
        ("", "missing required field `device`"),
        (one() + one(), "the name is there twice"),
        (one(name="Reader 1"), "small letters"),
        (one(driver="teleprinter"), "no driver 'teleprinter'"),
        (one(identity=""), "needs an identity"),
        (one() + 'color = "red"\n', "unknown field `color`"),
        ('[[device]]\nname = 5\ndriver = "pcsc"\n', "Expected `str`"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(tmp_path: Path, text: str, words: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigFault) as refused:
        read_devices(path)
    assert words in str(refused.value)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_no_file_is_said_too(tmp_path: Path) -> None:
    with pytest.raises(ConfigFault, match="No such file"):
        read_devices(tmp_path / "none.toml")


def test_every_driver_a_file_may_name_has_a_builder() -> None:
    assert set(BUILDERS) == DRIVERS


def test_the_virtual_set_is_built_without_any_library(tmp_path: Path) -> None:
    clock = HandTurnedClock()
    drivers = build_drivers(virtual_devices("sheets"), tmp_path, clock, News(clock))
    assert [(driver.name, driver.kind) for driver in drivers] == [
        ("sheets", Kind.PAGE_PRINTER),
        ("reader", Kind.CARD_READER),
        ("keypad", Kind.KEYPAD),
        ("headphones", Kind.HEADPHONES),
    ]


LIBRARIES = {"cups", "serial", "smartcard", "evdev", "pyudev", "escpos"}
SERVE_AND_LOOK = """
import sys, threading, hardware.__main__ as program
stop = threading.Event()
stop.set()
program.serve(program.read_arguments(["--folder", sys.argv[1]]), stop)
print(*sys.modules)
"""


def test_the_kiosks_own_devices_are_built_and_wait_for_their_cables(tmp_path: Path) -> None:
    clock = HandTurnedClock()
    drivers = build_drivers(read_devices(EXAMPLE), tmp_path, clock, News(clock))
    assert {driver.name: driver.kind for driver in drivers} == {
        "sheets": Kind.PAGE_PRINTER,
        "card-reader": Kind.CARD_READER,
        "code-reader": Kind.CODE_READER,
        "city-card": Kind.CARD_READER,
        "keypad": Kind.KEYPAD,
        "headphones": Kind.HEADPHONES,
    }
    assert {driver.status().health for driver in drivers} == {Health.UNKNOWN}


def test_the_virtual_set_loads_no_device_library(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SERVE_AND_LOOK, str(tmp_path)]
    served = subprocess.run(
        command, cwd=ROOT, check=True, timeout=60, capture_output=True, text=True
    )
    loaded = set(served.stdout.split())
    assert "hardware.daemon" in loaded
    assert not loaded & LIBRARIES


def test_options_a_driver_does_not_know_are_refused(tmp_path: Path) -> None:
    clock = HandTurnedClock()
    wrong = Device("keypad", "keypad", "/dev/input/by-id/pad-event-kbd", {"colour": "red"})
    with pytest.raises(ConfigFault, match=r"'keypad'.*colour"):
        build_drivers([wrong], tmp_path, clock, News(clock))


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "hardware.readers.serial_reader", raising=False)
    monkeypatch.setitem(sys.modules, "serial", None)
    clock = HandTurnedClock()
    reader = Device("reader", "serial_reader", READER, {"frames": "id12"})
    with pytest.raises(ConfigFault, match=r"needs serial, which is not installed \(make setup\)"):
        build_drivers([reader], tmp_path, clock, News(clock))


def test_only_stable_names_below_dev_are_watched(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.touch()
    assert Device("reader", "serial_reader", READER).path == Path(READER)
    assert Device("printer", "cups", "ipp://127.0.0.1/ipp/print").path is None
    build_hotplug(virtual_devices("sheets")).rescan(lambda: pytest.fail("nothing came or went"))


@pytest.mark.parametrize(
    ("text", "words"),
    [(one(identity="/dev/ttyUSB0"), "means another device"), (one(driver="fax"), "no driver")],
)
def test_the_daemon_says_what_to_change_and_ends_with_two(
    tmp_path: Path, text: str, words: str
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "hardware", "--folder", str(tmp_path / "hardware")],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "OKIENKO_DEVICES_FILE": str(written(tmp_path, text))},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert words in ended.stderr
    assert ended.stderr.count("\n") == 1
