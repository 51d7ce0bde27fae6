"""The public pages in a real browser, wide and narrow: nothing wrong, nothing spills over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, Window
from tests.stack import Stack

PHONE = {"width": 400, "height": 860}
PAGES = ("", "/dodatek_mieszkaniowy", "/sow_przemoc?lang=uk", "/zdarzenia/cannot_pay_rent?lang=en")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_public_pages_look_right_to_everybody(
    size: dict[str, int], stack: Stack, open_window: Callable[..., Window]
) -> None:
    window = open_window(size)
    for path in PAGES:
        window.page.goto(f"{stack.center}/uslugi{path}")
        window.check(f"/uslugi{path}")


def test_somebody_in_danger_finds_a_number_without_any_script(
    stack: Stack, open_window: Callable[..., Window]
) -> None:
    page = open_window(PHONE, scripts=False).page
    page.goto(f"{stack.center}/uslugi")
    page.get_by_label("Czego szukasz").fill("mąż mnie bije")
    page.get_by_role("button", name="Szukaj").click()
    expect(page.locator(".help-now a[href^='tel:']").first).to_have_text("112")
    assert page.url == f"{stack.center}/uslugi"
