"""Talking through the screen, with a city that says what a test wants, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http import HTTPStatus

import msgspec
import pytest
from urllib3 import HTTPResponse

from kiosk.calling import AGAIN_SECONDS, IDLE_SECONDS, WAITING_KEEPS
from shared.intake.kiosk_call import Begin, CallNow, Signal, unbox_slip
from shared.text import LANGUAGES
from tests.kiosk.device import Citizen, Device

HTMX = {"HX-Request": "true"}


@dataclass
class Line:
    """A city that answers as a test wants, and keeps what it was asked. None: the line is down."""

    open: str = "open"
    hears_begin: bool = True
    now: CallNow | None = field(default_factory=lambda: CallNow("c1", "waiting", position=2))
    asked: list[tuple[str, str, bytes]] = field(default_factory=list)

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: object = None
    ) -> HTTPResponse | None:
        self.asked.append((method, path, body or b""))
        if self.now is None:
            return None
        if path.startswith("/kiosk-api/calls/line/"):
            return answer({"state": self.open})
        if path == "/kiosk-api/calls" and not self.hears_begin:
            return None
        if path == "/kiosk-api/calls" and self.open != "open":
            return answer({"state": self.open}, HTTPStatus.CONFLICT)
        return answer(self.now)

    def close(self) -> None:
        """Nothing is held open."""

    def begun(self) -> list[Begin]:
        return [
            msgspec.json.decode(body, type=Begin)
            for _, path, body in self.asked
            if path == "/kiosk-api/calls"
        ]

    def left(self) -> list[str]:
        return [path for _, path, _ in self.asked if path.endswith("/leave")]


def answer(body: object, status: int = 200) -> HTTPResponse:
    return HTTPResponse(body=msgspec.json.encode(body), status=status, preload_content=True)


@pytest.fixture
def line(device: Device) -> Line:
    line = Line()
    device.kiosk.calling.line = line
    device.kiosk.outbox.line = line
    return line


def begin(citizen: Citizen, share: str = "no") -> str:
    citizen.get("/talk/call/new")
    return citizen.press("/talk/call", share=share)


def pulse(citizen: Citizen, **body: object) -> dict[str, object]:
    token = re.search(r'X-CSRFToken": "([^"]+)"', citizen.page)
    assert token
    headers = {"X-CSRFToken": token[1]}
    response = citizen.browser.post("/talk/call/pulse", json=body, headers=headers)
    assert response.status_code == 200, response.status_code
    return response.get_json()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_is_a_good_page_in_every_language(
    device: Device, line: Line, language: str
) -> None:
    citizen = device.citizen().begin(language)
    begin(citizen)
    for state in ("waiting", "connecting", "talking", "held", "ended"):
        line.now = CallNow("c1", state, position=1, low=0, high=4, why="agent")
        pulse(citizen)
        page = citizen.get("/talk/call").text
        assert f"call-{state}" in page
        assert "call-stage" not in page


def test_the_screen_says_who_hears_and_sees_what_before_anything_begins(
    citizen: Citizen, line: Line
) -> None:
    page = citizen.get("/talk/call/new").text
    for said in ("bezpłatna", "mogą słyszeć", "Nikt tej rozmowy nie nagrywa", "pod jakim adresem"):
        assert said in page
    assert "Twoje odpowiedzi" not in page, "there are none to show"
    assert not line.begun()
    citizen.answer({"lives_in_lodz": "true"})
    page = citizen.get("/talk/call/new").text
    assert 'value="yes"' in page
    assert 'value="no"' in page


def test_pressing_twice_is_one_call(device: Device, citizen: Citizen, line: Line) -> None:
    citizen.get("/talk/call/new")
    for _ in range(3):
        assert citizen.post("/talk/call", share="no").headers["Location"] == "/talk/call"
    assert len(line.begun()) == 1
    assert line.begun()[0].language == "pl"
    assert citizen.browser.get("/talk/call/new").headers["Location"] == "/talk/call"


def test_plain_polish_is_polish_to_who_answers(device: Device, line: Line) -> None:
    begin(device.citizen().begin("plain"))
    assert line.begun()[0].language == "pl"


def test_without_a_yes_nothing_of_the_answers_leaves(citizen: Citizen, line: Line) -> None:
    citizen.answer({"lives_in_lodz": "true", "income_month": "=444,44"})
    begin(citizen, share="no")
    assert line.begun()[0].slip is None
    assert not [path for _, path, _ in line.asked if path.endswith("/envelopes")]
    assert "Konsultant nie widzi Twoich odpowiedzi." in citizen.page


def test_without_answers_a_yes_shares_nothing(citizen: Citizen, line: Line) -> None:
    begin(citizen, share="yes")
    assert line.begun()[0].slip is None


def test_a_yes_sends_the_slip_boxed_for_this_call_after_its_envelope(
    device: Device, citizen: Citizen, line: Line
) -> None:
    citizen.answer({"lives_in_lodz": "true"})
    begin(citizen, share="yes")
    paths = [path for _, path, _ in line.asked]
    assert paths.index("/kiosk-api/envelopes") < paths.index("/kiosk-api/calls")
    begun = line.begun()[0]
    assert begun.slip is not None
    assert unbox_slip(begun.slip, "another call", device.city_key) is None
    slip = unbox_slip(begun.slip, begun.key, device.city_key)
    assert slip is not None
    assert slip.digits.encode() not in line.asked[-1][2], "only the city can read it"


def test_a_slip_taken_before_is_the_one_that_is_shared(
    device: Device, citizen: Citizen, line: Line
) -> None:
    citizen.answer({"lives_in_lodz": "true"})
    citizen.get("/take")
    citizen.press("/take", paper="no")
    begin(citizen, share="yes")
    begun = line.begun()[0]
    slip = unbox_slip(begun.slip or b"", begun.key, device.city_key)
    visit = device.kiosk.visits.current()
    assert visit is not None
    assert slip is not None
    assert visit.slip is not None
    assert slip.digits == visit.slip.digits


def test_what_was_changed_after_the_slip_is_shared_as_it_is_now(
    device: Device, citizen: Citizen, line: Line
) -> None:
    citizen.answer({"lives_in_lodz": "true"})
    citizen.get("/take")
    citizen.press("/take", paper="no")
    visit = device.kiosk.visits.current()
    assert visit is not None
    assert visit.slip is not None
    assert visit.taking is not None
    visit.taking = msgspec.structs.replace(visit.taking, household={"household": {}})
    begin(citizen, share="yes")
    begun = line.begun()[0]
    slip = unbox_slip(begun.slip or b"", begun.key, device.city_key)
    assert slip is not None
    assert slip.digits != visit.slip.digits


def test_a_no_after_an_unheard_yes_is_another_call(citizen: Citizen, line: Line) -> None:
    citizen.answer({"lives_in_lodz": "true"})
    citizen.get("/talk/call/new")
    line.hears_begin = False
    assert "stracił łączność" in citizen.post("/talk/call", share="yes").text
    line.hears_begin = True
    citizen.post("/talk/call", share="no")
    yes, no = line.begun()
    assert yes.slip is not None
    assert no.slip is None
    assert yes.key != no.key


@pytest.mark.parametrize(
    ("trouble", "said"),
    [("nobody", "nie ma teraz nikogo"), ("closed", "Linia jest teraz zamknięta")],
)
def test_when_nobody_can_answer_the_screen_says_so_and_what_else_there_is(
    citizen: Citizen, line: Line, trouble: str, said: str
) -> None:
    line.open = trouble
    page = citizen.get("/talk/call/new").text
    assert said in page
    assert "data-call-begin" not in page
    assert 'href="/talk"' in page


def test_a_city_that_is_away_is_said_kindly(citizen: Citizen, line: Line) -> None:
    line.now = None
    page = citizen.get("/talk/call/new").text
    assert "stracił łączność z centrum" in page
    assert "bell" in citizen.get("/talk").text


def test_the_pulse_takes_signals_there_and_back(citizen: Citizen, line: Line) -> None:
    begin(citizen)
    line.now = CallNow("c1", "connecting", signals=[Signal("offer", "a1", "v=0 their words", "7")])
    told = pulse(citizen, said=[{"what": "hello", "attempt": "h1", "text": ""}], heard="")
    assert told["state"] == "connecting"
    assert told["signals"] == [
        {"id": "7", "what": "offer", "attempt": "a1", "text": "v=0 their words"}
    ]
    assert b'"hello"' in line.asked[-1][2]


def test_a_lost_line_keeps_the_call_and_says_so(citizen: Citizen, line: Line) -> None:
    begin(citizen)
    line.now = CallNow("c1", "talking")
    pulse(citizen)
    line.now = None
    told = pulse(citizen)
    assert told["state"] == "talking"
    assert told["away"] is True
    assert "Próbujemy dalej" in citizen.get("/talk/call").text
    line.now = CallNow("c1", "talking")
    assert pulse(citizen)["away"] is False


def test_another_stage_is_another_screen_the_same_stage_only_its_part(
    citizen: Citizen, line: Line
) -> None:
    begin(citizen)
    path = "/talk/call/state?seen=waiting 2-None-None-0-0"
    assert citizen.browser.get(path, headers=HTMX).status_code == 204
    line.now = CallNow("c1", "waiting", position=1, low=1, high=3)
    pulse(citizen)
    part = citizen.browser.get(path, headers=HTMX)
    assert "następną osobą" in part.text
    assert "<h1" not in part.text
    line.now = CallNow("c1", "talking")
    pulse(citizen)
    whole = citizen.browser.get(path, headers=HTMX)
    assert whole.headers["HX-Retarget"] == "#main"
    assert "Rozmawiasz z konsultantem" in whole.text


def test_who_talks_is_here_and_who_waits_is_asked_after_minutes(
    device: Device, citizen: Citizen, line: Line
) -> None:
    begin(citizen)
    waited = 0
    while waited < WAITING_KEEPS.total_seconds():
        device.clock.advance(30)
        waited += 30
        pulse(citizen)
    device.clock.advance(35)
    pulse(citizen)
    assert "alertdialog" in citizen.browser.get("/watch", headers=HTMX).text
    citizen.get("/talk/call")
    line.now = CallNow("c1", "talking")
    for _ in range(40):
        device.clock.advance(30)
        pulse(citizen)
    assert citizen.browser.get("/watch", headers=HTMX).status_code == 204


def test_after_hanging_up_the_visit_idles_as_ever(
    device: Device, citizen: Citizen, line: Line
) -> None:
    begin(citizen)
    line.now = CallNow("c1", "talking")
    pulse(citizen)
    assert "Rozmowa zakończona" in citizen.press("/talk/call/end")
    device.clock.advance(61)
    pulse(citizen)
    assert "alertdialog" in citizen.browser.get("/watch", headers=HTMX).text
    device.clock.advance(30)
    assert citizen.browser.get("/watch", headers=HTMX).headers["HX-Redirect"] == "/wiped"


def test_hanging_up_is_over_at_once_and_told_until_it_is_heard(
    device: Device, citizen: Citizen, line: Line
) -> None:
    begin(citizen)
    heard, line.now = line.now, None
    citizen.press("/talk/call/end")
    assert pulse(citizen)["state"] == "ended"
    assert device.kiosk.calling.work() == AGAIN_SECONDS
    line.now = heard
    assert device.kiosk.calling.work() == IDLE_SECONDS
    assert line.left()[-1] == "/kiosk-api/calls/c1/leave"
    told = len(line.left())
    device.kiosk.calling.work()
    assert len(line.left()) == told


def test_a_wipe_ends_the_call_and_leaves_nothing_of_it(
    device: Device, citizen: Citizen, line: Line
) -> None:
    citizen.answer({"lives_in_lodz": "true"})
    begin(citizen, share="yes")
    device.clock.advance(100)
    device.kiosk.visits.sweep()
    device.kiosk.calling.work()
    assert line.left() == ["/kiosk-api/calls/c1/leave"]
    second = device.citizen().begin()
    assert second.browser.get("/talk/call").headers["Location"] == "/talk/call/new"
    assert pulse(second)["state"] == "ended"
    assert 'data-call-on="no"' in second.get("/home").text


def test_a_call_unknown_to_the_city_is_over(citizen: Citizen, line: Line) -> None:
    begin(citizen)
    gone = Line(now=CallNow("c1", "ended", why="gone"))
    gone.ask = lambda *_a, **_k: answer({}, HTTPStatus.NOT_FOUND)  # type: ignore[method-assign]
    line.ask = gone.ask  # type: ignore[method-assign]
    assert pulse(citizen)["state"] == "ended"
    assert "Połączenie się zerwało" in citizen.get("/talk/call").text


def test_another_call_may_follow_under_another_key(citizen: Citizen, line: Line) -> None:
    begin(citizen)
    citizen.press("/talk/call/end")
    begin(citizen)
    keys = [begun.key for begun in line.begun()]
    assert len(set(keys)) == 2


def test_muting_is_remembered_by_the_server(citizen: Citizen, line: Line) -> None:
    begin(citizen)
    line.now = CallNow("c1", "talking")
    pulse(citizen)
    assert 'aria-pressed="false"' in citizen.get("/talk/call").text
    assert "Konsultant Cię teraz nie słyszy" in citizen.press("/talk/call/mute", muted="yes")
    assert pulse(citizen)["muted"] is True
    citizen.press("/talk/call/mute", muted="no")
    assert pulse(citizen)["muted"] is False


def test_other_screens_know_that_a_call_is_on(citizen: Citizen, line: Line) -> None:
    assert 'data-call-on="no"' in citizen.get("/home").text
    begin(citizen)
    assert 'data-call-on="yes"' in citizen.get("/results").text
    assert 'href="/talk/call"' in citizen.get("/talk").text


def test_only_the_kiosk_itself_may_use_the_microphone(citizen: Citizen) -> None:
    policy = citizen.get("/talk").headers["Permissions-Policy"]
    assert "microphone=(self)" in policy
    assert "camera=()" in policy
