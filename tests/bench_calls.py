"""What calls cost: webhooks, the doorbell, console pages with a long past; against the real server.

Offered in open loop: a request is sent when it is due, whether or not the one before came back, and
its time counts from then. Client and server share this machine, so its load is printed as well.
"""

from __future__ import annotations

import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from random import Random
from threading import Event

import psutil
import urllib3
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session
from websocket import WebSocket, create_connection

from contactcenter.settings import Settings
from contactcenter.simulation.marks import number_of
from contactcenter.telephony.local_provider import signing
from contactcenter.telephony.local_provider.post import TOKEN_HEADER
from contactcenter.telephony.numbers import index_of, seal_number
from contactcenter.telephony.settings import TelephonySettings
from shared.clock import SystemClock
from shared.models import (
    Agent,
    Call,
    CallDirection,
    CallMedium,
    CallState,
    Task,
    TaskKind,
    TaskState,
    new_id,
)
from shared.models.base import Base
from shared.store import open_store
from tests.contactcenter.server import Server, serve

CALLS, PAST_CALLS, SOCKETS, RINGS, PAGE_ROUNDS = 300, 200_000, 300, 20, 30
ORIGINALS = 2_000
OFFERED_A_SECOND = 50
TOKEN = "a token for the bench, of a good length"
NOBODY_THERE = "http://127.0.0.1:9"  # orders go nowhere
ACTION = re.compile(r'action="([^"]+)"|<Redirect[^>]*>([^<]+)<')
MEGABYTE = 1024 * 1024
HANDSHAKE = "/socket.io/?EIO=4&transport=websocket"
Work = Callable[[], object]


def main() -> None:
    """Print every table."""
    telephony = TelephonySettings("local", (TOKEN,), NOBODY_THERE, is_always_open=True)
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder), telephony, fill) as server:
        load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
        print(f"\n## Calls\n\nLoad of the machine before: {load}; {os.cpu_count()} cores.")
        bench_webhooks(server)
        bench_doorbell(server)
        bench_pages(server)
        print(f"\nResident memory of the contact center: {_resident(server):.0f} MB")


def bench_webhooks(server: Server) -> None:
    """Whole calls, every webhook sent twice, what is news in any order."""
    line = Line(server.url)
    print("\n| offered | requests | p50, ms | p99, ms | p99 to the empty route |")
    print("| --- | ---: | ---: | ---: | ---: |")
    empty = offer([line.empty for _ in range(CALLS)], OFFERED_A_SECOND)
    row(f"an empty signed route, {OFFERED_A_SECOND}/s", empty, empty)
    one_by_one = [time_of(line.voice) for _ in range(100)]
    row("new calls, one after the other", one_by_one, empty)
    first = offer([line.voice for _ in range(CALLS)], OFFERED_A_SECOND)
    row(f"new calls, {OFFERED_A_SECOND}/s", first, empty)
    dice = Random(7)
    works = [work for _ in range(CALLS) for work in line.whole_call(dice)]
    row("webhooks of 300 whole calls, doubled and shuffled, 50/s", offer(works, 50), empty)


