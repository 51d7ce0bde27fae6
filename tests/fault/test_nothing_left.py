"""Answers planted in twenty visits are found nowhere once the visits are over and settled."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from shared.models import OutgoingEnvelope, PrintJob, Submission
from shared.store import open_store
from tests.citizen import NOT_TOLD, CitizenOverHttp
from tests.fleet import Fleet, await_that
from tests.tally import count, tally

VISITS = count(4, 20)
# Sums nobody else would write, in złoty; inside they are grosze.
PLANTED = [f"{3117 + 7 * n}.{11 + n}" for n in range(VISITS)]


@pytest.mark.proof
def test_planted_answers_are_found_nowhere(fleet: Fleet) -> None:
    words = [visit(fleet.state.kiosk.url, sum_) for sum_ in PLANTED]
    await_that(lambda: is_settled(fleet), "something is still on its way")
    searched = searched_files(fleet.state.folder)
    found = [
        f"{path.name}: {trace!r}"
        for path, left in ((path, path.read_bytes()) for path in searched)
        for trace in traces(words)
        if trace in left
    ]
    tally("grep for planted answers", visits=VISITS, files=len(searched), found=len(found))
    assert {path.suffix for path in searched} >= {".db", ".log"}
    assert not found, found[:5]


def visit(kiosk: str, planted: str) -> str:
    """One visit that says an odd sum, takes a slip and leaves; the slip's word."""
    citizen = CitizenOverHttp(kiosk)
    citizen.begin()
    said = []

    def choose(key: str, options: list[str]) -> tuple[str, str]:
        if "income" in key:
            said.append(key)
            return "number", planted
        told = [option for option in options if option not in NOT_TOLD]
        return (told[0], "") if told else ("number", "2")

    citizen.answer_questions(choose, most=12)
    assert said, "no sum was asked for"
    _, word = citizen.take(paper=True)
    await_that(
        lambda: "paper-state confirmed" in citizen.get("/slip"), "the sheet did not come out"
    )
    citizen.finish()
    return word


def is_settled(fleet: Fleet) -> bool:
    """Whether the kiosk has let go of everything it had sealed."""
    store = open_store(fleet.state.database_url("kiosk"))
    with store.read() as db:
        left = sum(
            db.scalar(select(func.count()).select_from(table).where(column.is_not(None))) or 0
            for table, column in (
                (OutgoingEnvelope, OutgoingEnvelope.sealed),
                (PrintJob, PrintJob.payload_sealed),
                (Submission, Submission.answer_sealed),
            )
        )
    store.close()
    return left == 0


def searched_files(folder: Path) -> list[Path]:
    """Databases, their WAL and shm, spool and logs; the paper itself is what the citizen took."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and "paper" not in path.parts and "secrets" not in path.parts
    ]


def traces(words: list[str]) -> list[bytes]:
    """Every form in which a planted answer could have been left lying about."""
    forms = []
    for planted in PLANTED:
        grosze = int(planted.replace(".", ""))
        forms += [planted, planted.replace(".", ","), f'"{grosze}"', f": {grosze}", f":{grosze}"]
        forms.append(msgspec.msgpack.encode(grosze))
    forms += [f'"{word}"' for word in words]
    encoded = [form if isinstance(form, bytes) else form.encode() for form in forms]
    wide = [form.encode("utf-16-le") for form in forms if isinstance(form, str)]
    return encoded + wide
