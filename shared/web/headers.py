"""What every answer carries: no page can be framed, cached, sniffed or scripted from outside."""

from __future__ import annotations

from flask import Flask, Response

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

# Static files carry the hash of their content in the query, so they may be kept for ever.
KEEP_FOREVER = "public, max-age=31536000, immutable"


def send_headers(app: Flask) -> None:
    """Put the headers on every answer of the app; pages are never stored by a browser."""
    app.after_request(_dress)


def _dress(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not response.cache_control.public:  # open data and static files say so themselves
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("HX-Request")
    return response
