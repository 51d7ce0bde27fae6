"""The desk, its screen and an agency's inbox in a real Chromium: keys, axe, sound."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from playwright.sync_api import Browser, Page, expect

from contactcenter.agents import ensure_agent
from contactcenter.desk.board import board_key
from contactcenter.desk.points import Point
from shared.clock import SystemClock
from shared.intake.keys import CityKeys
from shared.models import AgentRole, ReferralOutcome
from tests.contactcenter.agencies.parties import promised, refer
from tests.contactcenter.city import PASSWORD, City
from tests.contactcenter.desk.desks import quick_hashes
from tests.contactcenter.server import Server, serve
from tests.contactcenter.test_keyboard import check

DESK = {"width": 1440, "height": 900}
WALL = {"width": 1920, "height": 1080}
SPEAK = """
let times = 0;
window.speechSynthesis.speak = (words) => {
  times += 1;
  document.documentElement.dataset.spoken = `${times} ${words.lang} ${words.text}`;
};
"""
CREW = {
    "tomek": (AgentRole.CLERK, None), "iza": (AgentRole.SUPERVISOR, None),
    "zofia": (AgentRole.AGENCY, "mops"),
}  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, points_file: Path) -> Iterator[Server]:
    """One contact center with a desk for the whole file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OKIENKO_DESK_POINTS", str(points_file))
        with serve(tmp_path_factory.mktemp("desk")) as running:
            at = SystemClock().now()
            with quick_hashes():
                for name, (role, agency) in CREW.items():
                    who = (running.store, name, name.title(), PASSWORD, at)
                    ensure_agent(*who, role=role, organization_id=agency)
            yield running


@pytest.fixture
def city(server: Server) -> City:
    """The same city, to put things into it; its clock is the machine's."""
    private_key = X25519PrivateKey.from_private_bytes(server.settings.city_private_key)
    keys = CityKeys(server.settings.city_secret, private_key)
    return City(None, server.settings, SystemClock(), server.store, keys)  # type: ignore[arg-type]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window at a desk."""
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def enter(page: Page, server: Server, name: str) -> None:
    """Sign in by keyboard."""
    page.goto(server.url)
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.wait_for_load_state("load")


def test_a_clerk_works_by_keyboard_and_the_screen_shows_and_says_the_number(
    server: Server, browser: Browser, page: Page, point: Point
) -> None:
    wall = browser.new_context(viewport=WALL).new_page()
    wall.add_init_script(SPEAK)
    wall.goto(f"{server.url}/board/{board_key(server.settings.city_secret, point)}")
    check(wall)
    enter(page, server, "tomek")
    page.goto(f"{server.url}/desk")
    check(page)
    page.get_by_role("button", name="stanowisko 2").press("Enter")
    expect(page.get_by_text("Stanowisko jest Twoje")).to_be_visible()
    page.get_by_role("button", name="Polski", exact=True).last.press("Enter")
    expect(page.locator(".ticket-paper .is-number")).to_contain_text("A1")
    page.get_by_role("link", name="Wróć do okienka").press("Enter")
    expect(page.get_by_role("button", name="Wezwij następny numer")).to_be_focused()
    page.locator("summary", has_text="Więcej").press("Enter")
    check(page)
    page.keyboard.press("Alt+n")
    expect(page.locator(".ticket-name strong")).to_have_text("A1")
    expect(page.locator("#digits")).to_be_focused()  # a scanner may type at once
    check(page)
    expect(wall.locator(".latest th")).to_have_text("A1")
    expect(wall.locator(".latest td")).to_contain_text("2")
    said = "pl-PL Numer A 1, stanowisko 2."
    expect(wall.locator("html")).to_have_attribute("data-spoken", f"1 {said}")
    check(wall)
    page.keyboard.press("Alt+r")
    expect(wall.locator("html")).to_have_attribute("data-spoken", f"2 {said}")
    page.keyboard.press("Alt+z")
    expect(page.get_by_text("Zapisano.")).to_be_visible()
    expect(wall.locator(".nobody")).to_be_visible()
    page.goto(f"{server.url}/appointments")
    check(page)
    page.locator(".slots button").first.press("Enter")
    expect(page.locator(".given-code")).to_be_visible()
    check(page)
    wall.context.close()


def test_an_agencys_inbox_and_the_month_can_be_used_by_everybody(
    server: Server, page: Page, browser: Browser, city: City
) -> None:
    referral_id = refer(city, due_on=city.clock.today())
    refer(city, outcome=ReferralOutcome.SENT_BACK, sent_back_why="closed", matter_id="m",
          settled_at=city.clock.now())  # fmt: skip
    refer(city, "css", matter_id="m")
    promised(city)
    enter(page, server, "zofia")
    expect(page.get_by_role("heading", name="Skrzynka urzędu")).to_be_visible()
    check(page)
    page.goto(f"{server.url}/agency/referrals/{referral_id}")
    page.locator("summary").press("Enter")
    check(page)
    page.get_by_role("button", name="Przyjmujemy sprawę").press("Enter")
    expect(page.get_by_text("Sprawa przyjęta.")).to_be_visible()
    check(page)
    other = browser.new_context(viewport=DESK).new_page()
    enter(other, server, "iza")
    other.goto(f"{server.url}/agencies/report")
    expect(other.get_by_text("Od okienka do okienka")).to_be_visible()
    check(other)
    other.context.close()


def test_a_screen_that_hears_nothing_new_says_since_when(
    browser: Browser, server: Server, point: Point
) -> None:
    context = browser.new_context(viewport=WALL)
    screen = context.new_page()
    screen.clock.install()
    screen.goto(f"{server.url}/board/{board_key(server.settings.city_secret, point)}")
    lost = screen.locator("#board-lost")
    expect(lost).to_be_hidden()
    screen.route("**/now*", lambda route: route.abort())
    screen.clock.run_for(12_000)
    expect(lost.locator("[lang=uk]")).to_contain_text("Немає зв’язку з")
    expect(lost.locator("[lang=en]")).to_contain_text("No connection since")
    check(screen)
    screen.unroute("**/now*")
    screen.clock.run_for(3_000)
    expect(lost).to_be_hidden()
    context.close()
