"""One matter, from the first touch to the agent's closing note, in a real Chromium."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from shared.web.translate import SHARED_LOCALES, Translator, rooms_of
from tests.e2e.conftest import DESK, LANDSCAPE, PORTRAIT, Window
from tests.stack import ROOT, Stack

KIOSK = Translator([SHARED_LOCALES, ROOT / "kiosk" / "locales"]).say
CENTER = Translator([SHARED_LOCALES, *rooms_of(ROOT / "contactcenter" / "locales")]).say

# A mother with a daughter of seven, who rents a flat: the tappable answers, by fact.
ANSWERS = {
    "lives_in_lodz": "true",
    "household_size": "2",
    "age.0": "36",
    "age.1": "7",
    "role.1": "child",
    "learns.1": "true",
}
QUESTIONS_AT_THE_KIOSK = 12


@pytest.mark.parametrize(("language", "size"), [("pl", PORTRAIT), ("uk", LANDSCAPE)])
def test_from_touch_to_paper_to_the_agent(
    stack: Stack,
    open_window: Callable[..., Window],
    language: str,
    size: dict[str, int],
    shots: Path,
) -> None:
    kiosk = open_window(size)
    sheets = {sheet.name for sheet in stack.paper.glob("*.pdf")}
    choose_language(kiosk, stack, language)
    answer_some(kiosk, language)
    read_results(kiosk, language)
    digits, word = take_it(kiosk, language)
    sheet = next(s for s in stack.paper.glob("*.pdf") if s.name not in sheets)
    assert_sheet_says(sheet, digits, word)
    leave(kiosk, stack, language)

    agent = open_window(DESK)
    sign_in(agent, stack, "anna")
    open_matter(agent, digits, word)
    ask_next_question(agent, language)
    close_matter(agent)
    agent.page.screenshot(path=shots / f"console-{language}.png")


def choose_language(kiosk: Window, stack: Stack, language: str) -> None:
    page = kiosk.page
    page.goto(stack.kiosk)
    kiosk.check("attract")
    page.get_by_role("button").first.click()
    page.wait_for_url("**/language")
    kiosk.check("language")
    page.locator(f'button[name="language"][value="{language}"]').click()
    expect(page.locator("h1")).to_have_text(KIOSK(language, "home-title"))
    assert page.locator("html").get_attribute("lang") == language
    kiosk.check("home")


def answer_some(kiosk: Window, language: str) -> None:
    page = kiosk.page
    page.locator('a[href="/check"]').first.click()
    expect(page.locator("h1")).to_have_text(KIOSK(language, "about-title"))
    kiosk.check("what it is about")
    page.locator('button[name="topic"][value="everything"]').click()
    for number in range(QUESTIONS_AT_THE_KIOSK):
        expect(page.locator("form.question-form")).to_be_visible()
        heading = page.locator("h1").inner_text()
        assert kiosk.heading_has_focus(), f"focus is not on {heading!r}"
        assert heading in page.title()
        if number < 6:
            kiosk.check(f"question: {heading}")
        press_answer(page)
        expect(page.locator("h1")).not_to_have_text(heading)


def press_answer(page: Page) -> None:
    key = page.locator('form.question-form input[name="key"]').input_value()
    wanted = ANSWERS.get(key)
    tappable = page.locator(f'button[name="answer"][value="{wanted}"]')
    if wanted and tappable.count():
        tappable.click()
    elif wanted:
        for digit in wanted:
            page.locator(f'[data-key="{digit}"]').click()
        page.locator('button[name="answer"][value="number"]').click()
    else:
        page.locator('.answers button[name="answer"]').last.click()


def read_results(kiosk: Window, language: str) -> None:
    page = kiosk.page
    page.locator('a[href="/results"]').click()
    expect(page.locator("h1")).to_have_text(KIOSK(language, "results-title"))
    kiosk.check("results")
    shown = page.locator("main").inner_text()
    assert KIOSK(language, "still-apply").split(".")[0] in shown
    for hidden in ("Niebieska Karta", "Schronienie"):
        assert hidden not in shown, f"{hidden} may not stand in a list of results"
    page.locator('a[href^="/service/"]').first.click()
    expect(page.locator("h1")).not_to_have_text(KIOSK(language, "results-title"))
    kiosk.check("service")


def take_it(kiosk: Window, language: str) -> tuple[str, str]:
    page = kiosk.page
    page.locator('a[href="/take"]').first.click()
    expect(page.locator("form.take")).to_be_visible()
    kiosk.check("take")
    page.locator('button[name="paper"][value="yes"]').click()
    expect(page.locator(".paper-state.confirmed")).to_be_visible(timeout=15_000)
    kiosk.check("slip")
    digits = re.sub(r"\D", "", page.locator(".digits").inner_text())
    return digits, page.locator(".word").inner_text().strip()


def assert_sheet_says(sheet: Path, digits: str, word: str) -> None:
    document = pypdfium2.PdfDocument(sheet)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert digits[:4] in text
    assert digits[4:] in text
    assert word in text
    for hidden in ("Niebieska", "Schronienie", "przemoc"):
        assert hidden not in text, f"{hidden} may never stand on paper"


def leave(kiosk: Window, stack: Stack, language: str) -> None:
    page = kiosk.page
    page.locator('main a[href="/finish"]').click()
    expect(page.locator("h1")).to_have_text(KIOSK(language, "finish-title"))
    kiosk.check("finish")
    page.locator('main form[action="/finish"] button').click()
    page.wait_for_url(re.compile("goodbye|/$"))
    kiosk.check("goodbye")
    page.go_back()
    assert "12" not in json.dumps(page.evaluate("Object.keys(localStorage)"))
    page.goto(f"{stack.kiosk}/slip")
    assert page.locator(".digits").count() == 0, "the slip is still on the screen"


def sign_in(agent: Window, stack: Stack, name: str) -> None:
    page = agent.page
    page.goto(stack.center)
    agent.check("sign in")
    page.get_by_label(CENTER("pl", "sign-in-name")).fill(name)
    page.get_by_label(CENTER("pl", "sign-in-password")).fill(stack.password)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(CENTER("pl", "home-title"))
    agent.check("console")


def open_matter(agent: Window, digits: str, word: str) -> None:
    """By keyboard alone: the number, the word, the consent."""
    page = agent.page
    expect(page.locator("#digits")).to_be_focused()
    page.keyboard.type(digits)
    page.keyboard.press("Enter")
    expect(page.locator("#word")).to_be_focused()
    agent.check("the word")
    page.keyboard.type(word)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(CENTER("pl", "matter-title"))
    agent.check("matter")


def ask_next_question(agent: Window, language: str) -> None:
    page = agent.page
    sentence = page.locator("#sentence .words").first
    assert sentence.get_attribute("lang") == language, "the sentence is in the caller's language"
    before = page.locator("#ask-title").inner_text()
    page.locator("#ask .choices button").first.click()
    expect(page.locator("#ask-title")).not_to_have_text(before)
    agent.check("matter after an answer")


def close_matter(agent: Window) -> None:
    page = agent.page
    page.locator('input[name="disposition"][value="informed"]').check()
    page.get_by_label(CENTER("pl", "close-note")).fill("Wie, dokąd iść.")
    page.locator("#close button[type=submit]").click()
    expect(page.locator("h1")).to_have_text(CENTER("pl", "home-title"))
    expect(page.get_by_text(CENTER("pl", "matter-closed"))).to_be_visible()
