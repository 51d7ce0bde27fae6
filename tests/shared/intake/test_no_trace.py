"""Twenty visits with answers like no others; afterwards not one of them is in any file.

Two questions: is anything ever written in the clear, and do the sealed bytes themselves go?
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import LargeBinary, select, text

from shared.intake.matter import close_matter, save_matter
from shared.intake.retention import end_visit, settle_print, sweep_city
from shared.intake.slip import words
from shared.intake.submit import Slip
from shared.models import Base, Kiosk, PrintState
from shared.store import Store
from shared.store.claim import claim_print_job
from tests.shared.intake.conftest import City
from tests.tally import count, tally

VISITS = count(8, 200)
OUTCOMES = (PrintState.CONFIRMED, PrintState.FAILED, PrintState.UNKNOWN)
LASTING = {"number_index", "who", "note_sealed", "token_hash"}  # kept, and telling nothing
LONG_WORDS = [word for word in words() if len(word) >= 7]  # shorter ones also occur by chance
KNOWN_BYTES = 24


def answers(visit: int) -> dict[str, Any]:
    facts = {"income_month": f"{70_000 + visit}.{visit % 100:02}", "marker": 900_000_000 + visit}
    return {"facts": facts, "persons": [{"age": f"wiek-{visit:06}-planted"}]}


def planted(visit: int) -> list[object]:
    document = answers(visit)
    return [*document["facts"].values(), document["persons"][0]["age"], f"kartka-{visit:06}"]


def forms(value: object) -> Iterable[bytes]:
    """Every shape in which a value could lie in a file."""
    as_text = str(value)
    yield from (as_text.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
    yield msgspec.msgpack.encode(value)
    yield as_text.encode().hex().encode()
    if isinstance(value, int):
        yield value.to_bytes(8, "little")
        yield value.to_bytes(8, "big")


def hits(files: Iterable[Path], values: Iterable[object]) -> list[tuple[str, object]]:
    contents = {file.name: file.read_bytes() for file in files}
    return [
        (name, value)
        for value in values
        for form in forms(value)
        for name, content in contents.items()
        if form in content
    ]


def sealed_values(store: Store) -> set[bytes]:
    """The beginnings of all sealed values now in the tables."""
    columns = [
        column
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary) and column.name not in LASTING
    ]
    with store.read() as db:
        rows = [value for column in columns for value in db.scalars(select(column)) if value]
    return {value[:KNOWN_BYTES] for value in rows}


def visit_kiosk(city: City, visit: int, seen: set[bytes]) -> Slip:
    slip = city.take(
        f"key-{visit}", household=answers(visit), sheet={"title": f"kartka-{visit:06}"}
    )
    seen |= sealed_values(city.kiosk_store)
    city.deliver()
    with city.kiosk_store.write() as db:
        assert claim_print_job(db, city.at) is not None
    with city.kiosk_store.write() as db:
        settle_print(db, slip.key, OUTCOMES[visit % 3])
    with city.kiosk_store.write() as db:
        end_visit(db, slip.visit_id)
    return slip


def work(city: City, slip: Slip, visit: int, seen: set[bytes]) -> None:
    matter = city.opened(slip)
    with city.store.write() as db:
        save_matter(db, matter.matter_id, "ewa", answers(visit + 1000), city.keys, city.at)
    seen |= sealed_values(city.store)
    if visit % 2:
        note = f"kartka-{visit:06}"
        with city.store.write() as db:
            close_matter(db, matter.matter_id, "ewa", "informed", note, city.keys, city.at)


def live(city: City, monkeypatch: pytest.MonkeyPatch) -> tuple[list[object], set[bytes]]:
    """All visits from the first touch to the last sweep: what was planted, what lay sealed."""
    drawn = iter(LONG_WORDS)
    monkeypatch.setattr("shared.intake.submit.new_word", lambda: next(drawn))
    city.lend(VISITS)
    everything: list[object] = []
    seen: set[bytes] = set()
    for visit in range(VISITS):
        slip = visit_kiosk(city, visit, seen)
        work(city, slip, visit, seen)
        everything += [*planted(visit), *planted(visit + 1000), slip.digits, slip.word]
    with city.after(hours=72).store.write() as db:
        sweep_city(db, city.at)
    return everything, seen


@pytest.mark.proof
def test_nothing_is_left_in_sqlites_files(
    lite_city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything, seen = live(lite_city, monkeypatch)
    files = list(tmp_path.iterdir())
    assert {file.name for file in files} == {"okienko.db", "okienko.db-wal", "okienko.db-shm"}
    found = hits(files, everything)
    assert found == []
    assert len(seen) >= 5 * VISITS
    left = [value for value in seen for file in files if value in file.read_bytes()]
    assert left == []
    tally("No trace after settlement", visits=VISITS, values=len(everything), found=len(found))


def test_nothing_is_in_the_clear_in_postgresqls_files(
    postgresql_store: Store, sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its log keeps sealed bytes for a while; their keys are gone. Nothing is ever in the clear."""
    city = City(postgresql_store, kiosk_store=sqlite_store)
    everything, _ = live(city, monkeypatch)
    assert postgresql_store.scrub()
    assert sealed_values(postgresql_store) == set()
    with postgresql_store.write() as db:
        db.execute(text("CHECKPOINT"))  # now dropped files are gone and the others complete
        folder = Path(str(db.execute(text("SHOW data_directory")).scalar()))
        oid = db.execute(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
        tables = list((folder / "base" / str(oid.scalar())).iterdir())
    files = [*tables, *(file for file in (folder / "pg_wal").iterdir() if file.is_file())]
    # Not a service's id: other tests rightly write those, and all share this server's log.
    in_every_answer = ["planted", "kartka-", "income_month"]
    slips = [value for value in everything if value in LONG_WORDS or str(value).isdigit()][:12]
    assert len(files) > 100
    assert hits(files, in_every_answer + slips) == []


@pytest.mark.parametrize("value", [planted(3)[0], planted(3)[1], planted(3)[2]])
def test_the_search_finds_what_is_there(lite_city: City, tmp_path: Path, value: object) -> None:
    for form in forms(value):
        (tmp_path / "leak").write_bytes(b"\0before" + form + b"after\xff")
        assert hits(tmp_path.iterdir(), [value]) != [], form
    (tmp_path / "leak").unlink()
    with lite_city.store.write() as db:
        db.add(Kiosk(id="leak", name=str(value), registered_at=lite_city.at))
    assert hits(tmp_path.iterdir(), [value]) != []


def test_the_sealed_bytes_are_in_the_files_until_they_are_settled(
    lite_city: City, tmp_path: Path
) -> None:
    lite_city.lend(1)
    lite_city.take()
    sealed = sealed_values(lite_city.store)
    assert len(sealed) == 3
    contents = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert all(value in contents for value in sealed)
