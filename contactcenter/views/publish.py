"""Letting out what others wrote, and the versions that went out."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Blueprint, Response, abort, request, url_for

from contactcenter import workshop
from contactcenter.center import center, now, presence
from contactcenter.gates import language
from shared.bundle import Knowledge
from shared.intake.drafts import Deed, live_drafts, return_draft
from shared.intake.publishing import (
    Composed,
    Consent,
    Press,
    Refused,
    compose,
    compose_restore,
    latest,
    publish,
    read_version,
    versions,
)
from shared.models import ContentVersion, DraftState
from shared.web import audience, redirect_whole_page, respond

views = Blueprint("publish", __name__)

MOST_VERSIONS = 50
NO_KEY = "no_key"


class VersionLine(NamedTuple):
    """A version in the list."""

    version: ContentVersion
    editors: str
    publisher: str
    is_in_force: bool


@views.get("/content/review")
@audience("editor")
def review() -> Response:
    """What waits for a second person, field by field."""
    return _review()


@views.post("/content/review")
@audience("editor")
def let_out() -> Response:
    """Publish the drafts ticked, as they were shown."""
    press = center().holder.press
    if press is None:
        return _review(NO_KEY, 409)
    revisions = _ticked()
    with center().store.read() as db:
        composed = compose(db, press, revisions, center().clock.today())
    problem = composed if isinstance(composed, Refused) else _let_out(press, composed)
    if problem is not None:
        return _review(problem.value, 409)
    return redirect_whole_page(url_for("content.desk", said="published"))


@views.post("/content/drafts/<draft_id>/return")
@audience("editor")
def give_back(draft_id: str) -> Response:
    """Give a draft back to who wrote it, with a word why."""
    with center().store.write() as db:
        note = request.form.get("note", "").strip()
        return_draft(db, draft_id, note, Deed(presence().agent_id, now()))
    return redirect_whole_page(url_for("content.desk", said="returned"))


@views.get("/content/versions")
@audience("editor")
def history() -> Response:
    """The versions that went out, the newest first."""
    with center().store.read() as db:
        found = versions(db, MOST_VERSIONS)
    lines = [
        VersionLine(
            one,
            workshop.people(center().store, one.editor_ids),
            workshop.people(center().store, [one.publisher_id] if one.publisher_id else []),
            index == 0,
        )
        for index, one in enumerate(found)
    ]
    return respond("versions.html", lines=lines)


@views.get("/content/versions/<version_id>")
@audience("editor")
def version_page(version_id: str) -> Response:
    """One version: what it changed, and what restoring it would change now."""
    return _version(version_id)


@views.post("/content/versions/<version_id>/restore")
@audience("editor")
def restore(version_id: str) -> Response:
    """Publish an older version once more; one person is enough, a reason is needed."""
    press = center().holder.press
    if press is None:
        return _version(version_id, NO_KEY, 409)
    with center().store.read() as db:
        composed = compose_restore(db, press, version_id)
    problem = composed if isinstance(composed, Refused) else _let_out(press, composed)
    if problem is not None:
        return _version(version_id, problem.value, 409)
    return redirect_whole_page(url_for("publish.history"))


def _ticked() -> dict[str, int]:
    """The drafts ticked ("id:revision")."""
    pairs = (one.rpartition(":") for one in request.form.getlist("draft"))
    return {draft_id: int(number) for draft_id, _, number in pairs if number.isdecimal()}


def _let_out(press: Press, composed: Composed) -> Refused | None:
    """Publish and serve it from here on; why not, otherwise."""
    consent = Consent(request.form.get("parent") or None, request.form.get("note", "").strip())
    with center().store.write() as db:
        done = publish(db, press, composed, consent, Deed(presence().agent_id, now()))
    if isinstance(done, Refused):
        return done
    center().holder.take(done, composed.knowledge)
    return None


def _review(problem: str | None = None, status: int = 200) -> Response:
    room, words = center(), center().words(language())
    with room.store.read() as db:
        drafts = [one for one in live_drafts(db) if one.state is DraftState.OFFERED]
        version = latest(db)
    lines = workshop.lines_of(room.store, room.knowledge, drafts, words, presence().agent_id)
    return respond(
        "review.html",
        status=status,
        lines=lines,
        parent=version.id if version else "",
        problem=problem,
        note=request.form.get("note", ""),
    )


def _version(version_id: str, problem: str | None = None, status: int = 200) -> Response:
    room = center()
    with room.store.read() as db:
        version = db.get(ContentVersion, version_id)
        parent = version.parent_id if version else None
        older = db.get(ContentVersion, parent) if parent else None
        in_force = latest(db)
    if version is None or in_force is None:
        abort(404)
    known = _known(version)
    before = _known(older) if older else room.holder.base
    return respond(
        "version.html",
        status=status,
        version=version,
        editors=workshop.people(room.store, version.editor_ids),
        publisher=workshop.people(
            room.store, [version.publisher_id] if version.publisher_id else []
        ),
        changed=_changed(before, known),
        undone=_changed(room.knowledge, known) if version.id != in_force.id else [],
        is_in_force=version.id == in_force.id,
        parent=in_force.id,
        is_readable=known is not None,
        problem=problem,
        note=request.form.get("note", ""),
    )


def _known(version: ContentVersion) -> Knowledge | None:
    """What a version says; None where this program cannot read it any more."""
    known = read_version(version, center().holder.key)
    return known if isinstance(known, Knowledge) else None


def _changed(older: Knowledge | None, newer: Knowledge | None) -> list[Any]:
    if older is None or newer is None:
        return []
    return workshop.changed_lines(older.content, newer, center().words(language()))