class Line:
    """A provider that only sends webhooks."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._http = urllib3.PoolManager(maxsize=64, retries=False)
        self._count = 0

    def empty(self) -> None:
        """Signed, and answered without a look into the database."""
        self.post("/telephony/fallback", {"CallSid": "CAempty"})

    def voice(self) -> str:
        """A new call."""
        self._count += 1
        form = self._form(f"CA{self._count:032x}")
        return self.post("/telephony/voice", form)

    def whole_call(self, dice: Random) -> list[Work]:
        """Menu, waiting, the end: each asks when its turn comes for what the last answer named."""
        self._count += 1
        sid = f"CB{self._count:032x}"
        at = {"path": "/telephony/voice"}

        def ask(**given: str) -> None:
            answer = self.post(at["path"], self._form(sid) | given)
            found = ACTION.search(answer)
            if found is not None:
                at["path"] = (found[1] or found[2]).replace("&amp;", "&")

        def news(status: str, number: int) -> Work:
            form = self._form(sid) | {"CallStatus": status, "SequenceNumber": str(number)}
            return lambda: self.post("/telephony/status/call", form, f"{sid}-{number}")

        told = [news("ringing", 0), news("in-progress", 1), news("completed", 2)] * 2
        dice.shuffle(told)
        asked: list[Work] = [ask, lambda: ask(Digits="1"), lambda: ask(Digits="0"), ask]
        return [*asked, *told]

    def post(self, path: str, form: dict[str, str], token: str | None = None) -> str:
        """One webhook; anything but a good answer is a fault of the bench."""
        url = path if path.startswith("http") else f"{self._url}{path}"
        headers = {signing.HEADER: signing.sign(url, form, TOKEN)}
        if token is not None:
            headers[TOKEN_HEADER] = token
        came = self._http.request("POST", url, fields=form, headers=headers, encode_multipart=False)
        assert came.status in {200, 204}, came.status
        return came.data.decode()

    def _form(self, sid: str) -> dict[str, str]:
        caller = number_of(self._count % 2000)
        return {"CallSid": sid, "From": caller, "Direction": "inbound", "CallStatus": "ringing"}


def offer(works: Sequence[Work], a_second: float) -> list[float]:
    """Milliseconds from when each was due to when it was done."""
    began, pause = time.perf_counter() + 0.2, Event()

    def do(work: Work, due: float) -> float:
        work()
        return (time.perf_counter() - due) * 1000

    with ThreadPoolExecutor(48) as pool:
        waiting = []
        for place, work in enumerate(works):
            due = began + place / a_second
            pause.wait(max(0.0, due - time.perf_counter()))
            waiting.append(pool.submit(do, work, due))
        return [one.result() for one in waiting]


def bench_doorbell(server: Server) -> None:
    """From a change at one console to the moment each of the others hears of it."""
    browser = server.browser()
    headers = server.cookie(browser)
    address = f"{server.url.replace('http', 'ws', 1)}{HANDSHAKE}"
    bells = [_bell(address, server.url, headers) for _ in range(SOCKETS)]
    times: list[float] = []
    with ThreadPoolExecutor(SOCKETS) as pool:
        for number in range(RINGS):
            heard = [pool.submit(_hear, one) for one in bells]
            began = time.perf_counter()
            Line(server.url).post("/telephony/voice", {"CallSid": f"CC{number:032x}", "From": "x"})
            times += [(one.result() - began) * 1000 for one in heard]
    for one in bells:
        one.close()
    p50, p95 = statistics.median(times), quantile(times, 0.95)
    print(f"\nDoorbell to {SOCKETS} sockets, from sending the webhook that is the news:")
    print(f"p50 {p50:.0f} ms, p95 {p95:.0f} ms")


def _bell(address: str, origin: str, headers: dict[str, str]) -> WebSocket:
    bell = create_connection(address, origin=origin, header=headers, timeout=30)
    bell.recv()  # the transport's greeting
    bell.send("40")
    while not str(bell.recv()).startswith("40"):
        pass
    return bell


def _hear(bell: WebSocket) -> float:
    """When the next topic that a call changes came."""
    while True:
        said = str(bell.recv())
        if said == "2":
            bell.send("3")
        elif '"call"' in said:
            return time.perf_counter()


def bench_pages(server: Server) -> None:
    """Server time of a signed-in agent's pages, with the whole past in the database."""
    browser = server.browser()
    with server.store.read() as db:
        own = select(Call.id).join(Agent, Agent.id == Call.agent_id).where(Agent.sign_in == "anna")
        call_id = db.scalars(own.order_by(Call.began_at.desc()).limit(1)).one()
    paths = {
        "an empty page": "/healthz",
        "home": "/",
        "waiting region": "/live/waiting",
        "softphone bar": "/phone/bar",
        "call page": f"/calls/{call_id}",
        "recent calls": "/calls",
        "missed": "/calls/list/missed",
        "callbacks": "/calls/list/callbacks",
        "voicemails": "/calls/list/voicemails",
    }
    print(f"\n| page, {PAST_CALLS:,} past calls | p50, ms | p95, ms | p95 to an empty page |")
    print("| --- | ---: | ---: | ---: |")
    baseline = 0.0
    for name, path in paths.items():
        times = [
            time_of(lambda p=path: browser.get(f"{server.url}{p}")) for _ in range(PAGE_ROUNDS)
        ]
        p95 = quantile(times, 0.95)
        baseline = baseline or p95
        print(f"| {name} | {statistics.median(times):.1f} | {p95:.1f} | {p95 / baseline:.1f} |")


