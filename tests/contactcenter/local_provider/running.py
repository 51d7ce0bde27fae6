"""The provider's process as it is really served, and an app of a few documents beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qsl

import urllib3

from contactcenter.telephony.local_provider.client import LocalTelephony, Wire
from shared.clock import SystemClock
from tests.fleet import await_that
from tests.stack import ROOT, free_ports

TOKEN = "Zq3vN8xKp5Lw7Rt2Yb9Hc4Jd6Gf1Ms0EaUoIiTnBv"
SCRIPTS = {
    "/socket.io.min.js": ROOT / "shared/web/static/vendor/socket.io.min.js",
    "/local.js": ROOT / "contactcenter/static/phones/local.js",
}
DESK = (
    "<!doctype html><title>desk</title>"
    "<script src=/socket.io.min.js></script><script src=/local.js></script>"
)
DOCUMENTS = {
    "/telephony/voice": (
        '<Gather numDigits="1" action="/telephony/menu" actionOnEmptyResult="true">'
        '<Say language="pl-PL">Dzień dobry</Say></Gather>'
    ),
    "/telephony/menu": (
        '<Dial><Conference waitUrl="" participantLabel="citizen">room</Conference></Dial>'
    ),
    "/back": '<Say language="uk-UA">Залиште повідомлення</Say><Record action="/left"/>',
}
LEFT: list[str] = []  # the messages callers left


class Handler(BaseHTTPRequestHandler):
    """Documents by path, and the page of an agent."""

    def do_GET(self) -> None:
        """The page and its scripts."""
        script = SCRIPTS.get(self.path)
        kind = "text/javascript" if script else "text/html"
        self._send(script.read_bytes() if script else DESK.encode(), kind)

    def do_POST(self) -> None:
        """A webhook."""
        form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        LEFT.extend([form["RecordingSid"]] if self.path == "/left" else [])
        document = DOCUMENTS.get(self.path.partition("?")[0], "")
        self._send(f"<Response>{document}</Response>".encode(), "text/xml")

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@dataclass(frozen=True)
class Running:
    """Where the provider and the app answer, and the orders' adapter."""

    url: str
    app_url: str
    telephony: LocalTelephony


@contextmanager
def serve(folder: Path) -> Iterator[Running]:
    """Start both, wait until the provider answers, stop both."""
    (port,) = free_ports(1)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    url, app_url = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{server.server_port}"
    (folder / "token").write_text(TOKEN, encoding="ascii")
    told = {
        "OKIENKO_PORT": str(port),
        "OKIENKO_TELEPHONY_TOKEN_FILE": str(folder / "token"),
        "OKIENKO_CONTACTCENTER_URL": app_url,
    }
    command = [sys.executable, "-m", "contactcenter.telephony.local_provider"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | told)
    try:
        await_that(lambda: _is_up(url, process), "the provider did not start", 60)
        wire = Wire(url)
        yield Running(url, app_url, LocalTelephony(url, TOKEN, app_url, "", SystemClock(), wire))
        wire.close()
    finally:
        process.terminate()
        process.wait(timeout=15)
        server.shutdown()
        server.server_close()


def _is_up(url: str, process: subprocess.Popen[bytes]) -> bool:
    assert process.poll() is None, "the provider ended"
    try:
        answer = urllib3.request("GET", f"{url}/healthz", retries=False, timeout=2.0)
    except urllib3.exceptions.HTTPError:
        return False
    return answer.status == 200
