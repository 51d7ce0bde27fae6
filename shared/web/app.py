"""What both apps are made of: one place for headers, guards, tokens, words and static files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from flask import Flask, abort, current_app, request
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined

from shared.web import wording
from shared.web.asked import Asked, refuse_unwritable
from shared.web.assets import serve_assets
from shared.web.audience import Gate, audience_of, guard
from shared.web.headers import SHUT, Opens, send_headers
from shared.web.translate import SHARED_LOCALES, Translator, rooms_of

SHARED_TEMPLATES = Path(__file__).parent / "templates"
UNSAFE_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})

# Machines that show a token or sign what they send carry no cookie: nobody can ride on one.
TOKEN_AUDIENCES = frozenset({"kiosk", "provider"})


def build_app(
    root: Path,
    secret_key: bytes,
    *,
    gates: Mapping[str, Gate],
    language: Callable[[], str],
    opens: Opens = SHUT,
) -> Flask:
    """A Flask app rooted at `root` (templates/, static/, locales/), guarded and dressed.

    The caller registers its views and then calls `check_audiences(app)`.
    """
    app = Flask(root.name, root_path=str(root), static_folder=None)
    _configure(app, secret_key)
    app.request_class = Asked
    app.before_request(refuse_unwritable)
    app.before_request(_same_origin_only)
    guard(app, gates)
    CSRFProtect(app)
    app.before_request(_check_token)
    send_headers(app, opens)
    serve_assets(app, root / "static")
    _speak(app, root, language)
    return app


def _configure(app: Flask, secret_key: bytes) -> None:
    app.secret_key = secret_key
    app.config.update(
        MAX_CONTENT_LENGTH=64 * 1024,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_NAME=f"{app.name}_session",
        SESSION_COOKIE_SAMESITE="Strict",
        WTF_CSRF_CHECK_DEFAULT=False,  # checked by audience, in _check_token
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(Path(app.root_path) / "templates"), FileSystemLoader(SHARED_TEMPLATES)]
    )


def _speak(app: Flask, root: Path, language: Callable[[], str]) -> None:
    translator = Translator((SHARED_LOCALES, *rooms_of(root / "locales")))
    app.extensions["okienko_translator"] = translator
    app.jinja_env.globals.update(
        t=translator.speaker(language),
        language=language,
        html_language=lambda: wording.babel_locale(language()),
        money=lambda grosze: wording.money(grosze, language()),
        long_date=lambda day: wording.long_date(day, language()),
        clock_time=lambda at: wording.clock_time(at, language()),
        spaced_digits=wording.spaced_digits,
    )


def _same_origin_only() -> None:
    """A browser that says another site sent the form is believed."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if request.method in UNSAFE_METHODS and site not in ("same-origin", "none"):
        abort(403)


def _check_token() -> None:
    if request.method not in UNSAFE_METHODS or request.endpoint is None:
        return
    if audience_of(current_app, request.endpoint) not in TOKEN_AUDIENCES:
        current_app.extensions["csrf"].protect()
