"""Talking through the kiosk's screen: two real browsers, both apps, sound in both directions."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from shared.web.translate import SHARED_LOCALES, Translator, rooms_of
from tests.e2e.conftest import DESK, PORTRAIT, Window
from tests.stack import ROOT, Stack

KIOSK = Translator([SHARED_LOCALES, *rooms_of(ROOT / "kiosk" / "locales")]).say
CENTER = Translator([SHARED_LOCALES, *rooms_of(ROOT / "contactcenter" / "locales")]).say
SOUND_MS = 30_000
KEEP_PEERS = """
window.peers = [];
const Peer = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Peer {
  constructor(...given) { super(...given); window.peers.push(this); }
};
"""
ENERGY = """async () => {
  let energy = 0;
  const isSound = (report) => report.type === "inbound-rtp" && report.kind === "audio";
  for (const peer of window.peers) {
    if (peer.connectionState !== "connected") continue;
    for (const report of (await peer.getStats()).values()) {
      if (isSound(report)) energy += report.totalAudioEnergy;
    }
  }
  return energy;
}"""


NO_SOUND = """() => window.peers.every((peer) => peer.connectionState !== "connected")"""
WATCH_HEADING = """() => {
  window.headings = [];
  const look = () => {
    const said = document.querySelector("h1")?.textContent ?? "";
    if (said !== window.headed) window.headings.push(said);
  };
  window.headed = document.querySelector("h1").textContent;
  new MutationObserver(look).observe(document.body, {childList: true, subtree: true});
}"""


def at_the_desk(stack: Stack, open_window: Callable[..., Window], sign_in: str) -> Window:
    """An agent who is ready, the browser's phones registered."""
    window = open_window(DESK)
    page = window.page
    page.add_init_script(KEEP_PEERS)
    window.context.grant_permissions(["microphone"])
    page.goto(stack.center)
    page.get_by_label(CENTER("pl", "sign-in-name")).fill(sign_in)
    page.get_by_label(CENTER("pl", "sign-in-password")).fill(stack.password)
    page.keyboard.press("Enter")
    expect(page.locator("#line")).to_have_attribute("data-state", "registered", timeout=15_000)
    write_down(page)
    page.locator("#be-ready").or_(page.locator(".mine-now.ready")).click()
    expect(page.locator(".mine-now.ready")).to_be_visible()
    return window


def write_down(page: Page) -> None:
    """Finish the note of an earlier call, if there is one."""
    if page.locator(".mine-now.wrap_up").count():
        page.locator("#to-note").click()
        page.locator('input[name="outcome"]').first.check()
        page.get_by_role("button", name=CENTER("pl", "wrap-finish")).click()
        expect(page.locator(".mine-now.wrap_up")).to_have_count(0)


def goes_for_a_break(agent: Window) -> None:
    agent.page.locator("#pause-menu summary").click()
    agent.page.locator('button[value^="pause:"]').first.click()
    expect(agent.page.locator(".mine-now.pause")).to_be_visible()


def at_the_kiosk(stack: Stack, open_window: Callable[..., Window]) -> Window:
    """Somebody who has touched the screen and chose Polish."""
    window = open_window(PORTRAIT)
    page = window.page
    page.add_init_script(KEEP_PEERS)
    window.context.grant_permissions(["microphone"])
    touch(page, stack)
    return window


def touch(page: Page, stack: Stack) -> None:
    page.goto(stack.kiosk)
    page.get_by_role("button").first.click()
    page.locator('button[name="language"][value="pl"]').click()
    expect(page.locator("h1")).to_have_text(KIOSK("pl", "home-title"))


def answer_one(page: Page) -> None:
    page.locator('a[href="/check"]').first.click()
    page.locator('button[name="topic"][value="everything"]').click()
    page.locator('.answers button[name="answer"]').first.click()
    expect(page.locator("form.question-form")).to_be_visible()


def look(kiosk: Window, shots: Path, name: str) -> None:
    kiosk.check(f"call: {name}")
    kiosk.page.screenshot(path=shots / f"call-{name}.png")


def call(
    page: Page, stack: Stack, share: str = "no", look: Callable[[str], None] = lambda _: None
) -> None:
    page.goto(f"{stack.kiosk}/talk")
    look("door")
    page.locator('a[href="/talk/call/new"]').click()
    expect(page.locator("[data-call-begin]")).to_be_visible()
    expect(page.locator("#mic-refused")).to_be_hidden()
    look("consent")
    page.locator(f'button[name="share"][value="{share}"]').click()
    expect(page.locator("[data-call-screen]")).to_be_visible()


def pick_up(agent: Window) -> None:
    agent.page.locator("#answer").click(timeout=15_000)


def hear(page: Page) -> None:
    """Wait until sound that is more than silence has come in."""
    page.wait_for_function(f"(async () => (await ({ENERGY})()) > 0)()", timeout=SOUND_MS)


def hears_more(page: Page) -> None:
    """Wait until sound goes on coming in."""
    before = page.evaluate(ENERGY)
    page.wait_for_function(
        f"async (before) => (await ({ENERGY})()) > before", arg=before, timeout=SOUND_MS
    )


def talk(page: Page, agent: Window) -> None:
    pick_up(agent)
    expect(page.locator(".call-talking")).to_be_visible(timeout=SOUND_MS)
    hear(page)
    hear(agent.page)


def writes_it_up(agent: Window) -> None:
    expect(agent.page.locator(".mine-now.wrap_up")).to_be_visible(timeout=15_000)


