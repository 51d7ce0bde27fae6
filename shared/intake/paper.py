"""The print jobs a kiosk holds: sealed with the device key from touch to settlement."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.crypto import derive, seal, unseal
from shared.intake.keys import KioskKeys
from shared.models import PrintJob, PrintState


class Paper(msgspec.Struct, frozen=True):
    """What one paper says: the slip, the language it is printed in, and the sheet itself.

    What was agreed with the line ("agreed") and a number for the desk ("ticket") have no slip.
    """

    digits: str
    word: str
    language: str
    sheet: dict[str, Any]
    kind: Literal["slip", "agreed", "ticket"] = "slip"


def add_print_job(
    db: Session, key: str, paper: Paper, keys: KioskKeys, at: datetime, *, copy: int = 1
) -> None:
    """Put a paper in line for the printer; `copy` 2 says on it that it is the second."""
    sealed = seal(_paper_key(keys), msgspec.msgpack.encode(paper), f"print job {key}")
    db.add(PrintJob(key=key, attempt=copy, payload_sealed=sealed, created_at=at))


def read_paper(job: PrintJob, keys: KioskKeys) -> Paper | None:
    """What the job prints; None once it is shredded."""
    if job.payload_sealed is None:
        return None
    plain = unseal(_paper_key(keys), job.payload_sealed, f"print job {job.key}")
    if plain is None:
        raise ValueError("the device key is not the one this paper was sealed with")
    return msgspec.msgpack.decode(plain, type=Paper)


def paper_key(job: PrintJob) -> str:
    """The key the hardware's journal knows this attempt by: each such key prints at most once."""
    return f"{job.key}.{job.attempt}"


def print_again(db: Session, key: str) -> bool:
    """Put a paper back in line because a person said that it did not come out: the same number.

    For when there is no other number (`shared.intake.anew`). False when it is not known to have
    failed, or is shredded already.
    """
    job = db.scalar(select(PrintJob).where(PrintJob.key == key).with_for_update())
    if job is None or not is_in_doubt(job):
        return False
    job.state = PrintState.WAITING
    job.attempt += 1
    return True


def is_in_doubt(job: PrintJob) -> bool:
    """Whether the paper may not have come out, and could still be printed."""
    return job.payload_sealed is not None and job.state in (PrintState.FAILED, PrintState.UNKNOWN)


def print_state(db: Session, key: str) -> PrintState | None:
    """Where the paper stands; None when none was wanted."""
    return db.scalar(select(PrintJob.state).where(PrintJob.key == key))


def _paper_key(keys: KioskKeys) -> bytes:
    return derive(keys.device_key, "paper")
