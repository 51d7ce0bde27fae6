"""The free line as a newcomer meets it: from the test phone to oneself in a second window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from contactcenter.queue import line
from shared.clock import SystemClock
from shared.models import Activity, AgentStatus, Call, Promise, PromiseOutcome, Task
from shared.store import open_store
from shared.web.translate import SHARED_LOCALES, Translator, rooms_of
from tests.citizen import CitizenOverHttp, first_answer
from tests.e2e.conftest import DESK, Window
from tests.stack import ROOT, Stack

LINE = Translator([SHARED_LOCALES, *rooms_of(ROOT / "contactcenter" / "locales")]).say
NUMBER = "451000101"  # of the first of the made-up callers
SAID = "kłębuszek zażółcony"  # words of the caller, which nobody else would write
NOTED = "notatka o jaźni"
SOUND_MS = 30_000
POLL_MS = 15_000  # regions look by themselves, should a doorbell be lost
SMALL_DESK = {"width": 1024, "height": 768}
PAGES = (
    "/", "/keys", "/find", "/find?words=czynsz", "/calls", "/calls/list/missed", "/referrals",
    "/calls/list/callbacks", "/calls/list/voicemails", "/messages", "/outage", "/outage/reconcile",
)  # fmt: skip
# Sound that is more than silence, in what this phone received.
HEARS = "async () => (await testPhone.stats()).heard > 0"
PEERS = """
window.peers = [];
const Peer = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Peer {
  constructor(...given) { super(...given); window.peers.push(this); }
};
"""
DESK_HEARS = """async () => {
  for (const peer of window.peers) {
    for (const report of (await peer.getStats()).values()) {
      if (report.type === "inbound-rtp" && report.totalAudioEnergy > 0) return true;
    }
  }
  return false;
}"""


@pytest.fixture(autouse=True)
def _nobody_else_is_there(stack: Stack) -> None:
    """Agents of other files, whose windows are closed, are not rung and have nothing to write."""
    store, now = open_store(f"sqlite:///{stack.folder / 'city.db'}"), SystemClock().now()
    with store.write() as db:
        for task in db.scalars(select(Task).where(Task.state.in_(line.IN_HAND))).all():
            line.finish(db, task.id, task.agent_id or "", "helped", now)
        db.execute(update(Call).where(Call.wrapped_at.is_(None)).values(wrapped_at=now))
        db.execute(update(AgentStatus).values(activity=Activity.OFFLINE))
    store.close()


def test_a_newcomer_calls_agrees_something_and_gets_the_message(
    stack: Stack, open_window: Callable[..., Window]
) -> None:
    digits, word = take_slip(stack)
    caller, agent = open_window(DESK), open_window(DESK)
    asked = listen_to_requests(caller, agent)
    sit_down(agent, stack)
    dial(caller, stack, digits)
    answer(agent.page, caller.page)
    hear_each_other(caller.page, agent.page)
    leave_the_telephone_where_it_is(agent, stack, caller.page)
    open_matter(agent, word)
    promised = agree(agent)
    hear_each_other(caller.page, agent.page)  # after all those pages the sound goes on
    send_message(agent)
    find_message(open_window(DESK), stack, promised)
    write_up(agent.page)
    assert_promised(stack)
    planted = (NUMBER, SAID, NOTED, f'"{word}"', digits)
    assert [url for url in asked for one in planted if one in unquote(url)] == []
    assert left_behind(stack.folder, planted) == []


def test_every_page_of_the_console_fits_and_is_accessible(
    stack: Stack, open_window: Callable[..., Window]
) -> None:
    agent = open_window(SMALL_DESK)
    sign_in(agent.page, stack)
    for path in PAGES:
        answered = agent.page.goto(f"{stack.center}{path}")
        assert answered is not None
        assert answered.status == 200, path
        look(agent, path)


def look(agent: Window, screen: str) -> None:
    """The page of this moment on a large desk and on a small one."""
    for size in (SMALL_DESK, DESK):
        agent.page.set_viewport_size(size)
        agent.check(f"{screen}, {size['width']} wide")


def take_slip(stack: Stack) -> tuple[str, str]:
    """Some answers at the kiosk, and the slip with them, once it has reached the city."""
    citizen = CitizenOverHttp(stack.kiosk)
    citizen.begin()
    citizen.answer_questions(first_answer, most=12)
    slip = citizen.take(paper=False)
    citizen.finish()
    return slip


def listen_to_requests(*windows: Window) -> list[str]:
    """Every address these windows ask for from now on."""
    asked: list[str] = []
    for window in windows:
        window.page.on("request", lambda request: asked.append(request.url))
    return asked


def sit_down(agent: Window, stack: Stack) -> None:
    """Sign in, and be ready with the browser's phone."""
    page = agent.page
    page.add_init_script(PEERS)
    agent.context.grant_permissions(["microphone"])
    sign_in(page, stack)
    expect(page.locator("#line")).to_have_attribute("data-state", "registered", timeout=15_000)
    page.locator("#be-ready").click()
    expect(page.locator(".mine-now.ready")).to_be_visible()


def sign_in(page: Page, stack: Stack) -> None:
    page.goto(stack.center)
    page.locator("#name").fill("anna")
    page.locator("#password").fill(stack.password)
    page.keyboard.press("Enter")
    expect(page.locator("#digits")).to_be_visible()


