"""Whether the center is well, for whatever watches over it and for whatever sends people here."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from contactcenter import health
from contactcenter.center import center
from shared.web import audience

views = Blueprint("status", __name__)


@views.get("/healthz")
@audience("anyone")
def healthz() -> ResponseReturnValue:
    """200 when all it stands on answers; says which part does not, and nothing else."""
    parts = health.look(center())
    if not parts.is_database_there:
        return jsonify(status="database_away"), 503
    if parts.is_queue_there is False:
        return jsonify(status="queue_away"), 503
    return jsonify(status="ok", content=center().knowledge.content_hash[:12])


@views.get("/readyz")
@audience("anyone")
def readyz() -> ResponseReturnValue:
    """200 as long as this process answers, with or without a database: what it then says is a calm
    page, and no proxy has a better one.
    """
    return jsonify(status="ready")