def fill(settings: Settings) -> None:
    """A year of calls, most answered, some missed, by forty agents: some, copied many times."""
    store, dice, at = open_store(settings.database_url), Random(7), SystemClock().now()
    with store.read() as db:
        anna = db.scalars(select(Agent.id).where(Agent.sign_in == "anna")).one()
    agents = [anna, *(new_id() for _ in range(39))]
    indexes = [index_of(settings.city_secret, number_of(index)) for index in range(2000)]
    sealed = seal_number(settings.city_secret, number_of(0), "somebody else's")
    calls, tasks = [], []
    for _ in range(ORIGINALS):
        began_at = at - timedelta(seconds=dice.uniform(3600, 365 * 86400))
        is_missed = dice.random() < 0.05
        call_id, task_id, agent_id = new_id(), new_id(), dice.choice(agents)
        calls.append(_call(call_id, task_id, None if is_missed else agent_id, began_at))
        calls[-1] |= {"number_index": dice.choice(indexes), "number_sealed": sealed}
        tasks.append(_task(call_id, task_id, began_at, is_missed))
    with store.write() as db:
        db.execute(insert(Call), calls)
        db.execute(insert(Task), tasks)
        _copy(db, Call, "id", "provider_sid", "task_id")
        _copy(db, Task, "id", "call_id")
    store.close()


def _copy(db: Session, table: type[Base], *own: str) -> None:
    """Every row many times, `own` columns each with a number behind; the database does it alone."""
    columns = [column.name for column in table.__table__.columns]
    copied = ", ".join(f"{name} || '-' || n" if name in own else name for name in columns)
    name, copies = table.__table__.name, PAST_CALLS // ORIGINALS - 1
    db.execute(
        text(
            "WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies"
            f" WHERE n < {copies})"
            f" INSERT INTO {name} ({', '.join(columns)}) SELECT {copied} FROM {name}, copies"
        )
    )


def _call(call_id: str, task_id: str, agent_id: str | None, began_at: object) -> dict[str, object]:
    answered_at = began_at if agent_id else None
    return {
        "id": call_id,
        "medium": CallMedium.PHONE,
        "direction": CallDirection.INBOUND,
        "state": CallState.ENDED,
        "provider_sid": f"CP{call_id}",
        "agent_id": agent_id,
        "task_id": task_id,
        "ended": "citizen",
        "began_at": began_at,
        "queued_at": began_at,
        "answered_at": answered_at,
        "ended_at": began_at,
        "wrapped_at": answered_at,
    }


def _task(call_id: str, task_id: str, at: object, is_missed: bool) -> dict[str, object]:
    state = TaskState.CANCELED if is_missed else TaskState.COMPLETED
    times = {"created_at": at, "place_at": at, "completed_at": at}
    return {"id": task_id, "kind": TaskKind.CALL, "state": state, "call_id": call_id, **times}


def row(what: str, times: Sequence[float], empty: Sequence[float]) -> None:
    """One line of a table."""
    p99, ratio = quantile(times, 0.99), quantile(times, 0.99) / quantile(empty, 0.99)
    print(f"| {what} | {len(times)} | {statistics.median(times):.1f} | {p99:.1f} | {ratio:.1f} |")


def quantile(times: Sequence[float], share: float) -> float:
    """The time that so great a share does not exceed."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def time_of(work: Work) -> float:
    """Milliseconds of one piece of work."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _resident(server: Server) -> float:
    process = psutil.Process(server.process.pid)
    family = [process, *process.children(recursive=True)]
    return float(sum(one.memory_info().rss for one in family) / MEGABYTE)


if __name__ == "__main__":
    main()
