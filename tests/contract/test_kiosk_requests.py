"""Whatever is sent to a kiosk, in a visit or without one: an answer, never a fault."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random

import pytest
import schemathesis
from werkzeug.routing import Rule

from shared.web import audience_of
from tests.contract.addresses import asked_by, openapi, path_of
from tests.contract.hearing import Ears
from tests.contract.sending import Sent, Spice, ask, form_of, target_of, written_out
from tests.databases import migrated_sqlite
from tests.kiosk.device import TOKEN, Citizen, Device, build_device
from tests.tally import count, tally

REQUESTS = count(24, 1_500)
ROUTES = count(8, 10_000)
WALKS = count(1, 4)
OPEN_TO_ANYONE = {
    "attract.attract",
    "attract.start",
    "finish.goodbye",
    "finish.wiped",
    "static",
    "status.healthz",
}
BEGINS = {"attract.start"}  # whoever presses it is in a visit
LISTENS = {"device_events.events"}  # an answer that goes on for as long as the page is open


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Device]:
    """A kiosk whose threads stand still."""
    folder = tmp_path_factory.mktemp("kiosk")
    shutil.copyfile(migrated_sqlite(), folder / "kiosk.db")
    device = build_device(folder)
    yield device
    device.kiosk.outbox.close()
    device.kiosk.calling.close()
    device.kiosk.store.close()


@pytest.fixture(scope="module")
def ears(device: Device) -> Ears:
    """What the kiosk is heard to read."""
    ears = Ears()
    ears.listen(device.app)
    return ears


class Visitor:
    """Somebody in front of the screen, in a visit unless they only try the addresses."""

    def __init__(self, device: Device, *, is_begun: bool) -> None:
        self.device, self.is_begun = device, is_begun
        self.citizen = device.citizen()
        self.seen: Counter[int] = Counter()
        self.faults: list[str] = []

    def send(self, rule: Rule, sent: Sent) -> bytes:
        """Send it with the page's token, unless it is forged; what came."""
        self.device.clock.advance(1)
        token = None if sent.is_forged else TOKEN.search(self._begun().page)
        answer = self.citizen.browser.open(
            sent.target,
            method=sent.method,
            headers=dict(sent.headers or {}) | ({"X-CSRFToken": token[1]} if token else {}),
            data=sent.body if sent.method in ("POST", "PUT", "PATCH") else None,
            content_type=sent.kind,
            buffered=True,
        )
        self.seen[answer.status_code] += 1
        told = f"{sent.method} {sent.target}: {answer.status_code}"
        if answer.status_code >= 500:
            self.faults.append(f"broken: {told}")
        is_led_away = "HX-Redirect" in answer.headers and not answer.get_data()
        is_let_in = 200 <= answer.status_code < 300 and not is_led_away
        if is_let_in and not self.is_begun and rule.endpoint not in OPEN_TO_ANYONE:
            self.faults.append(f"let in: {told}")
        if is_let_in and sent.is_forged and sent.method == "POST":
            self.faults.append(f"without a token: {told}")
        return answer.get_data() if answer.mimetype == "text/html" else b""

    def _begun(self) -> Citizen:
        if not self.is_begun:
            self.citizen.get("/")
        elif self.citizen.browser.get("/watch").status_code != 200:
            self.citizen.begin()
        elif not TOKEN.search(self.citizen.page):
            self.citizen.get("/home")
        return self.citizen


def known(name: str, _beside: Mapping[str, str]) -> list[str]:
    """What may stand in the addresses of the small city's kiosk."""
    return {
        "service_id": ["zasilek", "schronienie"],
        "key_text": ["household.income_month", "household.household_size"],
        "language": ["pl", "uk", "en"],
    }.get(name, [])


def doors(device: Device, without: set[str]) -> list[tuple[str, Rule]]:
    """Every address but some, in some order."""
    found = [
        (method, rule)
        for rule in sorted(device.app.url_map.iter_rules(), key=lambda rule: rule.rule)
        for method in asked_by(rule)
        if rule.endpoint not in without
    ]
    Random(11).shuffle(found)
    return found[:ROUTES]


@pytest.mark.proof
@pytest.mark.parametrize("is_begun", [False, True], ids=["passing by", "in a visit"])
def test_whatever_is_sent_the_screen_goes_on(device: Device, ears: Ears, is_begun: bool) -> None:
    visitor = Visitor(device, is_begun=is_begun)
    asked = doors(device, LISTENS if is_begun else LISTENS | BEGINS)
    for method, rule in asked * WALKS:
        places = {name: (known(name, {}) or ["x"])[0] for name in rule.arguments}
        form = {name: (ears.offered[name] or ["x"])[0] for name in ears.form[rule.endpoint]}
        sent = Sent(method, target_of(rule, places), body=form_of(form))
        ears.read(visitor.send(rule, sent).decode())
    described = schemathesis.openapi.from_dict(openapi(device.app, ears, {}, asked))
    each = -(-REQUESTS // 2 // len(asked))
    for method, rule in asked:

        def one(
            case: schemathesis.Case, spice: Spice, method: str = method, rule: Rule = rule
        ) -> None:
            visitor.send(rule, written_out(method, rule, case, spice, known))

        ask(described[path_of(rule)][method], each, one)
    assert not visitor.faults, "\n".join(visitor.faults[:20])
    sent = sum(visitor.seen.values())
    assert sent >= REQUESTS * 2 // 5
    tally("requests at a kiosk: none 5xx", is_begun=is_begun, requests=sent)


def test_what_a_kiosk_shows_without_a_visit_is_a_short_list(device: Device) -> None:
    rules = device.app.url_map.iter_rules()
    shown = {rule.endpoint for rule in rules if audience_of(device.app, rule.endpoint) == "anyone"}
    assert shown == OPEN_TO_ANYONE
