"""One template, two answers: the whole page, or the named block htmx asked for."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, make_response, render_template, request
from jinja2_fragments import BlockNotFoundError
from jinja2_fragments.flask import render_block

MAIN = "main"


def wants_fragment() -> bool:
    """Whether htmx sent this request and will swap a part of the page."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def respond(template: str, block: str = MAIN, status: int = 200, **context: Any) -> Response:
    """Render the whole page, or under htmx its `block` with the page's title before it.

    htmx takes a <title> out of a fragment and sets the document's title from it. A page with a
    frame of its own, the door for one, has no such block: it takes the whole window.
    """
    if not wants_fragment():
        return make_response(render_template(template, **context), status)
    try:
        parts = [render_block(template, block, **context)]
    except BlockNotFoundError:
        if block != MAIN:
            raise
        return _take_the_window(render_template(template, **context), status)
    if block == MAIN:
        parts.insert(0, f"<title>{render_block(template, 'title', **context).strip()}</title>")
    return make_response("".join(parts), status)


def redirect_whole_page(url: str) -> Response:
    """Send the whole page elsewhere, also when htmx asked: it must not swap it into a fragment."""
    if not wants_fragment():
        return _see_other(url)
    response = make_response("", 204)
    response.headers["HX-Redirect"] = url
    return response


def go_to(url: str) -> Response:
    """Show another page in the same frame: under htmx only `main` changes and the frame stays.

    What lives in the frame, a telephone for one, goes on; to leave the frame for good, or to enter
    it, there is `redirect_whole_page`.
    """
    if not wants_fragment():
        return _see_other(url)
    response = make_response("", 204)
    where = {"path": url, "target": "#main", "swap": "innerHTML"}
    response.headers["HX-Location"] = json.dumps(where)
    return response


def _take_the_window(page: str, status: int) -> Response:
    response = make_response(page, status)
    response.headers["HX-Retarget"] = "body"
    response.headers["HX-Reswap"] = "innerHTML"
    return response


def _see_other(url: str) -> Response:
    response = make_response("", 303)
    response.headers["Location"] = url
    return response
