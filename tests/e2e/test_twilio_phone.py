"""The browser's phone over Twilio: its own library loads under our policy, and the script around it
keeps its promises when the library does not.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from contactcenter.telephony.twilio_provider.softphone import make_pass, media_origins
from shared.web.headers import headers_for
from tests.contactcenter.twilio_provider.account import SETTINGS
from tests.stack import ROOT

PAGE = "https://console.example/"
HTML = """<!doctype html><html lang="pl"><title>Telefon</title>
<script src="/library.js"></script><script src="/phone.js"></script>"""
PHONE = ROOT / "contactcenter" / "static" / "phones" / "twilio.js"
LIBRARY = ROOT / "node_modules" / "@twilio" / "voice-sdk" / "dist" / "twilio.min.js"
HEADERS = headers_for(media_origins(SETTINGS))
NOW = 1_800_000_000
ADDRESS = "wss://voice-js.dublin.twilio.com"

# Stands in the library's place: does nothing by itself, notes what it is told.
FAKE = """
class Emitter {
  constructor() { this.heard = {}; }
  on(name, hear) { (this.heard[name] ??= []).push(hear); }
  emit(name, ...said) { for (const hear of this.heard[name] ?? []) hear(...said); }
}
window.FakeCall = class extends Emitter {
  constructor(label) {
    super();
    this.customParameters = new Map(label ? [["label", label]] : []);
    this.told = [];
  }
  accept() { this.told.push("accept"); }
  reject() { this.told.push("reject"); this.emit("reject"); }
  mute(is) { this.told.push(`mute ${is}`); }
  sendDigits(digits) { this.told.push(`digits ${digits}`); }
  disconnect() { this.told.push("disconnect"); this.emit("disconnect"); }
};
window.Twilio = { Device: class extends Emitter {
  constructor(token, options) {
    super();
    Object.assign(this, { token, options, state: "unregistered", registering: 0, answers: true });
    this.audio = { incoming: (is) => { this.rings = is; } };
    window.devices = [...(window.devices ?? []), this];
  }
  become(state) { this.state = state; this.emit(state); }
  async register() {
    this.registering += 1;
    if (!this.answers) await new Promise(() => {});
    this.become("registered");
  }
  async unregister() { this.become("unregistered"); }
  updateToken(token) { if (this.isOffline) throw new Error("offline"); this.token = token; }
  destroy() {}
} };
"""

START = """([token, address]) => okienkoPhones.twilio.connect({ token, address }).then((phone) => {
  window.phone = phone;
  window.told = [];
  for (const name of ["state", "ring", "sound", "gone", "expiring"])
    phone.addEventListener(name, (event) => {
      if (name === "ring") window.ringing = event.detail;
      window.told.push(typeof event.detail === "string" ? event.detail : name);
    });
  window.device = window.devices.at(-1);
})"""


def serve(page: Page, library: str) -> None:
    bodies = {"": HTML, "library.js": library, "phone.js": PHONE.read_text()}

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(PAGE)
        kind = "text/javascript" if name.endswith(".js") else "text/html"
        route.fulfill(body=bodies[name], content_type=kind, headers=dict(HEADERS))

    page.route(f"{PAGE}**", answer)
    page.goto(PAGE)


def token(seconds: int = 3600) -> str:
    said = urlsafe_b64encode(b'{"exp": %d}' % (NOW + seconds)).decode().rstrip("=")
    return f"header.{said}.signature"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A window over a library that only notes what it is told."""
    context = browser.new_context()
    tab = context.new_page()
    tab.clock.install(time=NOW)
    serve(tab, FAKE)
    yield tab
    context.close()


@pytest.fixture
def phone(tab: Page) -> Page:
    """A new phone, whose clock the test moves."""
    tab.goto(PAGE)
    tab.clock.set_system_time(NOW)
    tab.evaluate(START, [token(), ADDRESS])
    return tab


def told(page: Page) -> list[str]:
    said: list[str] = page.evaluate("window.told.splice(0)")
    return said


def ring(page: Page, label: str | None) -> Any:
    return page.evaluate(
        "(label) => { window.call = new FakeCall(label); device.emit('incoming', window.call); }",
        label,
    )


def test_the_library_loads_and_makes_a_device_under_our_policy(page: Page) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) => { (window.broken ??= [])"
        ".push(event.effectiveDirective + ' ' + event.blockedURI); });"
    )
    page.route("**/*.twilio.com/**", lambda route: route.abort())
    serve(page, LIBRARY.read_text())
    made = page.evaluate(
        "([token, address]) => okienkoPhones.twilio.connect({token, address})"
        ".then((phone) => phone.device.constructor.name && phone.device.state)",
        [make_pass(SETTINGS, "0190-agent").token, ADDRESS],
    )
    assert made == "unregistered"
    assert page.evaluate("window.broken ?? []") == []
    assert complaints == []


