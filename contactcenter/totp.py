"""One-time codes from an agent's phone (RFC 6238: six digits, thirty seconds, SHA-1), and the codes
for the day the phone is lost.

A code counts one step early or late, for clocks that differ, and once: no code at or before the
last one taken is taken again, whoever sends it and through whichever process.
"""

from __future__ import annotations

import secrets
from datetime import datetime

import pyotp
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from shared.crypto import derive, fingerprint, is_same, seal, unseal
from shared.models import OneTimeCode, RecoveryCode

PURPOSE = "one-time code"
ISSUER = "Okienko"
STEP_SECONDS = 30
SKEW_STEPS = 1
RECOVERY_CODES = 8
RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
RECOVERY_LENGTH = 16  # 31^16: about 79 bits, random, so that a plain hash will do


def begin(db: Session, secret: bytes, agent_id: str, at: datetime) -> None:
    """A new authenticator for the agent; until its first code is entered nothing depends on it."""
    forget(db, agent_id)
    plain = pyotp.random_base32().encode()
    sealed = seal(derive(secret, PURPOSE), plain, agent_id)
    db.add(OneTimeCode(agent_id=agent_id, secret_sealed=sealed, latest_step=0, made_at=at))


def is_on(db: Session, agent_id: str) -> bool:
    """Whether this agent has to enter a code."""
    row = db.get(OneTimeCode, agent_id)
    return row is not None and row.confirmed_at is not None


def waiting_secret(db: Session, secret: bytes, agent_id: str) -> str | None:
    """What the agent's phone is to be told, in base 32; None once the first code was entered."""
    row = db.get(OneTimeCode, agent_id)
    return _open(row, secret) if row is not None and row.confirmed_at is None else None


def address_of(plain: str, sign_in: str) -> str:
    """The address an authenticator reads from a QR code."""
    return pyotp.TOTP(plain).provisioning_uri(name=sign_in, issuer_name=ISSUER)


def confirm(
    db: Session, secret: bytes, agent_id: str, code: str, at: datetime
) -> tuple[str, ...] | None:
    """The first code: from now on one is asked for. The recovery codes, or None for a wrong one."""
    if not _take(db, secret, agent_id, code, at):
        return None
    db.execute(update(OneTimeCode).where(OneTimeCode.agent_id == agent_id).values(confirmed_at=at))
    codes = tuple(random_letters() for _ in range(RECOVERY_CODES))
    db.add_all(RecoveryCode(code_hash=_hash(code), agent_id=agent_id) for code in codes)
    return codes


def check(db: Session, secret: bytes, agent_id: str, code: str, at: datetime) -> bool:
    """Take a code of the phone, or one of the recovery codes; each works once."""
    given = code.replace(" ", "").replace("-", "").lower()
    if given.isdecimal():
        return is_on(db, agent_id) and _take(db, secret, agent_id, given, at)
    unused = update(RecoveryCode).where(
        RecoveryCode.code_hash == _hash(given),
        RecoveryCode.agent_id == agent_id,
        RecoveryCode.used_at.is_(None),
    )
    used = db.scalars(unused.values(used_at=at).returning(RecoveryCode.agent_id))
    return used.first() is not None


def forget(db: Session, agent_id: str) -> None:
    """The agent has no authenticator any more, and no recovery codes."""
    db.execute(delete(RecoveryCode).where(RecoveryCode.agent_id == agent_id))
    db.execute(delete(OneTimeCode).where(OneTimeCode.agent_id == agent_id))


def _take(db: Session, secret: bytes, agent_id: str, code: str, at: datetime) -> bool:
    row = db.get(OneTimeCode, agent_id)
    plain = _open(row, secret) if row is not None else None
    step = _step_of(plain, code.replace(" ", ""), at) if plain is not None else None
    if step is None:
        return False
    newer = update(OneTimeCode).where(
        OneTimeCode.agent_id == agent_id, OneTimeCode.latest_step < step
    )
    taken = db.scalars(newer.values(latest_step=step).returning(OneTimeCode.agent_id))
    return taken.first() is not None


def _step_of(plain: str, code: str, at: datetime) -> int | None:
    """The time step whose code this is."""
    now, codes = int(at.timestamp()) // STEP_SECONDS, pyotp.TOTP(plain)
    steps = range(now - SKEW_STEPS, now + SKEW_STEPS + 1)
    found = [step for step in steps if is_same(codes.generate_otp(step).encode(), code.encode())]
    return found[-1] if found else None


def _open(row: OneTimeCode, secret: bytes) -> str | None:
    plain = unseal(derive(secret, PURPOSE), row.secret_sealed, row.agent_id)
    return plain.decode() if plain is not None else None


def random_letters() -> str:
    """Sixteen letters and digits in groups, to be copied by hand: a recovery code, a password."""
    letters = "".join(secrets.choice(RECOVERY_LETTERS) for _ in range(RECOVERY_LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, RECOVERY_LENGTH, 4))


def _hash(code: str) -> bytes:
    return fingerprint(code.replace("-", ""))
