"""The people who work here: added, changed, shut out, let in with a password soon their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pyotp
import pytest
from sqlalchemy import select

from contactcenter import agents, totp
from contactcenter.staff import people
from contactcenter.staff.passwords import FIRST_LASTS
from shared.models import Agent, AgentRole, AgentSession, AuditEvent, OneTimeCode
from tests.contactcenter.city import PASSWORD, City, build_city
from tests.contactcenter.console import Console
from tests.page import find, words

OWN = "zielony rower pod lipą"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """One city for the file, whose supervisor is Marek; every test brings its own people."""
    quick = agents.PasswordHasher(time_cost=1, memory_cost=1024)
    with patch.object(agents, "_hasher", quick):
        city = build_city(tmp_path_factory.mktemp("city"))
        city.change_agent("marek", role=AgentRole.SUPERVISOR)
        yield city
        city.close()


@pytest.fixture
def chief(city: City) -> Console:
    """The supervisor's browser."""
    chief = city.console("marek")
    chief.get("/people")
    return chief


def agent(city: City, sign_in: str) -> Agent:
    """The account of this name."""
    with city.store.read() as db:
        return db.scalars(select(Agent).where(Agent.sign_in == sign_in)).one()


def shown(chief: Console) -> str:
    """The password on the page."""
    assert chief.page is not None
    (one,) = [node for node in find(chief.page, "p") if node.get("class") == "shown-once"]
    return words(one)


def add(chief: Console, sign_in: str, **form: object) -> str:
    """Somebody new; their first password."""
    who = {"name": "Nowa Osoba", "role": "agent", "sign_in": sign_in}
    assert chief.post("/people", **(who | form)).status_code == 200
    return shown(chief)


def changes(city: City, sign_in: str) -> list[object]:
    """What the trail says was changed of somebody."""
    id_ = agent(city, sign_in).id
    with city.store.read() as db:
        events = db.scalars(select(AuditEvent).where(AuditEvent.name == "agent_changed"))
        return [one.fields["what"] for one in events if one.fields["agent_id"] == id_]


def enter(city: City, sign_in: str, password: str) -> Console:
    """A browser after the door, on whichever side."""
    browser = city.console(None)
    browser.sign_in(sign_in, password)
    return browser


def test_a_first_password_opens_one_page_until_it_is_replaced(city: City, chief: Console) -> None:
    first = add(chief, "ola", permission=["edit"])
    ola = enter(city, "ola", first)
    assert ola.heading == "Ustaw własne hasło"
    for path in ("/", "/calls", "/content", "/find"):
        ola.get(path)
        assert ola.heading == "Ustaw własne hasło", path
    for given, said in (
        ({"password": "krótkie", "again": "krótkie"}, "co najmniej 12"),
        ({"password": OWN, "again": OWN + "x"}, "takie same"),
        ({"password": first, "again": first}, "dotychczasowe"),
    ):
        assert ola.post("/account/password", **given).status_code == 422
        assert said in ola.text
    ola.post("/account/password", password=OWN, again=OWN)
    assert ola.heading == "Pulpit"
    assert enter(city, "ola", first).heading != "Pulpit"
    assert enter(city, "ola", OWN).heading == "Pulpit"
    assert changes(city, "ola") == ["made", "password"]
    assert first.encode() not in Path(city.settings.database_url[10:]).read_bytes()


def test_a_first_password_nobody_used_in_time_opens_nothing(city: City, chief: Console) -> None:
    first = add(chief, "iga")
    city.change_agent("iga", first_password_at=city.clock.now() - FIRST_LASTS)
    assert enter(city, "iga", first).heading == "Zaloguj się"
    chief.post(f"/people/{agent(city, 'iga').id}/password")
    assert enter(city, "iga", shown(chief)).heading == "Ustaw własne hasło"
    assert changes(city, "iga") == ["made", "first_password"]


def test_who_somebody_is_decides_at_once_where_they_come_in(city: City, chief: Console) -> None:
    city.add_agent("kuba", "Kuba Mróz")
    kuba, id_ = city.console("kuba"), agent(city, "kuba").id
    agency = min(city.app.extensions["okienko_center"].knowledge.organizations)
    role = {"name": "Kuba Mróz-Lis", "role": "agency"}
    assert chief.post(f"/people/{id_}", **role, organization="no-such").status_code == 422
    assert "Wybierz placówkę" in chief.text
    chief.post(f"/people/{id_}", **role, organization=agency)
    assert "Zapisano" in chief.text
    kuba.get("/")
    assert kuba.heading == "Zaloguj się"
    kuba = city.console("kuba")
    assert kuba.client.get("/").status_code == 403
    assert kuba.client.get("/agency").status_code == 200
    chief.post(f"/people/{id_}", name="Kuba Mróz-Lis", role="clerk", permission=["publish"])
    row = agent(city, "kuba")
    assert (row.role, row.organization_id, row.permissions) == (AgentRole.CLERK, None, ("publish",))
    what = ["password", "name", "organization", "role", "organization", "permissions", "role"]
    assert changes(city, "kuba") == what


