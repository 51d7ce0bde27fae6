"""What we know now: likely yes, one more answer needed, rather no and why; and help for anybody."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response

from kiosk import scope
from kiosk.kiosk import assessment, kiosk, visit, words
from kiosk.lines import childrens_line
from shared.web import audience, respond
from shared.web.present import nearest_lines, results

screen = Blueprint("results", __name__)


@screen.get("/results")
@audience("citizen")
def show() -> Response:
    """All services in their groups."""
    known = kiosk().knowledge
    now = assessment()
    about = scope.about(visit(), known)
    groups = results(known, now, words())
    asked_about = tuple(card for card in groups.open if card.service_id in about)
    return respond(
        "results.html",
        results=replace(groups, open=asked_about),
        is_partial=len(asked_about) < len(groups.open),
        nearest=nearest_lines(known, now, words()),
        more=known.engine.question(now, about) is not None,
        has_answers=visit().has_answers,
        child_line=childrens_line(known, words()) if visit().may_be_a_child else None,
        slip=visit().slip,
    )