def dial(caller: Window, stack: Stack, digits: str, said: str = SAID) -> None:
    """Through the menu in Polish: words nobody understands, then the slip's number."""
    page = caller.page
    caller.context.grant_permissions(["microphone"])
    page.goto(stack.phone)
    page.locator("#call").click()
    expect(page.locator("#hint")).not_to_be_empty(timeout=15_000)
    press(page, "1")
    hear(page, "phone-not-recorded")
    page.locator("#speech").fill(said)
    page.locator("#speak").click()
    hear(page, "phone-not-understood")
    press(page, "2")
    hear(page, "phone-slip")
    press(page, digits)
    hear(page, "phone-slip-right")
    press(page, "1")


def press(page: Page, keys: str) -> None:
    for key in keys:
        page.locator(f'[data-key="{key}"]').click()


def hear(page: Page, key: str) -> None:
    """Wait until the line says this; what it fills in is left out."""
    expect(page.locator("#captions")).to_contain_text(LINE("pl", key), timeout=15_000)


def answer(page: Page, phone: Page) -> None:
    page.locator("#answer").click(timeout=SOUND_MS)
    expect(page.locator("#to-call")).to_be_visible()
    expect(phone.locator("#phone")).to_have_attribute("data-state", "talking", timeout=SOUND_MS)


def hear_each_other(phone: Page, desk: Page) -> None:
    phone.wait_for_function(f"({HEARS})()", timeout=SOUND_MS)
    desk.wait_for_function(f"({DESK_HEARS})()", timeout=SOUND_MS)


def leave_the_telephone_where_it_is(agent: Window, stack: Stack, phone: Page) -> None:
    """A second window of the same browser takes no sound away, and closing it ends nothing."""
    another = agent.context.new_page()
    another.goto(stack.center)
    expect(another.locator("#line")).to_have_attribute("data-state", "elsewhere")
    expect(another.locator("#deed-hang_up")).to_be_visible()
    another.close()
    before = phone.evaluate("testPhone.stats()")["heard"]
    phone.wait_for_function(
        "async (before) => (await testPhone.stats()).heard > before", arg=before, timeout=SOUND_MS
    )
    expect(agent.page.locator("#line")).to_have_attribute("data-state", "registered")


def open_matter(agent: Window, word: str, noted: str = NOTED) -> None:
    """The digits were keyed in the menu; the word and the consent open the matter."""
    page = agent.page
    page.locator("#word").fill(word)
    page.locator('input[name="agreed"]').check()
    page.locator("#word").press("Enter")
    expect(page.locator("#ask")).to_be_visible()
    expect(page.locator("#agreements")).to_be_visible()
    expect(page).to_have_title(LINE("pl", "call-title") + " · " + LINE("pl", "product"))
    page.locator("#note").fill(noted)
    look(agent, "the call, with the matter beside it")


def agree(agent: Window) -> str:
    """Take the first line that is offered, read it back; what it says."""
    page = agent.page
    page.locator(".suggestion").first.click()
    promised = page.locator(".agreed-line [lang]").first.inner_text()
    page.locator("#read-back").click()
    page.locator('input[name="heard"]').check()
    look(agent, "reading back")
    page.locator('main form button[type="submit"]').click()
    expect(page.locator("#agreements .tag.good")).to_be_visible()
    return promised


def send_message(agent: Window) -> None:
    page = agent.page
    look(agent, "what was agreed")
    page.locator("#send-message").click()
    page.get_by_role("button", name=LINE("pl", "message-send")).click()
    expect(page.locator("#message-states li")).to_have_count(1)


def find_message(outbox: Window, stack: Stack, promised: str) -> None:
    """The outbox of the trial provider shows it on the caller's phone, without a link."""
    outbox.page.goto(f"{stack.phone}/messages")
    bubble = outbox.page.locator(".bubble .text").last
    expect(bubble).to_contain_text(promised)
    assert "http" not in bubble.inner_text()
    outbox.check("the outbox")


def write_up(page: Page, noted: str = NOTED) -> None:
    """Hang up, say how it ended, close the matter."""
    page.locator("#deed-hang_up").click()
    expect(page.locator(".mine-now.wrap_up")).to_be_visible(timeout=2 * POLL_MS)
    page.locator("#to-note").click()
    expect(page.locator("#note")).to_have_value(noted)
    page.locator('input[name="outcome"]').first.check()
    page.locator('#wrap button[type="submit"]').click()
    expect(page.locator(".mine-now.ready")).to_be_visible(timeout=2 * POLL_MS)


def assert_promised(stack: Stack) -> None:
    store = open_store(f"sqlite:///{stack.folder / 'city.db'}")
    with store.read() as db:
        newest = db.scalars(select(Promise).order_by(Promise.id.desc())).first()
    store.close()
    assert newest is not None
    assert newest.outcome is PromiseOutcome.OPEN
    assert newest.service_id is not None


def left_behind(folder: Path, secrets: tuple[str, ...]) -> list[str]:
    """Files of databases and logs in which something of the talk stands in plain text."""
    files = [*folder.rglob("*.db*"), *folder.rglob("*.log")]
    assert {file.suffix for file in files} >= {".db", ".log"}
    planted = [form for one in secrets for form in (one.encode(), one.encode("utf-16-le"))]
    return [
        f"{file.name}: {one!r}" for file in files for one in planted if one in file.read_bytes()
    ]
