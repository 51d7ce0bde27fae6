"""The door to Flask: guarded routes, headers, tokens, fragments and static files, on a tiny app."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask, abort, request
from flask.testing import FlaskClient

from shared.web import (
    anyone,
    audience,
    build_app,
    check_audiences,
    redirect_whole_page,
    respond,
)
from shared.web.audience import AudienceMissing
from shared.web.headers import HEADERS
from tests.page import check_page

TINY = Path(__file__).parent / "tiny"
HTMX = {"HX-Request": "true"}


@audience("anyone")
def show() -> object:
    return respond("page.html", heading="Witaj")


@audience("anyone")
def save() -> object:
    return redirect_whole_page("/")


@audience("nobody")
def secret() -> object:
    return "never seen"


@audience("kiosk")
def deliver() -> object:
    return {"state": "received"}


def make_app() -> Flask:
    gates = {"anyone": anyone, "kiosk": anyone, "nobody": lambda: abort(403)}
    app = build_app(TINY, b"k" * 32, gates=gates, language=lambda: "pl")
    app.add_url_rule("/", view_func=show)
    app.add_url_rule("/save", view_func=save, methods=["POST"])
    app.add_url_rule("/secret", view_func=secret)
    app.add_url_rule("/deliver", view_func=deliver, methods=["POST"])
    return app


@pytest.fixture
def client() -> FlaskClient:
    return make_app().test_client()


def token_of(client: FlaskClient) -> str:
    page = client.get("/").get_data(as_text=True)
    return re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)


def test_a_route_without_an_audience_stops_the_app_from_starting() -> None:
    app = make_app()
    check_audiences(app)
    app.add_url_rule("/forgotten", "forgotten", lambda: "open to all")
    with pytest.raises(AudienceMissing, match="/forgotten"):
        check_audiences(app)


def test_a_route_without_an_audience_is_refused_even_if_nobody_checked() -> None:
    app = make_app()
    app.add_url_rule("/forgotten", "forgotten", lambda: "open to all")
    assert app.test_client().get("/forgotten").status_code == 403


def test_a_gate_can_refuse(client: FlaskClient) -> None:
    assert client.get("/secret").status_code == 403


def test_every_answer_carries_exactly_our_headers(client: FlaskClient) -> None:
    for path in ("/", "/secret", "/not-here"):
        response = client.get(path)
        assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
        assert response.headers["Cache-Control"] == "no-store"


def test_the_policy_allows_no_inline_code() -> None:
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert HEADERS["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_form_without_its_token_is_refused(client: FlaskClient) -> None:
    assert client.post("/save").status_code == 400
    token = token_of(client)
    assert client.post("/save", data={"csrf_token": token}).status_code == 303


def test_htmx_sends_the_token_in_a_header(client: FlaskClient) -> None:
    headers = {**HTMX, "X-CSRFToken": token_of(client)}
    response = client.post("/save", headers=headers)
    assert (response.status_code, response.headers["HX-Redirect"]) == (204, "/")


def test_a_form_from_another_site_is_refused_even_with_a_token(client: FlaskClient) -> None:
    data = {"csrf_token": token_of(client)}
    response = client.post("/save", data=data, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403


def test_a_machine_with_a_bearer_token_needs_no_form_token(client: FlaskClient) -> None:
    assert client.post("/deliver").get_json() == {"state": "received"}


def test_the_whole_page_and_the_fragment_come_from_one_template(client: FlaskClient) -> None:
    whole = check_page(client.get("/"))
    assert whole.get("lang") == "pl"
    fragment = client.get("/", headers=HTMX)
    check_page(fragment)
    text = fragment.get_data(as_text=True)
    assert text.startswith("<title>Witaj – Okienko</title>")
    assert "<h1>Witaj</h1>" in text
    assert "<html" not in text


def test_a_page_with_a_frame_of_its_own_takes_the_whole_window() -> None:
    app = make_app()
    app.add_url_rule("/own", "own", audience("anyone")(lambda: respond("own_frame.html")))
    response = app.test_client().get("/own", headers=HTMX)
    assert response.headers["HX-Retarget"] == "body"
    assert response.get_data(as_text=True).startswith("<!doctype html>")


def test_the_sign_no_database_keeps_does_not_reach_a_view() -> None:
    app, read = make_app(), []

    @audience("kiosk")
    def keep(name: str = "") -> object:
        read.append((name, request.args.get("day"), request.form.getlist("word")))
        return "kept"

    app.add_url_rule("/keep", view_func=keep, methods=["POST"])
    app.add_url_rule("/keep/<name>", view_func=keep, methods=["POST"])
    client = app.test_client()
    client.post("/keep?day=1%002", data={"word": ["a\x00b", "\x00"]})
    assert read == [("", "12", ["ab", ""])]
    assert client.post("/keep/a%00b").status_code == 404
    client.post("/keep", data={"word": "a\x00"}, content_type="multipart/form-data")
    assert read[1:] == [("", None, ["a"])]


def test_static_files_are_kept_for_ever_and_addressed_by_content(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    url = re.search(r'href="(/static/tokens\.css\?v=[0-9a-f]{12})"', page).group(1)
    with client.get(url) as response:
        assert response.status_code == 200
        assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/missing.css", "/static/", f"/static/{'x' * 300}", "/static/%00"],
)
def test_nothing_outside_the_static_folders_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
