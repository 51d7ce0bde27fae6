"""A rolling restart through a real HAProxy, of processes that are light: no request is lost."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
import requests

from provisioning.server.__main__ import main
from provisioning.server.proxy import Proxy, ProxyFault, Site, render
from provisioning.server.roll import Stuck, roll
from tests.scale.servers import until
from tests.stack import free_ports
from tests.tally import count

REQUESTS = count(60, 2_000)


class Answer(BaseHTTPRequestHandler):
    """Says who asked, as the proxy tells it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Any page."""
        said = (self.headers.get("X-Forwarded-For") or "nobody").encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Where somebody went is nobody's business."""


@dataclass
class Light:
    """Two small processes behind HAProxy."""

    url: str
    proxy: Proxy
    running: dict[int, ThreadingHTTPServer] = field(default_factory=dict)

    def start(self, port: int) -> None:
        """Begin to answer."""
        self.running[port] = ThreadingHTTPServer(("127.0.0.1", port), Answer)
        Thread(target=self.running[port].serve_forever, args=(0.02,), daemon=True).start()

    def stop(self, port: int) -> None:
        """Answer no more."""
        server = self.running.pop(port)
        server.shutdown()
        server.server_close()

    def restart(self, port: int) -> None:
        """Stop if it runs, and start."""
        if port in self.running:
            self.stop(port)
        self.start(port)


@pytest.fixture
def light(tmp_path: Path) -> Iterator[Light]:
    """Both up, and HAProxy before them from our own template."""
    front, *ports = free_ports(3)
    site = Site(f"127.0.0.1:{front}", ports, tmp_path / "orders.sock")
    (tmp_path / "haproxy.cfg").write_text(render(site), encoding="utf-8")
    light = Light(f"http://127.0.0.1:{front}", Proxy(site.socket))
    for port in ports:
        light.start(port)
    command = ["haproxy", "-db", "-q", "-f", str(tmp_path / "haproxy.cfg")]
    with (tmp_path / "log").open("wb") as log:
        haproxy = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        until(lambda: is_up(light))
        yield light
    finally:
        haproxy.terminate()
        haproxy.wait(timeout=30)
        for port in tuple(light.running):
            light.stop(port)


def is_up(light: Light) -> bool:
    """Whether HAProxy is there and sends people to both."""
    with suppress(OSError):
        return set(light.proxy.states().values()) == {"UP"}
    return False


def test_not_one_request_is_lost(light: Light) -> None:
    is_over = Event()

    def ask() -> int:
        asked = 0
        while not is_over.is_set() or asked < REQUESTS // 2:
            assert requests.get(light.url, timeout=10).status_code == 200
            asked += 1
        return asked

    with ThreadPoolExecutor(2) as people:
        at_it = [people.submit(ask) for _ in range(2)]
        try:
            assert roll(light.proxy, light.restart) == tuple(sorted(light.running))
        finally:
            is_over.set()
        assert sum(one.result() for one in at_it) >= REQUESTS


def test_a_process_that_does_not_come_back_stops_the_restart(light: Light) -> None:
    first, second = sorted(light.running)
    with pytest.raises(Stuck, match=f"{first} did not come back"):
        roll(light.proxy, light.stop, patience_seconds=1.0)
    assert set(light.running) == {second}  # nobody touched it
    assert requests.get(light.url, timeout=10).status_code == 200
    assert roll(light.proxy, light.restart) == (first, second)  # the next one mends it


def test_who_asks_is_said_by_the_proxy_alone(light: Light) -> None:
    headers = {"X-Forwarded-For": "203.0.113.9"}
    assert requests.get(light.url, headers=headers, timeout=10).text == "127.0.0.1"


def test_with_nobody_there_the_proxy_is_calm_in_polish(light: Light) -> None:
    for port in tuple(light.running):
        light.stop(port)
    until(lambda: set(light.proxy.states().values()) == {"DOWN"})
    answer = requests.get(light.url, timeout=10)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "To, co zapisane, jest bezpieczne" in answer.content.decode("utf-8")


def test_an_order_haproxy_does_not_know_is_a_fault(light: Light) -> None:
    with pytest.raises(ProxyFault):
        light.proxy.drain(1)


def test_one_process_alone_is_not_restarted_under_its_people(tmp_path: Path) -> None:
    class OneProcess(Proxy):
        def states(self) -> dict[int, str]:
            return {8621: "UP"}

    with pytest.raises(Stuck, match="only one process"):
        roll(OneProcess(tmp_path), lambda _: None)


def test_the_configuration_is_haproxys_own_opinion_valid(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", "8621", "8622", "--bind", "*:8443", "--socket", "/tmp/o.sock"]) == 0
    said = capsys.readouterr().out
    assert "server center8621 127.0.0.1:8621\n    server center8622 127.0.0.1:8622" in said
    (tmp_path / "haproxy.cfg").write_text(said, encoding="utf-8")
    checked = ["haproxy", "-c", "-f", str(tmp_path / "haproxy.cfg")]
    began = time.monotonic()
    done = subprocess.run(checked, capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, (done.stderr, time.monotonic() - began)
    assert "WARNING" not in done.stderr + done.stdout
