"""Letting edits out: by a second person, as a new signed content version that can be undone.

Composing (compiling, signing, building the engine and the search) takes a second or two and is done
outside any write transaction; publishing then only looks whether everything is still as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bundle import BundleFault, Knowledge, know, read_bundle, write_bundle
from shared.bundle.edited import new_faults
from shared.bundle.knowledge import Content
from shared.bundle.overlay import EDITABLE, Overlay, applied, merged, value_of
from shared.diagnosis import ContentError
from shared.intake.drafts import Deed, draft_value, may, settle_draft
from shared.models import ContentVersion, Draft, DraftState, Permission, VersionKind, new_id
from shared.store.ledger import record
from shared.store.once import insert_once

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

LONGEST_NOTE = 300
ONLY_LOOKED_AT = frozenset({"checked_on", "source", "status"})


class Refused(StrEnum):
    """Why nothing was published."""

    NOT_ALLOWED = "not_allowed"
    OWN_EDIT = "own_edit"
    OVERTAKEN = "overtaken"
    FAULTY = "faulty"
    NOTHING = "nothing"
    NO_NOTE = "no_note"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Press:
    """The content that came with the software, and the key new versions are signed with."""

    base: Knowledge
    signing_key: Ed25519PrivateKey


class Composed(NamedTuple):
    """A version ready to be let out, and what it was made from."""

    knowledge: Knowledge
    bundle: bytes
    overlays: tuple[Overlay, ...]
    parent_id: str | None
    revisions: Mapping[str, int]
    kind: VersionKind = VersionKind.EDIT
    restores_id: str | None = None


class Consent(NamedTuple):
    """What the publisher had before their eyes (the version in force then), and says to it."""

    seen_parent_id: str | None
    note: str = ""


class Signed(NamedTuple):
    """Who wrote it, who let it out (nobody: the software), with what words and when."""

    editor_ids: tuple[str, ...]
    publisher_id: str | None
    note: str
    at: datetime


def latest(db: Session) -> ContentVersion | None:
    """The version in force; None while nobody has published anything."""
    return db.scalar(select(ContentVersion).order_by(ContentVersion.number.desc()).limit(1))


def overlays_of(version: ContentVersion | None) -> tuple[Overlay, ...]:
    """Every edit that is in force in this version."""
    return msgspec.convert(version.overlays if version else [], tuple[Overlay, ...])


def compose(
    db: Session, press: Press, revisions: Mapping[str, int], on: date
) -> Composed | Refused:
    """Make the next version from these drafts (revision by id), each as offered."""
    version = latest(db)
    overlays = overlays_of(version)
    content = laid_over(press.base.content, overlays)
    drafts = _drafts(db, revisions)
    if not revisions:
        return Refused.NOTHING
    if drafts is None or content is None:
        return Refused.OVERTAKEN
    for draft in drafts:
        value = draft_value(content, draft)
        if value is None or new_faults(content, draft.kind, draft.record_id, value):
            return Refused.FAULTY
        overlays = merged(overlays, _overlay(press.base.content, draft, on))
    return press_version(press, overlays, version.id if version else None, revisions)


def compose_restore(db: Session, press: Press, version_id: str) -> Composed | Refused:
    """Make ready to publish an older version once more: its edits over the software's content."""
    version, older = latest(db), db.get(ContentVersion, version_id)
    if version is None or older is None or older.id == version.id:
        return Refused.NOTHING
    composed = press_version(press, overlays_of(older), version.id, {})
    if isinstance(composed, Refused):
        return Refused.UNREADABLE
    return composed._replace(kind=VersionKind.RESTORE, restores_id=older.id)


def publish(
    db: Session, press: Press, composed: Composed, consent: Consent, deed: Deed
) -> ContentVersion | Refused:
    """Let it out, if the publisher may and wrote none of it, and nothing changed since they looked.

    An older version is restored by one person: two let it out once already, and a wrong number must
    be gone at once. A restoration says why.
    """
    why = _objection(db, composed, consent, deed.agent_id)
    if why is not None:
        record(db, "content_refused", deed.at, agent_id=deed.agent_id, why=why.value)
        return why
    drafts = _drafts(db, composed.revisions, lock=True) or []
    editors = tuple(dict.fromkeys(one for draft in drafts for one in draft.editor_ids))
    version = add_version(
        db, press, composed, Signed(editors, deed.agent_id, consent.note, deed.at)
    )
    if version is None:
        return Refused.OVERTAKEN
    for draft in drafts:
        settle_draft(db, draft, version.id, deed)
    return version


