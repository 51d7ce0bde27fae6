"""A clerk's day on the pages: sit, call, serve, finish; who did not come; a slip; a paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contactcenter.desk import tickets
from contactcenter.desk.board import board_key
from contactcenter.desk.points import Point
from shared.models import AgentRole, Matter
from tests.contactcenter.city import City
from tests.contactcenter.console import Console
from tests.contactcenter.desk.desks import city_with_desk, hire
from tests.page import find, words


@pytest.fixture
def city(tmp_path: Path, points_file: Path) -> Iterator[City]:
    """A city with a desk, and Tomek who may sit at it."""
    with city_with_desk(tmp_path, points_file) as city:
        yield city


@pytest.fixture
def tomek(city: City) -> Console:
    """Tomek, at counter two."""
    console = city.console("tomek")
    console.get("/desk")
    assert "Przy którym stanowisku" in console.text
    console.post("/desk/seat", point="punkt", counter="2")
    assert "Stanowisko jest Twoje" in console.text
    return console


def give(console: Console, language: str = "pl", key: str = "one") -> None:
    console.get("/desk")
    console.post("/desk/tickets", language=language, key=key)


def waiting(city: City) -> list[str]:
    with city.store.read() as db:
        return [one.name for one in tickets.waiting(db, "punkt", city.clock.now())]


def test_a_clerk_gives_calls_recalls_and_finishes(city: City, tomek: Console) -> None:
    give(tomek)
    assert tomek.heading == "Numerek"
    assert "A1" in tomek.text
    assert "Przed Tobą nie ma nikogo" in tomek.text
    give(tomek)  # pressed twice
    assert waiting(city) == ["A1"]
    tomek.get("/desk")
    tomek.post("/desk/next")
    assert "Numer jest na ekranie" in tomek.text
    ticket_id = ticket_of(city)
    tomek.post(f"/desk/tickets/{ticket_id}/recall")
    assert "wezwano razy: 2" in tomek.text
    tomek.post(f"/desk/tickets/{ticket_id}/finish", disposition="nonsense")
    assert "Wybierz, jak się skończyło" in tomek.text
    tomek.post(f"/desk/tickets/{ticket_id}/finish", disposition="helped")
    assert "Nikt nie czeka" in tomek.text
    tomek.post("/desk/next")
    assert "Nikt nie czeka" in tomek.text


def ticket_of(city: City) -> str:
    with city.store.read() as db:
        return tickets.called(db, "punkt", city.clock.now())[0].id


def test_whom_nobody_came_for_is_brought_back(city: City, tomek: Console) -> None:
    give(tomek)
    tomek.get("/desk")
    tomek.post("/desk/next")
    ticket_id = ticket_of(city)
    tomek.post(f"/desk/tickets/{ticket_id}/no-show")
    assert "nikt nie podszedł" in tomek.text
    tomek.post(f"/desk/tickets/{ticket_id}/back")
    assert waiting(city) == ["A1"]
    tomek.post(f"/desk/tickets/{ticket_id}/leave")
    assert waiting(city) == []


def test_a_number_is_kept_only_when_somebody_asked_whether_it_is_safe(
    city: City, tomek: Console
) -> None:
    give(tomek)
    tomek.get("/desk")
    with city.store.read() as db:
        ticket_id = tickets.waiting(db, "punkt", city.clock.now())[0].id
    tomek.post(f"/desk/tickets/{ticket_id}/number", number="600 100 200", when="now")
    assert "zapytaj, czy można pod niego bezpiecznie dzwonić" in tomek.text
    tomek.post(f"/desk/tickets/{ticket_id}/number", number="12", is_safe="yes", when="now")
    assert "Wpisz poprawny numer" in tomek.text
    tomek.post(f"/desk/tickets/{ticket_id}/number", number="600 100 200", is_safe="yes", when="now")
    assert "Miejsce w kolejce zostaje" in tomek.text
    assert "600" not in tomek.text
    assert waiting(city) == []
    tomek.get("/calls/list/callbacks")
    assert "••• ••• 200" in tomek.text


def test_the_day_is_ended_only_by_somebody_who_is_sure(city: City, tomek: Console) -> None:
    give(tomek)
    tomek.get("/desk")
    tomek.post("/desk/end-day")
    assert waiting(city) == ["A1"]
    tomek.post("/desk/end-day", sure="yes")
    assert "Nikt już nie czeka" in tomek.text
    assert waiting(city) == []


def test_a_slip_is_taken_up_at_the_desk_and_its_sheet_is_printed(
    city: City, tomek: Console
) -> None:
    slip = city.send_slip(chosen=["zasilek", "schronienie"], language="uk")
    tomek.get("/desk")
    tomek.post("/slip", digits=slip.digits)
    tomek.post("/slip/open", digits=slip.digits, word=slip.word, agreed="yes")
    tomek.get("/desk")
    links = [node.get("href") for node in find(tomek.page, "a")]  # type: ignore[arg-type]
    printed = next(link for link in links if link and link.endswith("/print"))
    tomek.get(printed)
    assert "zasilek українською" in tomek.text
    assert "Punkt Pracy Socjalnej" in tomek.text
    assert "schronienie" not in tomek.text
    other = city.console("anna")
    assert other.get(printed).status_code == 403  # no clerk
    marek = city.console("ula")
    marek.get(printed)
    assert "zasilek" not in marek.text  # not the one who holds it


def test_a_counter_has_one_clerk_until_they_leave_or_sign_out(city: City, tomek: Console) -> None:
    ula = city.console("ula")
    ula.get("/desk")
    assert "stanowisko 2: Tomek Kos" in ula.text
    ula.post("/desk/seat", point="punkt", counter="2")
    assert "To stanowisko jest zajęte" in ula.text
    tomek.post("/sign-out")  # without leaving the counter
    ula.post("/desk/seat", point="punkt", counter="2")
    assert "Stanowisko jest Twoje" in ula.text


def test_the_questions_begin_without_a_slip_in_the_language_of_the_counter(
    city: City, tomek: Console
) -> None:
    give(tomek, "uk")
    tomek.get("/desk")
    tomek.post(f"/desk/tickets/{_first(city)}/call")
    tomek.post("/desk/matters", key="one")
    assert tomek.heading == "Sprawa z kartki"
    assert "Українська" in tomek.text
    tomek.post("/desk/matters", key="one")  # pressed twice
    with city.store.read() as db:
        assert len(db.query(Matter).all()) == 1
    tomek.post("/desk/matters", key="two")  # the next citizen, at once
    with city.store.read() as db:
        assert len(db.query(Matter).all()) == 2


def test_the_screen_shows_numbers_and_counters_to_who_has_its_address(
    city: City, tomek: Console, point: Point
) -> None:
    key = board_key(city.settings.city_secret, point)
    stranger = city.console(None)
    assert stranger.get(f"/board/{key}").status_code == 200
    assert "Nikogo teraz nie wzywamy" in stranger.text
    assert stranger.get("/board/" + "a" * 32).status_code == 404
    assert stranger.get(f"/board/{key[:-1]}/now").status_code == 404
    give(tomek, "uk")
    tomek.get("/desk")
    tomek.post("/desk/next")  # Tomek speaks no Ukrainian
    tomek.post(f"/desk/tickets/{_first(city)}/call")
    response = stranger.client.get(f"/board/{key}/now?seen=-")
    page = response.get_data(as_text=True)
    assert "Numer A 1, stanowisko 2." in page
    assert "Номер A 1" in page
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    assert stranger.client.get(f"/board/{key}/now?seen={seen}").status_code == 204
    tomek.post(f"/desk/tickets/{ticket_of(city)}/recall")
    assert stranger.client.get(f"/board/{key}/now?seen={seen}").status_code == 200


def _first(city: City) -> str:
    with city.store.read() as db:
        return tickets.waiting(db, "punkt", city.clock.now())[0].id


def test_an_appointment_is_booked_on_the_phone_and_becomes_a_ticket_at_the_desk(
    city: City, tomek: Console
) -> None:
    anna = city.console("anna")
    anna.get("/appointments")
    assert "Wolne godziny" in anna.text
    form = {"point": "punkt", "starts": hours(anna)[0], "language": "uk"}
    anna.post("/appointments", **form)
    assert anna.response is not None
    assert anna.response.status_code == 422
    anna.get("/appointments")
    anna.post("/appointments", **form, key="one")
    assert "Код візиту" in anna.text
    assert anna.page is not None
    (code,) = [words(node) for node in anna.page.iter() if node.get("class") == "given-code"]
    city.clock.advance(10 * 60)
    tomek.get("/desk")
    assert code in tomek.text
    tomek.post("/desk/arrivals", code="9999" if code != "9999" else "9998")
    assert "nie ma wizyty z takim kodem" in tomek.text
    tomek.post("/desk/arrivals", code=code)
    assert "T1" in tomek.text
    tomek.get("/desk")
    assert "jest na miejscu" in tomek.text


def hours(console: Console) -> list[str]:
    """The hours that can be booked, as the page offers them."""
    assert console.page is not None
    buttons = [node for node in find(console.page, "button") if node.get("name") == "starts"]
    return [node.get("value") or "" for node in buttons]


def test_a_canceled_appointment_frees_its_place(city: City) -> None:
    anna = city.console("anna")
    anna.get("/appointments")
    anna.post("/appointments", point="punkt", starts=hours(anna)[0], language="pl", key="one")
    assert anna.response is not None
    where = anna.response.request.path
    anna.post(f"{where}/cancel")
    assert "Miejsce jest wolne" in anna.text
    anna.get(where)
    anna.post(f"{where}/cancel")
    assert "nie można już odwołać" in anna.text


def test_a_kiosk_gives_one_ticket_per_visit_and_none_when_the_desk_is_shut(
    city: City, tomek: Console
) -> None:
    assert tomek.heading == "Okienko"
    client = city.app.test_client()
    headers = {"Authorization": f"Bearer {city.token}"}

    def ask(**wish: str) -> dict[str, object]:
        return client.post("/kiosk-api/tickets", json=wish, headers=headers).get_json()

    assert client.get("/kiosk-api/desk", headers=headers).get_json() == {
        "state": "open", "waiting": 0, "appointments": True,
    }  # fmt: skip
    given = ask(key="visit-0001", language="uk")
    assert (given["state"], given["name"], given["ahead"]) == ("given", "A1", 0)
    assert given["place"] == "Punkt Pracy Socjalnej"
    assert ask(key="visit-0001", language="uk") == given
    assert ask(key="visit-0002", language="pl")["ahead"] == 1
    assert ask(key="visit-0003", language="pl", code="1234") == {"state": "unknown"}
    city.clock.advance(12 * 3600)
    assert ask(key="visit-0004", language="pl") == {"state": "closed"}
    assert client.post("/kiosk-api/tickets", json={"key": 7}, headers=headers).status_code == 400
    assert client.post("/kiosk-api/tickets", json={}).status_code == 401


def test_the_pages_of_the_desk_are_shut_to_an_agent_and_their_tickets_to_another_point(
    city: City, tomek: Console
) -> None:
    anna = city.console("anna")
    assert anna.get("/desk").status_code == 403
    assert tomek.get("/desk/tickets/nobody/print").status_code == 404
    give(tomek)
    ula = city.console("ula")
    assert ula.get(f"/desk/tickets/{_first(city)}/print").status_code == 404  # she sits nowhere


def test_a_supervisor_may_sit_at_a_desk_too(city: City) -> None:
    hire(city, AgentRole.SUPERVISOR, iza="Iza Maj")
    assert city.console("iza").get("/desk").status_code == 200
