"""The editors' desk, and the form of one record: saved at every step, offered when it is sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, Response, abort, request, url_for

from contactcenter import agents, workshop
from contactcenter.center import center, now, presence
from contactcenter.content_faults import told
from contactcenter.content_fields import LANGUAGES, form_of
from contactcenter.content_form import filled, read_form, shown_at
from contactcenter.gates import language
from shared.bundle.compare import compare
from shared.bundle.edited import new_faults
from shared.bundle.overlay import JOINT, KINDS, Kind, changed_fields
from shared.intake.corrections import open_corrections
from shared.intake.drafts import (
    Deed,
    DraftRefused,
    Edit,
    current_value,
    draft_value,
    live_draft,
    live_drafts,
    offer_draft,
    save_draft,
    withdraw_draft,
)
from shared.models import Draft, DraftState, new_id
from shared.web import audience, redirect_whole_page, respond

views = Blueprint("content", __name__)

SAID = {"saved", "offered", "withdrawn", "unchanged", "published", "returned", "settled"}
MORE = "more:"


@dataclass(frozen=True)
class Turn:
    """Where the editing of one record stands: what the page shows, and what did not work."""

    kind: Kind
    record_id: str
    value: dict[str, Any]
    draft: Draft | None
    said: str | None = None
    spare: str = ""
    theirs: dict[str, Any] | None = None
    is_told: bool = False


@views.get("/content")
@audience("editor")
def desk() -> Response:
    """What is being written, what waits for a second person, and everything there is to open."""
    room, words = center(), center().words(language())
    with room.store.read() as db:
        drafts = live_drafts(db)
        corrections = len(open_corrections(db, room.keys.secret))
    return respond(
        "content.html",
        lines=workshop.lines_of(room.store, room.knowledge, drafts, words, presence().agent_id),
        corrections=corrections,
        shelves=workshop.shelves(room.knowledge, words),
        said=_said(),
    )


@views.post("/content/classes")
@audience("editor")
def new_class() -> Response:
    """Begin a class of the Social Integration Club; it is nowhere until it is saved."""
    record_id = f"class_{new_id().replace('-', '')[-12:]}"
    return redirect_whole_page(url_for("content.page", kind="class", record_id=record_id))


@views.get("/content/<kind>/<record_id>")
@audience("editor")
def page(kind: str, record_id: str) -> Response:
    """The form of one record: as the draft has it, or as it is in force."""
    return _show(_begin(kind, record_id, said=_said()))


@views.post("/content/<kind>/<record_id>/preview")
@audience("editor")
def preview(kind: str, record_id: str) -> Response:
    """The card as it will be, and what is still wrong. Nothing is kept."""
    turn = _begin(kind, record_id)
    value = read_form(form_of(kind, record_id), turn.value, request.form)
    return respond("content_edit.html", "preview", **_shown(_with(turn, value)))


@views.post("/content/<kind>/<record_id>")
@audience("editor")
def save(kind: str, record_id: str) -> Response:
    """Keep what was typed, whatever was pressed; then do what was pressed."""
    turn = _begin(kind, record_id)
    value = read_form(form_of(kind, record_id), turn.value, request.form)
    deed, asked = Deed(presence().agent_id, now()), request.form.get("do", "save")
    content = center().knowledge.content
    with center().store.write() as db:
        edit = Edit(turn.kind, record_id, value, _revision())
        saved = save_draft(db, content, edit, deed)
        is_offered = isinstance(saved, Draft) and asked == "offer"
        refused = (
            offer_draft(db, content, saved.id, saved.revision, deed)
            if is_offered and isinstance(saved, Draft)
            else None
        )
    if saved is DraftRefused.OVERTAKEN:
        return _show(_overtaken(kind, record_id, value), 409)
    if isinstance(saved, DraftRefused):
        abort(403 if saved is DraftRefused.NOT_ALLOWED else 404)
    if refused is not None:
        return _show(_with(_begin(kind, record_id), value, said="faulty", is_told=True), 422)
    if asked.startswith(MORE):
        return _show(_with(_begin(kind, record_id), value, spare=asked.removeprefix(MORE)))
    if is_offered:
        return redirect_whole_page(url_for("content.desk", said="offered"))
    said = "saved" if saved else "unchanged"
    return redirect_whole_page(url_for("content.page", kind=kind, record_id=record_id, said=said))


@views.post("/content/drafts/<draft_id>/withdraw")
@audience("editor")
def withdraw(draft_id: str) -> Response:
    """Give a draft up."""
    with center().store.write() as db:
        withdraw_draft(db, draft_id, Deed(presence().agent_id, now()))
    return redirect_whole_page(url_for("content.desk", said="withdrawn"))


def _said() -> str | None:
    said = request.args.get("said", "")
    return said if said in SAID else None


def _revision() -> int:
    given = request.form.get("revision", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else 0


def _begin(kind: str, record_id: str, said: str | None = None) -> Turn:
    """The record as the draft has it, else as it is in force; 404 for what there is not."""
    if kind not in KINDS:
        abort(404)
    content = center().knowledge.content
    current = current_value(content, kind, record_id)
    if current is None or not _may_be_new(kind, record_id):
        abort(404)
    with center().store.read() as db:
        draft = live_draft(db, kind, record_id)
    value = draft_value(content, draft) if draft else current
    return Turn(cast(Kind, kind), record_id, value or current, draft, said, is_told=bool(draft))


def _may_be_new(kind: str, record_id: str) -> bool:
    """Words are for services there are; a class made up by an address would be nobody's."""
    known = center().knowledge
    if kind == "synonyms" and record_id not in ("alike", "elsewhere"):
        return all(one in known.services for one in record_id.split(JOINT))
    if kind == "class":
        return record_id.startswith("class_") or record_id in {c.id for c in known.content.classes}
    return True


