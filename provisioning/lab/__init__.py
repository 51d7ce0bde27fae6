"""The devices' lab: one page where a person breaks and uses the virtual devices and sees what the
citizen and the staff would see.

For developers and trainers, on loopback only: it shows whole documents to whoever opens it.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from flask import Flask, Response
from flask_wtf import CSRFProtect

from hardware.client import HardwareClient
from provisioning.lab.bench import Bench
from provisioning.lab.outlook import Outlook
from provisioning.lab.views import views

ASK_SECONDS = 1.0  # a daemon that hangs must not hang the page that hung it
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "font-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; "
    "frame-ancestors 'self'; base-uri 'none'"
)
POLICY_OF_SHEETS = "frame-ancestors 'self'"  # the browser's own PDF viewer needs the rest


def create_app(paper: Path, socket: Path, printer: str) -> Flask:
    """The lab over the folder of sheets and the daemon that prints into it."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=secrets.token_bytes(32),
        TRUSTED_HOSTS=["127.0.0.1", "localhost"],  # a page elsewhere must not reach us by a name
        MAX_CONTENT_LENGTH=4096,
        SESSION_COOKIE_NAME="lab",
        SESSION_COOKIE_SAMESITE="Strict",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the page's session
    )
    CSRFProtect(app)
    client = HardwareClient(socket, timeout_seconds=ASK_SECONDS)
    bench = app.extensions["bench"] = Bench(paper, client, printer, socket)
    app.extensions["outlook"] = Outlook(bench)
    app.register_blueprint(views)
    app.after_request(_guard)
    return app


def _guard(response: Response) -> Response:
    is_sheet = response.mimetype == "application/pdf"
    response.headers["Content-Security-Policy"] = POLICY_OF_SHEETS if is_sheet else POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
