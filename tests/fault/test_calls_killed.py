"""The contact center killed in the middle of calls: no call, no note lost, at work again soon."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Thread

import pytest
import requests
from sqlalchemy import select
from werkzeug.serving import make_server

from contactcenter import create_app
from contactcenter.center import EXTENSION, Center
from contactcenter.queue import activity
from contactcenter.settings import Settings
from contactcenter.telephony import control
from contactcenter.telephony.local_provider.app import create_app as create_provider
from contactcenter.telephony.local_provider.provider import EXTENSION as PROVIDER
from contactcenter.telephony.local_provider.settings import Settings as ProviderSettings
from contactcenter.telephony.local_provider.switchboard import Switchboard
from contactcenter.telephony.settings import TelephonySettings
from shared.clock import SystemClock
from shared.models import (
    Activity,
    Agent,
    Call,
    CallState,
    Reservation,
    ReservationState,
    Task,
    TaskState,
)
from tests.contactcenter.city import PASSWORD, write_settings
from tests.contactcenter.server import environment
from tests.stack import free_ports
from tests.tally import count, is_proof, tally

TOKEN = "a token for both ends of the line, long enough"
SIGNATURE = re.compile(r'name="csrf_token" value="([^"]+)"')
PATIENCE_SECONDS = 30.0
WAITING, KILLS = count(3, 30), count(2, 20)


@dataclass
class Stage:
    """A provider in this process, a contact center in one that can be killed, one at its side."""

    folder: Path
    settings: Settings
    phones: Switchboard
    beside: Center
    process: subprocess.Popen[bytes]

    def kill_and_start(self) -> float:
        """Kill -9, start anew; the seconds until the console answered again."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=10)
        began = time.monotonic()
        self.process = _start(self.settings, self.folder)
        await_that(self._is_up)
        return time.monotonic() - began

    def calls(self) -> dict[str, Call]:
        """Every call we know, by the provider's name for it."""
        with self.beside.store.read() as db:
            return {str(one.provider_sid): one for one in db.scalars(select(Call))}

    def sign_in(self) -> requests.Session:
        """Anna's browser."""
        browser = requests.Session()
        self.post(browser, "/sign-in", name="anna", password=PASSWORD)
        return browser

    def post(self, browser: requests.Session, path: str, **form: str) -> requests.Response:
        """Send a form with its token."""
        found = SIGNATURE.search(browser.get(f"{self.settings.public_url}/", timeout=10).text)
        assert found is not None
        data = {**form, "csrf_token": found.group(1)}
        return browser.post(f"{self.settings.public_url}{path}", data=data, timeout=10)

    def _is_up(self) -> bool:
        try:
            url = f"{self.settings.public_url}/healthz"
            return requests.get(url, timeout=2).status_code == 200
        except requests.RequestException:
            return False


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with _stage(tmp_path) as stage:
        yield stage


@pytest.mark.proof
def test_no_call_and_no_note_is_lost_when_the_center_is_killed(stage: Stage) -> None:
    talking, agent_id = _talk(stage)
    call_id = stage.calls()[talking].id
    browser, slowest = stage.sign_in(), 0.0
    waiting = [_wait_for_a_person(stage, number) for number in range(WAITING)]
    for round_ in range(KILLS):
        text = f"notatka {round_}"
        saved = stage.post(browser, f"/calls/{call_id}/draft", note=text)
        assert saved.status_code < 300, saved.text[:200]
        slowest = max(slowest, stage.kill_and_start())
        with stage.beside.store.read() as db:
            call = db.get_one(Call, call_id)
            assert control.draft_of(stage.beside, call) == text
        assert call.state is CallState.TALKING
        assert set(stage.calls()) == {talking, *waiting}
    with stage.phones.turn() as exchange:
        assert exchange.leg(talking).is_live
    _hang_up_while_it_is_down(stage, talking, waiting[0])
    await_that(lambda: stage.calls()[talking].state is CallState.ENDED)
    await_that(lambda: stage.calls()[waiting[0]].state is CallState.ENDED)
    with stage.beside.store.read() as db:
        assert db.get_one(Task, stage.calls()[talking].task_id).state is TaskState.WRAPPING
    done = control.wrap_up(stage.beside, call_id, agent_id, "helped", "notatka")
    assert done == control.Done(call_id)
    assert slowest < 10 or not is_proof()  # an everyday run shares the machine
    tally("kill -9 of the center mid-call", kills=KILLS + 1, lost=0, slowest=round(slowest, 1))


