"""The devices' lab breaks and uses the virtual devices and shows what people see; on loopback."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psutil
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hardware.client import DeviceEvent, Happening, HardwareClient, Settlement
from hardware.clock import SystemClock
from hardware.compose import build_drivers
from hardware.config import virtual_devices
from hardware.daemon import Daemon
from hardware.journal import Journal
from hardware.news import News
from hardware.server import Peers
from provisioning.lab import create_app
from provisioning.lab.bench import BUTTONS, KEYS
from provisioning.state import ROOT
from tests.fleet import await_that
from tests.page import check_html

PDF = b"%PDF-1.7\nplanted\n%%EOF\n"


class Bench:
    """A daemon in this process, the lab before it, and a browser."""

    def __init__(self, folder: Path) -> None:
        self.paper = folder / "paper"
        self.hardware = HardwareClient(folder / "hw.sock")
        self.browser: FlaskClient = create_app(
            self.paper, folder / "hw.sock", "sheets"
        ).test_client()

    def print_sheet(self, body: bytes = PDF) -> Settlement:
        settled = self.hardware.print_document("sheets", body, key=str(uuid4()), title="Kartka")
        assert isinstance(settled, Settlement)
        return settled

    def page(self) -> str:
        return self.browser.get("/", headers=HERE).text

    def seen(self) -> str:
        return self.browser.get("/seen", headers=HERE).text

    def press(self, device: str, action: str, value: str = "", **headers: str) -> TestResponse:
        return self._post(f"/devices/{device}", headers, action=action, value=value)

    def hurt(self, how: str) -> int:
        return self._post("/daemon", {}, action=how).status_code

    def _post(self, path: str, headers: dict[str, str], **form: str) -> TestResponse:
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.page())
        assert token
        form["csrf_token"] = token[1]
        return self.browser.post(path, data=form, headers={**HERE, **headers})


HERE = {"Host": "127.0.0.1:8630"}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    clock, stop = SystemClock(), threading.Event()
    news = News(clock)
    drivers = build_drivers(virtual_devices("sheets"), tmp_path, clock, news)
    journal = Journal(tmp_path / "journal.db", clock)
    daemon = Daemon(drivers, journal, clock, news=news)
    serving = threading.Thread(
        target=daemon.serve, args=(tmp_path / "hw.sock", Peers(uid_of(tmp_path)), stop)
    )
    serving.start()
    bench = Bench(tmp_path)
    await_that(lambda: bench.seen().count('class="state ok"') >= 5 * 2, "a device is not ready")
    yield bench
    stop.set()
    serving.join()
    journal.close()


def uid_of(folder: Path) -> int:
    return folder.stat().st_uid


def test_the_page_is_sound_and_has_a_button_for_everything(bench: Bench) -> None:
    page = bench.page()
    check_html(page)
    for words in ("Take the paper away", "Open the cover", "Jam it now", "Unplug it"):
        assert words in page
    for words in ("Tap a card", "Scan a slip", "Plug headphones in", "Kill the spooler", "Hang it"):
        assert words in page
    assert all(f'value="press:{key}"' in page for row in KEYS for key in row)
    assert "No sheet yet" in page


def test_the_newest_sheet_is_on_top_and_opens_inline(bench: Bench) -> None:
    bench.print_sheet(PDF + b"first")
    bench.print_sheet(PDF + b"second")
    links = re.findall(r'<a href="(/sheets/[^"]+)"', bench.page())
    bodies = [bench.browser.get(link, headers=HERE, buffered=True) for link in links]
    assert [body.data[-6:] for body in bodies] == [b"second", b"\nfirst"]
    assert bodies[0].mimetype == "application/pdf"
    assert "attachment" not in bodies[0].headers.get("Content-Disposition", "")


@pytest.mark.parametrize("part", ["/seen", "/tray"])
def test_a_part_is_sent_again_only_when_it_changed(bench: Bench, part: str) -> None:
    again = re.search(r'hx-get="([^"]+)"', bench.browser.get(part, headers=HERE).text)
    assert again
    assert bench.browser.get(again[1], headers=HERE).status_code == 204
    bench.print_sheet()
    assert bench.browser.get(again[1], headers=HERE).status_code == 200


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("out_of_paper", "has no paper"),
        ("cover_open", "its cover is open"),
        ("jam", "a sheet is jammed"),
        ("off", "is switched off"),
        ("service_down", "its spooler or service is gone"),
    ],
)
def test_a_button_breaks_the_printer_and_another_mends_it(
    bench: Bench, fault: str, words: str
) -> None:
    assert bench.press("sheets", f"simulate:{fault}").status_code == 303
    assert words in bench.seen()
    bench.print_sheet()
    seen = bench.seen()
    assert "Kartka się nie wydrukowała" in seen
    assert f"did not come out ({fault.replace('_', ' ')})" in seen
    assert bench.press("sheets", "simulate:repair").status_code == 303
    bench.print_sheet()
    assert "Kartka jest wydrukowana" in bench.seen()


def test_a_sheet_that_jams_is_asked_about_and_staff_are_sent_to_the_tray(bench: Bench) -> None:
    bench.press("sheets", "simulate:jam_next")
    bench.print_sheet()
    seen = bench.seen()
    assert "Nie wiemy, czy kartka wyszła" in seen
    assert "Tylko część" in seen
    assert "nobody knows: look into the tray (jam)" in seen


def test_what_is_read_is_left_for_the_kiosk_and_never_shown(bench: Bench) -> None:
    bench.press("reader", "tap", "0412345678")
    bench.press("reader", "scan", "OK1 12345670 zamek")
    bench.press("keypad", "press:7")
    await_that(lambda: "a key was pressed" in bench.seen(), "the key was lost")
    for _ in range(3):
        seen = bench.seen()
    assert "a card was tapped" in seen
    assert "0412345678" not in seen
    assert "zamek" not in seen
    taken = [
        bench.hardware.take_event(event.seq)
        for event in bench.hardware.events(0, quiet_seconds=0)
        if isinstance(event, DeviceEvent) and event.event is not Happening.STATUS
    ]
    assert [what for what in taken if isinstance(what, dict)] == [
        {"format": "virtual", "number": "0412345678"},
        {"symbology": "qr", "text": "OK1 12345670 zamek"},
        {"key": "7"},
    ]


def test_headphones_decide_what_may_be_spoken(bench: Bench) -> None:
    assert "private words stay unspoken" in bench.seen()
    bench.press("headphones", "plug")
    await_that(lambda: "private words may be spoken" in bench.seen(), "nobody noticed")
    bench.press("headphones", "simulate:off")
    await_that(lambda: "private words stay unspoken" in bench.seen(), "nobody noticed")


@pytest.mark.parametrize("kind", BUTTONS)
def test_every_button_is_understood(bench: Bench, kind: str) -> None:
    devices = bench.hardware.devices()
    assert isinstance(devices, list)
    (name,) = [device.name for device in devices if device.kind == kind]
    for button in BUTTONS[kind]:
        bench.press(name, "simulate:repair")
        await_that(lambda: 'class="state absent"' not in bench.seen(), "it did not come back")
        pressed = bench.press(name, f"{button.action}:{button.value}")
        assert pressed.status_code == 303, button


@pytest.mark.parametrize(
    ("device", "action"),
    [("sheets", "simulate:earthquake"), ("sheets", "tap"), ("plotter", "simulate:jam")],
)
def test_what_a_device_does_not_know_is_refused(bench: Bench, device: str, action: str) -> None:
    assert bench.press(device, action, "x").status_code == 400


def test_a_card_before_an_unplugged_reader_is_said_to_be_lost(bench: Bench) -> None:
    bench.press("reader", "simulate:off")
    told = bench.press("reader", "tap", "0412345678", **{"HX-Request": "true"})
    assert told.headers["HX-Reswap"] == "none"
    assert "It did not work: unplugged." in told.text


def test_htmx_gets_the_changed_parts_and_every_lamp(bench: Bench) -> None:
    part = bench.press("sheets", "simulate:jam", **{"HX-Request": "true"}).text
    assert part.startswith('<div id="seen"')
    assert part.count('hx-swap-oob="true"') == 4 + 2


def test_another_page_cannot_press_the_buttons(bench: Bench) -> None:
    for path in ("/devices/sheets", "/daemon"):
        form = {"action": "simulate:off"}
        assert bench.browser.post(path, data=form, headers=HERE).status_code == 400
    assert "is switched off" not in bench.seen()


def test_another_name_for_this_machine_is_not_answered(bench: Bench) -> None:
    assert bench.browser.get("/", headers={"Host": "attacker.test"}).status_code == 400


@pytest.mark.parametrize("name", ["../journal.db", "..%2fjournal.db", ".fault", "none.pdf"])
def test_only_sheets_come_out_of_the_tray(bench: Bench, name: str) -> None:
    bench.press("sheets", "simulate:jam")
    assert bench.browser.get(f"/sheets/{name}", headers=HERE).status_code == 404


def test_an_absent_daemon_is_said_so(tmp_path: Path) -> None:
    browser = create_app(tmp_path / "paper", tmp_path / "hw.sock", "sheets").test_client()
    page = browser.get("/", headers=HERE)
    assert page.status_code == 200
    assert "Does not answer" in page.text
    assert "Numer i hasło są na ekranie" in page.text


def test_a_daemon_that_went_away_leaves_nobody_knowing(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "hw.sock").unlink()
    seen = bench.seen()
    assert seen.count("nobody knows") == 4
    assert 'class="state ok"' not in seen


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[psutil.Popen]:
    """A daemon in a process of its own, to be hurt."""
    process = psutil.Popen(
        [sys.executable, "-m", "hardware", "--folder", str(tmp_path)],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    client = HardwareClient(tmp_path / "hw.sock")
    await_that(lambda: isinstance(client.devices(), list), "the daemon did not come up")
    yield process
    if process.is_running():
        process.kill()
    process.wait()


def test_the_daemon_is_hung_and_killed_by_its_buttons(daemon: psutil.Popen, tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    assert bench.hurt("hang") == 303
    await_that(lambda: daemon.status() == psutil.STATUS_STOPPED, "it does not hang")
    assert "does not answer" in bench.seen()
    assert bench.hurt("kill") == 303
    assert daemon.wait(10) == -signal.SIGKILL
    assert bench.hurt("kill") == 503
    assert bench.hurt("tickle") == 503


def test_nobody_else_who_listens_there_is_hurt(bench: Bench) -> None:
    """The daemon of this test is a thread of this very process."""
    assert bench.hurt("kill") == 503