def _with(turn: Turn, value: dict[str, Any], **changes: Any) -> Turn:
    given = {"said": turn.said, "spare": turn.spare, "is_told": True, **changes}
    return Turn(turn.kind, turn.record_id, value, turn.draft, **given)


def _overtaken(kind: str, record_id: str, mine: dict[str, Any]) -> Turn:
    """Somebody saved in between: what I typed stays in the form, theirs stands beside it."""
    turn = _begin(kind, record_id)
    return _with(turn, mine, said="overtaken", theirs=turn.value)


def _show(turn: Turn, status: int = 200) -> Response:
    return respond("content_edit.html", status=status, **_shown(turn))


def _shown(turn: Turn) -> dict[str, Any]:
    room = center()
    content, form = room.knowledge.content, form_of(turn.kind, turn.record_id)
    faults = new_faults(content, turn.kind, turn.record_id, turn.value) if turn.is_told else ()
    parts = filled(form, turn.value, faults, turn.spare)
    current = current_value(content, turn.kind, turn.record_id) or {}
    chosen = request.form.get("preview_language", "pl")
    tongue = chosen if chosen in LANGUAGES else "pl"
    return {
        "turn": turn,
        "record": workshop.named(room.knowledge, turn.kind, turn.record_id, room.words(language())),
        "parts": parts,
        "faults": [(fault, told(fault), shown_at(parts, fault)) for fault in faults],
        "told": told,
        "changes_made": compare(
            {name: current.get(name) for name in changed_fields(current, turn.value, turn.kind)},
            changed_fields(current, turn.value, turn.kind),
        ),
        "differences": compare(turn.theirs, turn.value) if turn.theirs is not None else (),
        "by_whom": _by_whom(turn.draft),
        "is_offered": turn.draft is not None and turn.draft.state is DraftState.OFFERED,
        "card": workshop.preview(room, turn.kind, turn.record_id, turn.value, tongue),
        "tongue": tongue,
        "tongues": LANGUAGES,
        "places": _places(turn.kind),
    }


def _by_whom(draft: Draft | None) -> str:
    if draft is None:
        return ""
    with center().store.read() as db:
        names = agents.names_of(db, draft.editor_ids)
    return ", ".join(names.get(one, "") for one in draft.editor_ids)


def _places(kind: str) -> list[workshop.Named]:
    """Where a closed point may send people instead."""
    if kind != "location":
        return []
    return list(workshop.shelves(center().knowledge, center().words(language()))["location"])
