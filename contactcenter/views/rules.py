"""The rules of one service, as a lawyer reads them: for staff who are asked why."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from flask import Blueprint, Response, abort

from contactcenter.center import center
from shared.bundle.examples import examples
from shared.web import audience, respond
from shared.web.present.rule_page import rule_page

views = Blueprint("rules", __name__)

# The signed content carries no worked examples. They are read beside it, and shown only where they
# were written for the very rule that is signed.
WRITTEN = Path(str(files("shared"))) / "content"


@views.get("/rules/<service_id>")
@audience("agent")
def page(service_id: str) -> Response:
    """The page of one service as of today; in Polish, as the law is."""
    knowledge = center().knowledge
    if service_id not in knowledge.services:
        abort(404)
    cases = examples(WRITTEN, knowledge, service_id)
    today, words = center().clock.today(), center().words("pl")
    return respond("rules.html", page=rule_page(knowledge, service_id, today, words, cases))
