"""An agent's browser without a screen: follows redirects, sends form tokens, checks every page."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.test import TestResponse

from tests.page import check_page, find, words

HTMX = {"HX-Request": "true"}


class Console:
    """One browser with its own cookies."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.response: TestResponse | None = None
        self.page: Element | None = None

    def sign_in(self, name: str, password: str) -> TestResponse:
        """Fill in the door's form and send it."""
        self.get("/sign-in")
        return self.post("/sign-in", name=name, password=password)

    def get(self, path: str, *, htmx: bool = False) -> TestResponse:
        """Fetch a page, following redirects, and check it."""
        return self._keep(self.client.get(path, headers=HTMX if htmx else None))

    def post(self, path: str, *, htmx: bool = False, **form: Any) -> TestResponse:
        """Send a form with the token of the page last seen, and see where it leads."""
        form.setdefault("csrf_token", self.token())
        response = self.client.post(path, data=form, headers=HTMX if htmx else None)
        return self._keep(response)

    def token(self) -> str:
        """The form token of the page last seen."""
        assert self.page is not None, "no page has been fetched yet"
        inputs = [field for field in find(self.page, "input") if field.get("name") == "csrf_token"]
        return inputs[0].get("value") or ""

    @property
    def text(self) -> str:
        """The words on the page."""
        assert self.page is not None
        return words(find(self.page, "body")[0])

    @property
    def heading(self) -> str:
        """The page's h1."""
        assert self.page is not None
        return words(find(self.page, "h1")[0])

    def part(self, id_: str) -> Element:
        """The element with this id."""
        assert self.page is not None
        return next(node for node in self.page.iter() if node.get("id") == id_)

    def says(self) -> list[str]:
        """The sentences the agent is told to say."""
        assert self.page is not None
        return [
            " ".join(words(node).split()[1:]) if len(words(node).split()[0]) == 2 else words(node)
            for node in self.page.iter()
            if "words" in (node.get("class") or "").split()
        ]

    def _keep(self, response: TestResponse) -> TestResponse:
        while response.status_code == 303:
            response = self.client.get(response.headers["Location"])
        self.response = response
        if response.mimetype == "text/html" and response.get_data():
            self.page = check_page(response)
        return response
