"""The contact center as it is really served: its own process, gunicorn, a port of its own."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import requests

from contactcenter.settings import Settings
from contactcenter.telephony.settings import TelephonySettings
from shared.store import Store, open_store
from tests.contactcenter.city import NO_TELEPHONE, PASSWORD, write_settings

UP_SECONDS = 60.0
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True)
class Server:
    """A running contact center."""

    url: str
    settings: Settings
    store: Store
    process: subprocess.Popen[bytes]
    browsers: ExitStack

    def browser(self, name: str | None = "anna") -> requests.Session:
        """A browser signed in over HTTP."""
        browser = self.browsers.enter_context(requests.Session())
        if name is not None:
            self.post(browser, "/sign-in", name=name, password=PASSWORD)
        return browser

    def post(self, browser: requests.Session, path: str, **form: str) -> requests.Response:
        """Send a form with the token of the page it stands on."""
        page = browser.get(f"{self.url}/", timeout=10)
        found = TOKEN.search(page.text)
        assert found is not None
        data = {**form, "csrf_token": found.group(1)}
        return browser.post(f"{self.url}{path}", data=data, timeout=10)

    def cookie(self, browser: requests.Session) -> dict[str, str]:
        """The header that carries this browser's cookies into a handshake."""
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies)
        return {"Cookie": cookies} if cookies else {}


@contextmanager
def serve(
    folder: Path,
    telephony: TelephonySettings = NO_TELEPHONE,
    prepare: Callable[[Settings], None] = lambda _settings: None,
) -> Iterator[Server]:
    """Start it, wait until it answers, stop it. `prepare` fills the database before."""
    port = _free_port()
    settings = write_settings(folder, port, telephony)
    prepare(settings)
    process = subprocess.Popen(
        [sys.executable, "-m", "contactcenter"],
        env=os.environ | environment(settings, folder),
        stderr=subprocess.PIPE,
    )
    store = open_store(settings.database_url)
    try:
        _wait_until_up(settings.public_url, process)
        with ExitStack() as browsers:
            yield Server(settings.public_url, settings, store, process, browsers)
    finally:
        process.terminate()
        process.communicate(timeout=15)
        store.close()


def environment(settings: Settings, folder: Path) -> dict[str, str]:
    """The environment that describes these settings, its key files in `folder`."""
    keys = {
        "OKIENKO_CONTENT_PUBLIC_KEY_FILE": settings.content_public_key,
        "OKIENKO_SECRET_KEY_FILE": settings.secret_key,
        "OKIENKO_CITY_PRIVATE_KEY_FILE": settings.city_private_key,
        "OKIENKO_CITY_SECRET_FILE": settings.city_secret,
    }
    if settings.content_signing_key is not None:
        keys["OKIENKO_CONTENT_SIGNING_KEY_FILE"] = settings.content_signing_key
    for name, key in keys.items():
        (folder / name).write_bytes(key)
    return (
        _telephony(settings, folder)
        | {
            "OKIENKO_DATABASE_URL": settings.database_url,
            "OKIENKO_CONTENT_BUNDLE": str(settings.content_bundle),
            "OKIENKO_PORT": str(settings.port),
            "OKIENKO_PUBLIC_URL": settings.public_url,
        }
        | {name: str(folder / name) for name in keys}
    )


def _telephony(settings: Settings, folder: Path) -> dict[str, str]:
    telephony = settings.telephony
    if telephony.kind == "none":
        return {}
    token = folder / "telephony.token"
    token.write_text(telephony.tokens[0], encoding="utf-8")
    return {
        "OKIENKO_TELEPHONY": telephony.kind,
        "OKIENKO_TELEPHONY_TOKEN_FILE": str(token),
        "OKIENKO_PHONE_URL": telephony.phone_url,
        "OKIENKO_LINE_HOURS": "always" if telephony.is_always_open else "kept",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _last_words(process: subprocess.Popen[bytes]) -> str:
    return process.stderr.read().decode()[-2000:] if process.stderr else ""


def _wait_until_up(url: str, process: subprocess.Popen[bytes]) -> None:
    pause = Event()
    for _ in range(int(UP_SECONDS / 0.05)):
        try:
            if requests.get(f"{url}/healthz", timeout=2).status_code == 200:
                return
        except (requests.ConnectionError, requests.Timeout):
            assert process.poll() is None, f"it did not start: {_last_words(process)}"
        pause.wait(0.05)
    raise AssertionError("the contact center did not come up")
