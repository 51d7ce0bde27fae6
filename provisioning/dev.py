"""What `make run` starts: the whole of Okienko on one machine, for looking at and working on.

The hardware daemon, the contact center, the kiosk, the devices' lab and the telephone provider,
each its own process with its own log; everything they keep is in var/. Ctrl-C stops them all.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping

import urllib3

from hardware.client import HardwareClient
from provisioning.crew import Crew, Lost, Member
from provisioning.prepare import NotReady, prepare
from provisioning.staff import AGENTS, EDITORS
from provisioning.state import (
    ROOT,
    Port,
    PortFault,
    State,
    contactcenter_environment,
    hardware_environment,
    kiosk_environment,
    lab_environment,
    phone_environment,
    read_state,
)
from shared.clock import SystemClock
from shared.crypto import BadKeyFile

UP_SECONDS = 60.0
WATCHDOG_SECONDS = 5.0  # of silence, until a hung hardware daemon is ended and started anew
_ONCE = {"Connection": "close"}  # a connection kept open would delay the server's own end
_http = urllib3.PoolManager(retries=False, timeout=1.0)


def crew_of(state: State) -> tuple[Member, ...]:
    """The processes, in the order they start."""
    telephone = Member(
        state.phone.owner,
        _module("contactcenter.telephony.local_provider"),
        phone_environment(state),
        _answers(state.phone),
        comes_back=True,  # its calls are gone then, and the contact center finds out
    )
    devices = Member(
        "hardware daemon",
        _module("hardware"),
        hardware_environment(state),
        _has_devices(state),
        comes_back=True,
        watchdog_seconds=WATCHDOG_SECONDS,
    )
    center, kiosk, lab = state.contactcenter, state.kiosk, state.lab
    return (
        devices,
        _app(center, "contactcenter", contactcenter_environment(state)),
        _app(kiosk, "kiosk", kiosk_environment(state)),
        _app(lab, "provisioning.lab", lab_environment(state)),
        telephone,
    )


def run(state: State, password: str) -> Lost | None:
    """Run the crew until Ctrl-C or SIGTERM (None), or until one of them is lost."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    crew = Crew(ROOT, state.logs)
    try:
        for member in crew_of(state):
            crew.start(member)
        lost = crew.wait_until_up(stop, UP_SECONDS)
        if lost is not None or stop.is_set():
            return lost
        print(welcome(state, password), flush=True)
        return crew.watch(stop)
    finally:
        crew.stop()


def welcome(state: State, password: str) -> str:
    """What a person needs to begin: the addresses and the sign-in."""
    return f"""
Okienko is running.

  Kiosk           {state.kiosk.url}
  Contact center  {state.contactcenter.url}
                  sign in as {" or ".join(AGENTS)}, password {password}
                  edit the content as {" or ".join(EDITORS)}, with the same password
  Test phone      {state.phone.url}
                  call the line, and read the messages it sends
  Devices' lab    {state.lab.url}

Logs are in {_from_here(state)}. Ctrl-C stops everything.
"""


def main() -> int:
    """0 after Ctrl-C; 1, with the reason on standard error, when it cannot run or stops running."""
    os.umask(0o077)
    try:
        state = read_state(os.environ)
        password = prepare(state, SystemClock())
    except (NotReady, PortFault, BadKeyFile) as fault:
        print(fault, file=sys.stderr)
        return 1
    lost = run(state, password)
    if lost is not None:
        print(lost, file=sys.stderr)
        return 1
    print("Stopped.")
    return 0


def _app(port: Port, module: str, environment: Mapping[str, str]) -> Member:
    return Member(port.owner, _module(module), environment, _answers(port))


def _module(name: str) -> tuple[str, ...]:
    return (sys.executable, "-m", name)


def _answers(port: Port) -> Callable[[], bool]:
    def is_up() -> bool:
        try:
            return _http.request("GET", f"{port.url}/healthz", headers=_ONCE).status == 200
        except urllib3.exceptions.HTTPError:
            return False

    return is_up


def _has_devices(state: State) -> Callable[[], bool]:
    client = HardwareClient(state.socket, timeout_seconds=1.0)
    return lambda: isinstance(client.devices(), list)


def _from_here(state: State) -> str:
    return os.path.relpath(state.logs)


if __name__ == "__main__":
    sys.exit(main())
