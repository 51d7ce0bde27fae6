"""The board: what it counts, whom it lets into a call and how, and the screen on the wall."""

from __future__ import annotations

import pytest

from contactcenter.permissions import May, granted, read
from contactcenter.supervising import board
from contactcenter.supervising.walls import LASTS
from contactcenter.telephony.supervising import Mode
from shared.models import Activity, Agent, AgentRole, AuditEvent, Call, LegRole, TaskKind
from tests.contactcenter.city import KIOSK
from tests.contactcenter.console import Console
from tests.contactcenter.telephony.line import CALLER, Line


def board_now(line: Line) -> board.Board:
    """The board at this moment."""
    with line.city.store.read() as db:
        return board.board_of(db, line.city.clock.now())


def audited(line: Line, name: str) -> list[dict[str, object]]:
    """What the trail says of one kind of event."""
    return [one.fields for one in line.rows(AuditEvent, AuditEvent.name == name)]


def test_the_board_counts_who_waits_who_talks_and_how_well_it_goes(line: Line) -> None:
    line.talk("anna")
    line.turn(30)
    line.wait_for_a_person("+48600100201")
    line.city.ask_for_help()
    line.turn(40)
    shown = board_now(line)
    waiting = {one.kind: one.number for one in shown.waiting}
    assert waiting == dict.fromkeys(board.KINDS, 0) | {TaskKind.CALL: 1, TaskKind.HELP: 1}
    doing = {one.activity: one.number for one in shown.doing}
    assert (doing[Activity.TALKING], doing[Activity.READY]) == (1, 0)
    assert (shown.today.offered, shown.today.answered, shown.today.service_level) == (2, 1, 1.0)
    assert shown.today == shown.lately
    (anna, *_) = shown.people
    assert anna.talk is not None
    assert (anna.name, anna.talk.language, anna.talk.is_recorded) == ("Anna Nowak", "pl", False)
    assert shown.opening.is_open


def test_the_board_is_shown_to_supervisors_and_says_nothing_of_a_citizen(
    line: Line, chief: Console
) -> None:
    line.talk("anna")
    page = chief.get("/board").get_data(as_text=True)
    assert chief.heading == "Linia teraz"
    assert "Anna Nowak" in chief.text
    assert CALLER[3:] not in page.replace(" ", "")
    for who in ("anna", "ewa"):
        other = line.city.console(who)
        assert other.get("/board").status_code == 403
        assert other.get("/live/board").status_code == 403
        assert "/board" not in other.get("/").get_data(as_text=True)


def test_the_region_is_sent_again_only_when_something_changed(line: Line, chief: Console) -> None:
    chief.get("/board")
    seen = next(node for node in chief.part("board").iter() if node.get("name") == "seen")
    path = f"/live/board?seen={seen.get('value')}"
    assert chief.client.get(path).status_code == 204
    line.turn(7)
    assert chief.client.get(path).status_code == 204
    line.wait_for_a_person()
    assert chief.client.get(path).status_code == 200


def test_looking_keeps_no_session_alive(line: Line, chief: Console) -> None:
    for _ in range(20):
        line.city.clock.advance(50)
        answer = chief.client.get("/live/board")
    assert answer.status_code == 303


def test_a_supervisor_comes_in_the_agent_sees_it_at_once_and_it_is_written_down(
    line: Line, chief: Console
) -> None:
    sid, _ = line.talk("anna")
    call, marek = line.call(sid), line.agent("marek")
    chief.get("/board")
    assert chief.post(f"/board/calls/{call.id}", part="listen").status_code == 422
    assert "Twój telefon musi być włączony" in chief.text
    line.ready("marek")
    agent = line.city.console("anna")
    for mode, seen in (
        (Mode.LISTEN, "Słucha rozmowy: Marek Lis"),
        (Mode.COACH, "Podpowiada: Marek Lis"),
        (Mode.BARGE, "W rozmowie: Marek Lis"),
    ):
        chief.post(f"/board/calls/{call.id}", part=mode.value)
        assert chief.response is not None
        assert chief.response.status_code == 200
        line.pick_up(marek)
        agent.get("/")
        assert seen in agent.text
        (part,) = next(one.talk.parts for one in board_now(line).people if one.talk)
        assert (part.agent_id, part.mode, part.is_joined) == (marek, mode, True)
    assert "Jesteś w rozmowie" in chief.text
    chief.post(f"/board/calls/{call.id}", part="leave")
    line.turn(2)
    kinds = [fields["kind"] for fields in audited(line, "call_supervised")]
    assert kinds == ["listen", "coach", "barge", "leave"]
    agent.get("/")
    assert "W rozmowie: Marek Lis" not in agent.text
    assert not [leg for leg in line.legs(call) if leg.role is LegRole.COACH and not leg.gone_at]