def test_one_browser_has_one_device_at_the_nearest_edge(phone: Page) -> None:
    phone.evaluate(START, [token(), ADDRESS])
    assert phone.evaluate("window.devices.length") == 1
    assert phone.evaluate("device.options.edge") == "dublin"
    assert phone.evaluate("device.rings") is False
    assert phone.evaluate("device.options.logLevel") == "silent"


def test_it_registers_only_when_it_is_told_to_and_says_so(phone: Page) -> None:
    assert phone.evaluate("device.registering") == 0
    phone.evaluate("phone.register()")
    phone.evaluate("phone.register()")
    assert phone.evaluate("device.registering") == 1
    assert told(phone) == ["registered", "registered"]
    phone.evaluate("phone.unregister()")
    assert told(phone) == ["unregistered"]


def test_a_registration_that_never_answers_is_a_visible_fault(phone: Page) -> None:
    phone.evaluate("device.answers = false")
    phone.evaluate("phone.register().catch(() => window.told.push('given up')); null")
    phone.clock.run_for(10_001)
    assert told(phone) == ["error", "given up"]


def test_it_comes_back_with_the_network_unless_it_was_signed_off(phone: Page) -> None:
    phone.evaluate("phone.register()")
    phone.evaluate("device.become('unregistered')")
    phone.evaluate("window.dispatchEvent(new Event('online'))")
    assert told(phone) == ["registered", "unregistered", "registered"]
    phone.evaluate("phone.unregister()")
    phone.evaluate("window.dispatchEvent(new Event('online'))")
    assert phone.evaluate("device.registering") == 2


def test_it_rings_for_a_leg_of_ours_and_hands_it_over(phone: Page) -> None:
    ring(phone, "agent:1")
    assert phone.evaluate("ringing.label") == "agent:1"
    phone.evaluate("ringing.accept(); phone.setMuted(true); phone.sendDigits('9'); phone.hangUp()")
    assert phone.evaluate("call.told") == ["accept", "mute true", "digits 9", "disconnect"]
    assert told(phone) == ["ring", "gone"]


def test_it_rings_for_nobody_else(phone: Page) -> None:
    ring(phone, None)
    assert phone.evaluate("call.told") == ["reject"]
    ring(phone, "agent:1")
    ring(phone, "agent:2")
    assert phone.evaluate("call.told") == ["reject"]
    assert told(phone) == ["ring"]


def test_a_caller_who_gives_up_leaves_it_free_for_the_next(phone: Page) -> None:
    ring(phone, "agent:1")
    phone.evaluate("call.emit('cancel')")
    ring(phone, "agent:2")
    assert told(phone) == ["ring", "gone", "ring"]


def test_sound_is_counted_both_ways_and_told_when_it_begins_and_ends(phone: Page) -> None:
    ring(phone, "agent:1")
    phone.evaluate("call.emit('sample', {totals: {bytesSent: 320, bytesReceived: 640}})")
    phone.evaluate("call.emit('volume', 0.5, 0); call.emit('volume', 0.4, 0.6)")
    assert phone.evaluate("phone.stats()") == {"sent": 320, "received": 640}
    assert phone.evaluate("phone.level()") == 0.4
    phone.evaluate("call.emit('volume', 0, 0)")
    assert told(phone) == ["ring", "sound", "sound"]


def test_a_lost_network_during_a_call_shows_and_so_does_its_return(phone: Page) -> None:
    phone.evaluate("phone.register()")
    ring(phone, "agent:1")
    phone.evaluate("call.emit('reconnecting'); call.emit('reconnected')")
    assert told(phone) == ["registered", "ring", "error", "registered"]


class TestPass:
    def test_a_new_one_is_asked_for_before_the_old_runs_out_until_it_comes(
        self, phone: Page
    ) -> None:
        phone.clock.run_for(54 * 60 * 1000)
        assert told(phone) == []
        phone.clock.run_for(60 * 1000 + 30_001)
        assert told(phone) == ["expiring", "expiring"]
        phone.evaluate("(token) => phone.refresh(token)", token(2 * 3600))
        phone.clock.run_for(10 * 60 * 1000)
        assert told(phone) == []
        assert phone.evaluate("device.token") == token(2 * 3600)

    def test_it_is_not_changed_during_a_call(self, phone: Page) -> None:
        ring(phone, "agent:1")
        phone.evaluate("(token) => phone.refresh(token)", token(7200))
        assert phone.evaluate("device.token") == token()
        phone.evaluate("phone.hangUp()")
        assert phone.evaluate("device.token") == token(7200)

    def test_without_the_network_it_is_kept_and_the_fault_shows(self, phone: Page) -> None:
        phone.evaluate("device.isOffline = true")
        phone.evaluate("(token) => phone.refresh(token)", token(7200))
        assert told(phone) == ["error"]
        phone.evaluate("device.isOffline = false")
        ring(phone, "agent:1")
        phone.evaluate("phone.hangUp()")
        assert phone.evaluate("device.token") == token(7200)
