"""The supervisors' pages in a real Chromium: axe, the keyboard alone, the wall, a session ended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from shared.models import AuditEvent
from tests.contactcenter.city import PASSWORD
from tests.contactcenter.telephony.line import Line

AXE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
DESK, WALL = {"width": 1440, "height": 900}, {"width": 1920, "height": 1080}
PAGES = (
    "/board/agents",
    "/board/hours",
    "/board/pauses",
    "/board/walls",
    "/board/walls/new",
    "/reports?by=queue",
    "/people",
    "/people/new",
)


class Quiet(WSGIRequestHandler):
    """Writes nothing about what is asked for."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def url(line: Line) -> Iterator[str]:
    """The console, served by threads of this process; Anna talks, and Marek could listen."""
    line.talk("anna")
    line.ready("marek")
    server = make_server("127.0.0.1", 0, line.city.app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def desk(browser: Browser, url: str, name: str) -> Page:
    """Somebody's console, entered by keyboard."""
    page = browser.new_context(viewport=DESK, bypass_csp=True).new_page()
    page.goto(url)
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#digits")).to_be_focused()
    page.wait_for_load_state()  # until then its links are a plain page's: the h1 gets no focus
    return page


def check(page: Page) -> None:
    """No violation, and nothing that has to be scrolled sideways."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run().then(all => all.violations.map(one => one.id))")
    assert found == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def test_the_board_by_keyboard_alone_and_every_page_without_a_violation(
    browser: Browser, url: str, line: Line
) -> None:
    page = desk(browser, url, "marek")
    page.get_by_role("link", name="Tablica").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    expect(page).to_have_title("Linia teraz · Okienko · linia 800")
    check(page)
    page.locator("[name=part][value=listen]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#board")).to_contain_text("Słuchasz")
    check(page)
    assert [one.fields["kind"] for one in line.rows(AuditEvent) if "kind" in one.fields] == [
        "listen"
    ]
    for path in PAGES:
        page.goto(url + path)
        check(page)
    page.goto(url + "/people")
    page.get_by_role("link", name="Anna Nowak", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_title("Anna Nowak · Okienko · linia 800")
    expect(page.locator("h1")).to_be_focused()
    check(page)
    page.context.close()


def test_the_screen_on_the_wall_looks_again_by_itself_and_goes_dark(
    browser: Browser, url: str, line: Line
) -> None:
    page = desk(browser, url, "marek")
    page.set_viewport_size(WALL)
    page.goto(f"{url}/board/walls/new")
    page.keyboard.type("Sala")
    page.keyboard.press("Enter")
    waiting = page.locator("#wall tbody tr").first.locator("td").first
    expect(waiting).to_have_text("0")
    check(page)
    assert page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('#wall *')]"
        ".filter(one => [...one.childNodes].some(text => text.nodeType === 3 && text.data.trim())"
        " && !one.closest('.unseen')).map(one => parseFloat(getComputedStyle(one).fontSize)))"
    )
    assert smallest >= 25  # a fortieth of the height: 16 mm on a screen of 55 inches
    line.wait_for_a_person("+48600100201")
    expect(waiting).to_have_text("1", timeout=15_000)
    other = line.city.console("marek")
    other.get("/board/walls")
    (form,) = [one for one in other.page.iter() if "/end" in (one.get("action") or "")]  # type: ignore[union-attr]
    other.post(str(form.get("action")))
    expect(page.locator("#password")).to_be_visible(timeout=15_000)
    page.context.close()


def test_an_account_switched_off_is_led_to_the_door_without_a_touch(
    browser: Browser, url: str, line: Line
) -> None:
    page = desk(browser, url, "ewa")
    chief = line.city.console("marek")
    chief.get("/people")
    chief.post(f"/people/{line.agent('ewa')}/enabled", deed="off")
    expect(page.locator("#password")).to_be_visible(timeout=15_000)
    page.context.close()
