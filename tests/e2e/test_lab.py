"""The devices' lab in a real browser: buttons, lamps, and a daemon that hangs and comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, Window
from tests.stack import Stack

NARROW = {"width": 420, "height": 900}
BACK_MS = 30_000  # five seconds of silence, a start, and a busy machine


@pytest.fixture
def lab(stack: Stack, open_window: Callable[..., Window]) -> Iterator[Window]:
    window = open_window(DESK)
    window.page.goto(stack.lab)
    yield window
    for device, button in (("sheets", "Mend everything"), ("reader", "Put it in again")):
        press(window.page, device, button)
    press(window.page, "headphones", "Pull headphones out")


def press(page: Page, device: str, button: str) -> None:
    page.locator(f"section[aria-labelledby='device-{device}']").get_by_role(
        "button", name=button
    ).click()


def lamp(page: Page, device: str) -> object:
    return expect(page.locator(f"#lamp-{device}"))


def test_buttons_change_lamps_without_a_reload_and_typed_text_stays(lab: Window) -> None:
    page = lab.page
    lab.check("the lab")
    page.get_by_label("Card number").fill("0400000001")
    press(page, "sheets", "Open the cover")
    lamp(page, "sheets").to_have_text("Its cover is open")
    press(page, "headphones", "Plug headphones in")
    lamp(page, "headphones").to_have_text("Ready, headphones are in")
    press(page, "reader", "Tap a card")
    expect(page.locator("#seen")).to_contain_text("a card was tapped")
    expect(page.get_by_label("Card number")).to_have_value("0400000001")
    assert "0400000001" not in page.locator("#seen").inner_text()
    press(page, "reader", "Pull the cable")
    lamp(page, "reader").to_have_text("Its cable is out")
    press(page, "reader", "Tap a card")
    expect(page.get_by_role("alert")).to_have_text("It did not work: unplugged.")
    lab.check("the lab, broken")
    page.set_viewport_size(NARROW)
    lab.check("the lab, narrow")


def test_a_hung_daemon_is_seen_and_comes_back_by_itself(lab: Window) -> None:
    page = lab.page
    lamp(page, "sheets").to_have_text("Ready")
    press(page, "daemon", "Hang it")
    lamp(page, "daemon").to_have_text("Does not answer")
    lamp(page, "sheets").to_have_text("Nobody knows")
    lab.check("the lab, hung")
    lamp(page, "daemon").to_have_text("Answers", timeout=BACK_MS)
    lamp(page, "sheets").to_have_text("Ready", timeout=BACK_MS)
    assert not lab.complaints
