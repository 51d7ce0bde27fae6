"""A citizen without a browser: walks the running kiosk over HTTP, scripts switched off."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from html import unescape
from threading import Event
from urllib.parse import urlencode

import urllib3

KEY = re.compile(r'name="key" value="([^"]+)"')
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
OPTION = re.compile(r'name="answer" value="([^"]+)"')
DIGITS = re.compile(r'class="digits">([\d\s\u00a0]+)<')
WORD = re.compile(r'class="word" lang="pl">([^<]+)<')
NO_NUMBER = 'class="refused"'
NUMBERS_WITHIN_SECONDS = 20
BREATH = Event()
NOT_TOLD = {"dont_know", "wont_say", "number"}

# Given the question's key and the answers it offers, the one to press: or "number", and the number.
Choose = Callable[[str, list[str]], tuple[str, str]]


class CitizenOverHttp:
    """One visit, cookies and all. `page` is the last page seen."""

    def __init__(self, kiosk: str) -> None:
        self.kiosk = kiosk
        self.http = urllib3.HTTPConnectionPool(
            kiosk.removeprefix("http://").split(":")[0], int(kiosk.rsplit(":", 1)[1]), retries=False
        )
        self.cookies: dict[str, str] = {}
        self.page = ""

    def get(self, path: str) -> str:
        """Open a screen, following where it leads."""
        return self._send("GET", path, None)

    def post(self, path: str, **fields: object) -> str:
        """Press a button on the present page; it carries that page's token."""
        token = TOKEN.search(self.page)
        assert token, f"no form on the page before {path}"
        values = [("csrf_token", unescape(token.group(1)))]
        for name, value in fields.items():
            listed = value if isinstance(value, list) else [value]
            values += [(name, str(one)) for one in listed]
        return self._send("POST", path, urlencode(values))

    def begin(self, language: str = "pl") -> None:
        """From the attract screen to the home screen."""
        self.get("/")
        self.post("/start")
        self.post("/language", language=language)

    def answer_questions(self, choose: Choose, most: int = 200) -> int:
        """Answer until nothing is left to ask; says how many questions there were."""
        self.get("/check")
        if 'name="topic"' in self.page:
            self.post("/check/about", topic="everything")
        for asked in range(most):
            key = KEY.search(self.page)
            if key is None or "question-form" not in self.page:
                return asked
            pressed, number = choose(key.group(1), OPTION.findall(self.page))
            self.post("/check", key=key.group(1), answer=pressed, number=number)
        return most

    def take(self, *, paper: bool = True) -> tuple[str, str]:
        """Take the slip: its digits and its word.

        A kiosk just started has no numbers yet, and says so: press again, as a person would.
        """
        self.get("/take")
        chosen = re.findall(r'name="chosen" value="([^"]+)"', self.page)
        give_up = time.monotonic() + NUMBERS_WITHIN_SECONDS
        while True:
            self.post("/take", chosen=chosen, paper="yes" if paper else "no")
            if NO_NUMBER not in self.page or time.monotonic() > give_up:
                return self.slip()
            BREATH.wait(0.1)

    def slip(self) -> tuple[str, str]:
        """The digits and the word on the present page."""
        digits, word = DIGITS.search(self.page), WORD.search(self.page)
        assert digits, self.page[:3000]
        assert word, self.page[:3000]
        return re.sub(r"\D", "", digits.group(1)), word.group(1).strip()

    def finish(self) -> None:
        """Leave; the kiosk forgets."""
        self.get("/finish")
        self.post("/finish")

    def _send(self, method: str, path: str, body: str | None) -> str:
        for _ in range(6):
            response = self.http.request(
                method, path, body=body, headers=self._headers(body), redirect=False
            )
            self._keep(response)
            self.page = response.data.decode("utf-8")
            if response.status not in (302, 303):
                assert response.status < 500, f"{path}: {response.status}"
                return self.page
            method, path, body = "GET", response.headers["Location"], None
        raise AssertionError(f"{path} leads in circles")

    def _headers(self, body: str | None) -> Mapping[str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return headers

    def _keep(self, response: urllib3.BaseHTTPResponse) -> None:
        for cookie in response.headers.getlist("Set-Cookie"):
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value


def first_answer(key: str, options: list[str]) -> tuple[str, str]:
    """The first answer offered; where only a number can be typed, a small one."""
    told = [option for option in options if option not in NOT_TOLD]
    return (told[0], "") if told else ("number", "1")
