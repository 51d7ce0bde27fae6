"""The provider's door for made-up callers: shut to strangers, one play at a time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from contactcenter.simulation.marks import BLOCK
from contactcenter.telephony.local_provider.app import create_app
from contactcenter.telephony.local_provider.provider import EXTENSION, Provider
from contactcenter.telephony.local_provider.rest import credentials
from contactcenter.telephony.local_provider.settings import Settings
from shared.clock import SimulatedClock

TOKEN = "a token that both sides of the line know"
KEY = {"Authorization": credentials(TOKEN)}
WANTED = {"seed": "7", "callers": "4", "seconds": "600", "agent": ["one", "two"]}


@pytest.fixture
def browser() -> FlaskClient:
    settings = Settings(TOKEN, "http://127.0.0.1:9", public_url="http://localhost")
    app = create_app(settings, SimulatedClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC)))
    return app.test_client()


def test_strangers_are_not_let_in(browser: FlaskClient) -> None:
    for method in ("GET", "POST", "DELETE"):
        for headers in ({}, {"Authorization": credentials("another token")}):
            answer = browser.open("/simulation", method=method, headers=headers, data=WANTED)
            assert answer.status_code == 401


def test_one_play_after_the_other(browser: FlaskClient) -> None:
    begun = browser.post("/simulation", headers=KEY, data=WANTED).json
    assert begun == {
        "counts": {"on_the_line": 0, "to_come": 4},
        "is_over": False,
        "at": begun["at"],
    }
    provider: Provider = browser.application.extensions[EXTENSION]
    with provider.board.turn() as exchange:
        assert exchange.calls.registered == {"client:one", "client:two"}
    assert browser.post("/simulation", headers=KEY, data=WANTED).status_code == 409
    over = browser.delete("/simulation?agent=one&agent=two", headers=KEY)
    assert over.json["is_over"]
    assert BLOCK not in over.text
    with provider.board.turn() as exchange:
        assert exchange.calls.registered == set()
    assert browser.post("/simulation", headers=KEY, data=WANTED).status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"seed": "x"}, {"callers": "0"}, {"seconds": "soon"}, {"seed": ""}]
)
def test_nonsense_is_refused(browser: FlaskClient, wrong: dict[str, str]) -> None:
    assert browser.post("/simulation", headers=KEY, data=WANTED | wrong).status_code == 400
