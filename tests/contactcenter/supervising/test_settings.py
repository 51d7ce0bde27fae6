"""Agents, hours and reasons to pause, as a supervisor sets them: what changes at once."""

from __future__ import annotations

import pytest

from contactcenter.queue import line as queue
from contactcenter.queue import pauses
from contactcenter.telephony.numbers import seal_number
from shared.models import (
    Activity,
    Agent,
    AuditEvent,
    Call,
    CallDirection,
    CallMedium,
    CallState,
    LineHours,
    TaskKind,
)
from tests.contactcenter.console import Console
from tests.contactcenter.telephony.line import CALLER, Line


def audited(line: Line, name: str) -> list[dict[str, object]]:
    """What the trail says of one kind of event since the line was made."""
    return [one.fields for one in line.rows(AuditEvent, AuditEvent.name == name)]


def what_changed(line: Line, agent_id: str) -> list[object]:
    """What was changed of an agent, by somebody."""
    events = audited(line, "agent_changed")
    return [one["what"] for one in events if one["agent_id"] == agent_id and one["by_agent_id"]]


def test_what_an_agent_speaks_decides_the_very_next_offer(line: Line, chief: Console) -> None:
    anna = line.ready("anna")
    chief.get("/board/agents")
    assert "Anna Nowak" in chief.text
    chief.post(f"/board/agents/{anna}", language=["uk"], skill=["labor", "flying"])
    assert "Zapisano" in chief.text
    line.wait_for_a_person(CALLER)
    with pytest.raises(Exception, match="No row"):
        line.offer()
    chief.post(f"/board/agents/{anna}", language=["uk", "pl"], skill=["labor"])
    assert line.offer()
    with line.city.store.read() as db:
        row = db.get_one(Agent, anna)
        assert (row.languages, row.skills) == (("pl", "uk"), ("labor",))
    assert what_changed(line, anna) == ["languages", "skills", "languages"]


def test_somebody_has_to_speak_something(line: Line, chief: Console) -> None:
    anna = line.agent("anna")
    chief.get("/board/agents")
    assert chief.post(f"/board/agents/{anna}", skill=["labor"]).status_code == 422
    assert "co najmniej jeden język" in chief.text
    assert chief.post("/board/agents/nobody", language=["pl"]).status_code == 422


def test_a_closure_announced_now_meets_the_next_caller(line: Line, chief: Console) -> None:
    chief.get("/board/hours")
    assert "Nic nie ogłoszono" in chief.text
    today = line.city.clock.today().isoformat()
    shut = {"from": today, "to": today, "state": "closed", "day": ["mon"]}
    chief.post("/board/hours", **shut)
    assert "Ogłoszono" in chief.text
    assert "Linia nieczynna" in chief.text
    sid = line.wait_for_a_person()
    assert line.call(sid).state.value != "waiting"
    chief.get("/board")
    assert "Nieczynna. Otwarcie" in chief.text
    assert "24 listopada" in chief.text
    (row,) = line.rows(LineHours)
    chief.post(f"/board/hours/{row.id}/withdraw")
    assert "Odwołano" in chief.text
    sid = line.wait_for_a_person("+48600100201")
    assert line.call(sid).state.value == "waiting"
    assert [one["state"] for one in audited(line, "line_hours_changed")] == [
        "announced",
        "withdrawn",
    ]


NO_HOURS = (
    ({"from": "yesterday"}, "Sprawdź dni"),
    ({"from": "2026-11-20", "day": ["mon"]}, "Sprawdź dni"),
    ({"from": "2026-11-23"}, "co najmniej jeden dzień"),
    ({"from": "2026-11-23", "day": ["mon"], "opens": "17:00", "closes": "9"}, "Sprawdź godz"),
)


def test_what_makes_no_sense_is_said_and_announced_to_nobody(line: Line, chief: Console) -> None:
    chief.get("/board/hours")
    for form, said in NO_HOURS:
        assert chief.post("/board/hours", **form).status_code == 422
        assert said in chief.text
    assert line.rows(LineHours) == []


def test_a_reason_switched_off_cannot_be_chosen_any_more(line: Line, chief: Console) -> None:
    agent = line.city.console("anna")
    line.ready("anna")
    chief.get("/board/pauses")
    chief.post("/board/pauses/meeting", deed="off")
    agent.get("/")
    assert "Spotkanie" not in agent.text
    agent.post("/phone/activity", htmx=True, activity="pause:meeting")
    assert agent.response is not None
    assert agent.response.status_code == 422
    chief.post("/board/pauses/meeting", deed="on")
    agent.post("/phone/activity", htmx=True, activity="pause:meeting")
    assert agent.response.status_code == 200


