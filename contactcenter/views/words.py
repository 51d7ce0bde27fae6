"""What was searched for in vain, for the editors' words."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, abort, request, url_for

from contactcenter import workshop
from contactcenter.center import center, now, presence
from contactcenter.gates import language
from shared.intake.drafts import Deed, Edit, current_value, draft_value, live_draft, save_draft
from shared.intake.missed import most_missed
from shared.web import audience, redirect_whole_page, respond

views = Blueprint("words", __name__)

SINCE = timedelta(days=90)
MOST = 100
LONGEST = 120
TONGUES = ("pl", "uk", "en")


@views.get("/content/missed")
@audience("editor")
def page() -> Response:
    """What people looked for in the last three months and did not find, the most frequent first."""
    room = center()
    with room.store.read() as db:
        found = most_missed(db, room.clock.today() - SINCE, MOST)
    services = workshop.shelves(room.knowledge, room.words(language()))["service"]
    return respond("missed.html", found=found, services=services)


@views.post("/content/missed")
@audience("editor")
def add() -> Response:
    """Put the words to a service's own, as a draft of its words."""
    service_id, tongue = request.form.get("service", ""), request.form.get("language", "")
    phrase = request.form.get("words", "").strip()[:LONGEST]
    content = center().knowledge.content
    if service_id not in center().knowledge.services or not phrase:
        abort(404)
    tongue = tongue if tongue in TONGUES else "pl"
    with center().store.write() as db:
        draft = live_draft(db, "synonyms", service_id)
        before = draft_value(content, draft) if draft else None
        value = dict(before or current_value(content, "synonyms", service_id) or {})
        value[tongue] = [*dict.fromkeys((*value.get(tongue, ()), phrase))]
        revision = draft.revision if draft else 0
        edit = Edit("synonyms", service_id, value, revision)
        save_draft(db, content, edit, Deed(presence().agent_id, now()))
    return redirect_whole_page(url_for("content.page", kind="synonyms", record_id=service_id))
