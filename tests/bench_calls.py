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
from pathlib import Path
from random import Random
from threading import Event

import urllib3

from contactcenter.simulation.marks import number_of
from contactcenter.telephony.local_provider import signing
from contactcenter.telephony.local_provider.post import TOKEN_HEADER
from contactcenter.telephony.settings import TelephonySettings
from tests.bench_console import bench_doorbell, bench_pages
from tests.bench_figures import mean_cpu, quantile, resident, time_of
from tests.bench_past import fill
from tests.contactcenter.server import Server, serve

CALLS, WHOLE_CALLS, OFFERED_A_SECOND, LEAST_A_SECOND = 300, 300, 50, 10
TOKEN = "a token for the bench, of a good length"
NOBODY_THERE = "http://127.0.0.1:9"  # orders go nowhere
ACTION = re.compile(r'action="([^"]+)"|<Redirect[^>]*>([^<]+)<')
Work = Callable[[], object]


def main() -> None:
    """Print every table."""
    telephony = TelephonySettings("local", (TOKEN,), NOBODY_THERE, is_always_open=True)
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder), telephony, fill) as server:
        load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
        print(f"\n## Calls\n\nLoad of the machine before: {load}; {os.cpu_count()} cores.")
        before = resident(server.process.pid)
        line = Line(server.url)
        bench_webhooks(server, line)
        bench_doorbell(server, lambda: line.ring_in(Random(7)))
        bench_pages(server)
        after = resident(server.process.pid)
        print(
            f"\nResident memory of the contact center: {before:.0f} MB, afterwards {after:.0f} MB"
        )


def bench_webhooks(server: Server, line: Line) -> None:
    """Whole calls, every webhook sent twice, what is news in any order."""
    dice = Random(7)
    print("\n| offered | requests | p50, ms | p99, ms | CPU, ms | p99 to the empty route |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    table = Table(server)
    table.offer(f"an empty signed route, {OFFERED_A_SECOND}/s", [line.empty] * CALLS)
    table.one_by_one("new calls, one after the other", [line.voice] * 100)
    table.offer(f"new calls, {LEAST_A_SECOND}/s", [line.voice] * 100, LEAST_A_SECOND)
    table.offer(f"new calls, {OFFERED_A_SECOND}/s", [line.voice] * CALLS)
    works = [work for _ in range(WHOLE_CALLS) for work in line.whole_call(dice)]
    what = f"webhooks of {WHOLE_CALLS} whole calls, doubled and shuffled, {OFFERED_A_SECOND}/s"
    table.offer(what, works)


class Table:
    """Rows that are compared with the first of them."""

    def __init__(self, server: Server) -> None:
        self._pid = server.process.pid
        self._empty = 0.0

    def offer(self, what: str, works: Sequence[Work], a_second: float = OFFERED_A_SECOND) -> None:
        """In open loop."""
        with mean_cpu(self._pid, len(works)) as cpu:
            times = offer(works, a_second)
        self._row(what, times, cpu())

    def one_by_one(self, what: str, works: Sequence[Work]) -> None:
        """Each when the one before has come back."""
        with mean_cpu(self._pid, len(works)) as cpu:
            times = [time_of(one) for one in works]
        self._row(what, times, cpu())

    def _row(self, what: str, times: Sequence[float], cpu: float) -> None:
        p50, p99 = statistics.median(times), quantile(times, 0.99)
        self._empty = self._empty or p99
        ratio = p99 / self._empty
        print(f"| {what} | {len(times)} | {p50:.1f} | {p99:.1f} | {cpu:.1f} | {ratio:.1f} |")


class Line:
    """A provider that only sends webhooks."""

    def __init__(self, url: str, token: str = TOKEN) -> None:
        self._url = url
        self._token = token
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

    def ring_in(self, dice: Random) -> Work:
        """Somebody calls and asks for a person; what ends the call."""
        said, _, asked, *_ = self.whole_call(dice)
        said()
        asked()
        over = self._form(f"CB{self._count:032x}") | {"CallStatus": "completed"}
        return lambda: self.post("/telephony/status/call", over)

    def post(self, path: str, form: dict[str, str], token: str | None = None) -> str:
        """One webhook; anything but a good answer is a fault of the bench."""
        url = path if path.startswith("http") else f"{self._url}{path}"
        headers = {signing.HEADER: signing.sign(url, form, self._token)}
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


if __name__ == "__main__":
    main()
