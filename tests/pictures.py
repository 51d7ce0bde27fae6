"""`python -m tests.pictures`: takes the README pictures from the running product."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import CHROMIUM, FLAGS
from tests.e2e import test_kiosk_call as kiosk_call
from tests.e2e import test_line as line
from tests.e2e.conftest import Window
from tests.stack import ROOT, Stack, running_stack

PICTURES = ROOT / "docs" / "pictures"
SAID = {"lives_in_lodz": "true", "household_size": "2..2", "role.1": "child", "learns.1": "true"}
SPOKEN, NOTED = "halo, halo", "Papiery są w domu, wniosek złoży sama."
TYPED = {"household_size": "2", "age.0": "36", "age.1": "7"}


class Posing(Window):
    """A window that is photographed: the camera hides the caret by a style the page forbids."""

    def check(self, screen: str) -> None:
        """The journey's own test has looked."""


def main() -> None:
    """One journey through both apps, photographed."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running_stack(Path(folder)) as stack:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            slip = kiosk_pictures(_window(browser, 1080, 1920), stack)
            console_pictures(_window(browser, 1440, 900), stack, *slip)
            lab_picture(_window(browser, 1440, 1400), stack)
            line_pictures(browser, stack)
            desk_pictures(browser, stack)
            supervisor_pictures(browser, stack)
            browser.close()
        sheet_picture(sorted(stack.paper.glob("*.pdf"))[-1])


def kiosk_pictures(page: Page, stack: Stack) -> tuple[str, str]:
    """From the attract screen to the slip; the digits and the word."""
    shoot = _camera(page, "kiosk")
    page.goto(stack.kiosk)
    shoot("attract")
    page.get_by_role("button").first.click()
    page.wait_for_url("**/language")
    shoot("language")
    page.locator('button[name="language"][value="pl"]').click()
    page.wait_for_url("**/home")
    shoot("home")
    page.locator('a[href="/check"]').first.click()
    page.locator('button[name="topic"][value="everything"]').click()
    page.locator("form.question-form").wait_for()
    for number in range(16):
        if number == 3:
            shoot("question")
        _answer(page)
    page.goto(f"{stack.kiosk}/results")
    shoot("results")
    page.goto(f"{stack.kiosk}/service/zasilek_rodzinny")
    shoot("service")
    page.goto(f"{stack.kiosk}/where")
    shoot("where")
    page.goto(f"{stack.kiosk}/take")
    shoot("take")
    page.locator('button[name="paper"][value="yes"]').click()
    page.locator(".paper-state.confirmed").wait_for()
    shoot("slip")
    return page.locator(".digits").inner_text(), page.locator(".word").inner_text()


def console_pictures(page: Page, stack: Stack, digits: str, word: str) -> None:
    """From the sign-in to the open matter."""
    shoot = _camera(page, "console")
    page.goto(stack.center)
    shoot("sign-in")
    page.locator("#name").fill("anna")
    page.locator("#password").fill(stack.password)
    page.keyboard.press("Enter")
    page.locator("#digits").wait_for()
    shoot("home")
    page.locator("#digits").fill(digits)
    page.keyboard.press("Enter")
    page.locator("#word").fill(word)
    page.locator('input[name="agreed"]').check()
    page.keyboard.press("Enter")
    page.locator("#sentence").wait_for()
    shoot("matter")


def lab_picture(page: Page, stack: Stack) -> None:
    """The devices' lab while the cover is open, with the sheet in the tray."""
    page.goto(stack.lab)
    for button in ("Tap a card", "Plug headphones in", "Open the cover"):
        page.get_by_role("button", name=button).click()
    page.get_by_text("its cover is open").first.wait_for()
    _camera(page, "lab")("bench")
    page.get_by_role("button", name="Mend everything").click()


