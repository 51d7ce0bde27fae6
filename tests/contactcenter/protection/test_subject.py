"""One citizen's data: given out whole, erased without a trace, the audit trail still valid."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from shared.cli import main
from shared.models import AuditEvent, AuditSubject, Base, Call, Matter, OptOut, Slip, Task
from shared.store.chain import Chain
from tests.contactcenter.city import City, Sent
from tests.contactcenter.server import environment
from tests.contactcenter.telephony.line import Line, build_line

NOTE = "Planowana-notatka-siedem-trzy"
DRAFT = "Planowany-szkic-cztery"
OTHERS = "+48600999888"


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """A line with a call behind it: a slip opened, a note, and somebody else's call beside."""
    line = build_line(tmp_path)
    yield line
    line.city.close()


@pytest.fixture
def shell(line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The environment of the city's shell; a folder to write to."""
    for name, value in environment(line.city.settings, tmp_path).items():
        monkeypatch.setenv(name, value)
    return tmp_path / "out"


def call_with_everything(line: Line) -> Sent:
    """A citizen calls, their slip is opened, a note is written; the call is over."""
    slip = line.city.send_slip({"household": {"household_size": 7}, "persons": [{"age": 63}]})
    sid, agent_id = line.talk()
    browser, call = line.city.console(), line.call(sid)
    browser.get(f"/calls/{call.id}")
    browser.post(f"/calls/{call.id}/slip", digits=slip.digits, word=slip.word, agreed="yes")
    browser.post(f"/calls/{call.id}/draft", note=DRAFT)
    line.exchange.hang_up(sid)
    line.turn()
    browser.get(f"/calls/{call.id}")
    browser.post(f"/calls/{call.id}/wrap-up", outcome="informed", note=NOTE)
    browser.post(f"/matters/{line.call(sid).matter_id}/close", disposition="informed", note=NOTE)
    assert agent_id
    return slip


def counts(city: City) -> dict[str, int]:
    """How many rows each table has."""
    with city.store.read() as db:
        return {
            table.name: db.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
            if table.name not in ("audit_event", "audit_subject", "webhook_inbox")
        }


def exported(shell: Path) -> dict[str, list[dict[str, object]]]:
    """What was given out."""
    found: dict[str, list[dict[str, object]]] = json.loads((shell / "data.json").read_text())
    return found


def test_a_number_brings_everything_and_nothing_of_anybody_else(line: Line, shell: Path) -> None:
    call_with_everything(line)
    line.dial(OTHERS)
    assert main(["subject", "export", "--number", "600 100 200", "--out", str(shell)]) == 0
    data = exported(shell)
    assert [call["number"] for call in data["call"]] == ["+48600100200"]
    assert data["call"][0]["note"] == NOTE
    assert [matter["note"] for matter in data["matter"]] == [NOTE]
    assert len(data["slip"]) == 1
    looks = {look["what"] for look in data["looked_at"]}
    assert looks >= {"call_read", "slip_opened", "matter_closed"}
    page = (shell / "data.html").read_text()
    assert NOTE in page
    assert "Dane, które ma o Tobie Miasto Łódź" in page
    assert OTHERS not in page + json.dumps(data)
    assert (shell / "data.json").stat().st_mode & 0o777 == 0o600


def test_a_slip_with_its_word_brings_the_answers(line: Line, shell: Path) -> None:
    slip = line.city.send_slip({"household": {"household_size": 7}, "persons": [{"age": 63}]})
    asked = ["subject", "export", "--slip", slip.digits, "--out", str(shell), "--word"]
    assert main([*asked, "nietakie"]) == 1
    assert not shell.exists()
    assert main([*asked, slip.word.upper()]) == 0
    answers = exported(shell)["slip"][0]["answers"]
    assert answers["household"]["household"]["household_size"] == 7


def test_what_is_erased_is_nowhere_and_the_counts_and_the_trail_stand(
    line: Line, shell: Path
) -> None:
    call_with_everything(line)
    other = line.dial(OTHERS)
    line.exchange.hang_up(other)
    line.turn()
    before = counts(line.city)
    with line.city.store.read() as db:
        subjects = db.scalar(select(func.count()).select_from(AuditSubject)) or 0
    assert main(["subject", "erase", "--number", "+48600100200", "--yes"]) == 0
    assert counts(line.city) == before
    with line.city.store.read() as db:
        call = db.scalars(select(Call).where(Call.provider_sid != other)).one()
        matter, slip = db.scalars(select(Matter)).one(), db.scalars(select(Slip)).one()
        assert call.number_index is call.number_sealed is call.note_sealed is call.matter_id is None
        assert matter.note_sealed is slip.sealed is None
        assert db.scalars(select(Call.number_sealed).where(Call.provider_sid == other)).one()
        left = db.scalar(select(func.count()).select_from(AuditSubject)) or 0
        verdict = Chain(line.city.settings.city_secret).follow(db)
        last = db.scalars(select(AuditEvent).order_by(AuditEvent.position.desc())).first()
    assert left < subjects
    assert verdict.broken is None
    assert last is not None
    assert (last.name, last.fields["by"]) == ("subject_erased", "number")
    assert main(["subject", "export", "--number", "600100200", "--out", str(shell)]) == 1
    assert main(["audit", "verify"]) == 0


def test_erasing_leaves_no_sealed_value_of_theirs_in_the_files(line: Line, shell: Path) -> None:
    call_with_everything(line)
    with line.city.store.read() as db:
        call = db.scalars(select(Call)).one()
        traces = [call.number_index, call.number_sealed, call.note_sealed]
    assert main(["subject", "erase", "--number", "600100200", "--yes"]) == 0
    files = [path for path in line.city.settings.content_bundle.parent.glob("city.db*")]
    assert files
    for path in files:
        for trace in traces:
            assert trace is not None
            assert trace not in path.read_bytes(), path.name


def test_a_call_that_goes_on_is_not_erased_under_the_agents_hands(line: Line, shell: Path) -> None:
    sid, _ = line.talk()
    assert main(["subject", "erase", "--number", "600100200", "--yes"]) == 1
    assert line.call(sid).number_sealed is not None


def test_who_waits_to_be_called_back_leaves_the_line(line: Line, shell: Path) -> None:
    sid = line.wait_for_a_person()
    line.exchange.hang_up(sid)
    line.turn()
    assert main(["subject", "erase", "--number", "600100200", "--yes"]) == 0
    with line.city.store.read() as db:
        states = {task.state.value for task in db.scalars(select(Task))}
    assert states <= {"canceled", "completed"}


def test_a_closed_slip_is_erased_for_whoever_holds_the_paper(line: Line, shell: Path) -> None:
    slip = call_with_everything(line)
    asked = ["subject", "erase", "--slip", slip.digits, "--word", slip.word, "--yes"]
    assert main(asked) == 1  # the answers are shredded: the word proves nothing
    assert main([*asked, "--paper-seen"]) == 0
    with line.city.store.read() as db:
        assert db.scalars(select(Matter.note_sealed)).one() is None


def test_a_wish_for_no_messages_is_erased_with_the_number(line: Line, shell: Path) -> None:
    call_with_everything(line)
    with line.city.store.write() as db:
        index = db.scalars(select(Call.number_index)).one()
        db.add(OptOut(number_index=index, asked_at=line.city.clock.now()))
    assert main(["subject", "erase", "--number", "600100200", "--yes"]) == 0
    with line.city.store.read() as db:
        assert db.scalars(select(OptOut)).all() == []


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (["export", "--number", "abc", "--out", "x"], "no telephone number"),
        (["erase", "--number", "600100200"], "say --yes"),
        (["erase", "--slip", "12345678", "--word", "x", "--yes"], "not the digits"),
    ],
)
def test_what_makes_no_sense_is_refused(
    shell: Path, capsys: pytest.CaptureFixture[str], asked: list[str], says: str
) -> None:
    assert main(["subject", *asked]) == 2
    assert says in capsys.readouterr().err


def test_the_page_says_in_polish_what_every_field_is(line: Line, shell: Path) -> None:
    call_with_everything(line)
    assert main(["subject", "export", "--number", "600100200", "--out", str(shell)]) == 0
    page = (shell / "data.html").read_text()
    for label in ("notatka", "numer", "początek", "jak się skończyło"):
        assert f'<th scope="row">{label}</th>' in page
    assert "subject-" not in page
    assert "_at" not in page