@contextmanager
def frozen(stack: Stack) -> Iterator[None]:
    """The contact center stands still: it answers nobody, and its connections stay open."""
    found = subprocess.run(
        ["pgrep", "-P", str(stack.process.pid), "-f", "contactcenter"],
        capture_output=True,
        text=True,
        check=True,
    )
    mine = [int(pid) for pid in found.stdout.split()]
    workers = [pid for one in mine for pid in children(one)]
    for pid in (*mine, *workers):
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in (*mine, *workers):
            os.kill(pid, signal.SIGCONT)


def children(pid: int) -> list[int]:
    """The processes a process has started."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in found.split()]


def test_both_hear_each_other_also_after_a_reload_and_the_citizen_hangs_up(
    stack: Stack, open_window: Callable[..., Window], shots: Path
) -> None:
    agent = at_the_desk(stack, open_window, "anna")
    kiosk = at_the_kiosk(stack, open_window)
    page = kiosk.page
    answer_one(page)
    call(page, stack, share="yes", look=lambda name: look(kiosk, shots, name))
    expect(page.locator("#call-state")).to_contain_text(KIOSK("pl", "call-shares-soon"))
    look(kiosk, shots, "waiting")
    talk(page, agent)
    look(kiosk, shots, "talking")
    expect(agent.page.locator("#main")).to_contain_text("Piotrkowska 110")
    expect(page.locator("#call-mic")).to_be_hidden()
    page.locator('main a[href="/results"]').click()
    expect(page.locator("#call-bar")).to_be_visible()
    kiosk.check("results, with a call")
    page.goto(f"{stack.kiosk}/talk/call")
    hear(page)
    page.locator(".call-end button").click()
    expect(page.locator("h1")).to_have_text(KIOSK("pl", "call-stage-ended"))
    look(kiosk, shots, "ended")
    writes_it_up(agent)


def test_a_city_that_freezes_during_a_call_is_said_and_the_agent_can_still_end_it(
    stack: Stack, open_window: Callable[..., Window]
) -> None:
    agent = at_the_desk(stack, open_window, "marek")
    page = at_the_kiosk(stack, open_window).page
    call(page, stack)
    talk(page, agent)
    with frozen(stack):
        expect(page.locator("#call-state")).to_contain_text(
            KIOSK("pl", "call-away")[:30], timeout=20_000
        )
        expect(page.locator(".call-end button")).to_be_visible()
    expect(page.locator("#call-state .notice")).to_have_count(0, timeout=20_000)
    hear(page)
    agent.page.locator("#deed-hang_up").click()
    expect(page.locator("h1")).to_have_text(KIOSK("pl", "call-stage-ended"), timeout=15_000)
    expect(page.locator("main")).to_contain_text(KIOSK("pl", "call-ended-agent"))
    writes_it_up(agent)


def test_a_colleague_takes_over_and_the_citizen_notices_nothing_but_the_voice(
    stack: Stack, open_window: Callable[..., Window], shots: Path
) -> None:
    anna = at_the_desk(stack, open_window, "anna")
    page = at_the_kiosk(stack, open_window).page
    call(page, stack)
    talk(page, anna)
    page.evaluate(WATCH_HEADING)
    ola = at_the_desk(stack, open_window, "ola")
    anna.page.locator("#pass-on").click()
    expect(anna.page.locator("h1")).to_have_text(CENTER("pl", "pass-title"))
    anna.page.get_by_label("Ola Sowa").check()
    anna.page.get_by_label(CENTER("pl", "pass-brief")).fill("Pyta o dodatek.")
    anna.check("passing a kiosk's call on")
    anna.page.screenshot(path=shots / "call-pass-on.png")
    anna.page.locator('button[name="way"][value="cold"]').click()
    answer = ola.page.locator('#answer[value="take_over"]')
    expect(answer).to_be_visible(timeout=15_000)
    expect(ola.page.locator("#phone")).to_contain_text("Pyta o dodatek.")
    ola.check("a colleague's call rings")
    ola.page.screenshot(path=shots / "call-asked.png")
    answer.click()
    expect(ola.page.locator(".mine-now.talking")).to_be_visible(timeout=SOUND_MS)
    expect(anna.page.locator(".mine-now.ready")).to_be_visible(timeout=15_000)
    expect(ola.page.locator("#phone [data-call]")).to_be_visible()
    hear(ola.page)
    hears_more(page)
    anna.page.wait_for_function(NO_SOUND, timeout=SOUND_MS)
    goes_for_a_break(anna)
    assert page.evaluate("window.headings") == [], "the citizen's screen stayed as it was"
    expect(page.locator(".call-talking")).to_be_visible()
    ola.page.locator("#deed-hang_up").click()
    expect(page.locator("h1")).to_have_text(KIOSK("pl", "call-stage-ended"), timeout=15_000)
    writes_it_up(ola)


def test_whoever_finishes_takes_the_call_along_and_the_next_one_finds_nothing(
    stack: Stack, open_window: Callable[..., Window]
) -> None:
    agent = at_the_desk(stack, open_window, "ola")
    page = at_the_kiosk(stack, open_window).page
    call(page, stack)
    talk(page, agent)
    page.locator('.bar a[href="/finish"]').click()
    page.locator('main form[action="/finish"] button').click()
    page.wait_for_url(re.compile("goodbye|/$"))
    writes_it_up(agent)
    touch(page, stack)
    page.goto(f"{stack.kiosk}/talk/call")
    expect(page.locator("h1")).to_have_text(KIOSK("pl", "call-title"))
    expect(page.locator("#call-bar")).to_be_hidden()
    for file in stack.folder.rglob("*.db*"):
        assert b"IN IP4" not in file.read_bytes(), f"{file.name} holds a session description"
