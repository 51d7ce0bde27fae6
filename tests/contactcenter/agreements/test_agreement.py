"""An agreement at the console: added by keyboard, read back, printed, and shown again by code."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from shared.models import AgentRole, Agreement, AuditEvent, CallEvent, Promise, PromiseOutcome
from shared.models.agents import Agent
from tests.contactcenter.agreements.calls import agent_id, talk
from tests.contactcenter.city import City
from tests.contactcenter.console import Console
from tests.page import find


@pytest.fixture
def console(city: City) -> Console:
    return city.console()


def fields(console: Console, action: str) -> list[dict[str, str]]:
    """The hidden fields of every form that leads to `action`."""
    assert console.page is not None
    return [
        {one.get("name", ""): one.get("value", "") for one in find(form, "input")}
        for form in find(console.page, "form")
        if form.get("action") == action
    ]


def add_first(console: Console, here: str) -> dict[str, str]:
    """Press the first ready line."""
    console.get(f"{here}/agreement")
    ready = fields(console, f"{here}/agreement/promises")[0]
    console.post(f"{here}/agreement/promises", **ready)
    return ready


def read_back(console: Console, here: str) -> None:
    console.get(f"{here}/agreement/read")
    assert console.page is not None
    seen = [one.get("value") for one in find(console.page, "input") if one.get("name") == "line"]
    console.post(f"{here}/agreement/read", heard="yes", line=seen)


def from_kiosk(city: City, **body: Any) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {city.token}"}
    response = city.app.test_client().post("/kiosk-api/agreements", json=body, headers=headers)
    return {"status": response.status_code} | response.get_json()


def code_on(console: Console) -> str:
    return "".join(console.part("agreement-code").itertext()).split(": ")[1].strip()


def test_one_press_adds_what_the_catalog_knows(city: City, console: Console) -> None:
    here = talk(city, matter="zasilek")
    ready = add_first(console, here)
    console.post(f"{here}/agreement/promises", **ready)
    assert "Pani/Pan: złożyć wniosek: zasiłek okresowy" in console.text
    with city.store.read() as db:
        row = db.scalars(select(Promise)).one()
        assert (row.service_id, row.location_id, row.organization_id) == (
            "zasilek", "punkt", "mops",
        )  # fmt: skip
        assert str(row.due_on) == "2026-12-02"  # seven working days after a Monday
        events = db.execute(select(CallEvent.name, CallEvent.fields)).all()
        assert events == [("promise_made", {"doer": "citizen"})]


def test_own_words_are_kept_sealed_changed_and_withdrawn(city: City, console: Console) -> None:
    here = talk(city)
    console.get(f"{here}/agreement")
    form = {
        "key": "own-line-1",
        "doer": "line",
        "words": "Oddzwonimy o piątej",
        "due": "2026-11-24",
    }
    console.post(f"{here}/agreement/promises", **form)
    assert "My, z bezpłatnej linii: Oddzwonimy o piątej" in console.text
    with city.store.read() as db:
        assert "piątej".encode() not in (db.scalars(select(Promise.what_sealed)).one() or b"")
    console.get(f"{here}/agreement/promises/own-line-1")
    console.post(f"{here}/agreement/promises/own-line-1", words="Oddzwonimy o szóstej", due="x")
    assert "o szóstej" in console.text
    console.post(f"{here}/agreement/promises/own-line-1", deed="apply")
    assert console.response is not None
    assert console.response.status_code == 422
    console.post(f"{here}/agreement/promises/own-line-1/withdraw")
    assert "Nic jeszcze nie ustalono" in console.text


@pytest.mark.parametrize(
    "form",
    [
        {"key": "own-line-1", "doer": "line", "words": " "},
        {"key": "short", "doer": "line", "words": "coś"},
        {"key": "own-line-1", "doer": "nobody", "words": "coś"},
        {"key": "own-line-1", "deed": "apply", "service": "none"},
    ],
)
def test_a_line_that_says_nothing_is_refused(
    city: City, console: Console, form: dict[str, str]
) -> None:
    here = talk(city)
    console.get(f"{here}/agreement")
    assert console.post(f"{here}/agreement/promises", **form).status_code == 422
    with city.store.read() as db:
        assert db.scalars(select(Promise)).all() == []


def test_it_is_read_back_in_the_callers_language_with_polish_beside(
    city: City, console: Console
) -> None:
    here = talk(city, matter="zasilek", language="uk")
    add_first(console, here)
    console.get(f"{here}/agreement/read")
    assert "Ви: подати заяву: zasilek українською." in console.text
    assert "Pani/Pan: złożyć wniosek: zasiłek okresowy." in console.text
    console.post(f"{here}/agreement/read", heard="yes", line=["stale"])
    assert "Ustalenia zmieniły się" in console.text
    read_back(console, here)
    assert "Odczytano i potwierdzono" in console.text


def test_without_the_tick_nothing_is_read_back(city: City, console: Console) -> None:
    here = talk(city, matter="zasilek")
    add_first(console, here)
    console.get(f"{here}/agreement/read")
    console.post(f"{here}/agreement/read")
    assert console.heading == "Odczytaj ustalenia"
    assert console.get(f"{here}/agreement/print").status_code == 404


def test_a_kiosk_shows_it_under_its_code_in_both_languages(city: City, console: Console) -> None:
    here = talk(city, matter="zasilek", language="en")
    add_first(console, here)
    console.post(f"{here}/agreement/code")
    assert "dopiero po odczytaniu" in console.text
    read_back(console, here)
    console.post(f"{here}/agreement/code")
    code = code_on(console)
    seen = from_kiosk(city, code=code.lower())
    assert (seen["state"], seen["language"], seen["made_on"]) == ("found", "en", "2026-11-23")
    assert seen["lines"][0]["what"] == "apply: zasilek in English"
    assert seen["polish"][0]["who"] == "Pani/Pan"
    wrong = ("Z" if code[0] == "A" else "A") + code[1:]
    assert from_kiosk(city, code=wrong) == {"status": 200, "state": "unknown"}
    assert from_kiosk(city, code=7)["status"] == 400
    assert from_kiosk(city)["status"] == 400


def test_only_a_kiosk_may_ask_for_a_code(city: City) -> None:
    asked = city.app.test_client().post("/kiosk-api/agreements", json={"code": "A222AA22"})
    assert asked.status_code == 401


def test_the_sheet_says_it_all_and_that_it_is_no_decision(city: City, console: Console) -> None:
    here = talk(city, matter="zasilek")
    add_first(console, here)
    read_back(console, here)
    console.get(f"{here}/agreement/print")
    assert "zasiłek okresowy" in console.text
    assert "to notatka z rozmowy, nie decyzja" in console.text.lower()


def test_in_a_sensitive_matter_paper_and_code_are_wished_for_and_name_nothing(
    city: City, console: Console
) -> None:
    here = talk(city, matter="schronienie")
    console.get(f"{here}/agreement")
    ready = [one.get("service") for one in fields(console, f"{here}/agreement/promises")]
    assert "schronienie" not in ready
    form = {"key": "own-line-1", "doer": "agency", "words": "Da łóżko na noc"}
    console.post(f"{here}/agreement/promises", **form, service="schronienie")
    read_back(console, here)
    console.get(f"{here}/agreement/print")
    assert "Czy papier jest bezpieczny?" in console.text
    assert "łóżko" not in console.text
    console.get(f"{here}/agreement/print?wished=yes")
    assert "sprawa, o której rozmawialiśmy" in console.text
    assert "łóżko" not in console.text
    console.post(f"{here}/agreement/code")
    with city.store.read() as db:
        assert db.scalars(select(Agreement.code_index)).one() is None
    console.post(f"{here}/agreement/code", wished="yes")
    seen = from_kiosk(city, code=code_on(console))
    assert [(one["who"], one["what"], one["where"]) for one in seen["polish"]] == [
        ("Urząd", "sprawa, o której rozmawialiśmy", None)
    ]


def test_nobody_elses_talk_is_shown_and_a_supervisor_may_look(city: City) -> None:
    here = talk(city)
    other = city.console("marek")
    assert other.get(f"{here}/agreement").status_code == 404
    assert other.get("/calls/none/agreement").status_code == 404
    with city.store.write() as db:
        db.get_one(Agent, agent_id(city, "marek")).role = AgentRole.SUPERVISOR
    assert other.get(f"{here}/agreement").status_code == 200


def test_a_line_of_another_talk_cannot_be_touched(city: City, console: Console) -> None:
    here, there = talk(city), talk(city, "call-2")
    console.get(f"{here}/agreement")
    form = {"key": "own-line-1", "doer": "line", "words": "Sprawdzimy"}
    console.post(f"{here}/agreement/promises", **form)
    assert console.get(f"{there}/agreement/promises/own-line-1").status_code == 404
    console.get(f"{here}/agreement")
    assert console.post(f"{there}/agreement/promises/own-line-1/withdraw").status_code == 404


def test_a_matter_at_a_desk_has_an_agreement_too(city: City, console: Console) -> None:
    slip = city.send_slip(chosen=["dodatek"])
    console.post("/slip", digits=slip.digits)
    opened = console.post("/slip/open", digits=slip.digits, word=slip.word, agreed="yes")
    here = opened.request.path
    add_first(console, here)
    assert "Pani/Pan: złożyć wniosek: dodatek mieszkaniowy" in console.text
    with city.store.read() as db:
        assert db.scalars(select(Agreement.matter_id)).one() == here.split("/")[2]


def test_promises_that_fall_due_are_settled_once(city: City, console: Console) -> None:
    here = talk(city)
    console.get(f"{here}/agreement")
    form = {"key": "own-line-1", "doer": "line", "words": "Sprawdzimy", "due": "2026-11-20"}
    console.post(f"{here}/agreement/promises", **form)
    hidden = form | {"key": "own-line-2", "words": "Poszuka łóżka", "service": "schronienie"}
    console.post(f"{here}/agreement/promises", **hidden)
    console.get("/promises")
    assert "po terminie" in console.text
    assert "łóżka" not in console.text
    console.post("/promises/own-line-1", outcome="nonsense")
    console.post("/promises/own-line-1", outcome="kept")
    assert "Sprawdzimy" not in console.text
    console.post("/promises/own-line-1", outcome="broken")
    with city.store.read() as db:
        row = db.get_one(Promise, "own-line-1")
        assert row.outcome is PromiseOutcome.KEPT
        names = db.scalars(select(AuditEvent.name)).all()
    assert names.count("promise_settled") == 1
