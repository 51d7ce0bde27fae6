"""The printer's lab shows the tray and breaks the printer, for this machine's people only."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from hardware.client import HardwareClient, Settlement, State
from hardware.clock import SystemClock
from hardware.daemon import Daemon
from hardware.journal import Journal
from hardware.printers.virtual_printer import VirtualPrinter
from hardware.server import Peers
from provisioning.lab import create_app

PDF = b"%PDF-1.7\nplanted\n%%EOF\n"


class Bench:
    """A daemon in this process, the lab before it, and a browser."""

    def __init__(self, folder: Path) -> None:
        self.paper = folder / "paper"
        self.hardware = HardwareClient(folder / "hw.sock")
        self.browser: FlaskClient = create_app(self.paper, self.hardware, "sheets").test_client()

    def print_sheet(self, body: bytes = PDF) -> None:
        settled = self.hardware.print_document("sheets", body, key=str(uuid4()), title="Kartka")
        assert isinstance(settled, Settlement)
        assert settled.state is State.CONFIRMED

    def press(self, fault: str) -> int:
        page = self.browser.get("/", headers=HERE).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token
        form = {"fault": fault, "csrf_token": token[1]}
        return self.browser.post("/printer", data=form, headers=HERE).status_code


HERE = {"Host": "127.0.0.1:8630"}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    clock, stop = SystemClock(), threading.Event()
    printer = VirtualPrinter("sheets", tmp_path / "paper", clock)
    journal = Journal(tmp_path / "journal.db", clock)
    daemon = Daemon([printer], journal, clock)
    serving = threading.Thread(
        target=daemon.serve, args=(tmp_path / "hw.sock", Peers(uid_of(tmp_path)), stop)
    )
    serving.start()
    bench = Bench(tmp_path)
    wait_until_ready(bench)
    yield bench
    stop.set()
    serving.join()
    journal.close()


def uid_of(folder: Path) -> int:
    return folder.stat().st_uid


def wait_until_ready(bench: Bench) -> None:
    pause = threading.Event()
    for _ in range(500):
        if "It is ready" in bench.browser.get("/", headers=HERE).text:
            return
        pause.wait(0.02)
    pytest.fail("the printer never became ready")


def test_an_empty_tray_says_where_sheets_come_from(bench: Bench) -> None:
    assert "No sheet yet" in bench.browser.get("/", headers=HERE).text


def test_the_newest_sheet_is_on_top_and_opens_inline(bench: Bench) -> None:
    bench.print_sheet(PDF + b"first")
    bench.print_sheet(PDF + b"second")
    page = bench.browser.get("/", headers=HERE).text
    links = re.findall(r'<a href="(/sheets/[^"]+)"', page)
    bodies = [bench.browser.get(link, headers=HERE, buffered=True) for link in links]
    assert [body.data[-6:] for body in bodies] == [b"second", b"\nfirst"]
    assert bodies[0].mimetype == "application/pdf"
    assert "attachment" not in bodies[0].headers.get("Content-Disposition", "")


def test_the_tray_is_sent_again_only_when_it_changed(bench: Bench) -> None:
    page = bench.browser.get("/tray", headers=HERE).text
    again = re.search(r'hx-get="([^"]+)"', page)
    assert again
    assert bench.browser.get(again[1], headers=HERE).status_code == 204
    bench.print_sheet()
    assert "/sheets/" in bench.browser.get(again[1], headers=HERE).text


@pytest.mark.parametrize(
    ("fault", "words"),
    [("out_of_paper", "no paper"), ("jam", "jammed"), ("off", "switched off")],
)
def test_a_button_breaks_the_printer_and_another_mends_it(
    bench: Bench, fault: str, words: str
) -> None:
    assert bench.press(fault) == 303
    assert words in bench.browser.get("/", headers=HERE).text
    assert bench.press("repair") == 303
    assert "It is ready" in bench.browser.get("/", headers=HERE).text


def test_an_unknown_breakage_is_refused(bench: Bench) -> None:
    assert bench.press("earthquake") == 400


def test_another_page_cannot_press_the_buttons(bench: Bench) -> None:
    refused = bench.browser.post("/printer", data={"fault": "off"}, headers=HERE)
    assert refused.status_code == 400
    assert "It is ready" in bench.browser.get("/", headers=HERE).text


def test_another_name_for_this_machine_is_not_answered(bench: Bench) -> None:
    bench.print_sheet()
    assert bench.browser.get("/", headers={"Host": "attacker.test"}).status_code == 400


@pytest.mark.parametrize("name", ["../journal.db", "..%2fjournal.db", ".fault", "none.pdf"])
def test_only_sheets_come_out_of_the_tray(bench: Bench, name: str) -> None:
    bench.press("jam")
    assert bench.browser.get(f"/sheets/{name}", headers=HERE).status_code == 404


def test_an_absent_daemon_is_said_so(tmp_path: Path) -> None:
    browser = create_app(
        tmp_path / "paper", HardwareClient(tmp_path / "hw.sock"), "sheets"
    ).test_client()
    page = browser.get("/", headers=HERE)
    assert page.status_code == 200
    assert "The hardware daemon does not answer" in page.text