def await_that(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    pause = Event()
    for _ in range(int(PATIENCE_SECONDS / 0.05)):
        if is_so():
            return
        pause.wait(0.05)
    raise AssertionError("it never came to be")


def _talk(stage: Stage) -> tuple[str, str]:
    """A citizen in conversation with anna, whose browser answers by itself."""
    room = stage.beside
    with room.store.write() as db:
        agent_id = db.scalars(select(Agent.id).where(Agent.sign_in == "anna")).one()
        activity.phone_seen(db, agent_id, room.clock.now())
        activity.set_activity(db, agent_id, Activity.READY, None, room.clock.now())
    with stage.phones.turn() as exchange:
        exchange.register(agent_id)
    sid = _wait_for_a_person(stage, 99)
    await_that(lambda: _pending(room) is not None)
    outcome = control.accept(room, str(_pending(room)), agent_id)
    assert isinstance(outcome, control.Done)
    await_that(lambda: _pick_up(stage, agent_id))
    await_that(lambda: stage.calls()[sid].state is CallState.TALKING)
    return sid, agent_id


def _wait_for_a_person(stage: Stage, number: int) -> str:
    """Somebody calls, hears the greeting, presses 0 and waits."""
    with stage.phones.turn() as exchange:
        sid = exchange.dial(f"+486001002{number:02}")
    await_that(lambda: sid in stage.calls())
    await_that(lambda: _press_zero(stage, sid))
    return sid


def _press_zero(stage: Stage, sid: str) -> bool:
    with stage.phones.turn() as exchange:
        exchange.press(sid, "0")
    return stage.calls()[sid].state is not CallState.MENU


def _pick_up(stage: Stage, agent_id: str) -> bool:
    with stage.phones.turn() as exchange:
        ringing = [
            leg
            for leg in exchange.live_legs()
            if leg.to.startswith(f"client:{agent_id}") and leg.status == "ringing"
        ]
        for leg in ringing:
            exchange.answer(leg.sid)
    return bool(ringing)


def _hang_up_while_it_is_down(stage: Stage, *sids: str) -> None:
    """Nobody is there to be told; it has to be found out."""
    stage.process.send_signal(signal.SIGKILL)
    stage.process.wait(timeout=10)
    with stage.phones.turn() as exchange:
        for sid in sids:
            exchange.hang_up(sid)
    stage.process = _start(stage.settings, stage.folder)
    await_that(stage._is_up)


def _pending(room: Center) -> str | None:
    with room.store.read() as db:
        pending = Reservation.state == ReservationState.PENDING
        return db.scalar(select(Reservation.id).where(pending))


def _start(settings: Settings, folder: Path) -> subprocess.Popen[bytes]:
    token = folder / "telephony.token"
    token.write_text(TOKEN, encoding="ascii")
    telephony = {
        "OKIENKO_TELEPHONY": "local",
        "OKIENKO_TELEPHONY_TOKEN_FILE": str(token),
        "OKIENKO_PHONE_URL": settings.telephony.phone_url,
        "OKIENKO_LINE_HOURS": "always",
    }
    variables = os.environ | environment(settings, folder) | telephony
    return subprocess.Popen([sys.executable, "-m", "contactcenter"], env=variables)


@contextmanager
def _stage(folder: Path) -> Iterator[Stage]:
    port, phone_port = free_ports(2)
    phone_url = f"http://127.0.0.1:{phone_port}"
    settings = replace(
        write_settings(folder, port),
        telephony=TelephonySettings(kind="local", tokens=(TOKEN,), phone_url=phone_url),
    )
    provider = create_provider(
        ProviderSettings(TOKEN, settings.public_url, phone_port, phone_url), SystemClock()
    )
    phones = provider.extensions[PROVIDER].board
    phones.start()
    server = make_server("127.0.0.1", phone_port, provider, threaded=True)
    Thread(target=server.serve_forever, name="provider", daemon=True).start()
    beside: Center = create_app(settings, SystemClock()).extensions[EXTENSION]
    stage = Stage(folder, settings, phones, beside, _start(settings, folder))
    try:
        await_that(stage._is_up)
        yield stage
    finally:
        stage.process.kill()
        stage.process.wait(timeout=10)
        server.shutdown()
        server.server_close()
        beside.store.close()
