"""`okienko keys` and `okienko audit verify`: a secret changed step by step, the trail whole."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from shared.cli import main
from shared.crypto import Ring, derive, load_ring, seal, unseal
from shared.models import AuditEvent, Correction, CorrectionWhat
from shared.store import open_store
from shared.store.ledger import record
from tests.databases import migrated_sqlite

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
FIRST = bytes(range(32))


class Machine:
    """One installation: a database, a key file, and somebody at its shell."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "city.db"
        self.database.write_bytes(migrated_sqlite().read_bytes())
        self.key_file = folder / "city.key"
        self.key_file.write_bytes(FIRST)
        self.url = f"sqlite:///{self.database}"

    @property
    def ring(self) -> Ring:
        """What the key file holds."""
        return load_ring(self.key_file)

    def work(self) -> None:
        """A process of the city does something and notes it."""
        store = open_store(self.url).keep_chain(self.ring)
        with store.write() as db:
            record(db, "numbers_kept", AT, kiosk_id="piap-01", count=1)
        store.close()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine whose environment names its files."""
    machine = Machine(tmp_path)
    monkeypatch.setenv("OKIENKO_DATABASE_URL", machine.url)
    monkeypatch.setenv("OKIENKO_CITY_SECRET_FILE", str(machine.key_file))
    return machine


def plant(machine: Machine) -> None:
    """A note in the database, sealed under today's key."""
    from shared.models import Agent

    store = open_store(machine.url)
    with store.write() as db:
        db.add(Agent(id="a", name="A", sign_in="a", password_hash="", created_at=AT))
        db.flush()
        note = seal(derive(machine.ring, "correction note"), b"zamkniete", "c1")
        what = CorrectionWhat.OTHER
        row = {"kind": "location", "record_id": "x", "what": what, "proposed_by": "a"}
        db.add(Correction(id="c1", note_sealed=note, created_at=AT, **row))
    store.close()


def note(machine: Machine, secret: bytes) -> bytes | None:
    """What the note says to whoever holds this key."""
    store = open_store(machine.url)
    with store.read() as db:
        sealed = db.scalars(select(Correction.note_sealed)).one() or b""
    store.close()
    return unseal(derive(secret, "correction note"), sealed, "c1")


def test_a_secret_is_changed_and_the_old_one_opens_nothing_any_more(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(machine)
    machine.work()
    assert main(["keys", "use"]) == 2
    assert main(["keys", "new"]) == 0
    assert len(machine.ring.others) == 1
    assert bytes(machine.ring) == FIRST
    assert main(["keys", "use"]) == 0
    assert bytes(machine.ring) != FIRST
    assert machine.ring.founding == FIRST
    assert note(machine, machine.ring) == b"zamkniete"  # opened by the older key of the ring
    assert main(["keys", "drop"]) == 1
    machine.work()
    capsys.readouterr()
    assert main(["keys", "rotate", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"sealed_anew": 1, "unopened": 0, "left": 0}
    assert note(machine, FIRST) is None
    assert note(machine, bytes(machine.ring)) == b"zamkniete"
    assert main(["keys", "drop"]) == 0
    assert main(["keys", "count"]) == 0
    assert "current      content_correction.note_sealed" in capsys.readouterr().out
    assert machine.key_file.stat().st_mode & 0o777 == 0o600
    assert main(["audit", "verify"]) == 0
    assert capsys.readouterr().out.startswith(
        "3 events, every one as it was written; it ends at 3:"
    )


def test_a_second_change_keeps_the_founding_key(machine: Machine) -> None:
    plant(machine)
    for _ in range(2):
        for step in ("new", "use", "rotate", "drop"):
            assert main(["keys", step]) == 0, step
    assert machine.ring.founding == FIRST
    assert len(machine.ring.each()) == 2
    assert note(machine, bytes(machine.ring)) == b"zamkniete"


def test_the_trail_is_followed_and_its_end_noted_elsewhere(
    machine: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    anchors = tmp_path / "anchors"
    machine.work()
    assert main(["audit", "verify", "--anchors", str(anchors)]) == 0
    machine.work()
    assert main(["audit", "verify", "--anchors", str(anchors)]) == 0
    assert [line.split(":")[0] for line in anchors.read_text().split()] == ["1", "2"]
    store = open_store(machine.url)
    with store.write() as db:
        db.execute(update(AuditEvent).where(AuditEvent.position == 2).values(fields={"count": 7}))
    store.close()
    capsys.readouterr()
    assert main(["audit", "verify", "--json", "--anchors", str(anchors)]) == 1
    assert json.loads(capsys.readouterr().out)["broken"] == "changed"
    assert main(["audit", "verify"]) == 1
    assert capsys.readouterr().out == "broken at event 2: changed (1 events before it)\n"
    anchors.write_text("nonsense\n")
    assert main(["audit", "verify", "--anchors", str(anchors)]) == 2


def test_without_a_database_or_a_key_it_says_so(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("OKIENKO_DATABASE_URL")
    assert main(["audit", "verify"]) == 2
    assert "OKIENKO_DATABASE_URL is not set" in capsys.readouterr().err
    machine.key_file.write_bytes(b"short")
    assert main(["keys", "count"]) == 2
    assert "city.key" in capsys.readouterr().err
