"""The code under which a kiosk shows again what was agreed: four short pairs, as K7-42-MR-93.

262 million codes, no look-alike letters, 14 days, and few wrong guesses per kiosk and in the whole
city: with 3,000 codes alive, who guesses at the full rate finds one in about two months.
"""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.crypto import blind_index, derive, seal, unseal
from shared.intake.agreement_seen import AgreementView, shown
from shared.intake.guesses import GuessLimits, guesses
from shared.intake.keys import CityKeys
from shared.models import Agreement
from shared.store.ledger import record

LETTERS = "ACDEFHJKLMNPRTUWXYZB"
DIGITS = "23456789"
PAIRS = (LETTERS, DIGITS, DIGITS, DIGITS, LETTERS, LETTERS, DIGITS, DIGITS)
SAME_SHAPE = str.maketrans("АВСЕНКМРТХУ", "ABCEHKMPTXY")  # Cyrillic, Latin
LOOKS_LIKE = {
    **{(seen, LETTERS): meant for seen, meant in (("8", "B"), ("2", "Z"), ("1", "L"), ("I", "L"))},
    **{(seen, DIGITS): meant for seen, meant in (("B", "8"), ("Z", "2"), ("S", "5"), ("G", "6"))},
}
FORM = re.compile(rf"[{LETTERS}][{DIGITS}]{{3}}[{LETTERS}]{{2}}[{DIGITS}]{{2}}")
ALIVE = timedelta(days=14)
LIMITS = GuessLimits(per_source=10, per_source_seconds=900, everywhere=60)


class CodeRefused(StrEnum):
    """Why a code shows nothing."""

    UNKNOWN = "unknown"  # or withdrawn: whoever asks is not told which
    EXPIRED = "expired"  # whoever holds an old code should not go on typing it
    TOO_MANY_TRIES = "too_many_tries"


def give_code(
    db: Session, agreement_id: str, agent_id: str, keys: CityKeys, at: datetime
) -> str | None:
    """The agreement's code, the same however often it is asked; None before it was read back."""
    query = select(Agreement).where(Agreement.id == agreement_id).with_for_update()
    row = db.scalar(query)
    if row is None or row.read_back_at is None or row.withdrawn_at or at >= row.made_at + ALIVE:
        return None
    if row.code_sealed is not None:
        return _read(row, keys)
    code = _free_code(db, keys)
    row.code_index = _index(code, keys)
    row.code_sealed = seal(derive(keys.secret, "code"), code.encode(), f"code {row.id}")
    record(db, "agreement_coded", at, agreement_id=row.id, agent_id=agent_id)
    return shown_code(code)


def code_of(db: Session, agreement_id: str, keys: CityKeys, at: datetime) -> str | None:
    """The code that was given, while it lives."""
    row = db.get(Agreement, agreement_id)
    if row is None or row.code_sealed is None or at >= row.made_at + ALIVE:
        return None
    return _read(row, keys)


def find_by_code(
    db: Session, typed: str, kiosk_id: str, keys: CityKeys, at: datetime
) -> AgreementView | CodeRefused:
    """What the code shows; a wrong one counts against the kiosk and the whole city.

    Something that is no code at all is a slip of the hand and is not counted.
    """
    code = normalize_code(typed)
    if code is None:
        return CodeRefused.UNKNOWN
    tries = guesses(db, derive(keys.secret, "code guesses"), at, kiosk_id, code, LIMITS)
    if not tries.may_guess():
        return CodeRefused.TOO_MANY_TRIES
    row = db.scalar(select(Agreement).where(Agreement.code_index == _index(code, keys)))
    if row is None or row.withdrawn_at or at >= row.made_at + ALIVE or row.read_back_at is None:
        tries.note_wrong()
        is_old = row is not None and row.withdrawn_at is None and at >= row.made_at + ALIVE
        return CodeRefused.EXPIRED if is_old else CodeRefused.UNKNOWN
    record(db, "agreement_shown", at, agreement_id=row.id, kiosk_id=kiosk_id)
    return shown(db, row, keys)


def normalize_code(typed: str) -> str | None:
    """The eight characters of a code however they were typed; None if it cannot be one.

    Where a letter stands and where a digit is known: what looks like the other kind, or is written
    with a Cyrillic letter of the same shape, is read as the one that can be meant.
    """
    code = re.sub(r"[\s\-–—−_./]", "", typed[:40]).upper().translate(SAME_SHAPE)
    if len(code) != len(PAIRS):
        return None
    read = "".join(
        one if one in kind else LOOKS_LIKE.get((one, kind), one)
        for one, kind in zip(code, PAIRS, strict=True)
    )
    return read if FORM.fullmatch(read) else None


def shown_code(code: str) -> str:
    """As people read it: in pairs."""
    return "-".join(code[start : start + 2] for start in range(0, len(code), 2))


def _free_code(db: Session, keys: CityKeys) -> str:
    while True:
        code = "".join(secrets.choice(letters) for letters in PAIRS)
        taken = select(Agreement.id).where(Agreement.code_index == _index(code, keys))
        if db.scalar(taken) is None:
            return code


def _read(row: Agreement, keys: CityKeys) -> str | None:
    plain = unseal(derive(keys.secret, "code"), row.code_sealed or b"", f"code {row.id}")
    return shown_code(plain.decode()) if plain else None


def _index(code: str, keys: CityKeys) -> bytes:
    return blind_index(keys.secret, "agreement code", code)
