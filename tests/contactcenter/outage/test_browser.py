"""The pages of an outage in a real Chromium: axe, the keyboard alone, and notes that wait."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from shared.models import Call
from tests.contactcenter.city import PASSWORD
from tests.contactcenter.telephony.line import Line

AXE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
PAGES = ("/outage", "/outage/sheets", "/outage/reconcile", "/")
NOTE = "Pani prosi o telefon po szesnastej"


class Quiet(WSGIRequestHandler):
    """Writes nothing about what is asked for."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def url(line: Line) -> Iterator[str]:
    """The console, served by threads of this process."""
    server = make_server("127.0.0.1", 0, line.city.app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(url: str, browser: Browser) -> Iterator[Page]:
    """Marek's console, entered by keyboard."""
    desk = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    page = desk.new_page()
    page.goto(url)
    page.keyboard.type("marek")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#digits")).to_be_focused()
    yield page
    desk.close()


def check(page: Page) -> None:
    """No violation, and nothing that has to be scrolled sideways."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run().then(all => all.violations.map(one => one.id))")
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_an_outage_by_keyboard_alone_and_every_page_of_it(page: Page, url: str) -> None:
    page.goto(f"{url}/outage/sheets")
    page.locator("#count").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(page.locator(".intake")).to_have_count(2)
    check(page)
    page.goto(f"{url}/outage")
    check(page)
    page.locator("[name=why][value=power]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    strip = page.locator("#outage .strip.outage")
    expect(strip).to_contain_text("Awaria linii")
    expect(page.locator("#line-words")).to_have_text(
        "Awaria linii: ten telefon teraz nie zadzwoni."
    )
    for path in PAGES:
        page.goto(url + path)
        expect(strip.locator("li")).to_have_count(5)
        check(page)
    page.set_viewport_size({"width": 1024, "height": 768})
    check(page)
    page.goto(f"{url}/outage/reconcile")
    expect(page.locator("#number")).to_be_focused()
    page.locator(".sheet-rows a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#hour")).to_be_focused()
    check(page)


def test_a_note_waits_sealed_while_the_server_is_away_and_is_sent_after(
    page: Page, url: str, line: Line
) -> None:
    line.talk("marek")
    (call,) = line.rows(Call)
    page.goto(f"{url}/calls/{call.id}")
    page.route("**/draft", lambda route: route.abort())
    note = page.locator("#note")
    note.focus()
    page.keyboard.type(NOTE)
    expect(page.locator("#note-state")).to_contain_text("czeka zaszyfrowana w tej karcie")
    stored = page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")
    assert "okienko-sealed" in stored
    assert "szesnastej" not in stored
    page.reload()
    expect(note).to_have_value(NOTE)
    expect(page.locator("#note-state")).to_contain_text("czeka zaszyfrowana w tej karcie")
    page.unroute("**/draft")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("#note-state")).to_contain_text("Zaległa notatka zapisana")
    assert "okienko-sealed" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.reload()
    expect(note).to_have_value(NOTE)


def test_the_key_of_a_note_is_its_own_agents_only(line: Line) -> None:
    line.talk("anna")
    (call,) = line.rows(Call)
    keys = []
    for who in ("anna", "anna", "marek"):  # a supervisor may look at the page, and has no note
        browser = line.city.console(who)
        browser.get(f"/calls/{call.id}")
        found = [node.get("data-key") for node in browser.page.iter() if node.get("data-key")]
        keys.append(found)
    assert keys[0] == keys[1]  # signed in again, the note still opens
    assert len(keys[0]) == 1
    assert keys[2] == []
