"""What is said when something cannot be shown: calmly to an agent, in JSON to a kiosk."""

from __future__ import annotations

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from shared.web import respond

KIOSK_PATHS = "/kiosk-api/"
SAID = {400: "error-stale", 403: "error-refused", 404: "error-missing", 405: "error-missing"}


def explain_errors(app: Flask) -> None:
    """Give every HTTP error of the app a page of ours."""
    app.register_error_handler(HTTPException, _explain)


def _explain(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error
    if request.path.startswith(KIOSK_PATHS):
        return jsonify(error=error.name.lower().replace(" ", "_")), code
    return respond("error.html", status=code, said=SAID.get(code, "error-other"))
