"""Whether the kiosk serves; for whoever starts it. Says nothing about anybody."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from shared.web import audience

screen = Blueprint("status", __name__)


@screen.get("/healthz")
@audience("anyone")
def healthz() -> ResponseReturnValue:
    """200 while requests are answered."""
    return {"state": "serving"}
