"""The doorbell to hundreds of consoles, and an agent's pages with a long past in the database."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import requests
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from flask import Flask
from sqlalchemy import select
from websocket import WebSocket, WebSocketTimeoutException, create_connection

from shared.clock import SimulatedClock, SystemClock
from shared.intake.keys import CityKeys
from shared.models import Agent, Call
from tests.bench_figures import mean_cpu, quantile, time_of
from tests.bench_past import PAST_CALLS
from tests.contactcenter.city import City
from tests.contactcenter.server import TOKEN, Server

SOCKETS, RINGS, PAGE_ROUNDS, WARM_UP = 300, 20, 30, 3
QUIET_SECONDS = 1.0  # longer than what concerns everybody is put off
HANDSHAKE = "/socket.io/?EIO=4&transport=websocket"
MATTER = re.compile(r"/matters/([0-9a-f-]+)")


def bench_doorbell(server: Server, ring_in: Callable[[], Callable[[], object]]) -> None:
    """From the request that is the news to when each console concerned hears of it.

    `ring_in`: somebody calls and asks for a person; answers what ends that call.
    """
    anna, marek = Desk(server, "anna"), Desk(server, "marek")
    own, others = anna.bell(), [marek.bell() for _ in range(SOCKETS - 1)]
    everybody, concerned = [], []
    with ThreadPoolExecutor(SOCKETS) as pool:
        for number in range(RINGS):
            list(pool.map(_be_quiet, (own, *others)))
            heard = [pool.submit(_hear, one, "here") for one in (own, *others)]
            began = time.perf_counter()
            marek.post("/phone/activity", activity=("desk", "pause:break")[number % 2])
            everybody += [(one.result() - began) * 1000 for one in heard]
        for _ in range(RINGS):
            anna.post("/phone/seen")
            anna.post("/phone/activity", activity="ready")
            _be_quiet(own)
            rung = pool.submit(_hear, own, "phone")
            began = time.perf_counter()
            hang_up = ring_in()
            concerned.append((rung.result() - began) * 1000)
            hang_up()
    for one in (own, *others):
        one.close()
    print(f"\n| doorbell, {SOCKETS} sockets open | heard | p50, ms | p95, ms |")
    print("| --- | ---: | ---: | ---: |")
    _row("a colleague pauses: every console", everybody)
    _row("somebody asks for a person: the console that rings", concerned)


def bench_pages(server: Server) -> None:
    """A signed-in agent's pages over loopback, with the whole past in the database."""
    desk = Desk(server, "anna")
    call_id, matter_id = own_call(server), desk.open_matter()
    pages: dict[str, Callable[[], object]] = {
        "an empty page": lambda: desk.get("/healthz"),
        "home": lambda: desk.get("/"),
        "waiting region": lambda: desk.get("/live/waiting"),
        "softphone bar": lambda: desk.get("/phone/bar"),
        "call page, with the timeline of a number that called 100 times": lambda: desk.get(
            f"/calls/{call_id}"
        ),
        "recent calls": lambda: desk.get("/calls"),
        "missed": lambda: desk.get("/calls/list/missed"),
        "callbacks": lambda: desk.get("/calls/list/callbacks"),
        "voicemails": lambda: desk.get("/calls/list/voicemails"),
        "matter: the questions and all that follows": lambda: desk.get(f"/matters/{matter_id}"),
        "search, as typed": lambda: desk.post("/find/suggest", q="zasi"),
        "search": lambda: desk.post("/find", q="zasiłek na dziecko"),
    }
    print(f"\n| page, {PAST_CALLS:,} past calls | p50, ms | p95, ms | CPU, ms | p95 to empty |")
    print("| --- | ---: | ---: | ---: | ---: |")
    baseline = 0.0
    for name, page in pages.items():
        for _ in range(WARM_UP):
            page()
        with mean_cpu(server.process.pid, PAGE_ROUNDS) as cpu:
            times = [time_of(page) for _ in range(PAGE_ROUNDS)]
        p95 = quantile(times, 0.95)
        baseline = baseline or p95
        middle = statistics.median(times)
        print(f"| {name} | {middle:.1f} | {p95:.1f} | {cpu():.1f} | {p95 / baseline:.1f} |")


class Desk:
    """One agent's browser."""

    def __init__(self, server: Server, name: str) -> None:
        self._server = server
        self._browser = server.browser(name)
        found = TOKEN.search(self.get("/").text)
        assert found is not None
        self._token = found[1]

    def get(self, path: str) -> requests.Response:
        """A page; anything but a good answer is a fault of the bench."""
        return _good(self._browser.get(f"{self._server.url}{path}", timeout=30))

    def post(self, path: str, **form: str) -> requests.Response:
        """A form with its token."""
        data = {**form, "csrf_token": self._token}
        return _good(self._browser.post(f"{self._server.url}{path}", data=data, timeout=30))

    def open_matter(self) -> str:
        """A slip that arrived, opened; the matter's id."""
        settings, clock = self._server.settings, SimulatedClock(SystemClock().now())
        keys = CityKeys(
            settings.city_secret, X25519PrivateKey.from_private_bytes(settings.city_private_key)
        )
        slip = City(Flask("bench"), settings, clock, self._server.store, keys).send_slip()
        opened = self.post("/slip/open", digits=slip.digits, word=slip.word, agreed="yes")
        found = MATTER.search(opened.url)
        assert found is not None, opened.url
        return found[1]

    def bell(self) -> WebSocket:
        """An open console's socket."""
        url = self._server.url
        headers = self._server.cookie(self._browser)
        address = f"{url.replace('http', 'ws', 1)}{HANDSHAKE}"
        bell = create_connection(address, origin=url, header=headers, timeout=30)
        bell.recv()  # the transport's greeting
        bell.send("40")
        while not str(bell.recv()).startswith("40"):
            pass
        return bell


def _hear(bell: WebSocket, topic: str) -> float:
    """When it next rang for this topic."""
    while True:
        said = str(bell.recv())
        if said == "2":
            bell.send("3")
        elif f'"{topic}"' in said:
            return time.perf_counter()


def _be_quiet(bell: WebSocket) -> None:
    """Let all that still rings of the news before come."""
    bell.settimeout(QUIET_SECONDS)
    try:
        while True:
            if str(bell.recv()) == "2":
                bell.send("3")
    except WebSocketTimeoutException:
        bell.settimeout(None)


def own_call(server: Server) -> str:
    """A call of anna's that is over."""
    own = select(Call.id).join(Agent, Agent.id == Call.agent_id).where(Agent.sign_in == "anna")
    with server.store.read() as db:
        return db.scalars(own.order_by(Call.began_at.desc()).limit(1)).one()


def _good(came: requests.Response) -> requests.Response:
    assert came.ok, (came.status_code, came.url)
    return came


def _row(what: str, times: list[float]) -> None:
    p50, p95 = statistics.median(times), quantile(times, 0.95)
    print(f"| {what} | {len(times)} | {p50:.0f} | {p95:.0f} |")
