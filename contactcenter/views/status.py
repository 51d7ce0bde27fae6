"""Whether the center is well, for whatever watches over it."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from contactcenter.center import center
from shared.web import audience

views = Blueprint("status", __name__)


@views.get("/healthz")
@audience("anyone")
def healthz() -> ResponseReturnValue:
    """200 when the database answers; says nothing else about the inside."""
    try:
        with center().store.read() as db:
            db.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return jsonify(status="database_away"), 503
    return jsonify(status="ok", content=center().knowledge.content_hash[:12])
