"""What an app reads of what it is sent: heard while it serves, and seen in its own forms."""

from __future__ import annotations

from collections import defaultdict
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import Flask, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.test import TestResponse

MOST_VALUES = 12  # of one field
OURS = {"csrf_token"}  # the sender's own business


class Ears:
    """The names of the fields each endpoint asked for, and values that pages offer for them."""

    def __init__(self) -> None:
        self.query: defaultdict[str, set[str]] = defaultdict(set)
        self.form: defaultdict[str, set[str]] = defaultdict(set)
        self.offered: defaultdict[str, list[str]] = defaultdict(list)

    def listen(self, app: Flask) -> None:
        """From here on, every field a view asks for is noted."""
        ears, honest = self, app.request_class

        class Heard(honest.parameter_storage_class):  # type: ignore[misc,name-defined]
            """The fields of a request, which note what they are asked for."""

            def get(self, key: str, *args: Any, **named: Any) -> Any:
                ears.note(self, key)
                return super().get(key, *args, **named)

            def getlist(self, key: str, *args: Any, **named: Any) -> list[Any]:
                ears.note(self, key)
                return super().getlist(key, *args, **named)

            def __contains__(self, key: object) -> bool:
                ears.note(self, str(key))
                return bool(super().__contains__(key))

        class Listening(honest):  # type: ignore[misc,valid-type]
            """A request whose fields are heard."""

            parameter_storage_class = Heard

        app.request_class = Listening

    def note(self, fields: ImmutableMultiDict[str, str], name: str) -> None:
        """A view asked these fields for that one."""
        if name in OURS or request.endpoint is None:
            return
        is_query = request.__dict__.get("args") is fields
        (self.query if is_query else self.form)[request.endpoint].add(name)

    def see(self, response: TestResponse) -> None:
        """Read what a page offers."""
        if response.mimetype == "text/html":
            self.read(response.get_data(as_text=True))

    def read(self, text: str) -> None:
        """The same, of its text."""
        page = _Page()
        page.feed(text)
        for name, value in page.fields:
            self.offer(name, value)

    def offer(self, name: str, value: str) -> None:
        """A value this field may take."""
        known = self.offered[name]
        if name not in OURS and value not in known and len(known) < MOST_VALUES:
            known.append(value)


class _Page(HTMLParser):
    """The names and values in the forms of a page and behind its links."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One tag."""
        given = {name: value or "" for name, value in attrs}
        if tag == "select":
            self._select = given.get("name", "")
        if tag == "option":
            self.fields.append((self._select, given.get("value", "")))
        elif "name" in given and tag in ("input", "button", "textarea"):
            self.fields.append((given["name"], given.get("value", "")))
        elif "href" in given:
            self.fields += parse_qsl(urlsplit(given["href"]).query)
