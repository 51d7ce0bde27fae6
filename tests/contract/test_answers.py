"""What every kind of answer carries, to the letter; written out here, not taken from the code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from shared.models import AgentRole
from tests.contactcenter.city import City, build_city
from tests.contactcenter.console import HTMX, Console

EXACT = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
BESIDE = {  # what an answer may carry beside it: nothing tells what it is served by
    "Accept-Ranges", "Allow", "Cache-Control", "Content-Disposition", "Content-Length",
    "Content-Type", "Date", "ETag", "HX-Redirect", "HX-Reswap", "HX-Retarget", "Last-Modified",
    "Location", "Set-Cookie", "Vary",
}  # fmt: skip
MONTH = "/agencies/report"
LONG = b"name=" + b"x" * 70_000

# The kind of answer: who asks (signed in or not), how, and what comes.
KINDS: dict[str, tuple[bool, str, str, dict[str, Any], int, str]] = {
    "page": (True, "GET", "/", {}, 200, "text/html"),
    "door": (False, "GET", "/sign-in", {}, 200, "text/html"),
    "fragment": (True, "GET", "/", {"headers": HTMX}, 200, "text/html"),
    "region": (True, "GET", "/live/here", {"headers": HTMX}, 200, "text/html"),
    "public page": (False, "GET", "/uslugi", {}, 200, "text/html"),
    "csv": (True, "GET", f"{MONTH}.csv", {}, 200, "text/csv"),
    "pdf": (True, "GET", f"{MONTH}.pdf", {}, 200, "application/pdf"),
    "json": (False, "GET", "/healthz", {}, 200, "application/json"),
    "open data": (False, "GET", "/api/hsds/services", {}, 200, "application/json"),
    "sound": (False, "GET", "/sounds/waiting.wav", {}, 200, "audio/wav"),
    "script": (False, "GET", "/static/console.js", {}, 200, "text/javascript"),
    "head": (True, "HEAD", "/", {}, 200, "text/html"),
    "options": (True, "OPTIONS", "/", {}, 200, "text/html"),
    "led to the door": (False, "GET", "/", {}, 303, "text/html"),
    "led there by htmx": (False, "GET", "/", {"headers": HTMX}, 204, "text/html"),
    "moved": (False, "GET", "/api/hsds", {}, 308, "text/html"),
    "without its token": (True, "POST", "/sign-out", {}, 400, "text/html"),
    "machine unknown": (False, "GET", "/kiosk-api/content", {}, 401, "application/json"),
    "unsigned": (False, "POST", "/telephony/voice", {}, 403, "text/html"),
    "refused": (True, "GET", "/content", {}, 403, "text/html"),
    "other site": (
        True, "POST", "/sign-out", {"headers": {"Sec-Fetch-Site": "cross-site"}}, 403, "text/html",
    ),
    "missing": (True, "GET", "/nowhere", {}, 404, "text/html"),
    "missing data": (False, "GET", "/api/hsds/services/x", {}, 404, "application/json"),
    "wrong method": (True, "DELETE", "/sign-in", {}, 405, "text/html"),
    "too long": (False, "POST", "/kiosk-api/leases", {"data": LONG}, 401, "application/json"),
    "long form": (
        False, "POST", "/sign-in",
        {"data": LONG, "content_type": "application/x-www-form-urlencoded"}, 413, "text/html",
    ),
    "stranger's handshake": (False, "GET", "/socket.io/?EIO=4", {}, 403, "text/plain"),
}  # fmt: skip
KEPT = {"open data", "missing data", "moved", "script", "sound"}
FETCHED = {  # open data is there for everybody's pages; there is nobody whose data it could carry
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag",
}
OTHERWISE = {
    "open data": FETCHED,
    "missing data": FETCHED,
    "stranger's handshake": {
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    },
}


@pytest.fixture(scope="module")
def supervisor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """A city, seen by one who may see most of it."""
    city: City = build_city(tmp_path_factory.mktemp("answers"))
    city.change_agent("anna", role=AgentRole.SUPERVISOR)
    yield city.console()
    city.close()


def answer(supervisor: Console, kind: str) -> TestResponse:
    """The answer of this kind, read to its end."""
    is_in, method, path, more, status, mimetype = KINDS[kind]
    client = supervisor.client if is_in else supervisor.client.application.test_client()
    response = client.open(path, method=method, buffered=True, **more)
    assert (response.status_code, response.mimetype) == (status, mimetype)
    return response


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_carries_exactly_these_headers(supervisor: Console, kind: str) -> None:
    headers, exact = answer(supervisor, kind).headers, EXACT | OTHERWISE.get(kind, {})
    assert {name: headers.get_all(name) for name in exact} == {
        name: [value] for name, value in exact.items()
    }
    assert set(headers.keys()) - set(exact) <= BESIDE
    stored = headers.get("Cache-Control")
    assert stored == "no-store" or kind in KEPT, f"{kind} may be stored: {stored}"


def test_no_answer_to_a_person_may_be_stored_by_what_lies_between(supervisor: Console) -> None:
    for kind in KEPT:
        assert not KINDS[kind][0], f"{kind} is for anybody"
        assert "Set-Cookie" not in answer(supervisor, kind).headers
