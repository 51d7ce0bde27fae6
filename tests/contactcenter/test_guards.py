"""No route without a guard, no unsafe request without a token, no answer without its headers."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import update
from werkzeug.routing import Rule

from contactcenter import create_app
from contactcenter.center import CannotStart
from contactcenter.permissions import staff_audiences
from shared.models import Agent, AgentRole
from shared.web import audience_of, check_audiences
from shared.web.audience import AudienceMissing
from shared.web.headers import Opens, headers_for
from tests.contactcenter.city import City

OPEN_TO_ANYONE = {
    "static",
    "sign_in.page",
    "sign_in.enter",
    "sign_in.choose_language",
    "sign_in.code",
    "sign_in.enter_code",
    "outside.leave",
    "protection.notice",
    "outside.back",
    "status.healthz",
    "status.readyz",
    "telephony.music",
    "tickets.board",  # at an address nobody can guess, without a name on it
    "tickets.board_now",
    "hsds_api.description",
    "hsds_api.door",
    "hsds_api.doors",
    "hsds_api.meta",
    "hsds_api.organization",
    "hsds_api.organizations",
    "hsds_api.service",
    "hsds_api.services",
    "hsds_api.taxonomies",
    "hsds_api.taxonomy",
    "hsds_api.term",
    "hsds_api.terms",
    "public.data",
    "public.event",
    "public.page",
    "public.search",
    "public.service",
}
PASSIVE = {
    "call.quiet",
    "live.here",
    "live.waiting",
    "media.mine",
    "media.pulse",
    "message.count",
    "message.states",
    "outage.strip",
    "phone.region",
    "phone.seen",
    "passing.state",
    "phone.softphone_pass",
}


def rules(app: Flask, method: str) -> list[Rule]:
    """The routes that answer to `method`."""
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]


def _example(rule: Rule, name: str) -> str:
    """A value that fits: the first of a closed list, else any."""
    return min(getattr(rule._converters[name], "items", {"x"}))


def path_of(rule: Rule) -> str:
    """An address of this route, with made-up values."""
    built = rule.build({name: _example(rule, name) for name in rule.arguments})
    assert built is not None
    return built[1]


def test_what_anybody_may_see_is_a_short_list_and_what_is_passive_too(city: City) -> None:
    by_audience: dict[str | None, set[str]] = {}
    for rule in city.app.url_map.iter_rules():
        by_audience.setdefault(audience_of(city.app, rule.endpoint), set()).add(rule.endpoint)
    assert by_audience["anyone"] == OPEN_TO_ANYONE
    assert by_audience["watcher"] == PASSIVE
    machines, people = {"kiosk", "provider", "wall"}, {"anyone", "editor", *staff_audiences()}
    assert set(by_audience) <= machines | people


def test_a_route_without_an_audience_cannot_be_assembled(city: City) -> None:
    app = city.app
    app.view_functions["forgotten"] = lambda: "secret"
    app.url_map.add(Rule("/forgotten", endpoint="forgotten"))
    with pytest.raises(AudienceMissing, match="/forgotten"):
        check_audiences(app)


def test_without_a_session_every_agents_route_leads_to_the_door(city: City) -> None:
    client = city.app.test_client()
    seen = 0
    for method in ("GET", "POST"):
        for rule in rules(city.app, method):
            if audience_of(city.app, rule.endpoint) not in {"editor", "wall", *staff_audiences()}:
                continue
            response = client.open(path_of(rule), method=method)
            assert (response.status_code, response.headers["Location"]) == (303, "/sign-in"), rule
            seen += 1
    assert seen >= 15


def test_every_form_without_its_token_is_refused(city: City) -> None:
    with city.store.write() as db:
        db.execute(update(Agent).values(role=AgentRole.SUPERVISOR))
    client = city.console(
        "ewa"
    ).client  # an editor too: every door but the machines' and the agencies' is
    for rule in rules(city.app, "POST"):
        if audience_of(city.app, rule.endpoint) in {"kiosk", "provider", "wall", "agency"}:
            continue
        response = client.post(path_of(rule), data={})
        assert response.status_code == 400, rule
        assert "otwarta za długo" in response.get_data(as_text=True)


def test_the_editors_rooms_are_shut_to_an_agent(city: City) -> None:
    client = city.console("anna").client
    token = {"csrf_token": "x"}
    shut = 0
    for method in ("GET", "POST"):
        for rule in rules(city.app, method):
            if audience_of(city.app, rule.endpoint) == "editor":
                response = client.open(path_of(rule), method=method, data=token)
                assert response.status_code == 403, rule
                shut += 1
    assert shut >= 10


def test_a_form_another_site_sent_is_refused_even_with_a_token(city: City) -> None:
    console = city.console()
    response = console.client.post(
        "/sign-out",
        data={"csrf_token": console.token()},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert response.status_code == 403


def test_nothing_changes_by_looking(city: City) -> None:
    safe = {rule.endpoint for rule in rules(city.app, "GET")}
    unsafe = {rule.endpoint for rule in rules(city.app, "POST")}
    assert safe & unsafe == set()


@pytest.mark.parametrize("path", ["/", "/keys", "/sign-in", "/live/here", "/healthz", "/nowhere"])
def test_every_answer_carries_the_headers_and_is_never_stored(city: City, path: str) -> None:
    response = city.console().client.get(path)
    for name, value in headers_for(Opens(microphone=True)).items():
        assert response.headers[name] == value
    assert response.headers["Cache-Control"] == "no-store"


def test_a_page_that_is_not_there_is_said_in_our_own_words(city: City) -> None:
    console = city.console()
    assert console.get("/nowhere").status_code == 404
    assert console.heading == "Tego nie można pokazać"


def test_the_cookie_is_for_this_site_alone_and_out_of_scripts_reach(city: City) -> None:
    client = city.app.test_client()
    cookie = client.get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_content_signed_by_somebody_else_does_not_start(city: City) -> None:
    bundle = city.settings.content_bundle
    bundle.write_bytes(bundle.read_bytes()[:-1] + b"\x00")
    with pytest.raises(CannotStart, match=r"content\.bundle"):
        create_app(city.settings, city.clock)