def test_an_account_switched_off_is_out_at_once_and_can_come_back(
    city: City, chief: Console
) -> None:
    city.add_agent("ada", "Ada Wilk")
    ada, id_ = city.console("ada"), agent(city, "ada").id
    chief.post(f"/people/{id_}/enabled", deed="off")
    assert "Konto jest wyłączone" in chief.text
    assert ada.client.get("/").status_code == 303
    with city.store.read() as db:
        theirs = db.scalars(select(AgentSession).where(AgentSession.agent_id == id_)).all()
    assert theirs
    assert all(one.ended_at for one in theirs)
    assert enter(city, "ada", PASSWORD).heading == "Zaloguj się"
    chief.post(f"/people/{id_}/enabled", deed="on")
    assert enter(city, "ada", PASSWORD).heading == "Pulpit"
    assert changes(city, "ada")[-2:] == ["disabled", "enabled"]


def test_nobody_touches_themselves_and_one_supervisor_is_always_left(
    city: City, chief: Console
) -> None:
    marek, at = agent(city, "marek").id, city.clock.now()
    for path in ("", "/enabled", "/password", "/code/remove"):
        form = {"deed": "off", "name": "Marek", "role": "agent"}
        assert chief.post(f"/people/{marek}{path}", **form).status_code == 422, path
        assert "Własnego konta" in chief.text
    by_id, wish = agent(city, "ewa").id, people.Wish("Marek", AgentRole.AGENT)
    with city.store.write() as db:
        off = people.switch(db, marek, by_id, at, is_enabled=False)
        less = people.change(db, marek, wish, by_id, at)
        gone = people.switch(db, "nobody", by_id, at, is_enabled=False)
    assert {off, less} == {people.Wrong.LAST_SUPERVISOR}
    assert gone is people.Wrong.GONE
    assert chief.client.get("/people/nobody").status_code == 404


def test_whose_phone_is_lost_signs_in_without_its_code(city: City, chief: Console) -> None:
    city.add_agent("zoja", "Zoja Kot")
    id_, at, secret = agent(city, "zoja").id, city.clock.now(), city.settings.city_secret
    with city.store.write() as db:
        totp.begin(db, secret, id_, at)
        plain = totp.waiting_secret(db, secret, id_) or ""
        assert totp.confirm(db, secret, id_, pyotp.TOTP(plain).at(at), at)
    assert enter(city, "zoja", PASSWORD).heading == "Kod z telefonu"
    chief.get("/people")
    assert "kod z telefonu" in chief.text
    chief.post(f"/people/{id_}/code/remove")
    assert "Kod usunięty" in chief.text
    assert enter(city, "zoja", PASSWORD).heading == "Pulpit"
    assert chief.post(f"/people/{id_}/code/remove").status_code == 422
    with city.store.read() as db:
        assert db.get(OneTimeCode, id_) is None


def test_names_that_will_not_do_are_refused_and_kept_in_the_form(
    city: City, chief: Console
) -> None:
    for form, said in (
        ({"sign_in": "Żaba 7"}, "Nazwa do logowania"),
        ({"sign_in": "anna"}, "Ktoś już loguje"),
        ({"sign_in": "tola", "name": "  "}, "Podaj imię"),
        ({"sign_in": "tola", "role": "agency"}, "Wybierz placówkę"),
    ):
        who = {"name": "Tola Bąk", "role": "clerk"} | form
        assert chief.post("/people", **who).status_code == 422
        assert said in chief.text
    fields = {one.get("name"): one.get("value") for one in find(chief.page, "input")}  # type: ignore[arg-type]
    assert (fields["sign_in"], fields["name"]) == ("tola", "Tola Bąk")


def test_one_changes_ones_own_password_and_other_browsers_are_out(city: City) -> None:
    city.add_agent("ala", "Ala Sowa")
    here, elsewhere = city.console("ala"), city.console("ala")
    here.get("/account/password")
    given = {"now": "nie to haslo wcale", "password": OWN, "again": OWN}
    for _ in range(5):
        assert here.post("/account/password", **given).status_code == 422
    assert here.post("/account/password", **(given | {"now": PASSWORD})).status_code == 429
    city.clock.advance(15 * 60 + 1)
    here.sign_in("ala", PASSWORD)
    here.get("/account/password")
    here.post("/account/password", **(given | {"now": PASSWORD}))
    assert "Hasło zmienione" in here.text
    assert elsewhere.client.get("/").status_code == 303
    assert changes(city, "ala")[-1] == "password"


def test_only_who_may_sees_the_accounts(city: City) -> None:
    anna = city.console("anna")
    for path in ("/people", "/people/new", f"/people/{agent(city, 'marek').id}"):
        assert anna.client.get(path).status_code == 403
    assert timedelta(days=1) < FIRST_LASTS
