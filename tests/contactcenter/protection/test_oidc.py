"""Signing in at the city's own service: against a real provider, in a process of its own."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from contactcenter import create_app
from contactcenter.oidc import BACK_PATH
from contactcenter.sign_in_settings import OutsideSettings, SignInSettings
from shared.clock import SystemClock
from shared.models import Agent, AgentRole, OutsideIdentity
from tests.contactcenter.city import PASSWORD, City, build_city
from tests.contactcenter.console import Console

ROOT = Path(__file__).parents[3]
BACK = "http://127.0.0.1:8620" + BACK_PATH
SECRET = "only-the-tests-provider-and-our-tests-know-this"
ROLES = {"okienko-supervisors": AgentRole.SUPERVISOR, "okienko-agents": AgentRole.AGENT}
FORM = re.compile(r'action="([^"]+)"')
ONWARD = re.compile(r'href="(http[^"]+)"')
XSRF = re.compile(r'name="xsrf" value="([^"]+)"')
PROMPT = re.compile(r'name="prompt" value="([^"]+)"')


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The provider's address."""
    script = Path(__file__).with_name("provider.mjs")
    process = subprocess.Popen(
        ["node", str(script), BACK, SECRET],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    with process.stdout:
        yield process.stdout.readline().strip()
        process.kill()
        process.wait()


@dataclass(frozen=True)
class Door:
    """One browser between us and the provider."""

    app: Flask
    client: FlaskClient
    outside: requests.Session

    def leave(self) -> str:
        """Where the door of ours sends the browser."""
        response = self.client.get("/sign-in/city")
        assert response.status_code == 303
        return response.headers["Location"]

    def at_the_provider(self, url: str, name: str) -> str:
        """Say who one is, agree, and be sent back: the address with what the provider says."""
        response = self.outside.get(url, timeout=10, allow_redirects=False)
        while True:
            while "Location" in response.headers:
                onward = response.headers["Location"]
                if onward.startswith(BACK):
                    return onward
                url = requests.compat.urljoin(response.url, onward)
                response = self.outside.get(url, timeout=10, allow_redirects=False)
            assert response.status_code == 200, response.text[:300]
            prompt, action = PROMPT.search(response.text), FORM.search(response.text)
            assert prompt is not None
            assert action is not None
            form = {"prompt": prompt.group(1), "login": f"id-of-{name}", "password": "x"}
            url = requests.compat.urljoin(response.url, action.group(1))
            response = self.outside.post(url, data=form, timeout=10, allow_redirects=False)

    def come_back(self, url: str):
        """The browser follows the provider's word."""
        return self.client.get(f"{BACK_PATH}?{urlsplit(url).query}")

    def sign_in(self, name: str):
        """All the way."""
        return self.come_back(self.at_the_provider(self.leave(), name))

    def sign_out(self):
        """The button in the frame."""
        page = self.client.get("/account").get_data(as_text=True)
        token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
        return self.client.post("/sign-out", data={"csrf_token": token})

    def is_still_known(self) -> bool:
        """Whether the provider lets them in again without asking who they are."""
        url = self.leave() + "&prompt=none"
        response = self.outside.get(url, timeout=10, allow_redirects=False)
        return "code=" in response.headers["Location"]

    def is_in(self) -> bool:
        """Whether the console opens."""
        return self.client.get("/keys").status_code == 200


@dataclass(frozen=True)
class Outside:
    """A city that lets the provider vouch for its people."""

    city: City
    issuer: str

    def door(self, **settings: object) -> Door:
        """A browser at a door with these settings."""
        given = {"issuer": self.issuer, "client_id": "okienko", "label": "Łódź"} | settings
        outside = OutsideSettings(**{"roles": ROLES, **given})
        sign_in = SignInSettings(outside=outside, outside_secret=SECRET)
        app = create_app(replace(self.city.settings, sign_in=sign_in), SystemClock())
        return Door(app, app.test_client(), requests.Session())

    def agent(self, name: str) -> Agent | None:
        """The agent of this name."""
        with self.city.store.read() as db:
            return db.scalar(select(Agent).where(Agent.sign_in == name))


@pytest.fixture
def outside(tmp_path: Path, issuer: str) -> Iterator[Outside]:
    """A city, and the provider."""
    city = build_city(tmp_path)
    yield Outside(city, issuer)
    city.close()


def test_whoever_the_city_vouches_for_is_in_and_stays_the_same_agent(outside: Outside) -> None:
    door = outside.door()
    page = door.client.get("/sign-in").get_data(as_text=True)
    assert "Zaloguj przez: " in page
    response = door.sign_in("anna")
    assert response.status_code == 200
    assert 'http-equiv="refresh"' in response.get_data(as_text=True)
    assert door.is_in()
    agent = outside.agent("anna")
    assert agent is not None
    with outside.city.store.write() as db:
        link = db.scalars(select(OutsideIdentity)).one()
        assert (link.agent_id, link.subject) == (agent.id, "id-of-anna")
        db.execute(update(Agent).where(Agent.id == agent.id).values(sign_in="anna.nowak"))
    again = outside.door()
    again.sign_in("anna")  # the lasting id counts, not the name
    assert again.is_in()


def test_the_errand_asks_for_pkce_and_names_the_exact_way_back(outside: Outside) -> None:
    asked = parse_qs(urlsplit(outside.door().leave()).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [BACK]
    assert len(asked["state"][0]) >= 43
    assert len(asked["nonce"][0]) >= 43
    assert "code_verifier" not in asked


def test_a_wrong_way_back_is_refused_by_the_provider(outside: Outside) -> None:
    url = outside.door().leave().replace("back", "elsewhere")
    assert requests.get(url, timeout=10, allow_redirects=False).status_code == 400


def test_what_comes_back_twice_or_to_another_browser_is_worth_nothing(outside: Outside) -> None:
    door, other = outside.door(), outside.door()
    url = door.at_the_provider(door.leave(), "anna")
    other.leave()
    assert other.come_back(url).status_code == 422
    assert not other.is_in()
    cookie = door.client.get_cookie("okienko_errand", path=BACK_PATH)
    assert cookie is not None
    assert door.come_back(url).status_code == 200
    door.client.post("/sign-out")
    door.client.delete_cookie("contactcenter_session")
    assert door.come_back(url).status_code == 422  # the errand is over
    door.client.set_cookie("okienko_errand", cookie.value, path=BACK_PATH)
    assert door.come_back(url).status_code == 422  # the code is spent
    assert not door.is_in()


def test_a_changed_state_a_foreign_issuer_and_an_error_are_refused(outside: Outside) -> None:
    door = outside.door()
    url = door.at_the_provider(door.leave(), "anna")
    said = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    for harm in ({"state": "x"}, {"iss": "https://evil.example"}):
        assert door.client.get(f"{BACK_PATH}?{urlencode(said | harm)}").status_code == 422
        door.leave()
    refused = door.client.get(f"{BACK_PATH}?error=access_denied&state={said['state']}")
    assert refused.status_code == 422
    assert not door.is_in()


def test_a_nonce_that_is_not_the_errands_is_refused(outside: Outside) -> None:
    door = outside.door()
    url = door.leave()
    nonce = parse_qs(urlsplit(url).query)["nonce"][0]
    returned = door.at_the_provider(url.replace(nonce, "another"), "anna")
    assert door.come_back(returned).status_code == 422
    assert not door.is_in()


def test_strangers_the_switched_off_and_people_of_no_role_stay_out(outside: Outside) -> None:
    for name in ("obcy", "nowa"):  # no role, and no agent
        door = outside.door()
        assert door.sign_in(name).status_code == 403
        assert not door.is_in()
        assert outside.agent(name) is None
    outside.city.change_agent("anna", is_enabled=False)
    door = outside.door()
    assert door.sign_in("anna").status_code == 403
    assert not door.is_in()


def test_agents_are_made_only_where_that_is_said_and_roles_follow_the_city(
    outside: Outside,
) -> None:
    door = outside.door(creates=True)
    door.sign_in("iza")
    assert door.is_in()
    iza = outside.agent("iza")
    assert iza is not None
    assert iza.role is AgentRole.SUPERVISOR
    with outside.city.store.write() as db:
        db.execute(update(Agent).where(Agent.id == iza.id).values(role=AgentRole.AGENT))
    outside.door().sign_in("iza")
    iza = outside.agent("iza")
    assert iza is not None
    assert iza.role is AgentRole.SUPERVISOR


def test_who_signs_out_here_is_signed_out_there_and_led_back(outside: Outside) -> None:
    door = outside.door()
    door.sign_in("anna")
    assert door.is_still_known()
    page = door.sign_out()
    assert page.status_code == 200
    assert not door.is_in()
    onward = unescape(ONWARD.search(page.get_data(as_text=True)).group(1))  # type: ignore[union-attr]
    asked = parse_qs(urlsplit(onward).query)
    assert asked["post_logout_redirect_uri"] == ["http://127.0.0.1:8620/sign-in"]
    asks = door.outside.get(onward, timeout=10)
    form = {"xsrf": XSRF.search(asks.text).group(1), "logout": "yes"}  # type: ignore[union-attr]
    action = FORM.search(asks.text).group(1)  # type: ignore[union-attr]
    ended = door.outside.post(action, data=form, timeout=10, allow_redirects=False)
    assert ended.headers["Location"] == "http://127.0.0.1:8620/sign-in"
    assert not door.is_still_known()
    assert door.client.get_cookie("okienko_vouched", path="/sign-out") is None


def test_who_came_by_the_local_door_stays_in_the_house(outside: Outside) -> None:
    door = outside.door()
    console = Console(door.app)
    console.sign_in("anna", PASSWORD)
    assert console.client.post("/sign-out", data={"csrf_token": console.token()}).location == (
        "/sign-in"
    )


def test_a_token_nobody_here_sealed_leads_nowhere(outside: Outside) -> None:
    door = outside.door()
    door.sign_in("anna")
    door.client.set_cookie("okienko_vouched", "AAAA", path="/sign-out")
    assert door.sign_out().location == "/sign-in"


def test_a_service_that_is_away_leaves_the_local_door_open(outside: Outside) -> None:
    door = outside.door(issuer="http://127.0.0.1:9")
    response = door.client.get("/sign-in/city")
    assert response.status_code == 503
    assert 'name="password"' in response.get_data(as_text=True)
