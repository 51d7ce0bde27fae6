"""A whole call without a mouse, in a real Chromium: focus, shortcuts, doorbell, accessibility."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from playwright.sync_api import Browser, BrowserContext, Page, expect

from shared.clock import SystemClock
from shared.intake.keys import CityKeys
from tests.contactcenter.city import PASSWORD, City
from tests.contactcenter.server import Server, serve

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
DESK = {"width": 1440, "height": 900}

OpenDesk = Callable[[str], Page]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One contact center for the whole file."""
    with serve(tmp_path_factory.mktemp("city")) as running:
        yield running


@pytest.fixture
def open_desk(server: Server, browser: Browser) -> Iterator[OpenDesk]:
    """Opens a window of its own and signs an agent in, by keyboard."""
    contexts: list[BrowserContext] = []

    def open_one(name: str) -> Page:
        contexts.append(browser.new_context(viewport=DESK, reduced_motion="reduce"))
        page = contexts[-1].new_page()
        page.goto(server.url)
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.locator("#digits")).to_be_focused()
        page.wait_for_load_state("load")  # the focus is there before the scripts are
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def city(server: Server) -> City:
    """The same city, to send slips and requests into it; its clock is the machine's."""
    private_key = X25519PrivateKey.from_private_bytes(server.settings.city_private_key)
    keys = CityKeys(server.settings.city_secret, private_key)
    return City(None, server.settings, SystemClock(), server.store, keys)  # type: ignore[arg-type]


