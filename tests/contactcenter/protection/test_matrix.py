"""Every role at every door, with other people's records in the address: nothing leaks.

Made from the URL map: a route that is added is asked too. The everyday run asks some of the pairs,
each run the same ones; the proof asks all.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import TypeVar

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from contactcenter.permissions import May, granted, staff_audiences
from contactcenter.telephony import control
from shared.models import Agent, AgentRole, Base, Call, Matter, Permission
from shared.web import audience_of
from tests.contactcenter.telephony.line import Line, build_line
from tests.tally import count, is_proof, tally

Found = TypeVar("Found", Call, Matter)

NOTE, DRAFT = "Tajna-notatka-osiem", "Tajny-szkic-dziewiec"
SHOWN = ("600 100 200", "+48600100200", NOTE, DRAFT, "7311", "7 311", "7\u00a0311")
STALE = "otwarta za długo"  # the page that refuses a form without its token
NO_FORM = {"media.pulse"}  # a script sends it, in JSON
SKIPPED = {"static", "sign_in.leave"}  # it ends the session that asks
METHODS = ("GET", "POST")
NOBODY, DISABLED, EDITOR = "nobody", "switched off", "editor"
ROLES = {role.value: role for role in AgentRole}
PEOPLE = (NOBODY, DISABLED, EDITOR, *ROLES)
ASKED = 24  # pairs of method and route of one person, in the everyday run


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """Marek has a matter with answers and a call with a note; nobody else may see them."""
    line = build_line(tmp_path_factory.mktemp("matrix"))
    plant(line)
    yield line
    line.city.close()


def plant(line: Line) -> None:
    """A citizen's slip, opened by Marek in a call; what was said is written down."""
    answers = {"household": {"lives_in_lodz": True, "income_month": "7311.13"}, "persons": [{}]}
    slip = line.city.send_slip(answers)
    sid, marek = line.talk("marek")
    browser, call = line.city.console("marek"), line.call(sid)
    browser.get(f"/calls/{call.id}")
    browser.post(f"/calls/{call.id}/slip", digits=slip.digits, word=slip.word, agreed="yes")
    line.exchange.hang_up(sid)
    line.turn()
    control.wrap_up(line.center, call.id, marek, "informed", NOTE)
    control.save_draft(line.center, call.id, marek, DRAFT)


def person(line: Line, who: str) -> FlaskClient:
    """A browser of this kind of person, signed in if they can be."""
    if who == NOBODY:
        return line.city.app.test_client()
    names = {EDITOR: "ewa", DISABLED: "jan"}
    name = names.get(who, "anna")
    agency = min(line.center.knowledge.organizations)
    role = ROLES.get(who, AgentRole.AGENT)
    line.city.change_agent(name, role=role, organization_id=agency, is_enabled=True)
    client = line.city.console(name).client
    if who == DISABLED:
        line.city.change_agent(name, is_enabled=False)
    return client


def pairs(line: Line, who: str) -> list[tuple[str, Rule]]:
    """What this person asks for, in an order that is theirs."""
    every = [
        (method, rule)
        for rule in sorted(line.city.app.url_map.iter_rules(), key=lambda rule: rule.endpoint)
        for method in METHODS
        if method in (rule.methods or ()) and rule.endpoint not in SKIPPED
    ]
    Random(who).shuffle(every)
    return every[: count(ASKED, len(every))]


def address(line: Line, rule: Rule) -> str:
    """The route's address with Marek's records, or anything that fits, in it."""
    with line.city.store.read() as db:
        call, matter = first(db, Call), first(db, Matter)
    known = {"call_id": call.id, "matter_id": matter.id, "talk_id": call.id, "kind": "calls"}
    values = {}
    for name in rule.arguments:
        closed = getattr(rule._converters[name], "items", None)
        values[name] = min(closed) if closed else known.get(name, "x")
    built = rule.build(values)
    assert built is not None
    return built[1]


