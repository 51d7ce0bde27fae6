"""What has to be there before anything starts: keys, ports, content, databases."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from contactcenter.settings import Settings as CenterSettings
from contactcenter.settings import read_settings as read_center_settings
from kiosk.settings import Settings as KioskSettings
from kiosk.settings import read_settings as read_kiosk_settings
from provisioning import state as states
from provisioning.keys import agents_password, make_keys
from provisioning.prepare import NotReady, check_port, compile_content, prepare
from provisioning.staff import AGENTS, EDITORS
from provisioning.state import CONTENT, KIOSK_ID, Port, PortFault, State, read_state
from shared.bundle import Knowledge, read_bundle
from shared.clock import SimulatedClock
from shared.crypto import BadKeyFile, load_key
from tests.prepared import copy_prepared
from tests.stack import free_ports

CLOCK = SimulatedClock(datetime(2026, 11, 22, 8, 0, tzinfo=UTC))


@pytest.fixture
def state(tmp_path: Path) -> State:
    kiosk, center, lab, phone = map(str, free_ports(4))
    return read_state(
        {
            "OKIENKO_STATE": str(tmp_path / "var"),
            "OKIENKO_KIOSK_PORT": kiosk,
            "OKIENKO_CONTACTCENTER_PORT": center,
            "OKIENKO_LAB_PORT": lab,
            "OKIENKO_PHONE_PORT": phone,
        }
    )


@pytest.fixture
def ready(state: State) -> State:
    """The same machine, made ready before."""
    copy_prepared(state.folder)
    return state


def test_the_usual_ports_and_folder() -> None:
    usual = read_state({})
    assert [port.number for port in usual.ports] == [8610, 8620, 8630, 8640]
    assert usual.folder == states.ROOT / "var"


@pytest.mark.parametrize("given", ["", "http", "0", "65536", "-1", "８６１０", "8610.5"])
def test_what_is_no_port_is_said_so(given: str) -> None:
    with pytest.raises(PortFault, match="OKIENKO_LAB_PORT"):
        read_state({"OKIENKO_LAB_PORT": given})


def test_a_taken_port_names_itself_and_the_variable_that_moves_it() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        number = listener.getsockname()[1]
        with pytest.raises(NotReady) as refused:
            check_port(Port("kiosk", "OKIENKO_KIOSK_PORT", number))
    message = str(refused.value)
    assert f"Port {number} (kiosk)" in message
    assert f"OKIENKO_KIOSK_PORT={number + 1} make run" in message
    assert "\n" not in message


def test_keys_are_random_private_and_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    make_keys(folder, KIOSK_ID)
    password = agents_password(folder)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    keys = [content for name, content in first.items() if name.endswith(".key")]
    assert len(keys) == 8
    assert len(set(keys)) == 8
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}

    make_keys(folder, KIOSK_ID)
    assert agents_password(folder) == password
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


def test_a_lost_public_key_is_the_same_again(tmp_path: Path) -> None:
    make_keys(tmp_path, KIOSK_ID)
    before = load_key(tmp_path / "city_public.key")
    (tmp_path / "city_public.key").unlink()
    make_keys(tmp_path, KIOSK_ID)
    assert load_key(tmp_path / "city_public.key") == before


def test_a_broken_key_is_not_replaced(tmp_path: Path) -> None:
    make_keys(tmp_path, KIOSK_ID)
    (tmp_path / "city_secret.key").write_bytes(b"short")
    with pytest.raises(BadKeyFile, match=r"city_secret\.key"):
        make_keys(tmp_path, KIOSK_ID)
    assert (tmp_path / "city_secret.key").read_bytes() == b"short"


def test_broken_content_is_told_line_by_line_and_the_old_bundle_stays(
    state: State, tmp_path: Path
) -> None:
    make_keys(state.secrets, KIOSK_ID)
    state.bundle.write_bytes(b"the last good one")
    content = tmp_path / "content"
    content.mkdir()
    (content / "acts.yaml").write_text("acts: [{id: ups}\n")
    with pytest.raises(NotReady, match=r"acts\.yaml:\d+: "):
        compile_content(state, content)
    assert state.bundle.read_bytes() == b"the last good one"


def test_a_machine_made_ready_suits_both_apps_and_again_the_second_time(ready: State) -> None:
    state, password = ready, agents_password(ready.secrets)
    assert prepare(state, CLOCK) == password

    kiosk = read_kiosk_settings(states.kiosk_environment(state))
    center = read_center_settings(states.contactcenter_environment(state))
    assert isinstance(kiosk, KioskSettings)
    assert isinstance(center, CenterSettings)
    assert (kiosk.port, center.port) == (state.kiosk.number, state.contactcenter.number)
    key = Ed25519PublicKey.from_public_bytes(load_key(state.secrets / "content_public.key"))
    assert isinstance(read_bundle(state.bundle.read_bytes(), key), Knowledge)

    with closing(sqlite3.connect(state.folder / "city.db")) as city:
        assert city.execute("SELECT id, is_enabled FROM kiosk").fetchall() == [(KIOSK_ID, 1)]
        agents = city.execute("SELECT sign_in FROM agent ORDER BY sign_in").fetchall()
    assert [row[0] for row in agents] == sorted(AGENTS | EDITORS)


def test_no_environment_holds_a_secret(ready: State) -> None:
    told = [
        states.kiosk_environment(ready),
        states.contactcenter_environment(ready),
        states.hardware_environment(ready),
        states.lab_environment(ready),
    ]
    values = {value for environment in told for value in environment.values()}
    for secret in ready.secrets.iterdir():
        assert secret.read_bytes().strip().decode("latin-1") not in values


def test_a_deep_folder_gets_a_short_socket_of_its_own(tmp_path: Path) -> None:
    deep = read_state({"OKIENKO_STATE": str(tmp_path / ("deep" * 30))})
    other = read_state({"OKIENKO_STATE": str(tmp_path / ("deep" * 31))})
    assert len(os.fsencode(deep.socket)) <= states.LONGEST_SOCKET_PATH
    assert deep.socket != other.socket
    near = read_state({"OKIENKO_STATE": "/near"})
    assert near.socket == Path("/near/hardware/hw.sock")


def test_the_content_is_where_we_look() -> None:
    assert (CONTENT / "acts.yaml").is_file()


def test_content_is_compiled_again_only_when_something_changed(
    ready: State, tmp_path: Path
) -> None:
    content, state = tmp_path / "content", ready
    shutil.copytree(CONTENT, content)
    first = state.bundle.stat()
    compile_content(state, content)
    assert state.bundle.stat().st_mtime_ns == first.st_mtime_ns

    origin = content / "ORIGIN.md"
    origin.write_text(origin.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    compile_content(state, content)
    assert state.bundle.stat().st_ino != first.st_ino


def test_a_bundle_signed_with_another_key_is_made_again(ready: State) -> None:
    state = ready
    for name in ("content_private.key", "content_public.key"):
        (state.secrets / name).unlink()
    make_keys(state.secrets, KIOSK_ID)
    compile_content(state, CONTENT)
    public_key = Ed25519PublicKey.from_public_bytes(load_key(state.secrets / "content_public.key"))
    assert isinstance(read_bundle(state.bundle.read_bytes(), public_key), Knowledge)
