"""The process in a real browser: sound both ways, who hears whom, pages a person can use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import urllib3
from playwright.sync_api import Browser, Page

from contactcenter.telephony.local_provider.client import Wire
from contactcenter.telephony.local_provider.rest import credentials
from contactcenter.telephony.local_provider.shapes import BASE
from contactcenter.telephony.provider import Failed, Placed, Trouble
from tests.contactcenter.local_provider.running import LEFT, TOKEN, Running, serve
from tests.fleet import await_that
from tests.page import check_html
from tests.stack import ROOT, free_ports

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CONNECT = """async (pass) => {
  window.phone = await window.okienkoPhones.local.connect(pass);
  window.states = [];
  phone.addEventListener("state", ({ detail }) => states.push(detail));
  phone.addEventListener("ring", ({ detail }) => {
    states.push(`ring ${detail.label}`);
    detail.accept();
  });
  phone.addEventListener("gone", () => states.push("gone"));
  await phone.register().catch(() => {});
}"""
WEBM = b"\x1a\x45\xdf\xa3"
PATIENCE_SECONDS = 30.0
STEADY = 6  # looks in a row without a packet: fifty come each second where there is sound


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serve(tmp_path_factory.mktemp("provider")) as provider:
        yield provider


def sit_down(running: Running, browser: Browser, name: str, token: str | None = None) -> Page:
    """An agent's page with a phone that answers by itself."""
    page = browser.new_context().new_page()
    page.goto(running.app_url)
    given = running.telephony.softphone_pass(name)
    told = {"token": token or given.token, "identity": name, "address": given.address}
    page.evaluate(CONNECT, told)
    return page


def stats(page: Page) -> dict[str, float]:
    whose = "window.testPhone ?? window.phone"
    return dict(page.evaluate(f"({whose}).stats()"))


def hears(page: Page) -> bool:
    """Sound comes, and it is not silence: wait for more of it than there is now."""
    before = stats(page)
    await_that(lambda: _is_louder(before, stats(page)), "no sound came", PATIENCE_SECONDS)
    return True


def is_deaf(page: Page) -> bool:
    """No packet comes any more."""
    seen: list[float] = []

    def is_steady() -> bool:
        seen.append(stats(page)["packets"])
        return len(seen) > STEADY and len(set(seen[-STEADY:])) == 1

    await_that(is_steady, "sound goes on", PATIENCE_SECONDS)
    return True


def _is_louder(before: dict[str, float], after: dict[str, float]) -> bool:
    return after["heard"] > before["heard"] and after["packets"] >= before["packets"] + 5


def add(running: Running, name: str, coaching: str | None = None) -> str:
    placed = running.telephony.add_party("room", f"client:{name}", name, coaching=coaching)
    assert isinstance(placed, Placed)
    return placed.sid


def test_people_hear_each_other_as_the_orders_say(running: Running, browser: Browser) -> None:
    """One talk from the first ring to the end: starting a browser costs more than all of it."""
    caller = browser.new_context().new_page()
    caller.goto(running.url)
    caller.locator("#call").click()
    caller.locator("[data-key='1']:enabled").wait_for()
    caller.keyboard.press("1")
    agent = sit_down(running, browser, "anna")
    anna = add(running, "anna")
    assert hears(caller)
    assert hears(agent)
    assert min(stats(caller)["sent"], stats(agent)["sent"]) > 0
    assert agent.evaluate("states.at(-1)") == "ring anna"

    running.telephony.hold("room", "citizen", is_held=True)
    assert is_deaf(caller)
    assert is_deaf(agent)
    running.telephony.hold("room", "citizen", is_held=False)
    assert hears(caller)

    running.telephony.mute("room", "anna", is_muted=True)
    assert is_deaf(caller)
    assert hears(agent)

    agent.reload()  # the talk goes on in the page that comes after
    agent.evaluate(CONNECT, vars(running.telephony.softphone_pass("anna")))
    running.telephony.mute("room", "anna", is_muted=False)
    assert hears(agent)
    assert hears(caller)

    coach = sit_down(running, browser, "marek")
    add(running, "marek", coaching=anna)
    assert hears(coach)
    running.telephony.mute("room", "anna", is_muted=True)
    running.telephony.mute("room", "citizen", is_muted=True)
    assert is_deaf(caller)
    assert hears(agent)

    caller.locator("#end").click()
    caller.locator("#call").wait_for()
    running.telephony.remove("room", "anna")
    await_that(lambda: agent.evaluate("states.at(-1)") == "gone", "the agent's phone stays")


