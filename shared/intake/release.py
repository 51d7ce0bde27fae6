"""When the software brings other content: the editors' changes are laid over it anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlalchemy.orm import Session

from shared.bundle.knowledge import Content
from shared.bundle.overlay import Overlay, applied, value_of
from shared.intake.drafts import set_aside
from shared.intake.publishing import (
    Composed,
    Press,
    Refused,
    Signed,
    add_version,
    latest,
    overlays_of,
    press_version,
)
from shared.models import ContentVersion, VersionKind


def compose_release(db: Session, press: Press) -> tuple[Composed | Refused, tuple[Overlay, ...]]:
    """After the software brought other content: the same edits over it.

    An edit of a field that reads differently there now, or that no longer fits, is left out and
    answered apart: somebody has to look at both.
    """
    version, content = latest(db), press.base.content
    kept: tuple[Overlay, ...] = ()
    lost: tuple[Overlay, ...] = ()
    for one in overlays_of(version):
        true = _still_true(press.base.content, one)
        edited = applied(content, true) if true.fields else None
        if edited is None:
            true = msgspec.structs.replace(true, fields={})
        else:
            content, kept = edited, (*kept, true)
        lost = (*lost, *_lost(press.base.content, one, true))
    composed = press_version(press, kept, version.id if version else None, {})
    if not isinstance(composed, Refused):
        composed = composed._replace(kind=VersionKind.RELEASE)
    return composed, lost


def release(
    db: Session, press: Press, composed: Composed, lost: Iterable[Overlay], note: str, at: datetime
) -> ContentVersion | None:
    """Put what the software brought in force; what was lost waits as drafts of nobody's.

    None when another process was quicker.
    """
    version = add_version(db, press, composed, Signed((), None, note, at))
    if version is not None:
        for one in lost:
            set_aside(db, one.kind, one.id, one.fields, note, at)
    return version


def _still_true(base: Content, overlay: Overlay) -> Overlay:
    """The edit without the fields that read differently underneath than when it was made."""
    now = value_of(base, overlay.kind, overlay.id) or {}
    kept = {
        name: field
        for name, field in overlay.fields.items()
        if now.get(name) == overlay.was.get(name)
    }
    return msgspec.structs.replace(overlay, fields=kept)


def _lost(base: Content, overlay: Overlay, kept: Overlay) -> tuple[Overlay, ...]:
    """What was not kept, unless the software says the same by now."""
    now = value_of(base, overlay.kind, overlay.id) or {}
    fields = {
        name: field
        for name, field in overlay.fields.items()
        if name not in kept.fields and name != "edited_on" and now.get(name) != field
    }
    return (Overlay(overlay.kind, overlay.id, fields),) if fields else ()
