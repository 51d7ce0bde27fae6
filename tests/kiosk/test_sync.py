"""New content comes signed, is on disk before it is used, and never changes under a citizen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.knowledge import load_knowledge
from kiosk.sync import LOOK_SECONDS, Sync
from shared.bundle import Knowledge, know, write_bundle
from shared.web.environment import SettingsFault
from tests.kiosk.content import small_city
from tests.kiosk.device import Device, build_device

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(4, 36)))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(6, 38)))


def newer() -> Knowledge:
    """The same city with another telephone."""
    content = small_city().content
    first = content.organizations[0]
    renamed = msgspec.structs.replace(first, website="https://nowe.example")
    return know(
        msgspec.structs.replace(content, organizations=(renamed, *content.organizations[1:]))
    )


class City(ThreadingHTTPServer):
    """Answers with the content it has, as the contact center does."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.bundle = write_bundle(small_city(), KEY)
        self.tag = small_city().content_hash
        self.asked: list[str | None] = []
        self.status = 200

    def have(self, known: Knowledge, key: Ed25519PrivateKey = KEY) -> None:
        self.bundle, self.tag = write_bundle(known, key), known.content_hash


class Desk(BaseHTTPRequestHandler):
    """One request to it."""

    server: City

    def do_GET(self) -> None:
        wanted = self.headers.get("If-None-Match")
        self.server.asked.append(wanted)
        status = 304 if wanted == f'"{self.server.tag}"' else self.server.status
        self.send_response(status)
        body = self.server.bundle if status == 200 else b""
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing on standard error."""


@pytest.fixture
def city() -> Iterator[City]:
    server = City()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def device(city: City, tmp_path: Path) -> Iterator[Device]:
    """A kiosk with the city's key, and a line to the city above."""
    device = build_device(tmp_path)
    sync = device.kiosk.sync
    sync.settings = sync.line.settings = replace(
        device.kiosk.settings,
        contactcenter_url=f"http://127.0.0.1:{city.server_port}",
        content_public_key=KEY.public_key(),
    )
    sync.settings.content_bundle.write_bytes(write_bundle(small_city(), KEY))
    yield device
    sync.close()


def sync_of(device: Device) -> Sync:
    return device.kiosk.sync


def test_what_the_city_has_not_changed_is_not_sent(device: Device, city: City) -> None:
    assert sync_of(device).fetch() is True
    assert city.asked == [f'"{small_city().content_hash}"']
    assert not sync_of(device).settings.fetched_bundle.exists()


def test_new_content_is_used_at_once_when_nobody_is_there(device: Device, city: City) -> None:
    city.have(newer())
    assert LOOK_SECONDS * 0.75 <= sync_of(device).work() <= LOOK_SECONDS * 1.25
    assert device.kiosk.knowledge == newer()
    sync_of(device).fetch()
    assert city.asked[-1] == f'"{newer().content_hash}"'


def test_new_content_waits_for_the_visit_to_end(device: Device, city: City) -> None:
    token, visit = device.kiosk.visits.start()
    city.have(newer())
    assert sync_of(device).fetch() is True
    assert device.kiosk.knowledge == small_city()
    sync_of(device).fetch()
    assert city.asked[-1] == f'"{newer().content_hash}"', "it is not fetched twice"
    device.kiosk.visits.wipe(token)
    assert device.kiosk.knowledge == newer()
    assert visit.key


def test_content_somebody_else_signed_changes_nothing(device: Device, city: City) -> None:
    city.have(newer(), STRANGER)
    assert sync_of(device).fetch() is False
    assert device.kiosk.knowledge == small_city()
    assert not sync_of(device).settings.fetched_bundle.exists()


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: b"", lambda data: b"{}"])
def test_a_spoiled_answer_changes_nothing(device: Device, city: City, spoil: object) -> None:
    city.have(newer())
    city.bundle = spoil(city.bundle)  # type: ignore[operator]
    assert sync_of(device).fetch() is False
    assert device.kiosk.knowledge == small_city()


@pytest.mark.parametrize("status", [401, 500, 503])
def test_a_refusal_changes_nothing(device: Device, city: City, status: int) -> None:
    city.have(newer())
    city.status = status
    assert sync_of(device).fetch() is False
    assert device.kiosk.knowledge == small_city()


def test_with_the_line_down_the_device_goes_on(device: Device) -> None:
    sync = sync_of(device)
    sync.settings = sync.line.settings = replace(
        sync.settings, contactcenter_url="http://127.0.0.1:1"
    )
    assert sync.fetch() is False
    assert device.kiosk.knowledge == small_city()


def test_the_device_starts_again_with_what_it_fetched(device: Device, city: City) -> None:
    city.have(newer())
    sync_of(device).fetch()
    settings = sync_of(device).settings
    assert load_knowledge(settings) == newer()
    settings.fetched_bundle.write_bytes(b"cut off")
    assert load_knowledge(settings) == small_city()


def test_a_device_set_up_anew_begins_with_what_it_was_set_up_with(
    device: Device, city: City
) -> None:
    city.have(newer())
    sync_of(device).fetch()
    settings = sync_of(device).settings
    later = settings.fetched_bundle.stat().st_mtime + 60
    os.utime(settings.content_bundle, (later, later))
    assert load_knowledge(settings) == small_city()


def test_without_anything_the_city_signed_it_does_not_start(device: Device) -> None:
    settings = sync_of(device).settings
    settings.content_bundle.write_bytes(write_bundle(small_city(), STRANGER))
    with pytest.raises(SettingsFault, match="OKIENKO_CONTENT_BUNDLE"):
        load_knowledge(settings)
