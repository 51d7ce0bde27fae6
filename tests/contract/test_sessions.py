"""A session ends when it ends: kept cookies open nothing, and looking keeps nobody signed in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from random import Random

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from shared.models import AgentRole
from shared.web import audience_of
from tests.contactcenter.city import PASSWORD, City, build_city
from tests.contactcenter.console import HTMX
from tests.contactcenter.test_guards import path_of
from tests.contract.visitors import watching, written
from tests.tally import count, tally

COOKIE = "contactcenter_session"
REPLAYS = count(24, 10_000)
POLLS = count(30, 1000)
MOST_IDLE = 15 * 60
MACHINES = {"anyone", "kiosk", "provider", "wall"}


@pytest.fixture
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city whose Ewa may nearly everything: she looks after the line, and edits."""
    city = build_city(tmp_path_factory.mktemp("sessions"))
    city.change_agent("ewa", role=AgentRole.SUPERVISOR)
    yield city
    city.close()


def cookie_of(client: FlaskClient) -> str:
    """What the browser would send."""
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    return cookie.value


def browser_with(city: City, cookie: str) -> FlaskClient:
    """Another browser, into which somebody put this cookie."""
    client = city.app.test_client()
    client.set_cookie(COOKIE, cookie)
    return client


def guarded(city: City) -> list[tuple[str, Rule]]:
    """Every door of people that is not open to anybody, in some order."""
    found = [
        (method, rule)
        for rule in sorted(city.app.url_map.iter_rules(), key=lambda rule: rule.rule)
        for method in ("GET", "POST")
        if method in (rule.methods or ()) and audience_of(city.app, rule.endpoint) not in MACHINES
    ]
    Random(7).shuffle(found)
    return found


def test_a_cookie_known_before_signing_in_is_nobody_afterwards(city: City) -> None:
    victim = city.console(None)
    victim.get("/sign-in")
    planted = cookie_of(victim.client)
    victim.sign_in("anna", PASSWORD)
    assert victim.heading == "Pulpit"
    assert cookie_of(victim.client) != planted
    answer = browser_with(city, planted).get("/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")


@pytest.mark.proof
def test_a_cookie_kept_from_before_signing_out_opens_no_door_and_writes_nothing(
    city: City,
) -> None:
    ewa = city.console("ewa")
    ewa.get("/")
    kept, token = cookie_of(ewa.client), ewa.token()
    assert browser_with(city, kept).get("/").status_code == 200
    ewa.post("/sign-out")
    asked = guarded(city)[:REPLAYS]
    with watching(city.settings.database_url) as database:
        before = written(database)
        for method, rule in asked:
            data = {"csrf_token": token} if method == "POST" else None
            answer = browser_with(city, kept).open(path_of(rule), method=method, data=data)
            assert answer.status_code == 303, f"{method} {rule}"
            assert answer.headers["Location"] == "/sign-in?ended=1", f"{method} {rule}"
        assert written(database) == before
    tally("replay after signing out: every door shut", asked=len(asked), let_in=0)


@pytest.mark.proof
def test_looking_again_and_again_on_every_page_that_does_so_extends_nothing(city: City) -> None:
    ewa = city.console("ewa")
    watched = [
        (method, path_of(rule))
        for method, rule in guarded(city)
        if (audience_of(city.app, rule.endpoint) or "").endswith("watcher")
    ]
    assert len(watched) >= 10
    token = {"X-CSRFToken": ewa.token()}
    for method, path in islice(cycle(watched), POLLS):
        city.clock.advance((MOST_IDLE - 60) / POLLS)
        answer = ewa.client.open(path, method=method, headers=HTMX | token)
        assert answer.headers.get("HX-Redirect", "") == "", f"{method} {path}"
    city.clock.advance(61)
    assert (
        ewa.client.get("/live/session", headers=HTMX).headers["HX-Redirect"] == "/sign-in?ended=1"
    )
    tally("polls of every kind extend no session", polls=POLLS, kinds=len(watched))
