"""What every answer carries: no page can be framed, cached, sniffed or scripted from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, Response

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@dataclass(frozen=True)
class Opens:
    """What an app opens of what is shut by default: its own microphone, other addresses to speak to
    ("wss://phone.example") and to play sound from.
    """

    microphone: bool = False
    connect: tuple[str, ...] = ()
    media: tuple[str, ...] = ()


SHUT = Opens()


def headers_for(opens: Opens) -> Mapping[str, str]:
    """What every answer of an app carries."""
    microphone = "self" if opens.microphone else ""
    return {
        "Content-Security-Policy": _policy(opens),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": (
            f"camera=(), geolocation=(), microphone=({microphone}), payment=(), usb=()"
        ),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def _policy(opens: Opens) -> str:
    wider = {"connect-src": opens.connect, "media-src": opens.media}
    return "; ".join(
        " ".join((name, source, *wider.get(name, ()))) for name, source in SOURCES.items()
    )


HEADERS = headers_for(SHUT)

# Static files carry the hash of their content in the query, so they may be kept for ever.
KEEP_FOREVER = "public, max-age=31536000, immutable"


def send_headers(app: Flask, opens: Opens = SHUT) -> None:
    """Put the headers on every answer of the app; pages are never stored by a browser."""
    headers = headers_for(opens)

    def dress(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if not response.cache_control.public:  # open data and static files say so themselves
            response.headers["Cache-Control"] = "no-store"
            response.vary.add("HX-Request")
        return response

    app.after_request(dress)
