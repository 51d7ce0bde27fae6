"""What was last checked when; "still true today" is an edit like any other."""

from __future__ import annotations

from collections import Counter
from typing import cast

from flask import Blueprint, Response, abort, request, url_for

from contactcenter.center import center, now, presence
from contactcenter.gates import language
from shared.bundle.freshness import freshness
from shared.bundle.overlay import KINDS, Kind
from shared.intake.drafts import (
    Deed,
    Edit,
    current_value,
    draft_value,
    live_draft,
    live_drafts,
    offer_draft,
    save_draft,
)
from shared.models import Draft
from shared.web import audience, redirect_whole_page, respond

views = Blueprint("freshness", __name__)

RULES = ("place", "phone", "text", "number", "class")
SAID = {"noted", "in-hand"}


@views.get("/freshness")
@audience("editor")
def page() -> Response:
    """Everything that ages, what is late first; `?rule=place` for one kind of it."""
    room, on = center(), center().clock.today()
    rule, said = request.args.get("rule"), request.args.get("said", "")
    every = freshness(room.knowledge.content, on)
    with room.store.read() as db:
        in_hand = {(one.kind, one.record_id) for one in live_drafts(db)}
    words = room.words(language())
    return respond(
        "freshness.html",
        lines=[
            (one, words.read(one.names), (one.kind, one.id) in in_hand)
            for one in every
            if rule not in RULES or one.rule == rule
        ],
        late=Counter(one.rule for one in every if one.is_late(on)),
        all_of=Counter(one.rule for one in every),
        rules=RULES,
        chosen=rule if rule in RULES else None,
        on=on,
        said=said if said in SAID else None,
    )


@views.post("/freshness/<kind>/<record_id>")
@audience("editor")
def still_true(kind: str, record_id: str) -> Response:
    """Somebody looked today and all of it is true: offered at once, unless a draft is in hand."""
    content = center().knowledge.content
    current = current_value(content, kind, record_id) if kind in KINDS else None
    if current is None or "checked_on" not in current:
        abort(404)
    deed, today = Deed(presence().agent_id, now()), center().clock.today().isoformat()
    with center().store.write() as db:
        draft = live_draft(db, kind, record_id)
        before = (draft_value(content, draft) if draft else None) or current
        revision = draft.revision if draft else 0
        edit = Edit(cast(Kind, kind), record_id, {**before, "checked_on": today}, revision)
        saved = save_draft(db, content, edit, deed)
        if draft is None and isinstance(saved, Draft):
            offer_draft(db, content, saved.id, saved.revision, deed)
    said = "in-hand" if draft else "noted"
    return redirect_whole_page(url_for("freshness.page", said=said))
