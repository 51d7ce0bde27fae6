"""Coming in, staying, and going: the door, the fifteen minutes, the twelve hours."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from contactcenter import agents
from contactcenter.agents import ensure_agent
from contactcenter.sign_in_desk import SignInDesk, SignInRefused
from shared.models import Activity, Agent, AgentSession, AgentStatus, AuditEvent
from tests.contactcenter.city import PASSWORD, City
from tests.contactcenter.console import Console
from tests.tally import count, tally

MINUTE = 60
HOUR = 60 * MINUTE


def is_in(console: Console) -> bool:
    """Whether the console is shown, not the door. Looks at a passive region: extends nothing."""
    return console.client.get("/live/session").status_code == 200


def test_an_agent_signs_in_and_is_greeted_by_the_desk(city: City) -> None:
    console = city.console("anna")
    assert console.heading == "Pulpit"
    assert "Anna Nowak" in console.text


def test_a_wrong_password_gets_one_calm_message_and_keeps_the_name(city: City) -> None:
    console = city.console(None)
    response = console.sign_in("anna", "nie to haslo")
    assert response.status_code == 422
    assert "Nazwa lub hasło się nie zgadza" in console.text
    assert console.part("name").get("value") == "anna"
    assert not is_in(console)


def test_an_unknown_name_gets_the_same_page_as_a_wrong_password(city: City) -> None:
    known, unknown = city.console(None), city.console(None)
    known.sign_in("anna", "nie to haslo")
    unknown.sign_in("zofia", "nie to haslo")
    assert known.text == unknown.text


def test_an_unknown_name_costs_one_password_check_too(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    hasher = SimpleNamespace(verify=lambda hash_, _: bool(checked.append(hash_)))
    monkeypatch.setattr("contactcenter.agents._hasher", hasher)
    desk = desk_of(city)
    for name in ("anna", "zofia"):
        assert desk.enter(name, "x", "10.0.0.1", city.clock.now()) is SignInRefused.NOT_RECOGNIZED
    assert len(checked) == 2
    assert all(hash_.startswith("$argon2id$") for hash_ in checked)


def desk_of(city: City) -> SignInDesk:
    """The desk of a process of its own: what it counts, the others count too."""
    return SignInDesk(city.store, city.settings.city_secret)


def test_five_wrong_tries_slow_down_that_source_and_that_name_alone(city: City) -> None:
    now = city.clock.now
    for _ in range(5):
        outcome = desk_of(city).enter("anna", "zle", "10.0.0.1", now())
        assert outcome is SignInRefused.NOT_RECOGNIZED
    desk = desk_of(city)
    assert desk.enter("anna", PASSWORD, "10.0.0.1", now()) is SignInRefused.TOO_MANY_TRIES
    for name, source in (("anna", "10.0.0.2"), ("marek", "10.0.0.1")):
        assert not isinstance(desk.enter(name, PASSWORD, source, now()), SignInRefused)
    city.clock.advance(15 * MINUTE)
    assert not isinstance(desk.enter("anna", PASSWORD, "10.0.0.1", now()), SignInRefused)


def test_the_door_says_that_there_were_too_many_tries(city: City) -> None:
    console = city.console(None)
    for _ in range(5):
        console.sign_in("anna", "zle")
    assert console.sign_in("anna", PASSWORD).status_code == 429
    assert "Odczekaj kwadrans" in console.text


def test_the_session_begins_with_a_new_id_and_only_its_hash_is_kept(city: City) -> None:
    console = city.console(None)
    console.get("/sign-in")
    with console.client.session_transaction() as before:
        before["token"] = "planted by somebody else"
        planted_csrf = before["csrf_token"]
    console.sign_in("anna", PASSWORD)
    with console.client.session_transaction() as after:
        token = after["token"]
        assert after.get("csrf_token") != planted_csrf
    assert token != "planted by somebody else"
    with city.store.read() as db:
        [kept] = db.scalars(select(AgentSession.token_hash))
    assert len(kept) == 32
    assert token.encode() not in kept


def test_fifteen_idle_minutes_end_the_session(city: City) -> None:
    console = city.console()
    city.clock.advance(15 * MINUTE - 1)
    assert is_in(console)
    city.clock.advance(1)
    console.get("/")
    assert not is_in(console)
    assert console.heading == "Zaloguj się"
    assert "Sesja się skończyła" in console.text


def test_an_active_agent_stays_until_twelve_hours_have_passed(city: City) -> None:
    console = city.console()
    for _ in range(12 * 6 - 1):
        city.clock.advance(10 * MINUTE)
        assert console.get("/keys").status_code == 200
    assert console.heading == "Klawisze"
    city.clock.advance(10 * MINUTE)
    assert not is_in(console)


def test_a_talk_is_finished_before_the_twelve_hours_end_it(city: City) -> None:
    console, agent_id = city.console(), agent_named(city, "anna")
    set_doing(city, agent_id, Activity.TALKING)
    for _ in range(13 * 6):
        city.clock.advance(10 * MINUTE)
        console.get("/keys")
        assert is_in(console)
    with city.store.read() as db:
        assert agents.is_overdue(db, agent_id, city.clock.now())
    set_doing(city, agent_id, Activity.WRAP_UP)
    assert is_in(console)
    set_doing(city, agent_id, Activity.READY)
    assert not is_in(console)


def test_no_talk_keeps_anybody_signed_in_for_ever(city: City) -> None:
    console = city.console()
    set_doing(city, agent_named(city, "anna"), Activity.TALKING)
    for _ in range(14 * 6):
        city.clock.advance(10 * MINUTE)
        console.get("/keys")
    assert not is_in(console)


def agent_named(city: City, sign_in: str) -> str:
    """Their id."""
    with city.store.read() as db:
        return db.scalars(select(Agent.id).where(Agent.sign_in == sign_in)).one()


def set_doing(city: City, agent_id: str, doing: Activity) -> None:
    """What the line says they do."""
    at = city.clock.now()
    with city.store.write() as db:
        times = {"since_at": at, "idle_since_at": at, "phone_seen_at": at}
        db.merge(AgentStatus(agent_id=agent_id, activity=doing, **times))


@pytest.mark.proof
@pytest.mark.parametrize("path", ["/live/waiting", "/live/here", "/live/session"])
def test_polls_never_extend_a_session(city: City, path: str) -> None:
    console, polls = city.console(), count(200, 1000)
    for _ in range(polls):
        city.clock.advance(800 / polls)
        assert console.client.get(path, headers={"HX-Request": "true"}).status_code == 200
    city.clock.advance(100)
    assert not is_in(console)
    tally("polls extend no session", path=path, polls=polls)


def test_an_htmx_request_after_the_end_sends_the_whole_page_to_the_door(city: City) -> None:
    console = city.console()
    city.clock.advance(15 * MINUTE)
    response = console.client.get("/live/waiting", headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert response.headers["HX-Redirect"].startswith("/sign-in")
    assert response.get_data() == b""


def test_the_header_warns_before_the_end_and_one_press_stays(city: City) -> None:
    console = city.console()
    city.clock.advance(12 * MINUTE + 1)
    console.get("/live/session", htmx=True)
    assert "Sesja skończy się o 09:15" in console.text
    console.post("/live/stay", htmx=True)
    assert "Sesja skończy się" not in console.text
    city.clock.advance(14 * MINUTE)
    assert is_in(console)


def test_signing_out_ends_every_session_of_that_agent_and_nobody_elses(city: City) -> None:
    here, elsewhere, colleague = city.console(), city.console(), city.console("marek")
    with here.client.session_transaction() as cookie:
        token = cookie["token"]
    here.post("/sign-out")
    assert here.heading == "Zaloguj się"
    assert not is_in(elsewhere)
    assert is_in(colleague)
    with here.client.session_transaction() as cookie:
        cookie["token"] = token  # a copied cookie is worth nothing any more
    assert not is_in(here)


def test_an_agent_switched_off_is_out_at_once(city: City) -> None:
    console = city.console()
    city.change_agent("anna", is_enabled=False)
    assert not is_in(console)
    assert console.sign_in("anna", PASSWORD).status_code == 422


def test_ensuring_an_agent_twice_changes_nothing_and_a_new_password_ends_sessions(
    city: City,
) -> None:
    console = city.console()
    again = ensure_agent(city.store, "anna", "Anna Nowak", PASSWORD, city.clock.now())
    assert is_in(console)
    changed = ensure_agent(city.store, "anna", "Anna Lis", "inne tajne haslo", city.clock.now())
    assert again == changed
    assert not is_in(console)


def test_a_short_password_is_refused(city: City) -> None:
    with pytest.raises(ValueError, match="12"):
        ensure_agent(city.store, "ola", "Ola", "krotkie", city.clock.now())


def test_coming_and_going_are_in_the_audit_trail(city: City) -> None:
    console = city.console()
    console.post("/sign-out")
    console.sign_in("anna", "zle")
    with city.store.read() as db:
        names = list(db.scalars(select(AuditEvent.name).order_by(AuditEvent.id)))
    assert names[-3:] == ["agent_signed_in", "agent_signed_out", "agent_refused"]


def test_the_language_of_the_screens_is_chosen_at_the_door_and_kept(city: City) -> None:
    console = city.console(None)
    console.get("/sign-in")
    console.post("/language", language="uk", back="/sign-in")
    assert console.heading == "Увійдіть"
    console.sign_in("anna", PASSWORD)
    assert console.heading == "Робочий стіл"


@pytest.mark.parametrize("back", ["//evil.example/x", "https://evil.example", "/nowhere", ""])
def test_the_way_back_never_leads_out_of_the_house(city: City, back: str) -> None:
    console = city.console()
    token = console.token()
    response = console.client.post(
        "/language", data={"language": "en", "back": back, "csrf_token": token}
    )
    assert response.headers["Location"] == "/"
