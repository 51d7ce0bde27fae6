"""The exchange among threads: one lock, one thread for time, a few to carry webhooks."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Event, RLock, Thread

import urllib3

from contactcenter.telephony.local_provider.exchange import Exchange, Manners
from contactcenter.telephony.local_provider.post import (
    CEILING_SECONDS,
    NOBODY,
    TOO_LATE,
    Errand,
    Response,
)
from contactcenter.telephony.local_provider.settings import Settings
from shared.clock import Clock

CARRIERS = 16
LONGEST_REST_SECONDS = 30.0
KEPT_MINUTES = 30

log = logging.getLogger("okienko.local_provider")


class Switchboard:
    """Gives everybody their turn at the exchange. Webhooks are carried outside the lock: the app
    may order something while it answers.
    """

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._lock = RLock()
        self._bell = Event()
        self._carriers = ThreadPoolExecutor(CARRIERS, thread_name_prefix="webhook")
        self._http = urllib3.PoolManager(
            retries=False,
            maxsize=CARRIERS,
            timeout=urllib3.Timeout(connect=5.0, read=CEILING_SECONDS),
        )
        manners = Manners(strict=False, origin=settings.public_url, carrier=self._send_off)
        seed = secrets.randbits(64)  # sids of one run are never those of another
        self._exchange = Exchange(
            clock, self._deliver, seed, token=settings.token, line=settings.line, manners=manners
        )
        self.after_turn: Callable[[Exchange], None] = lambda _exchange: None

    @contextmanager
    def turn(self) -> Iterator[Exchange]:
        """The exchange, for oneself; what follows at once has happened when the turn is over."""
        with self._lock:
            yield self._exchange
            self._exchange.work()
            self.after_turn(self._exchange)
        self._bell.set()

    def start(self) -> None:
        """Let time pass."""
        Thread(target=self._keep_time, name="exchange", daemon=True).start()

    def _keep_time(self) -> None:
        while True:
            self._bell.clear()
            with self._lock:
                rest = self._work()
            self._bell.wait(LONGEST_REST_SECONDS if rest is None else max(0.0, rest))

    def _work(self) -> float | None:
        try:
            rest = self._exchange.work()
            long_ago = self._exchange.clock.now() - timedelta(minutes=KEPT_MINUTES)
            self._exchange.forget_before(long_ago)
            self.after_turn(self._exchange)
        except Exception as fault:
            # The kind of fault only: its text may quote what somebody said.
            log.error("exchange: %s; going on", type(fault).__name__)
            return 0.0
        return rest

    def _send_off(self, errand: Errand) -> None:
        self._carriers.submit(self._carry, errand)

    def _carry(self, errand: Errand) -> None:
        began = time.monotonic()
        response = self._exchange.post.deliver(errand)
        response = replace(response, seconds=time.monotonic() - began)
        with self.turn() as exchange:
            exchange.post.settle(errand, response)

    def _deliver(
        self, method: str, url: str, form: Mapping[str, str], headers: Mapping[str, str]
    ) -> Response:
        try:
            came = self._http.request(
                method,
                url.partition("#")[0],
                fields=dict(form),
                headers=dict(headers),
                encode_multipart=False,
                redirect=False,
            )
        except urllib3.exceptions.ReadTimeoutError:
            return TOO_LATE
        except urllib3.exceptions.HTTPError:
            return NOBODY
        return Response(came.status, came.data.decode("utf-8", errors="replace"))