def may(who: str, audience: str) -> bool:
    """What permissions.yaml and the editors' own permission say."""
    if audience == "anyone":
        return True
    if who in (NOBODY, DISABLED) or audience in ("kiosk", "provider", "wall"):
        return False
    if audience == "editor":
        return who == EDITOR
    role = ROLES.get(who, AgentRole.AGENT)
    return staff_audiences()[audience] in granted(role)


def first(db: Session, table: type[Found]) -> Found:
    """The record that was there before anybody asked; whoever may makes more of them meanwhile."""
    return db.scalars(select(table).order_by(table.id).limit(1)).one()


def marek_has(line: Line) -> dict[str, object]:
    """Every column of Marek's call and matter."""
    with line.city.store.read() as db:
        rows = [first(db, table) for table in (Call, Matter)]
    return {
        f"{row.__tablename__}.{column.name}": getattr(row, column.name)
        for row in rows
        for column in Base.metadata.tables[row.__tablename__].columns
    }


def test_marek_himself_sees_what_nobody_else_may(line: Line) -> None:
    browser = line.city.console("marek")
    marek = marek_has(line)
    browser.get(f"/calls/{marek['call.id']}")
    assert NOTE in browser.text
    browser.get(f"/matters/{marek['matter.id']}")
    assert "7311,13" in browser.text.replace("\u00a0", "").replace(" ", "")


@pytest.mark.proof
@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_gets_in_where_they_may_not_and_nothing_of_anothers_is_told(
    line: Line, who: str
) -> None:
    client = person(line, who)
    before, asked, refused = marek_has(line), 0, 0
    for method, rule in pairs(line, who):
        audience = audience_of(line.city.app, rule.endpoint) or ""
        form = {"csrf_token": token_of(client)} if method == "POST" else None
        response = client.open(address(line, rule), method=method, data=form)
        asked += 1
        assert response.status_code < 500, f"{method} {rule}: {response.status_code}"
        if not may(who, audience):
            refused += 1
            assert response.status_code in (302, 303, 401, 403), f"{who} {method} {rule}"
        said = response.get_data().decode(errors="replace")
        if rule.endpoint not in NO_FORM:
            assert STALE not in said, f"{who} {method} {rule}: the form was not even read"
        if who != AgentRole.SUPERVISOR.value:
            assert not [secret for secret in SHOWN if secret in said], f"{who} {method} {rule}"
    assert marek_has(line) == before, "somebody changed what is another's"
    tally("role × route × foreign record", who=who, asked=asked, refused=refused, leaks=0)
    assert asked >= ASKED
    assert is_proof() or asked == ASKED


def token_of(client: FlaskClient) -> str:
    """A form token that fits this browser's cookie."""
    page = client.get("/sign-in", follow_redirects=True).get_data(as_text=True)
    found = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    return found or "x"


@pytest.mark.parametrize("who", PEOPLE)
def test_a_socket_opens_for_those_who_hear_bells_and_takes_no_word(line: Line, who: str) -> None:
    client = person(line, who)
    role = ROLES.get(who, AgentRole.AGENT)
    hears = who not in (NOBODY, DISABLED) and May.HEAR_BELLS in granted(role)
    socketio = line.center.doorbell.socketio
    ours = {"Origin": "http://localhost"}
    socket = socketio.test_client(line.city.app, headers=ours, flask_test_client=client)
    assert socket.is_connected() is hears
    if not hears:
        return
    heard = {packet["name"] for packet in socket.get_received()}
    assert heard <= {"look"}
    socket.emit("look", ["waiting"])
    assert not socket.is_connected()


def test_the_editor_of_the_matrix_is_one(line: Line) -> None:
    with line.city.store.read() as db:
        ewa = db.scalars(select(Agent).where(Agent.sign_in == "ewa")).one()
    assert Permission.EDIT in ewa.permissions