def read_version(version: ContentVersion, key: Ed25519PublicKey) -> Knowledge | BundleFault:
    """The knowledge a version holds, if `key` vouches for it."""
    return read_bundle(version.bundle, key)


def versions(db: Session, most: int) -> list[ContentVersion]:
    """The versions, the newest first."""
    query = select(ContentVersion).order_by(ContentVersion.number.desc()).limit(most)
    return list(db.scalars(query))


def laid_over(content: Content, overlays: Iterable[Overlay]) -> Content | None:
    """The content with all edits in it; None when one does not fit."""
    for overlay in overlays:
        edited = applied(content, overlay)
        if edited is None:
            return None
        content = edited
    return content


def press_version(
    press: Press, overlays: tuple[Overlay, ...], parent_id: str | None, revisions: Mapping[str, int]
) -> Composed | Refused:
    """Compile, sign, read back and build; FAULTY when it does not load."""
    content = laid_over(press.base.content, overlays)
    if content is None:
        return Refused.FAULTY
    bundle = write_bundle(know(content), press.signing_key)
    # read back as a kiosk will read it, and built: what does not load is never let out
    knowledge = read_bundle(bundle, press.signing_key.public_key())
    if isinstance(knowledge, BundleFault) or not _is_sound(knowledge):
        return Refused.FAULTY
    return Composed(knowledge, bundle, overlays, parent_id, dict(revisions))


def _is_sound(knowledge: Knowledge) -> bool:
    try:
        knowledge.engine  # noqa: B018  # built here, not while the first caller waits
        knowledge.search  # noqa: B018
    except ContentError:
        return False
    return True


def _objection(
    db: Session, composed: Composed, consent: Consent, publisher_id: str
) -> Refused | None:
    if not may(db, publisher_id, Permission.PUBLISH):
        return Refused.NOT_ALLOWED
    version = latest(db)
    in_force = version.id if version else None
    drafts = _drafts(db, composed.revisions, lock=True)
    if drafts is None or in_force != composed.parent_id or in_force != consent.seen_parent_id:
        return Refused.OVERTAKEN
    if any(publisher_id in draft.editor_ids for draft in drafts):
        return Refused.OWN_EDIT
    if composed.kind is VersionKind.RESTORE and not consent.note.strip():
        return Refused.NO_NOTE
    return None


def _drafts(
    db: Session, revisions: Mapping[str, int], *, lock: bool = False
) -> Sequence[Draft] | None:
    """The drafts as offered in exactly these revisions; None when one is not."""
    query = select(Draft).where(Draft.id.in_(revisions)).order_by(Draft.id)
    drafts = db.scalars(query.with_for_update() if lock else query).all()
    offered = {one.id: one.revision for one in drafts if one.state is DraftState.OFFERED}
    return drafts if offered == dict(revisions) else None


def _overlay(base: Content, draft: Draft, on: date) -> Overlay:
    fields = dict(draft.fields)
    kind: Any = draft.kind
    if "edited_on" in EDITABLE[kind] and not fields.keys() <= ONLY_LOOKED_AT:
        fields["edited_on"] = on.isoformat()
    before = value_of(base, kind, draft.record_id) or {}
    return Overlay(kind, draft.record_id, fields, {name: before.get(name) for name in fields})


def add_version(
    db: Session, press: Press, composed: Composed, signed: Signed
) -> ContentVersion | None:
    """The version's row; None when another process added one with its number."""
    parent = db.get(ContentVersion, composed.parent_id) if composed.parent_id else None
    values = {
        "id": new_id(),
        "number": parent.number + 1 if parent else 1,
        "parent_id": composed.parent_id,
        "restores_id": composed.restores_id,
        "kind": composed.kind,
        "content_hash": composed.knowledge.content_hash,
        "base_hash": press.base.content_hash,
        "bundle": composed.bundle,
        "overlays": msgspec.to_builtins(composed.overlays),
        "editor_ids": signed.editor_ids,
        "publisher_id": signed.publisher_id,
        "note": signed.note[:LONGEST_NOTE],
        "published_at": signed.at,
    }
    if not insert_once(db, ContentVersion, **values):
        return None
    version = db.get_one(ContentVersion, values["id"])
    _note_published(db, version)
    return version


def _note_published(db: Session, version: ContentVersion) -> None:
    record(
        db,
        "content_published",
        version.published_at,
        version_id=version.id,
        number=version.number,
        kind=version.kind.value,
        agent_id=version.publisher_id,
        content_hash=version.content_hash,
    )
