"""Everything that has to be there before the first process starts."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from contactcenter.agents import ensure_agent, permit
from provisioning import vendor
from provisioning.compiled import is_current, keep_mark, mark_of
from provisioning.keys import agents_password, make_keys, signing_key
from provisioning.staff import AGENTS, EDITORS
from provisioning.state import CONTENT, KIOSK_ID, KIOSK_LOCATION, Port, State
from shared.bundle import Fault, Knowledge, read_content, write_bundle
from shared.clock import Clock
from shared.crypto import load_ring
from shared.intake.receive import register_kiosk
from shared.models import Permission
from shared.store import open_store

MOST_FAULTS_SHOWN = 20


class NotReady(Exception):
    """Something a person has to mend first; the message is what they read."""


def prepare(state: State, clock: Clock, content: Path = CONTENT) -> str:
    """Make the machine ready; answers the demo agents' password. Raises NotReady."""
    _check_tools()
    for port in state.ports:
        check_port(port)
    state.logs.mkdir(parents=True, exist_ok=True)
    make_keys(state.secrets, KIOSK_ID)
    make_socket_folder(state)
    compile_content(state, content)
    password = agents_password(state.secrets)
    _fill_databases(state, clock, password)
    return password


def check_port(port: Port) -> None:
    """Raises NotReady when somebody listens on the port, or this user may not."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port.number))
        except OSError as fault:
            raise NotReady(
                f"Port {port.number} ({port.owner}) cannot be used: {fault.strerror}. "
                f"Choose another: {port.variable}={port.number + 1} make run"
            ) from fault


def compile_content(state: State, content: Path) -> None:
    """Check the content and write the signed bundle, whole or not at all. Raises NotReady."""
    mark = mark_of(state, content)
    if is_current(state, mark):
        return
    knowledge = read_content(content)
    if not isinstance(knowledge, Knowledge):
        raise NotReady(_list_faults(knowledge))
    part = state.bundle.with_suffix(".part")
    part.write_bytes(write_bundle(knowledge, signing_key(state.secrets)))
    part.replace(state.bundle)
    keep_mark(state, mark)


def _list_faults(faults: tuple[Fault, ...]) -> str:
    shown = [str(fault) for fault in faults[:MOST_FAULTS_SHOWN]]
    if len(faults) > len(shown):
        shown.append(f"… and {len(faults) - len(shown)} more: okienko content check")
    return "\n".join(["The content has faults:", *shown])


def _check_tools() -> None:
    if not (vendor.TARGET / "icons.svg").is_file():
        raise NotReady("The browser's parts are missing: make vendor")


def make_socket_folder(state: State) -> None:
    """The socket's folder, ours alone: in a shared temporary folder somebody may be there first."""
    folder = state.socket.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.geteuid():
        raise NotReady(f"{folder} belongs to somebody else.")


def _fill_databases(state: State, clock: Clock, password: str) -> None:
    """Newest schema in both; the city knows the demo kiosk and the demo agents."""
    kiosk = open_store(state.database_url("kiosk"))
    kiosk.migrate()
    kiosk.close()
    secret = load_ring(state.secrets / "city_secret.key")
    city = open_store(state.database_url("city")).keep_chain(secret)
    city.migrate()
    with city.write() as db:
        register_kiosk(db, KIOSK_ID, clock.now(), location_id=KIOSK_LOCATION)
    for sign_in, hired in AGENTS.items():
        ensure_agent(city, sign_in, password=password, at=clock.now(), **hired._asdict())
    for sign_in, name in EDITORS.items():
        editor = ensure_agent(city, sign_in, name, password, clock.now())
        permit(city, editor, tuple(Permission), clock.now())
    city.close()
