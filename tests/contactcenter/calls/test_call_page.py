"""The page of a call: who it may be, the matter beside it, notes that are not lost, the end."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from contactcenter.calls.caller import Before, _in_order
from contactcenter.telephony import control, doing, timeline
from contactcenter.telephony.menu.deeds import FoundSlip
from contactcenter.telephony.switchboard import Switchboard
from shared.models import (
    AuditEvent,
    Call,
    CallState,
    Matter,
    MatterState,
    Slip,
    TaskState,
)
from tests.contactcenter.console import Console
from tests.contactcenter.telephony.line import CALLER, Line
from tests.page import find


def open_call(line: Line) -> tuple[Console, Call]:
    """Anna talks with a citizen and has the page of the call before her."""
    line.talk()
    browser = line.city.console()
    call = line.call()
    browser.get(f"/calls/{call.id}")
    return browser, call


def end_call(line: Line, number: str = CALLER) -> Call:
    """An earlier call from a number, long over."""
    sid, agent_id = line.talk(number=number)
    line.exchange.hang_up(sid)
    line.turn()
    call = line.call(sid)
    control.wrap_up(line.center, call.id, agent_id, "informed", "")
    return call


def test_the_number_is_masked_until_somebody_has_asked(line: Line) -> None:
    end_call(line)
    sid, _ = line.talk()
    call = line.call(sid)
    browser = line.city.console()
    browser.get(f"/calls/{call.id}")
    assert "••• ••• 200" in browser.text
    assert "600 100 200" not in browser.text
    assert "Może to ta sama osoba" in browser.text
    browser.post(f"/calls/{call.id}/same-person")
    assert "600 100 200" in browser.text
    with line.city.store.read() as db:
        read = db.scalars(select(AuditEvent).where(AuditEvent.name == "call_history_read")).one()
    assert read.fields["agent_id"] == line.agent()
    assert len(read.fields["call_id"]) == 32
    assert read.fields["call_id"] != call.id  # its name in the trail, which can be forgotten


def test_the_history_names_no_service_that_could_endanger_somebody(line: Line) -> None:
    before = end_call(line)
    with line.city.store.write() as db:
        services = line.center.knowledge.services.values()
        quiet = next(one for one in services if one.safety_sensitive)
        db.execute(update(Call).where(Call.id == before.id).values(matter=quiet.id))
    sid, _ = line.talk()
    call = line.call(sid)
    browser = line.city.console()
    browser.get(f"/calls/{call.id}")
    browser.post(f"/calls/{call.id}/same-person")
    history = next(one for one in find(browser.page, "ol") if one.get("class") == "timeline")
    assert quiet.names.pl not in "".join(history.itertext())
    browser.get("/calls")
    assert quiet.names.pl not in browser.text


def test_another_agents_call_is_not_shown(line: Line) -> None:
    line.talk("anna")
    marek = line.city.console("marek")
    assert marek.get(f"/calls/{line.call().id}").status_code == 404


def test_the_slip_opens_beside_the_call_with_the_word_and_consent(line: Line) -> None:
    slip = line.city.send_slip()
    browser, call = open_call(line)
    path = f"/calls/{call.id}/slip"
    browser.post(path, digits=slip.digits, word=slip.word)
    assert "Najpierw zapytaj o zgodę" in browser.text
    browser.post(path, digits="12345678", word=slip.word, agreed="yes")
    assert "cyfra kontrolna" in browser.text
    browser.post(path, digits=slip.digits, word="nietakie", agreed="yes")
    assert line.call().matter_id is None
    browser.post(path, digits=slip.digits, word=slip.word, agreed="yes")
    assert browser.heading == "Rozmowa"
    assert browser.part("ask") is not None
    assert line.call().matter_id is not None


def test_digits_keyed_in_the_menu_leave_only_the_word_to_ask_for(line: Line) -> None:
    slip = line.city.send_slip()
    _, call = open_call(line)
    with line.city.store.write() as db:
        board = Switchboard(db, line.center.media, line.city.clock.now())
        found = FoundSlip(db.scalars(select(Slip.id)).one(), slip.digits)
        doing.do(line.center, board, db.get_one(Call, call.id), found)
    assert slip.digits not in str(line.call().menu)
    browser = line.city.console()
    browser.get(f"/calls/{call.id}")
    keyed = [one for one in find(browser.page, "input") if one.get("name") == "digits"]
    assert [(one.get("type"), one.get("value")) for one in keyed] == [("hidden", slip.digits)]


def test_the_questions_begin_without_a_slip(line: Line) -> None:
    browser, call = open_call(line)
    browser.post(f"/calls/{call.id}/matter")
    assert browser.part("ask") is not None
    matter_id = line.call().matter_id
    browser.post(f"/calls/{call.id}/matter")
    assert line.call().matter_id == matter_id


def test_a_draft_is_kept_sealed_and_comes_back(line: Line) -> None:
    browser, call = open_call(line)
    path = f"/calls/{call.id}/draft"
    said = browser.client.post(path, data={"note": "pyta o zasiłek", "csrf_token": browser.token()})
    assert said.get_json() == {"saved": "Zapisano o 09:00"}
    assert "pyta o zasiłek".encode() not in (line.call().draft_sealed or b"")
    other = line.city.console()
    other.get(f"/calls/{call.id}")
    assert "pyta o zasiłek" in "".join(find(other.page, "textarea")[0].itertext())


def test_a_draft_of_somebody_elses_call_is_refused(line: Line) -> None:
    _, call = open_call(line)
    marek = line.city.console("marek")
    marek.get("/")
    form = {"note": "x", "csrf_token": marek.token()}
    assert marek.client.post(f"/calls/{call.id}/draft", data=form).status_code == 409
    assert line.call().draft_sealed is None


def test_wrapping_up_says_how_it_ended_and_ends_the_matter_with_it(line: Line) -> None:
    browser, call = open_call(line)
    browser.post(f"/calls/{call.id}/matter")
    path = f"/calls/{call.id}/wrap-up"
    browser.post(path, outcome="informed")
    assert "Teraz nie można tego zrobić" in browser.text
    browser.post(f"/calls/{call.id}/deeds", deed="hang_up")
    browser.get(f"/calls/{call.id}")
    assert browser.heading == "Rozmowa zakończona"
    browser.post(path, note="pyta o zasiłek")
    assert "pyta o zasiłek" in "".join(find(browser.page, "textarea")[0].itertext())
    service = next(iter(line.center.knowledge.services))
    form = {"outcome": "informed", "note": "koniec", "service": service, "close_matter": "yes"}
    browser.post(path, **form)
    assert "Rozmowa zapisana." in browser.text
    done = line.call()
    assert (done.disposition, done.matter, done.draft_sealed) == ("informed", service, None)
    assert line.task(done).state is TaskState.COMPLETED
    with line.city.store.read() as db:
        assert db.scalars(select(Matter.state)).one() is MatterState.CLOSED
    browser.get(f"/calls/{call.id}")
    assert "koniec" in browser.text


def test_a_call_about_something_dangerous_has_no_name_afterwards(line: Line) -> None:
    browser, call = open_call(line)
    browser.post(f"/calls/{call.id}/deeds", deed="hang_up")
    services = line.center.knowledge.services.values()
    quiet = next(one for one in services if one.safety_sensitive)
    browser.get(f"/calls/{call.id}")
    browser.post(f"/calls/{call.id}/wrap-up", outcome="informed", service=quiet.id)
    assert line.call().is_sensitive
    browser.get("/calls")
    assert quiet.names.pl not in browser.text


def test_answers_keyed_by_somebody_who_cannot_speak_are_shown(line: Line) -> None:
    browser, call = open_call(line)
    with line.city.store.write() as db:
        db.execute(update(Call).where(Call.id == call.id).values(is_quiet=True))
        timeline.note(db, call.id, "quiet_answer", line.city.clock.now(), is_yes=True)
    browser.get(f"/calls/{call.id}")
    assert "Tak (1)" in browser.text
    quiet = browser.part("quiet")
    mark = next(one.get("value") for one in quiet.iter() if one.get("name") == "seen")
    seen = f"/calls/{call.id}/quiet?seen={mark}"
    assert browser.get(seen).status_code == 204
    with line.city.store.write() as db:
        db.execute(update(Call).where(Call.id == call.id).values(state=CallState.CONNECTING))
    assert "ask-by-key" not in browser.get(seen).text, "they do not hear each other yet"


def test_what_is_open_and_recent_stands_first(line: Line) -> None:
    now = line.city.clock.now()
    old = Before(now - timedelta(days=40), "old", None, is_open=True)
    fresh = Before(now - timedelta(days=20), "fresh", None, is_open=True)
    talk = Before(now - timedelta(days=1), "talk", None, is_open=False)
    assert [one.what for one in _in_order([old, talk, fresh], now)] == ["fresh", "talk", "old"]
