"""The kiosk's systemd units: checked by systemd's own verifier, and for what we promise of them."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from hardware.__main__ import read_arguments
from hardware.config import read_devices
from hardware.supervisor import SILENCE_SECONDS

KIOSK = Path(__file__).parents[2] / "provisioning" / "kiosk"
UNITS = sorted(KIOSK.glob("*/*.service"))
OURS = [unit for unit in UNITS if unit.stem in {"okienko-hardware", "okienko-kiosk"}]

Settings = dict[str, list[str]]


def read_unit(path: Path) -> Settings:
    """Every setting as `Section.Name` with its values in order."""
    settings: Settings = defaultdict(list)
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            name, _, value = line.partition("=")
            settings[f"{section}.{name}"].append(value)
    return settings


@pytest.fixture
def hardware() -> Settings:
    return read_unit(KIOSK / "systemd" / "okienko-hardware.service")


def test_systemd_understands_every_unit(tmp_path: Path) -> None:
    """Verified in a root of their own, where the program is there and nothing is started."""
    folder = tmp_path / "units"
    folder.mkdir()
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        text = re.sub(r"^(Exec\w+=[-+]?)\S+", r"\1/bin/true", text, flags=re.MULTILINE)
        (folder / unit.name).write_text(text, encoding="utf-8")
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *[str(folder / unit.name) for unit in UNITS]],
        capture_output=True,
        text=True,
        env={
            "SYSTEMD_UNIT_PATH": f"{folder}:",
            "PATH": "/usr/bin:/bin",
            "SYSTEMD_LOG_LEVEL": "warning",
        },
        timeout=60,
        check=False,
    )
    about_us = [line for line in verified.stderr.splitlines() if "okienko" in line]
    assert about_us == []
    assert verified.returncode == 0, verified.stderr


def test_the_verifier_would_have_said_so(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.service"
    wrong.write_text("[Service]\nExecStart=/bin/true\nProtectSytem=strict\n", encoding="utf-8")
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(wrong)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "ProtectSytem" in verified.stderr


@pytest.mark.parametrize("unit", OURS, ids=lambda unit: unit.stem)
def test_each_process_has_a_user_of_its_own_and_few_rights(unit: Path) -> None:
    settings = read_unit(unit)
    declared = (KIOSK / "sysusers.conf").read_text(encoding="utf-8")
    (user,) = settings["Service.User"]
    assert re.search(rf"^u {user} ", declared, re.MULTILINE)
    expected = {
        "Restart": ["always"],
        "ProtectSystem": ["strict"],
        "ProtectHome": ["yes"],
        "NoNewPrivileges": ["yes"],
        "CapabilityBoundingSet": [""],
        "DevicePolicy": ["closed"],
        "LimitCORE": ["0"],
    }
    assert {name: settings[f"Service.{name}"] for name in expected} == expected
    assert settings["Unit.StartLimitIntervalSec"] == ["0"]


def test_no_two_of_them_share_a_user() -> None:
    users = [read_unit(unit)["Service.User"][0] for unit in OURS]
    assert len(users) == len(set(users)) == 2


def test_the_app_that_faces_the_citizen_has_no_device() -> None:
    settings = read_unit(KIOSK / "systemd" / "okienko-kiosk.service")
    assert settings["Service.PrivateDevices"] == ["yes"]
    assert settings["Service.DeviceAllow"] == []
    assert settings["Service.SupplementaryGroups"] == []


def test_the_daemon_is_watched_and_allowed_its_kinds_of_device_only(hardware: Settings) -> None:
    assert hardware["Service.Type"] == ["notify"]
    assert 0 < int(hardware["Service.WatchdogSec"][0]) <= SILENCE_SECONDS
    allowed = {value.split()[0] for value in hardware["Service.DeviceAllow"]}
    assert allowed == {"char-ttyUSB", "char-ttyACM", "char-input", "char-usb_device", "char-usblp"}


def test_the_daemon_understands_its_command_line(
    hardware: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hardware.__main__.group_id", lambda name: {"okienko": 412}[name])
    program, *arguments = shlex.split(hardware["Service.ExecStart"][0])
    assert Path(program).name == "python"
    assert arguments[:2] == ["-m", "hardware"]
    chosen = read_arguments(arguments[2:])
    assert chosen.allow_group == [412]
    assert chosen.devices == Path("/etc/okienko/devices.toml")
    assert str(chosen.folder).removeprefix("/var/lib/") == hardware["Service.StateDirectory"][0]
    assert chosen.socket.parent == Path("/run") / hardware["Service.RuntimeDirectory"][0]


def test_every_device_node_of_the_example_has_a_rule_or_a_name_of_udevs_own() -> None:
    rules = (KIOSK / "90-okienko.rules").read_text(encoding="utf-8")
    for device in read_devices(KIOSK / "devices.toml"):
        if device.path is not None and "by-id" not in device.path.parts:
            assert f'SYMLINK+="{device.path.relative_to("/dev")}"' in rules
