"""How open data goes over the wire: kept for a while, named by its content, readable anywhere."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Response, request

from shared.export.exports import as_json

KEEP_SECONDS = 300
JSON, JSON_LD = "application/json", "application/ld+json"


def answer(value: Any, mimetype: str = JSON) -> Response:
    """A value as JSON."""
    return answer_with(as_json(value), mimetype)


def answer_with(body: bytes, mimetype: str = JSON) -> Response:
    """Open data with a strong ETag; 304 to whoever has it already."""
    response = Response(body, mimetype=mimetype)
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    response.cache_control.public = True
    response.cache_control.max_age = KEEP_SECONDS
    return response.make_conditional(request)


def share(response: Response) -> Response:
    """Scripts of any site may read it, and only read: no cookie goes with it."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
    response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
    response.headers["Access-Control-Expose-Headers"] = "ETag"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