def test_the_supervisors_own_bar_says_how_they_take_part_and_lets_them_out(
    line: Line, chief: Console
) -> None:
    sid, _ = line.talk("anna")
    call, marek = line.call(sid), line.ready("marek")
    chief.get("/board")
    chief.post(f"/board/calls/{call.id}", part="listen")
    line.pick_up(marek)
    chief.get("/phone/bar")
    assert "Słuchasz rozmowy: Anna Nowak" in chief.text
    assert "Zawieś" not in chief.text
    chief.post(f"/calls/{call.id}/deeds", deed="leave")
    line.turn(2)
    chief.get("/")
    assert "Słuchasz" not in chief.text


def test_nobody_else_gets_into_a_call(line: Line) -> None:
    sid, _ = line.talk("anna")
    call = line.call(sid)
    other = line.city.console("ewa")
    line.ready("ewa")
    other.get("/")
    assert other.post(f"/board/calls/{call.id}", part="listen").status_code == 403
    other.get("/")
    for deed in ("listen", "coach", "barge"):
        other.post(f"/calls/{call.id}/deeds", deed=deed)
    assert audited(line, "call_supervised") == []
    assert [leg.role for leg in line.legs(call)].count(LegRole.COACH) == 0


def test_a_kiosk_is_seen_when_it_asks_and_silent_after_a_while(line: Line, chief: Console) -> None:
    (before,) = board_now(line).kiosks
    assert (before.seen_at, before.is_silent) == (None, True)
    bearer = {"Authorization": f"Bearer {line.city.token}"}
    assert line.client.get("/kiosk-api/help/x", headers=bearer).status_code == 200
    (seen,) = board_now(line).kiosks
    assert (seen.seen_at, seen.is_silent) == (line.city.clock.now(), False)
    chief.get("/board")
    assert "Działa 1 z 1" in chief.text
    line.city.clock.advance(200)
    assert board_now(line).silent != ()
    assert KIOSK not in chief.text


def test_a_browser_becomes_a_screen_that_shows_one_page_and_no_other(
    line: Line, chief: Console
) -> None:
    chief.get("/board/walls/new")
    assert chief.post("/board/walls", name=" ").status_code == 422
    chief.post("/board/walls", name="Sala, piętro 2")
    assert chief.heading == "Tablica linii"
    assert "Sala, piętro 2" in chief.text
    assert "Anna" not in chief.text
    assert "Marek" not in chief.text
    for path in ("/", "/board", "/find", "/live/board"):
        chief.get(path)
        assert chief.heading == "Tablica linii", path
    for _ in range(3):
        line.city.clock.advance(4 * 3600)
        assert chief.get("/wall/region").status_code == 200
    line.city.clock.advance(LASTS.total_seconds() - 12 * 3600)
    assert chief.client.get("/wall/region").status_code == 303


def test_a_screen_goes_dark_at_once(line: Line) -> None:
    for how in ("at_the_screen", "ended", "no_longer_chief"):
        screen, other = line.city.console("marek"), line.city.console("marek")
        screen.get("/board/walls/new")
        screen.post("/board/walls", name="Sala")
        other.get("/board/walls")
        assert "Sala" in other.text
        if how == "ended":
            forms = [f for f in other.page.iter() if "/end" in (f.get("action") or "")]  # type: ignore[union-attr]
            other.post(str(forms[0].get("action")))
            assert "Ekran jest wyłączony" in other.text
        elif how == "at_the_screen":
            screen.post("/wall/end")
        else:
            with line.city.store.write() as db:
                db.get_one(Agent, line.agent("marek")).role = AgentRole.CLERK
        assert screen.client.get("/wall").status_code == 303, how
    assert (len(audited(line, "wall_opened")), len(audited(line, "wall_ended"))) == (3, 2)


def test_a_screen_holds_no_socket(line: Line, chief: Console) -> None:
    chief.get("/board/walls/new")
    chief.post("/board/walls", name="Sala")
    page = chief.get("/wall").get_data(as_text=True)
    assert "socket.io" not in page
    assert "data-doorbell" not in page
    answer = chief.client.get(
        "/socket.io/?transport=websocket&EIO=4", headers={"Origin": "http://127.0.0.1:8620"}
    )
    assert answer.status_code == 403


def test_what_is_not_written_in_the_table_nobody_may() -> None:
    assert granted(AgentRole.AGENT).isdisjoint({May.SUPERVISE, May.SERVE_DESK})
    nothing = read("roles: {}\naudiences: {}")
    assert nothing.roles.get(AgentRole.SUPERVISOR) is None
    for text in ("roles: {boss: [work]}\naudiences: {}", "roles: {agent: [fly]}\naudiences: {}"):
        with pytest.raises(ValueError, match="Invalid enum"):
            read(text)


def test_a_call_knows_whether_it_is_recorded_from_its_first_moment(line: Line) -> None:
    line.talk("anna")
    assert [one.is_recorded for one in line.rows(Call)] == [False]
