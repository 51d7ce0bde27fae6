"""Devices as a citizen meets them: a real Chromium, the real daemon, virtual devices."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hardware.client import HardwareClient
from shared.intake.slip import new_number, new_word, normalize_word, qr_text
from tests.citizen import CitizenOverHttp
from tests.e2e.conftest import DESK, PORTRAIT, Window
from tests.e2e.test_journey import sign_in
from tests.stack import Stack


@pytest.fixture
def hands(stack: Stack) -> HardwareClient:
    """What a person does at the devices."""
    return HardwareClient(stack.folder / "hardware" / "hw.sock")


@pytest.fixture
def kiosk(stack: Stack, open_window: Callable[..., Window]) -> Window:
    """A visit whose page listens to the devices."""
    window = open_window(PORTRAIT)
    page = window.page
    page.goto(f"{stack.kiosk}/")
    page.locator("button.attract").click()
    with page.expect_response("**/devices/events"):
        page.locator("button[value=pl]").click()
    expect(page.locator("html")).to_have_attribute("data-headphones", "unplugged")
    return window


def test_a_scanned_slip_comes_up_by_itself_and_takes_the_focus(
    kiosk: Window, hands: HardwareClient
) -> None:
    digits = new_number()
    hands.act("reader", "scan", text=qr_text(digits, new_word()))
    expect(kiosk.page.locator("h1")).to_have_text("To kartka z Okienka")
    expect(kiosk.page.locator(".digits")).to_contain_text(digits[4:])
    assert kiosk.heading_has_focus()
    assert kiosk.page.title().startswith("To kartka z Okienka")
    kiosk.check("a slip read by the kiosk")


def test_a_city_card_shows_its_services(kiosk: Window, hands: HardwareClient) -> None:
    hands.act("reader", "tap", number="OKDEMO-LKDR-000001")
    expect(kiosk.page.locator("h1")).to_have_text("Łódzka Karta Dużej Rodziny")
    expect(kiosk.page.locator("a[href='/service/lkdr']")).to_be_visible()
    kiosk.check("a city card")


def test_the_keypad_walks_through_the_page(kiosk: Window, hands: HardwareClient) -> None:
    page = kiosk.page
    hands.act("keypad", "press", key="down")
    first = await_focus_moves(page, "")
    hands.act("keypad", "press", key="down")
    second = await_focus_moves(page, first)
    hands.act("keypad", "press", key="up")
    assert await_focus_moves(page, second) == first
    page.locator("a[href='/find']").focus()
    hands.act("keypad", "press", key="ok")
    expect(page.locator("#words")).to_be_visible()
    hands.act("keypad", "press", key="7")
    expect(page.locator("#words")).to_have_value("7")
    hands.act("keypad", "press", key="back")
    page.wait_for_url("**/home")
    kiosk.check("home after the keypad")


def test_headphones_are_shown_as_a_state(kiosk: Window, hands: HardwareClient) -> None:
    html = kiosk.page.locator("html")
    hands.act("headphones", "plug")
    expect(html).to_have_attribute("data-headphones", "plugged")
    hands.act("headphones", "unplug")
    expect(html).to_have_attribute("data-headphones", "unplugged")


def await_focus_moves(page: Page, before: str) -> str:
    """What has the focus, once it is something else than before."""
    name = "document.activeElement.closest('a, button')?.textContent.trim() ?? ''"
    page.wait_for_function(f"before => ({name}) !== before", arg=before)
    return str(page.evaluate(name))


def test_at_a_desk_a_scanner_types_the_slip_into_the_field(
    stack: Stack, open_window: Callable[..., Window]
) -> None:
    citizen = CitizenOverHttp(stack.kiosk)
    citizen.begin()
    digits, word = citizen.take(paper=False)
    desk = open_window(DESK)
    sign_in(desk, stack, "anna")
    desk.page.locator("#digits").focus()
    desk.page.keyboard.type(qr_text(digits, word))
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("#word")).to_have_value(normalize_word(word))