def test_a_reason_of_the_citys_own_is_chosen_shown_and_written_down(
    line: Line, chief: Console
) -> None:
    agent = line.city.console("anna")
    line.ready("anna")
    chief.get("/board/pauses")
    named = {"name-pl": "Dyżur w punkcie", "name-uk": "Чергування", "name-en": "Duty at a desk"}
    assert chief.post("/board/pauses", **(named | {"name-uk": " "})).status_code == 422
    chief.post("/board/pauses", **named)
    assert chief.post("/board/pauses", **named).status_code == 422
    with line.city.store.read() as db:
        (own,) = [one for one in pauses.reasons(db) if one.names]
    agent.get("/")
    agent.post("/phone/activity", htmx=True, activity=f"pause:{own.code}")
    assert "Dyżur w punkcie" in agent.text
    chief.get("/board")
    assert "Dyżur w punkcie" in chief.text
    chief.post(f"/board/pauses/{own.code}", deed="off")
    chief.get("/board")
    assert "Dyżur w punkcie" in chief.text  # who paused for it still does
    states = [one["state"] for one in audited(line, "pause_reason_changed")]
    assert states == ["added", "not_offered"]
    with line.city.store.read() as db:
        status = pauses.offered(db)
    assert own.code not in status


def test_one_reason_is_always_left(line: Line, chief: Console) -> None:
    chief.get("/board/pauses")
    for code in pauses.PAUSE_REASONS:
        answer = chief.post(f"/board/pauses/{code}", deed="off")
    assert answer.status_code == 422
    with line.city.store.read() as db:
        assert pauses.offered(db) == (pauses.PAUSE_REASONS[-1],)
    assert Activity.PAUSE.value == "pause"


def test_a_report_is_asked_for_by_a_form_and_mended_where_it_makes_no_sense(
    line: Line, chief: Console
) -> None:
    sid, _ = line.talk("anna")
    line.turn(30)
    line.exchange.hang_up(sid)
    line.turn(5)
    chief.get("/reports")
    assert chief.heading == "Raporty"
    assert "100%" in chief.text
    for query in ("by=queue", "by=matter", "by=language", "by=day", "by=quarter", "who=tickets"):
        assert chief.get(f"/reports?{query}").status_code == 200
    answer = chief.get("/reports?from=2026-11-24&to=2026-11-23")
    assert answer.status_code == 422
    assert "Podaj dwa dni" in chief.text
    assert chief.get("/reports?from=2026-01-01&to=2026-11-23&by=hour").status_code == 422
    assert chief.get("/reports?from=2026-01-01&to=2026-11-23&by=day").status_code == 422
    assert chief.get("/reports?by=nonsense&who=nobody&from=x").status_code == 422
    got = chief.client.get("/reports/file?by=day")
    assert got.mimetype == "text/csv"
    assert got.get_data(as_text=True).splitlines()[1].startswith("2026-11-23,1,1,1,100.0,")
    assert CALLER[3:] not in got.get_data(as_text=True)


def test_calls_of_ours_that_are_used_up_are_said_on_the_board_and_to_the_agent(
    line: Line, chief: Console
) -> None:
    object.__setattr__(line.center.settings, "calls_per_day", 1)
    chief.get("/board")
    assert "Budżet połączeń" not in chief.text
    at, ours = line.city.clock.now(), {"medium": CallMedium.PHONE, "language": "pl", "menu": {}}
    outwards = {**ours, "direction": CallDirection.OUTBOUND, "transfer": {}}
    with line.city.store.write() as db:
        for id_ in ("made", "promised"):
            db.add(Call(id=id_, state=CallState.ENDED, began_at=at, ended_at=at, **outwards))
        asked = db.get_one(Call, "promised")
        asked.direction = CallDirection.INBOUND
        asked.number_sealed = seal_number(line.center.keys.secret, CALLER, asked.id)
        queue.enter(db, kind=TaskKind.CALLBACK, at=at, language="pl", call_id=asked.id)
    chief.get("/board")
    assert "Budżet połączeń wyczerpany: 1 z 1" in chief.text
    agent = line.city.console("anna")
    agent.get("/calls/list/callbacks")
    assert agent.post("/calls/list/callbacks/next").status_code == 422
    assert "Nikt nie stracił miejsca" in agent.text
    assert "Nie wcześniej niż wtorek, 24 listopada 2026, 09:00" in agent.text
    object.__setattr__(line.center.settings, "calls_per_day", 3)
    with line.city.store.write() as db:
        db.get_one(Call, "promised").direction = CallDirection.OUTBOUND
    chief.get("/board")
    assert "Budżet połączeń" not in chief.text  # two of three: 67%
