"""Why an agent may pause: the reasons the line came with, and what the city makes of them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.models import PauseReason, new_id
from shared.store.ledger import record

# The reasons the line came with; the words: queue-pause-<reason>.
PAUSE_REASONS = ("break", "meal", "meeting", "training", "after_hard_call", "technical")
LONGEST_NAME = 40


class Wrong(StrEnum):
    """Why a reason is not added; the words: set-pause-<value>."""

    NAMES = "names"
    ALREADY = "already"


class Reason(NamedTuple):
    """One reason. `names`: by language, of the city's own; None for ours."""

    code: str
    is_offered: bool
    names: dict[str, str] | None = None


def reasons(db: Session) -> tuple[Reason, ...]:
    """All reasons, ours first, those that are switched off too."""
    rows = {row.code: row for row in db.scalars(select(PauseReason).order_by(PauseReason.code))}
    ours = [Reason(code, _is_offered(rows.get(code))) for code in PAUSE_REASONS]
    own = [
        Reason(row.code, row.is_offered, _names(row))
        for row in rows.values()
        if row.code not in PAUSE_REASONS
    ]
    return (*ours, *own)


def offered(db: Session) -> tuple[str, ...]:
    """The codes an agent may choose from."""
    return tuple(one.code for one in reasons(db) if one.is_offered)


def names(db: Session, code: str) -> dict[str, str] | None:
    """The names of one of the city's own reasons, switched off or not; None for ours."""
    row = db.get(PauseReason, code)
    return _names(row) if row is not None and code not in PAUSE_REASONS else None


def switch(db: Session, code: str, agent_id: str, at: datetime, *, is_offered: bool) -> bool:
    """Offer a reason or do not; False when nothing changes, or it is the last one."""
    known = {one.code: one for one in reasons(db)}
    if code not in known or known[code].is_offered is is_offered:
        return False
    if not is_offered and len(offered(db)) == 1:
        return False
    row = db.get(PauseReason, code, with_for_update=True, populate_existing=True)
    if row is None:
        row = PauseReason(code=code)
        db.add(row)
    row.is_offered, row.changed_at = is_offered, at
    _record(db, code, agent_id, at, "offered" if is_offered else "not_offered")
    return True


def add(db: Session, named: dict[str, str], agent_id: str, at: datetime) -> str | Wrong:
    """One more reason, with its name in all three languages; answers its code."""
    clean = {tongue: " ".join(name.split())[:LONGEST_NAME] for tongue, name in named.items()}
    if not all(clean.get(tongue) for tongue in ("pl", "uk", "en")):
        return Wrong.NAMES
    if any(clean["pl"] == (one.names or {}).get("pl") for one in reasons(db)):
        return Wrong.ALREADY
    code = f"own-{new_id()[-8:]}"
    by_column = {f"name_{tongue}": clean[tongue] for tongue in ("pl", "uk", "en")}
    db.add(PauseReason(code=code, changed_at=at, **by_column))
    _record(db, code, agent_id, at, "added")
    return code


def _record(db: Session, code: str, agent_id: str, at: datetime, state: str) -> None:
    record(db, "pause_reason_changed", at, agent_id=agent_id, what=code, state=state)


def _is_offered(row: PauseReason | None) -> bool:
    return row is None or row.is_offered


def _names(row: PauseReason) -> dict[str, str]:
    return {"pl": row.name_pl or "", "uk": row.name_uk or "", "en": row.name_en or ""}
