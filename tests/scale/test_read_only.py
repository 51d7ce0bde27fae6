"""While the database is away, or is only read: a calm page, no fault, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from shared.store import Store, open_store
from tests.contactcenter.city import PASSWORD, City, build_city
from tests.contactcenter.console import HTMX
from tests.databases import migrated_postgresql_url, postgresql_server
from tests.page import check_page
from tests.scale.servers import Postgresql

TYPED = "Dzwoni w sprawie zasiłku, mąż w szpitalu <b>"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A contact center over a real PostgreSQL server, for the whole file."""
    folder = tmp_path_factory.mktemp("city")
    city = build_city(folder, database_url=migrated_postgresql_url())
    yield city
    city.close()


@contextmanager
def away() -> Iterator[None]:
    """The database lets nobody in, and ends every connection there was."""
    admin = open_store(postgresql_server().get_uri())
    allow = "ALTER DATABASE okienko ALLOW_CONNECTIONS"
    leave = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'okienko'"
    try:
        _say(admin, f"{allow} false", leave)
        yield
    finally:
        _say(admin, f"{allow} true")
        admin.close()


def _say(admin: Store, *statements: str) -> None:
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.execute(text(statement))


@contextmanager
def only_read() -> Iterator[None]:
    """A standby has taken over: it answers, and takes no writes."""
    server = Postgresql()
    server.stop()
    try:
        server.start_as_standby()
        yield
    finally:
        server.promote()


def token(client: FlaskClient) -> str:
    """The form token of this browser, which it has from any page."""
    page = client.get("/keys").get_data(as_text=True)
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def test_every_page_is_calm_and_none_is_a_fault_while_the_database_is_away(city: City) -> None:
    anna = city.console().client
    with away():
        for path in ("/", "/keys", "/sign-in", "/calls", "/live/waiting", "/uslugi"):
            answer = anna.get(path)
            said = answer.get_data(as_text=True)
            if path == "/uslugi":
                assert answer.status_code == 200  # the guide is in memory
                continue
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5"), path
            assert "Nic nie zginęło" in said
            check_page(answer)
    assert anna.get("/").status_code == 200  # no connection of before is used


def test_a_refused_write_keeps_what_was_typed_and_goes_through_afterwards(city: City) -> None:
    anna = city.console().client
    form = {"csrf_token": token(anna), "name": TYPED, "password": PASSWORD}
    with away():
        answer = anna.post("/sign-in?ended=1", data=form)
        said = answer.get_data(as_text=True)
        check_page(answer)
        part = anna.post("/sign-in?ended=1", data=form, headers=HTMX)
        check_page(part)
    assert answer.status_code == part.status_code == 503
    assert part.get_data(as_text=True).startswith("<title>")
    assert "nie zapisaliśmy" in said
    assert 'action="/sign-in?ended=1"' in said
    assert said.count("Dzwoni w sprawie zasiłku, mąż w szpitalu &lt;b&gt;") == 2
    assert PASSWORD not in said


def test_a_form_of_another_site_is_not_kept_for_our_button(city: City) -> None:
    anna = city.console().client
    with away():
        answer = anna.post("/tasks/claim", data={"csrf_token": "x", "note": TYPED})
    assert answer.status_code == 503
    assert "Dzwoni" not in answer.get_data(as_text=True)


def test_a_standby_is_read_and_what_would_write_is_refused(city: City) -> None:
    anna = city.console().client
    form = {"csrf_token": token(anna)}
    city.ask_for_help()
    city.clock.advance(60)  # time for a sign of life to be written, which is left out
    with only_read():
        assert anna.get("/").status_code == 200
        refused = anna.post("/tasks/claim", data=form)
    assert refused.status_code == 503
    assert "tylko odczyt" in refused.get_data(as_text=True)
    assert anna.post("/tasks/claim", data=form).status_code in {200, 303}


def test_machines_are_told_in_json(city: City) -> None:
    headers = {"Authorization": f"Bearer {city.token}"}
    with away():
        answer = city.app.test_client().post("/kiosk-api/envelopes", data=b"x", headers=headers)
        health = city.app.test_client().get("/healthz")
        ready = city.app.test_client().get("/readyz")
    assert (answer.status_code, answer.get_json()) == (503, {"error": "database_away"})
    assert (health.status_code, health.get_json()) == (503, {"status": "database_away"})
    assert ready.status_code == 200  # whoever is sent here is told calmly


def test_a_fault_of_ours_is_still_a_fault(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = city.console().client

    def broken(*_: object) -> None:
        raise ProgrammingError("select", {}, Exception("no such column"))

    monkeypatch.setattr("contactcenter.agents.find_presence", broken)
    assert anna.get("/").status_code == 500
