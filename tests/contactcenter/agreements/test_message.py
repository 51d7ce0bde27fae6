"""Messages from the console: what goes out, what is refused and why, and what comes back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from contactcenter.center import EXTENSION
from contactcenter.messaging import is_landline, take_message
from contactcenter.telephony.commands import fields_of
from shared.intake.message import move
from shared.models import CallEvent, Message, MessageState
from tests.contactcenter.agreements.calls import MOBILE, commands, talk
from tests.contactcenter.agreements.test_agreement import add_first, read_back
from tests.contactcenter.city import City
from tests.contactcenter.console import Console
from tests.page import find


@pytest.fixture
def console(city: City) -> Console:
    return city.console()


def send(console: Console, here: str, **form: Any) -> None:
    console.get(f"{here}/message")
    console.post(f"{here}/message", **{"key": "k-1", "body": "Dzień dobry."} | form)


def asked(city: City) -> list[dict[str, Any]]:
    return [fields_of(city.keys, one) for one in commands(city)]


def body_of(console: Console) -> str:
    assert console.page is not None
    (area,) = find(console.page, "textarea")
    return area.text or ""


def test_the_agreement_goes_out_once_without_a_link(city: City, console: Console) -> None:
    here = talk(city, matter="zasilek", language="uk")
    add_first(console, here)
    read_back(console, here)
    console.post(f"{here}/agreement/code")
    console.get(f"{here}/message?about=agreement")
    body = body_of(console).strip()
    assert body.startswith("Домовленості з розмови:\n1) Ви: подати заяву: zasilek українською.")
    assert "Код для кіоску: " in body
    console.post(f"{here}/message", key="k-1", body=body, about="agreement")
    assert "czeka na wysłanie" in console.text
    console.post(f"{here}/message", key="k-1", body=body, about="agreement")
    (command,) = commands(city)
    fields = fields_of(city.keys, command)
    assert (command.name, command.call_id) == ("send_message", "call-1")
    assert (fields["to"], fields["body"]) == (MOBILE, body)
    with city.store.read() as db:
        assert db.scalars(select(Message.id)).one() == fields["message_id"]
        assert command.key == f"message {fields['message_id']}"


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"body": "Zajrzyj na uml.lodz.pl"}, "adres strony"),
        ({"body": "Czekamy: schronienie przed przemocą."}, "nie wolno podać"),
        ({"body": "ż" * 500}, "za długa"),
        ({"number": "42 638 44 44"}, "numer stacjonarny"),
        ({"number": "dzwonić"}, "nie jest numer"),
    ],
)
def test_what_must_not_go_out_stays_and_says_why(
    city: City, console: Console, form: dict[str, str], why: str
) -> None:
    here = talk(city)
    send(console, here, **form)
    assert why in console.text
    assert console.response is not None
    assert console.response.status_code == 422
    assert commands(city) == []


@pytest.mark.parametrize(
    "more", [{"matter": "schronienie"}, {"is_urgent": True}, {"is_quiet": True}]
)
def test_in_a_sensitive_matter_the_server_wants_the_citizens_word(
    city: City, console: Console, more: dict[str, Any]
) -> None:
    here = talk(city, **more)
    send(console, here)
    assert "Czy kontakt jest bezpieczny?" in console.text
    assert commands(city) == []
    console.post(f"{here}/agreement/contact", is_safe="no", back="message")
    send(console, here)
    assert commands(city) == []
    city.clock.advance(1)
    console.post(f"{here}/agreement/contact", is_safe="yes", back="message")
    send(console, here)
    assert len(commands(city)) == 1
    with city.store.read() as db:
        said = select(CallEvent.fields).where(CallEvent.name == "contact_judged")
        assert db.scalars(said.order_by(CallEvent.at)).all() == [
            {"is_safe": False},
            {"is_safe": True},
        ]


def test_a_sensitive_agreement_is_sent_as_a_thank_you(city: City, console: Console) -> None:
    here = talk(city, matter="schronienie")
    console.get(f"{here}/agreement")
    form = {"key": "own-line-1", "doer": "agency", "words": "Da łóżko", "service": "schronienie"}
    console.post(f"{here}/agreement/promises", **form)
    console.post(f"{here}/agreement/contact", is_safe="yes")
    read_back(console, here)
    console.get(f"{here}/message?about=agreement")
    assert body_of(console).strip().startswith("Dziękujemy za rozmowę.")
    assert "łóżko" not in body_of(console)


def test_a_number_may_be_typed_where_none_is_known(city: City, console: Console) -> None:
    here = talk(city, number=None)
    send(console, here, number="600 100 201")
    assert [one["to"] for one in asked(city)] == ["+48600100201"]


def test_the_parts_are_counted_while_writing(city: City, console: Console) -> None:
    here = talk(city)
    console.get(f"{here}/message")
    for body, told in (
        ("a" * 161, "2 SMS-y, w ostatnim zostało znaków: 145"),
        ("ż", "zostało znaków: 69"),
    ):
        response = console.client.post(
            f"{here}/message/count", data={"body": body, "csrf_token": console.token()},
            headers={"HX-Request": "true"},
        )  # fmt: skip
        assert told in response.get_data(as_text=True)


def test_what_the_provider_says_is_shown_kindly(city: City, console: Console) -> None:
    here = talk(city)
    send(console, here)
    with city.store.write() as db:
        message_id = db.scalars(select(Message.id)).one()
        assert move(db, "failed", city.clock.now(), message_id=message_id, error="21610")
    console.get(f"{here}/message/states", htmx=True)
    assert "nie chce od nas wiadomości" in console.text
    send(console, here, key="k-2")
    assert "Uszanujmy to" in console.text
    assert len(commands(city)) == 1


def test_a_reply_reaches_the_inbox_and_a_stop_is_confirmed(city: City, console: Console) -> None:
    here = talk(city)
    send(console, here)
    center = city.app.extensions[EXTENSION]
    with city.app.app_context(), city.store.write() as db:
        assert take_message(center, db, "SM1", MOBILE, "Przyjdę jutro") == "reply"
        assert take_message(center, db, "SM1", MOBILE, "Przyjdę jutro") == "known"
        assert take_message(center, db, "SM2", MOBILE, "STOP") == "stop"
    assert "nie będziemy już" in asked(city)[1]["body"]
    console.get("/messages")
    assert "Przyjdę jutro" in console.text
    assert "600 100 200" in console.text
    with city.store.read() as db:
        reply = db.scalars(select(Message.id).where(Message.provider_sid == "SM1")).one()
        states = db.scalars(select(Message.state).where(Message.is_inbound)).all()
    assert set(states) == {MessageState.DELIVERED}
    console.post(f"/messages/{reply}/read")
    assert "Wszystko przeczytane" in console.text


def test_which_numbers_take_messages() -> None:
    assert [is_landline(one) for one in (MOBILE, "+48426384444", "+48800120002")] == [
        False, True, True,
    ]  # fmt: skip


def test_another_number_in_a_dangerous_call_is_asked_about_in_the_same_form(
    city: City, console: Console
) -> None:
    here = talk(city, is_urgent=True)
    console.get(f"{here}/message")
    console.post(f"{here}/agreement/contact", is_safe="yes", back="message")
    form = {"key": "k-1", "body": "Prosimy o telefon.", "number": "500 100 200"}
    console.post(f"{here}/message", **form)
    assert "Czy ten numer jest bezpieczny?" in console.text
    assert body_of(console).strip() == form["body"]
    assert asked(city) == []
    console.post(f"{here}/message", **form, is_safe="no")
    assert "kontakt nie jest bezpieczny" in console.text
    assert asked(city) == []
    city.clock.advance(60)
    console.post(f"{here}/message", **form, is_safe="yes")
    assert [one["to"] for one in asked(city)] == ["+48500100200"]


def test_where_it_is_not_safe_another_number_can_still_be_named(
    city: City, console: Console
) -> None:
    here = talk(city, is_urgent=True)
    console.get(f"{here}/message")
    console.post(f"{here}/agreement/contact", is_safe="no", back="message")
    assert "Rozmówca mówi, że kontakt nie jest bezpieczny" in console.text
    form = {"key": "k-1", "body": "Prosimy o telefon."}
    console.post(f"{here}/message", **form)
    assert asked(city) == []
    console.post(f"{here}/message", **form, number="500 100 200", is_safe="yes")
    assert len(asked(city)) == 1
