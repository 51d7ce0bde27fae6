"""Editors' drafts: one live draft a record, saved however faulty, offered only when it is sound.

Every saving names the revision the form was opened with. Where somebody else saved in between,
nothing is written over: the caller is told, and still holds what was typed.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bundle.edited import new_faults
from shared.bundle.knowledge import Content
from shared.bundle.overlay import EDITABLE, Kind, blank, changed_fields, value_of, with_fields
from shared.models import Agent, Draft, DraftState, Permission, new_id
from shared.store.ledger import record
from shared.store.once import insert_once

LIVE = (DraftState.OPEN, DraftState.OFFERED)
LONGEST_NOTE = 300


class DraftRefused(StrEnum):
    """Why a draft was not changed."""

    NOT_ALLOWED = "not_allowed"
    OVERTAKEN = "overtaken"
    NO_SUCH_RECORD = "no_such_record"
    FAULTY = "faulty"
    GONE = "gone"
    OWN_EDIT = "own_edit"


class Deed(NamedTuple):
    """Who does it, and when."""

    agent_id: str
    at: datetime


class Edit(NamedTuple):
    """A record as it should read. `revision`: that of the draft the form was opened with, or 0."""

    kind: Kind
    record_id: str
    value: dict[str, Any]
    revision: int


def may(db: Session, agent_id: str, permission: Permission) -> bool:
    """Whether somebody who still works here has this permission."""
    agent = db.get(Agent, agent_id)
    return agent is not None and agent.is_enabled and permission in agent.permissions


def current_value(content: Content, kind: str, record_id: str) -> dict[str, Any] | None:
    """The record an editor begins with; for a class or words that are new, an empty one."""
    return value_of(content, kind, record_id) or blank(kind, record_id)


def live_draft(db: Session, kind: str, record_id: str, *, lock: bool = False) -> Draft | None:
    """The draft of this record that is being written or waits, if there is one."""
    query = select(Draft).where(Draft.live_key == _live_key(kind, record_id))
    return db.scalar(query.with_for_update() if lock else query)


def live_drafts(db: Session) -> list[Draft]:
    """All of them, the ones last saved first."""
    query = select(Draft).where(Draft.state.in_(LIVE)).order_by(Draft.saved_at.desc(), Draft.id)
    return list(db.scalars(query))


def draft_value(content: Content, draft: Draft) -> dict[str, Any] | None:
    """The record as it will read; None when the content has no such record any more."""
    current = current_value(content, draft.kind, draft.record_id)
    return None if current is None else with_fields(current, draft.fields)


def save_draft(
    db: Session, content: Content, edit: Edit, deed: Deed
) -> Draft | DraftRefused | None:
    """Keep the record as it should read, faults and all; None when nothing differs (any more)."""
    if not may(db, deed.agent_id, Permission.EDIT):
        return DraftRefused.NOT_ALLOWED
    current = current_value(content, edit.kind, edit.record_id)
    if current is None:
        return DraftRefused.NO_SUCH_RECORD
    fields = changed_fields(current, edit.value, edit.kind)
    draft = live_draft(db, edit.kind, edit.record_id, lock=True)
    if edit.revision != (draft.revision if draft else 0):
        return DraftRefused.OVERTAKEN
    if draft is None:
        return _begin(db, edit, fields, deed) if fields else None
    return _go_on(db, draft, fields, deed)


def offer_draft(
    db: Session, content: Content, draft_id: str, revision: int, deed: Deed
) -> DraftRefused | None:
    """Hand the draft to a second person. Refused while the loader would refuse the record."""
    draft = _find(db, draft_id)
    if draft is None:
        return DraftRefused.GONE
    if not may(db, deed.agent_id, Permission.EDIT):
        return DraftRefused.NOT_ALLOWED
    if draft.revision != revision:
        return DraftRefused.OVERTAKEN
    value = draft_value(content, draft)
    if value is None or new_faults(content, draft.kind, draft.record_id, value):
        return DraftRefused.FAULTY
    _move(db, draft, DraftState.OFFERED, deed)
    return None


def return_draft(db: Session, draft_id: str, note: str, deed: Deed) -> DraftRefused | None:
    """Give an offered draft back to its editors, saying why."""
    draft = _find(db, draft_id)
    if draft is None or draft.state is not DraftState.OFFERED:
        return DraftRefused.GONE
    if not may(db, deed.agent_id, Permission.PUBLISH):
        return DraftRefused.NOT_ALLOWED
    draft.note = note[:LONGEST_NOTE]
    _move(db, draft, DraftState.OPEN, deed)
    return None


def withdraw_draft(db: Session, draft_id: str, deed: Deed) -> DraftRefused | None:
    """Give the draft up; the record stays as it is."""
    draft = _find(db, draft_id)
    if draft is None:
        return DraftRefused.GONE
    if not may(db, deed.agent_id, Permission.EDIT):
        return DraftRefused.NOT_ALLOWED
    _move(db, draft, DraftState.WITHDRAWN, deed)
    return None


def settle_draft(db: Session, draft: Draft, version_id: str, deed: Deed) -> None:
    """The draft is out, in this version."""
    draft.version_id = version_id
    _move(db, draft, DraftState.PUBLISHED, deed)


def set_aside(
    db: Session, kind: Kind, record_id: str, fields: dict[str, Any], note: str, at: datetime
) -> None:
    """Keep an edit that no longer fits as a draft of nobody's, unless one is being written."""
    given = {name: field for name, field in fields.items() if name in EDITABLE[kind]}
    insert_once(db, Draft, **_new(kind, record_id, given, at), editor_ids=(), note=note)


def _begin(db: Session, edit: Edit, fields: dict[str, Any], deed: Deed) -> Draft | DraftRefused:
    values = _new(edit.kind, edit.record_id, fields, deed.at)
    if not insert_once(db, Draft, **values, editor_ids=(deed.agent_id,), note=""):
        return DraftRefused.OVERTAKEN
    draft = db.get_one(Draft, values["id"])
    _note_saved(db, draft, deed)
    return draft


def _new(kind: Kind, record_id: str, fields: dict[str, Any], at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "kind": kind,
        "record_id": record_id,
        "live_key": _live_key(kind, record_id),
        "fields": fields,
        "state": DraftState.OPEN,
        "revision": 1,
        "created_at": at,
        "saved_at": at,
    }


def _go_on(db: Session, draft: Draft, fields: dict[str, Any], deed: Deed) -> Draft | None:
    if not fields:
        _move(db, draft, DraftState.WITHDRAWN, deed)
        return None
    draft.fields, draft.note, draft.saved_at = fields, "", deed.at
    draft.state = DraftState.OPEN
    draft.revision += 1
    draft.editor_ids = tuple(dict.fromkeys((*draft.editor_ids, deed.agent_id)))
    _note_saved(db, draft, deed)
    return draft


def _note_saved(db: Session, draft: Draft, deed: Deed) -> None:
    who, revision = deed.agent_id, draft.revision
    record(db, "draft_saved", deed.at, draft_id=draft.id, agent_id=who, revision=revision)


def _move(db: Session, draft: Draft, state: DraftState, deed: Deed) -> None:
    draft.state = state
    if state not in LIVE:
        draft.live_key = None
    what = {"draft_id": draft.id, "agent_id": deed.agent_id, "state": state.value}
    record(db, "draft_moved", deed.at, **what)


def _find(db: Session, draft_id: str) -> Draft | None:
    draft = db.get(Draft, draft_id, with_for_update=True)
    return draft if draft is not None and draft.state in LIVE else None


def _live_key(kind: str, record_id: str) -> str:
    return f"{kind} {record_id}"
