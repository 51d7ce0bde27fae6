"""What is said when something cannot be shown: calmly to a person, in JSON to a machine."""

from __future__ import annotations

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from shared.web import respond

MACHINE_PATHS = ("/kiosk-api/", "/api/")
PUBLIC_PATHS = ("/uslugi",)
SAID = {400: "error-stale", 403: "error-refused", 404: "error-missing", 405: "error-missing"}


def explain_errors(app: Flask) -> None:
    """Give every HTTP error of the app a page of ours."""
    app.register_error_handler(HTTPException, _explain)


def _explain(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error
    if request.path.startswith(MACHINE_PATHS):
        said = jsonify(error=error.name.lower().replace(" ", "_"))
        return said, code, [one for one in error.get_headers() if one[0] == "Allow"]
    page = "public_error.html" if request.path.startswith(PUBLIC_PATHS) else "error.html"
    return respond(page, status=code, said=SAID.get(code, "error-other"))
