"""The two choices before a call, in sight without scrolling: every language, both large sizes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from shared.text import LANGUAGES
from tests.databases import migrated_sqlite
from tests.e2e.conftest import LANDSCAPE, PORTRAIT, Window
from tests.kiosk.device import Citizen, Device, build_device
from tests.kiosk.test_call import Line

SIZES = ("large", "largest")
DOORBELL = "/devices/events"
IN_SIGHT = """() => {
  const floor = window.innerHeight;
  return [...document.querySelectorAll('button[name="share"]')].map((button) => {
    const box = button.getBoundingClientRect();
    const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const last = document.elementFromPoint(box.x + box.width / 2, box.bottom - 4);
    const isOnTop = button.contains(middle) && button.contains(last);
    return isOnTop && box.top >= 0 && box.bottom <= floor;
  });
}"""


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    shutil.copyfile(migrated_sqlite(), tmp_path / "kiosk.db")
    device = build_device(tmp_path)
    device.kiosk.calling.line = Line()
    yield device
    device.kiosk.outbox.close()
    device.kiosk.calling.close()
    device.kiosk.store.close()


def show(page: Page, citizen: Citizen) -> None:
    """The app answers without a server: whatever the page wants is asked of it here."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url)
        if path.path == DOORBELL:  # it would never end
            route.abort()
            return
        with citizen.browser.get(f"{path.path}?{path.query}") as told:
            headers = dict(told.headers)
            route.fulfill(status=told.status_code, headers=headers, body=told.get_data())

    page.route("**/*", answer)
    page.goto("http://kiosk.test/talk/call/new")


def test_both_choices_are_in_sight_in_large_letters(
    device: Device, open_window: Callable[..., Window], shots: Path
) -> None:
    hidden = []
    for language in LANGUAGES:
        citizen = device.citizen().begin(language)
        citizen.get("/check")
        citizen.press("/check", key=citizen.asked(), answer="dont_know")
        page = open_window(PORTRAIT).page
        show(page, citizen)
        for window in (PORTRAIT, LANDSCAPE):
            page.set_viewport_size(window)  # type: ignore[arg-type]
            for size in SIZES:
                page.evaluate("(size) => { document.documentElement.dataset.size = size }", size)
                page.evaluate("() => window.scrollTo(0, 0)")
                name = f"{language}-{size}-{window['width']}"
                if page.evaluate(IN_SIGHT) != [True, True]:
                    page.screenshot(path=shots / f"call-consent-{name}.png")
                    hidden.append(name)
    assert not hidden