def test_a_number_is_rung_and_leaves_a_message(running: Running, browser: Browser) -> None:
    page = browser.new_context().new_page()
    page.goto(running.url)
    page.locator("#caller-child_benefit").check()
    telephony, app = running.telephony, running.app_url
    telephony.place_call("+48452000102", f"{app}/back", f"{app}/telephony/steps", "leg")
    page.locator("#accept").wait_for()
    assert page.evaluate("document.activeElement.id") == "accept"
    page.keyboard.press("Enter")
    page.locator("#captions .say[lang=uk]", has_text="повідомлення").wait_for()
    page.locator("#captions .tone").wait_for()
    page.keyboard.press("#")
    page.locator("#call:focus").wait_for()
    await_that(lambda: bool(LEFT), "nobody is told of the message", PATIENCE_SECONDS)
    await_that(
        lambda: _is_recorded(telephony.fetch_recording(LEFT[-1])),
        "it has no sound",
        PATIENCE_SECONDS,
    )


def _is_recorded(sound: bytes | Failed) -> bool:
    return isinstance(sound, bytes) and sound.startswith(WEBM)


def test_a_pass_that_is_not_ours_is_no_telephone(running: Running, browser: Browser) -> None:
    page = sit_down(running, browser, "eve", token="MTpldmU=.0000")
    assert page.evaluate("states") == ["error"]
    placed = running.telephony.add_party("other", "client:eve", "eve")
    assert isinstance(placed, Placed)
    await_that(lambda: _status(running, placed.sid) == "no-answer", "it rings")


def _status(running: Running, sid: str) -> str:
    report = running.telephony.report(sid)
    return "" if isinstance(report, Failed) else report.status


def test_the_pages_are_for_everybody(running: Running, browser: Browser) -> None:
    running.telephony.send_message("+48451000101", "Ustalenia: kod K7-42.", "")
    page = browser.new_context().new_page()
    axe = AXE.read_text(encoding="utf-8")
    for path in ("/", "/messages", "/lines"):
        page.goto(running.url + path)
        page.evaluate(axe)
        found: Any = page.evaluate("axe.run().then((r) => r.violations.map((v) => v.id))")
        assert (path, found) == (path, [])
        html = urllib3.request("GET", running.url + path).data.decode()
        check_html(html)
    page.goto(f"{running.url}/messages")
    page.locator("form.reply input[name=text]").fill("Dziękuję")
    page.keyboard.press("Enter")
    page.locator(".bubble.own", has_text="Dziękuję").wait_for()


def test_strangers_stay_outside(running: Running) -> None:
    socket = f"{running.url}/socket.io/?EIO=4&transport=websocket"
    for headers in ({}, {"Origin": "http://evil.example"}):
        assert urllib3.request("GET", socket, headers=headers).status == 403
    assert urllib3.request("GET", f"{running.url}{BASE}/Calls.json").status == 401
    host = {"Host": "evil.example", "Authorization": credentials(TOKEN)}
    assert urllib3.request("GET", f"{running.url}/", headers=host).status == 400


def test_nobody_at_the_address_means_it_was_not_done() -> None:
    (port,) = free_ports(1)
    wire = Wire(f"http://127.0.0.1:{port}")
    assert wire.send("POST", "/", [], "") == Failed(Trouble.AWAY)
