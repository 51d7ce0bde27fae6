"""While the database is away, or takes no writes: a calm page instead of a fault, and nothing typed
is lost.

What is in memory goes on being served: the guide to the services needs no database.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, Response, current_app, jsonify, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from shared.web import audience_of, respond
from shared.web.app import TOKEN_AUDIENCES, UNSAFE_METHODS

RETRY_SECONDS = 5
# PostgreSQL's read_only_sql_transaction, and what a standby says to BEGIN READ WRITE.
READ_ONLY_STATE, NOT_IN_RECOVERY = "25006", "0A000"
# What nobody may read on a page, however it got into a form.
UNKEPT = frozenset({"csrf_token", "code", "word", "token", "secret", "pin", "digits"})

log = logging.getLogger("okienko.database")


def explain_absence(app: Flask) -> None:
    """Answer what fails for want of the database calmly; every other fault stays one."""
    app.register_error_handler(SQLAlchemyError, _explain)


def takes_no_writes(fault: BaseException) -> bool:
    """Whether the database is there, but only to be read."""
    cause = getattr(fault, "orig", None)
    state = getattr(cause, "sqlstate", None)
    is_standby = state == NOT_IN_RECOVERY and "recovery" in str(cause)
    return isinstance(fault, DBAPIError) and (state == READ_ONLY_STATE or is_standby)


def is_away(fault: BaseException) -> bool:
    """Whether the database could not be asked, which is nobody's mistake and passes."""
    if isinstance(fault, (OperationalError, InterfaceError, PoolTimeout)):
        return True
    return isinstance(fault, DBAPIError) and fault.connection_invalidated


@contextmanager
def if_it_can() -> Iterator[None]:
    """A write that can be left out while the database is only read."""
    try:
        yield
    except DBAPIError as fault:
        if not takes_no_writes(fault):
            raise


def _explain(fault: SQLAlchemyError) -> Response:
    is_read = takes_no_writes(fault)
    if not is_read and not is_away(fault):
        raise fault
    log.warning("%s: %s", request.endpoint, type(fault).__name__)
    response = _said(is_read=is_read)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response


def _said(*, is_read: bool) -> Response:
    if audience_of(current_app, request.endpoint or "static") in TOKEN_AUDIENCES:
        response = jsonify(error="database_read_only" if is_read else "database_away")
        response.status_code = 503
        return response
    is_write = request.method in UNSAFE_METHODS
    address = request.full_path.removesuffix("?")
    kept = _kept() if is_write else []
    said = "away-reading" if is_read else "away-said"
    context = {"said": said, "is_write": is_write, "address": address, "kept": kept}
    return respond("away.html", status=503, **context)


def _kept() -> list[tuple[str, str]]:
    """What was typed, to be sent again; only of a form that was really ours."""
    try:
        current_app.extensions["csrf"].protect()
    except CSRFError:
        return []
    typed = request.form.items(multi=True)
    return [(name, text) for name, text in typed if not _is_secret(name)]


def _is_secret(name: str) -> bool:
    return name in UNKEPT or "password" in name
