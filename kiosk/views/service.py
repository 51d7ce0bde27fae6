"""One service: what it is, who gets it, how much, with which papers, where, and what if not."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from kiosk import whereabouts
from kiosk.kiosk import assessment, kiosk, visit, words
from kiosk.lines import childrens_line
from kiosk.missed import touched
from shared.web import audience, respond
from shared.web.present import result_card, service_view
from shared.web.present.classes import class_lines
from shared.web.present.short_forms import forms_of_service

screen = Blueprint("service", __name__)


@screen.get("/service/<service_id>")
@audience("citizen")
def show(service_id: str) -> Response:
    """The page of one service, with what is known about this citizen's case."""
    known, citizen = kiosk().knowledge, visit()
    if service_id not in known.services:
        abort(404)
    touched(citizen)
    now = assessment()
    journey = whereabouts.journey()
    view = service_view(known, service_id, words(), journey.at, assessment=now, journey=journey)
    return respond(
        "service.html",
        service=view,
        card=result_card(known, now, now.result(service_id), words()),
        has_answers=citizen.has_answers,
        classes=class_lines(known, service_id, words(), kiosk().clock.today()),
        forms=forms_of_service(known, view, words()),
        child_line=childrens_line(known, words()) if citizen.may_be_a_child else None,
    )