def check(page: Page) -> None:
    """No accessibility violation and nothing wider than the window."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    found = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in report["violations"]]
    assert not found
    spill = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(spill) <= 0


def test_a_whole_call_by_keyboard_alone(open_desk: OpenDesk, city: City) -> None:
    page, slip = open_desk("anna"), city.send_slip(language="uk")
    check(page)
    page.keyboard.type(slip.digits)
    page.keyboard.press("Enter")
    expect(page.locator("#word")).to_be_focused()
    check(page)
    page.keyboard.type(slip.word)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Sprawa z kartki")
    check(page)
    answer_everything(page)
    check(page)
    close_by_keyboard(page)
    expect(page.locator("#digits")).to_be_focused()
    check(page)


def answer_everything(page: Page) -> None:
    """Answer with the keys alone; after each answer the focus is where the work goes on."""
    for _ in range(8):
        title = page.locator("#ask-title")
        before = title.inner_text()
        if before.startswith("Nie ma już pytań"):
            return
        expect(page.locator("#ask [data-focus]")).to_be_focused()
        page.keyboard.press("Alt+2" if page.locator("#value").count() else "Alt+1")
        expect(title).not_to_have_text(before)
    raise AssertionError("the questions do not end")


def close_by_keyboard(page: Page) -> None:
    """Jump to the end, choose how it ended, write a note, close."""
    page.keyboard.press("Alt+Z")
    expect(page.locator("#close-title")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("oddzwoni po południu, zażółć gęślą jaźń")
    expect(page.locator("#note")).to_have_value("oddzwoni po południu, zażółć gęślą jaźń")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def open_matter(page: Page, city: City) -> None:
    """Get to a matter."""
    slip = city.send_slip()
    page.keyboard.type(slip.digits)
    page.keyboard.press("Enter")
    page.locator("#word").fill(slip.word)
    page.locator("[name=agreed]").check()
    page.keyboard.press("Enter")
    expect(page.locator("#ask")).to_be_visible()


@pytest.mark.parametrize(
    ("key", "target"), [("W", "results-title"), ("O", "given-title"), ("P", "ask-title")]
)
def test_a_shortcut_brings_the_focus_to_its_part(
    open_desk: OpenDesk, city: City, key: str, target: str
) -> None:
    page = open_desk("anna")
    open_matter(page, city)
    page.keyboard.press(f"Alt+{key}")
    expect(page.locator(f"#{target}")).to_be_focused()


def test_a_letter_typed_or_the_right_alt_never_triggers_anything(
    open_desk: OpenDesk, city: City
) -> None:
    page = open_desk("anna")
    open_matter(page, city)
    page.locator("#note").focus()
    page.keyboard.type("skpwozhn0123456789")
    page.keyboard.press("Control+Alt+KeyK")
    page.keyboard.press("Shift+Alt+KeyK")
    expect(page.locator("#note")).to_have_value("skpwozhn0123456789")
    expect(page.locator("h1")).to_have_text("Sprawa z kartki")


def test_a_note_being_written_outlives_an_answer(open_desk: OpenDesk, city: City) -> None:
    page = open_desk("anna")
    open_matter(page, city)
    page.locator("#note").fill("w trakcie pisania")
    before = page.locator("#ask-title").inner_text()
    page.keyboard.press("Alt+0")
    expect(page.locator("#ask-title")).not_to_have_text(before)
    expect(page.locator("#note")).to_have_value("w trakcie pisania")


def test_what_was_unfolded_stays_so_and_the_new_results_are_announced(
    open_desk: OpenDesk, city: City
) -> None:
    page = open_desk("anna")
    open_matter(page, city)
    page.keyboard.press("Alt+H")
    expect(page.locator("#help-now")).to_have_attribute("open", "")
    page.locator("#change-lives_in_lodz").click()
    page.locator("#ask button[value=false]").click()
    announced = "Prawdopodobnie tak: 0. Brakuje odpowiedzi: 1. Raczej nie: 1."
    expect(page.locator("#announcer")).to_have_text(announced)
    expect(page.locator("#help-now")).to_have_attribute("open", "")
    check(page)


def test_a_service_unfolded_by_keyboard_brings_what_there_is_to_tell(
    open_desk: OpenDesk, city: City
) -> None:
    page = open_desk("anna")
    open_matter(page, city)
    page.locator("#service-zasilek summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#service-zasilek")).to_contain_text("ul. Próbna 1")
    check(page)
    before = page.locator("#ask-title").inner_text()
    page.keyboard.press("Alt+0")
    expect(page.locator("#ask-title")).not_to_have_text(before)
    expect(page.locator("#service-zasilek")).to_contain_text("ul. Próbna 1")


def test_a_request_from_a_kiosk_appears_is_announced_and_leaves_the_focus_alone(
    open_desk: OpenDesk, city: City, server: Server
) -> None:
    page, colleague = open_desk("anna"), open_desk("marek")
    page.keyboard.type("12")
    city.ask_for_help("uk")
    colleague.reload()  # no kiosk spoke to the server: the region finds out by looking again
    page.evaluate("htmx.trigger('#waiting', 'look')")
    expect(page.locator("#waiting .rows li")).to_have_count(1)
    expect(page.locator("#announcer")).to_have_text("Czeka 1 osoba.")
    expect(page.locator("#digits")).to_be_focused()
    expect(page.locator("#digits")).to_have_value("12")
    colleague.keyboard.press("Alt+N")
    expect(colleague.locator("h1")).to_have_text("Pomoc przy kiosku")
    check(colleague)
    expect(page.locator("#waiting")).to_contain_text("Nikt nie czeka")  # the doorbell rang


def test_a_session_that_ended_leads_to_the_door_by_itself(
    open_desk: OpenDesk, server: Server
) -> None:
    here, elsewhere = open_desk("anna"), open_desk("anna")
    elsewhere.get_by_role("button", name="Wyloguj").press("Enter")
    expect(here.locator("h1")).to_have_text("Zaloguj się")
    expect(here.locator("[role=status].notice")).to_contain_text("Sesja się skończyła")
    check(here)


def test_every_language_of_the_keys_page_is_accessible(open_desk: OpenDesk) -> None:
    page = open_desk("anna")
    page.keyboard.press("Alt+K")
    expect(page.locator("h1")).to_have_text("Klawisze")
    for language, title in (("uk", "Клавіші"), ("en", "Keys"), ("pl", "Klawisze")):
        page.locator(f"button[value={language}]").press("Enter")
        expect(page.locator("h1")).to_have_text(title)
        check(page)


def test_the_rules_of_a_service_by_keyboard(open_desk: OpenDesk) -> None:
    page = open_desk("anna")
    page.keyboard.press("Alt+U")
    expect(page.locator("#words")).to_be_focused()
    page.keyboard.type("zasiłek")
    summary = page.locator("#found-region summary").first
    expect(summary).to_be_visible()
    summary.focus()
    page.keyboard.press("Enter")
    rules = page.get_by_role("link", name="Zasady tej usługi").first
    expect(rules).to_be_visible()
    check(page)
    rules.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#marks-title")).to_be_visible()
    check(page)
