"""At the kiosk: another slip for the same matter, because nobody is sure of its first sheet."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.intake.keys import KioskKeys
from shared.intake.paper import is_in_doubt
from shared.intake.submit import NoNumberLeft, Slip, Taking, VisitEnded, take
from shared.models import PrintJob, Submission
from shared.store.shred import mark_shredded


def take_anew(
    db: Session, earlier: Slip, taking: Taking, keys: KioskKeys, at: datetime
) -> Slip | NoNumberLeft | VisitEnded | None:
    """Give out one slip in place of `earlier`: number, word, paper, envelope, all or nothing.

    `taking` is what `earlier` was taken with. The envelope names the earlier digits, so that the
    city makes them void. However often it is asked, there is one new slip for each sheet in doubt.
    None when the earlier sheet is not known to have failed; `NoNumberLeft` changes nothing.
    """
    job = db.scalar(select(PrintJob).where(PrintJob.key == earlier.key).with_for_update())
    if job is None:
        return None
    copy = job.attempt + 1
    key = f"{earlier.key.partition('.')[0]}.{copy}"  # flat: a tenth copy's is hardly longer
    if not is_in_doubt(job) and db.get(Submission, key) is None:
        return None
    slip = take(db, key, _in_place_of(earlier, taking, copy), keys, at)
    if isinstance(slip, Slip):
        job.payload_sealed = None  # never to be printed again: its number is worth nothing now
        mark_shredded(db)
    return slip


def _in_place_of(earlier: Slip, taking: Taking, copy: int) -> Taking:
    return replace(
        taking,
        sheet={**taking.sheet, "voids_earlier": True},
        wants_paper=True,
        visit_id=earlier.visit_id,
        replaces=earlier.digits,
        copy=copy,
    )
