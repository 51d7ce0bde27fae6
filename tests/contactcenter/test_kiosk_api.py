"""The city's door for kiosks: only with an enabled kiosk's token, always JSON, twice is once."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from contactcenter.kiosks import kiosk_token
from shared.intake.slip import is_valid, words
from shared.models import EnvelopeKind, Kiosk, Slip, Task, new_id
from tests.contactcenter.city import KIOSK, City


def call(city: City, path: str, token: str | None = None, **request: Any) -> TestResponse:
    """A request as a kiosk sends it: no cookie, no form token. GET when nothing is sent."""
    headers = {"Authorization": f"Bearer {city.token if token is None else token}"}
    client = city.app.test_client()
    send = client.post if request else client.get
    return send(path, headers=headers, **request)


def count(city: City, table: type[Slip] | type[Task]) -> int:
    """How many rows there are."""
    with city.store.read() as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


def test_an_envelope_is_taken_once_however_often_it_comes(city: City) -> None:
    digits = call(city, "/kiosk-api/leases", json={"count": 1}).get_json()["numbers"][0]
    sealed = city.sealed(
        kind=EnvelopeKind.SLIP, digits=digits, word=words()[0], answers={"household": {}}
    )
    answers = [call(city, "/kiosk-api/envelopes", data=sealed) for _ in range(10)]
    assert {answer.status_code for answer in answers} == {200}
    states = [answer.get_json()["state"] for answer in answers]
    assert states == ["received"] + ["duplicate"] * 9
    assert count(city, Slip) == 1


def test_a_request_for_help_becomes_one_task_and_its_state_can_be_followed(city: City) -> None:
    key = new_id()
    assert call(city, f"/kiosk-api/help/{key}").get_json() == {"state": "unknown"}
    sealed = city.sealed(kind=EnvelopeKind.HELP, key=key)
    for _ in range(3):
        assert call(city, "/kiosk-api/envelopes", data=sealed).status_code == 200
    assert count(city, Task) == 1
    assert call(city, f"/kiosk-api/help/{key}").get_json() == {"state": "delivered"}
    console = city.console()
    console.post("/tasks/claim")
    assert call(city, f"/kiosk-api/help/{key}").get_json() == {"state": "answered"}
    with city.store.read() as db:
        task = db.scalars(select(Task)).one()
    console.post(f"/tasks/{task.id}", disposition="helped")
    assert call(city, f"/kiosk-api/help/{key}").get_json() == {"state": "closed"}


def test_numbers_are_lent_valid_and_never_twice(city: City) -> None:
    lent = [call(city, "/kiosk-api/leases", json={"count": 50}).get_json() for _ in range(2)]
    numbers = lent[0]["numbers"] + lent[1]["numbers"]
    assert len(set(numbers)) == 100
    assert all(is_valid(number) for number in numbers)


@pytest.mark.parametrize(
    "body", [{}, {"count": 0}, {"count": 201}, {"count": "5"}, {"count": True}]
)
def test_an_unreasonable_count_is_refused(city: City, body: dict[str, Any]) -> None:
    response = call(city, "/kiosk-api/leases", json=body)
    assert response.status_code == 400
    assert response.get_json()["error"] == "count_out_of_range"


@pytest.mark.parametrize("body", [b"", b"not an envelope", b"\x02" * 500])
def test_what_is_no_envelope_is_refused_for_good(city: City, body: bytes) -> None:
    response = call(city, "/kiosk-api/envelopes", data=body)
    assert response.status_code == 200
    assert response.get_json()["state"] == "refused"


def test_a_body_over_64_kib_is_not_read(city: City) -> None:
    response = call(city, "/kiosk-api/envelopes", data=b"x" * (64 * 1024 + 1))
    assert response.status_code == 413
    assert response.is_json


def wrong_tokens(city: City) -> dict[str, str]:
    """Tokens that open nothing."""
    return {
        "none": "",
        "made up": f"{KIOSK}.{'0' * 64}",
        "another city's": kiosk_token(bytes(range(9, 41)), KIOSK),
        "a kiosk nobody knows": kiosk_token(city.settings.city_secret, "piap-99"),
        "no separator": city.token.replace(".", ""),
        "not ascii": "ż" * 40,
    }


@pytest.mark.parametrize(
    "which",
    ["none", "made up", "another city's", "a kiosk nobody knows", "no separator", "not ascii"],
)
def test_a_wrong_token_opens_nothing(city: City, which: str) -> None:
    token = wrong_tokens(city)[which].encode().decode("latin-1")
    response = call(city, "/kiosk-api/leases", token, json={"count": 1})
    assert response.status_code == 401
    assert response.get_json() == {"error": "unauthorized"}


def test_a_kiosk_that_was_switched_off_is_refused(city: City) -> None:
    with city.store.write() as db:
        db.execute(update(Kiosk).values(is_enabled=False))
    assert call(city, "/kiosk-api/leases", json={"count": 1}).status_code == 401


def test_a_kiosk_cannot_post_as_another(city: City) -> None:
    sealed = city.sealed(kind=EnvelopeKind.HELP, kiosk_id="piap-02")
    answer = call(city, "/kiosk-api/envelopes", data=sealed).get_json()
    assert (answer["state"], answer["why"]) == ("refused", "wrong_kiosk")


def test_no_token_is_kept_in_the_city(city: City) -> None:
    database = city.settings.database_url.removeprefix("sqlite:///")
    with open(database, "rb") as file:
        kept = file.read()
    secret = city.token.partition(".")[2]
    assert secret.encode() not in kept
    assert bytes.fromhex(secret) not in kept


def test_an_agents_cookie_does_not_open_the_kiosks_door(city: City) -> None:
    console = city.console()
    assert console.client.get(f"/kiosk-api/help/{new_id()}").status_code == 401


def test_the_state_of_health_is_open_to_anybody_and_says_little(city: City) -> None:
    response = city.app.test_client().get("/healthz")
    assert response.status_code == 200
    assert set(response.get_json()) == {"status", "content"}