def line_pictures(browser: Browser, stack: Stack) -> None:
    """One call on the free line from both ends, its message, and a call from the kiosk."""
    digits, word = line.take_slip(stack)
    caller, agent = (Posing(_window(browser, 1280, 800).context) for _ in range(2))
    shoot = _camera(agent.page, "line")
    line.sit_down(agent, stack)
    line.dial(caller, stack, digits, SPOKEN)
    agent.page.locator("#answer").wait_for()
    shoot("offer")
    line.answer(agent.page, caller.page)
    line.hear_each_other(caller.page, agent.page)
    _camera(caller.page, "line")("test-phone")
    line.open_matter(agent, word, NOTED)
    agent.page.set_viewport_size({"width": 1280, "height": 800})
    shoot("call")
    line.agree(agent)
    agent.page.set_viewport_size({"width": 1280, "height": 800})
    shoot("agreement")
    line.send_message(agent)
    outbox = _window(browser, 1024, 640)
    outbox.goto(f"{stack.phone}/messages")
    outbox.locator(".bubble").last.wait_for()
    outbox.screenshot(path=PICTURES / "line-outbox.png", scale="css")  # it never stops looking
    line.write_up(agent.page, NOTED)
    kiosk_call_picture(browser, agent, stack)


def kiosk_call_picture(browser: Browser, agent: Window, stack: Stack) -> None:
    """Talking at the kiosk, the sound going both ways."""
    page = _window(browser, 1080, 1920)
    page.add_init_script(kiosk_call.KEEP_PEERS)
    page.context.grant_permissions(["microphone"])
    kiosk_call.touch(page, stack)
    kiosk_call.call(page, stack)
    agent.page.locator("#answer").click()
    page.locator(".call-talking").wait_for()
    kiosk_call.hear(page)
    page.screenshot(path=PICTURES / "kiosk-call.png", scale="css")
    page.locator(".call-end button").click()


def sheet_picture(sheet: Path) -> None:
    """The first page that lies in the tray."""
    command = ["pdftoppm", "-png", "-r", "72", "-singlefile", str(sheet), str(PICTURES / "sheet")]
    subprocess.run(command, check=True)


def _window(browser: Browser, width: int, height: int) -> Page:
    size = {"width": width, "height": height}
    return browser.new_context(viewport=size, reduced_motion="reduce").new_page()


def desk_pictures(browser: Browser, stack: Stack) -> None:
    """A clerk with somebody at the counter, and the waiting room's screen."""
    page = _signed_in(browser, stack, "tomek")
    page.goto(f"{stack.center}/desk")
    page.locator('button[name="counter"]').first.click()
    page.locator(".desk-room").wait_for()
    for language in ("pl", "uk", "pl"):
        page.goto(f"{stack.center}/desk")
        page.locator(f'.right button[name="language"][value="{language}"]').click()
        page.wait_for_load_state()
    page.goto(f"{stack.center}/desk")
    page.locator("button.next").click()
    page.locator(".at-counter.taken").wait_for()
    _camera(page, "desk")("counter")
    screen = _window(browser, 1920, 1080)
    address = page.locator('a[href*="/board/"]').get_attribute("href")
    screen.goto(f"{stack.center}{address}")
    screen.wait_for_load_state("networkidle")
    _camera(screen, "desk")("screen")


def supervisor_pictures(browser: Browser, stack: Stack) -> None:
    """The board after the calls of this journey, and their report."""
    page = _signed_in(browser, stack, "iza")
    for name in ("board", "reports"):
        page.goto(f"{stack.center}/{name}")
        page.wait_for_load_state("networkidle")
        _camera(page, "supervisor")(name.removesuffix("s"))


def _signed_in(browser: Browser, stack: Stack, name: str) -> Page:
    page = _window(browser, 1440, 900)
    page.goto(stack.center)
    page.locator("#name").fill(name)
    page.locator("#password").fill(stack.password)
    page.keyboard.press("Enter")
    page.locator("h1").wait_for()
    page.wait_for_url(f"{stack.center}/")
    return page


def _camera(page: Page, face: str) -> Callable[[str], None]:
    def shoot(name: str) -> None:
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PICTURES / f"{face}-{name}.png", scale="css")

    return shoot


def _answer(page: Page) -> None:
    form = page.locator("form.question-form")
    if not form.count():
        return
    key = form.locator('input[name="key"]').input_value()
    heading = page.locator("h1").inner_text()
    if key in TYPED:
        for digit in TYPED[key]:
            page.locator(f'[data-key="{digit}"]').click()
        page.locator('button[name="answer"][value="number"]').click()
    else:
        tappable = page.locator(f'button[name="answer"][value="{SAID.get(key)}"]')
        (tappable if tappable.count() else page.locator(".answers button").first).click()
    page.locator("h1").filter(has_not_text=heading).wait_for()


if __name__ == "__main__":
    main()
