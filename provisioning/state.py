"""Where one machine's demo lives, and what each process is told about it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONTENT = ROOT / "shared" / "content"
KIOSK_ID = "kiosk-demo"
KIOSK_LOCATION = "lckm_piotrkowska_110"
PRINTER = "sheets"
RELAY = ("OKIENKO_ICE_URLS", "OKIENKO_TURN_SECRET_FILE", "OKIENKO_ICE_RELAYED")
LONGEST_SOCKET_PATH = 100  # the kernel allows 107 bytes


@dataclass(frozen=True)
class Port:
    """One address of ours: who answers there, and the variable that moves it."""

    owner: str
    variable: str
    number: int

    @property
    def url(self) -> str:
        """Where a browser on this machine finds it."""
        return f"http://127.0.0.1:{self.number}"


class PortFault(ValueError):
    """A port variable is set to something that is no port; the message is one line."""


@dataclass(frozen=True)
class State:
    """The folder everything is kept in, and the ports.

    `line_hours`: "always", so that a trial call is answered on a Sunday night as well; anything
    else leaves the line to its own hours. `relay`: where calls from the kiosk find a relay, as
    the contact center's settings want it; on one machine they need none.
    """

    folder: Path
    kiosk: Port
    contactcenter: Port
    lab: Port
    phone: Port
    line_hours: str = "always"
    relay: Mapping[str, str] = field(default_factory=dict)

    @property
    def ports(self) -> tuple[Port, ...]:
        """All of them, in the order they are shown."""
        return (self.kiosk, self.contactcenter, self.lab, self.phone)

    @property
    def secrets(self) -> Path:
        """Keys, tokens and the demo agents' password; nobody else may read it."""
        return self.folder / "secrets"

    @property
    def logs(self) -> Path:
        """One file a process."""
        return self.folder / "log"

    @property
    def bundle(self) -> Path:
        """The compiled, signed content."""
        return self.folder / "content.bundle"

    @property
    def hardware(self) -> Path:
        """The hardware daemon's own folder."""
        return self.folder / "hardware"

    @property
    def socket(self) -> Path:
        """The daemon's socket: in its folder, or in a short one where that path is too long."""
        beside = self.hardware / "hw.sock"
        if len(os.fsencode(beside)) <= LONGEST_SOCKET_PATH:
            return beside
        short = hashlib.sha256(os.fsencode(beside)).hexdigest()[:8]
        return Path(tempfile.gettempdir()) / f"okienko-{os.geteuid()}-{short}" / "hw.sock"

    def database_url(self, name: str) -> str:
        """The address of the embedded database `name`."""
        return f"sqlite:///{self.folder / name}.db"


def read_state(environ: Mapping[str, str]) -> State:
    """The state the environment asks for. Raises PortFault."""
    return State(
        folder=(ROOT / environ.get("OKIENKO_STATE", "var")).resolve(),
        kiosk=_port(environ, "kiosk", "OKIENKO_KIOSK_PORT", 8610),
        contactcenter=_port(environ, "contact center", "OKIENKO_CONTACTCENTER_PORT", 8620),
        lab=_port(environ, "lab", "OKIENKO_LAB_PORT", 8630),
        phone=_port(environ, "phone", "OKIENKO_PHONE_PORT", 8640),
        line_hours=environ.get("OKIENKO_LINE_HOURS", "always"),
        relay={name: environ[name] for name in RELAY if name in environ},
    )


def kiosk_environment(state: State) -> dict[str, str]:
    """What the kiosk app is told."""
    return {
        **_hardware(state),
        **_content(state),
        "OKIENKO_PORT": str(state.kiosk.number),
        "OKIENKO_DATABASE_URL": state.database_url("kiosk"),
        "OKIENKO_SECRET_KEY_FILE": str(state.secrets / "kiosk_session.key"),
        "OKIENKO_DEVICE_KEY_FILE": str(state.secrets / "device.key"),
        "OKIENKO_CITY_PUBLIC_KEY_FILE": str(state.secrets / "city_public.key"),
        "OKIENKO_KIOSK_ID": KIOSK_ID,
        "OKIENKO_KIOSK_LOCATION": KIOSK_LOCATION,
        "OKIENKO_KIOSK_TOKEN_FILE": str(state.secrets / "kiosk.token"),
        "OKIENKO_CONTACTCENTER_URL": state.contactcenter.url,
    }


def contactcenter_environment(state: State) -> dict[str, str]:
    """What the contact center app is told."""
    return {
        **_content(state),
        "OKIENKO_PORT": str(state.contactcenter.number),
        "OKIENKO_DATABASE_URL": state.database_url("city"),
        "OKIENKO_SECRET_KEY_FILE": str(state.secrets / "center_session.key"),
        "OKIENKO_CITY_PRIVATE_KEY_FILE": str(state.secrets / "city_private.key"),
        "OKIENKO_CITY_SECRET_FILE": str(state.secrets / "city_secret.key"),
        "OKIENKO_CONTENT_SIGNING_KEY_FILE": str(state.secrets / "content_private.key"),
        "OKIENKO_TELEPHONY": "local",
        "OKIENKO_PHONE_URL": state.phone.url,
        "OKIENKO_LINE_HOURS": state.line_hours,
        **state.relay,
        **_telephony(state),
    }


def hardware_environment(state: State) -> dict[str, str]:
    """What the hardware daemon is told; whoever has real devices names them in a file beside it."""
    devices = state.hardware / "devices.toml"
    named = {"OKIENKO_DEVICES_FILE": str(devices)} if devices.exists() else {}
    return {"OKIENKO_STATE": str(state.folder), **_hardware(state), **named}


def phone_environment(state: State) -> dict[str, str]:
    """What the telephone provider on this machine is told."""
    return {
        **_telephony(state),
        "OKIENKO_PORT": str(state.phone.number),
        "OKIENKO_CONTACTCENTER_URL": state.contactcenter.url,
    }


def lab_environment(state: State) -> dict[str, str]:
    """What the devices' lab is told."""
    return {
        **_hardware(state),
        "OKIENKO_PORT": str(state.lab.number),
        "OKIENKO_PAPER": str(state.hardware / "paper"),
    }


def _hardware(state: State) -> dict[str, str]:
    return {"OKIENKO_HARDWARE_SOCKET": str(state.socket), "OKIENKO_PRINTER": PRINTER}


def _telephony(state: State) -> dict[str, str]:
    """What the provider signs its webhooks with, and the contact center its orders."""
    return {"OKIENKO_TELEPHONY_TOKEN_FILE": str(state.secrets / "telephony.token")}


def _content(state: State) -> dict[str, str]:
    return {
        "OKIENKO_CONTENT_BUNDLE": str(state.bundle),
        "OKIENKO_CONTENT_PUBLIC_KEY_FILE": str(state.secrets / "content_public.key"),
    }


def _port(environ: Mapping[str, str], owner: str, variable: str, usual: int) -> Port:
    given = environ.get(variable, str(usual))
    if not (given.isascii() and given.isdecimal() and 0 < int(given) < 65536):
        raise PortFault(f"{variable} is no port number: {given}")
    return Port(owner, variable, int(given))
