"""A number for the desk: one per visit, on paper at once, and calm words when there is none."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec
import pytest
from sqlalchemy import select
from urllib3 import HTTPResponse

from kiosk.sheet import count_pages
from shared.intake.paper import Paper, read_paper
from shared.models import PrintJob
from shared.text import LANGUAGES
from tests.kiosk.device import Citizen, Device

OPEN = {"state": "open", "waiting": 2, "appointments": True}
GIVEN = {
    "state": "given", "name": "A7", "letter": "A", "number": 7, "ahead": 2,
    "place": "Punkt Pierwszy", "day": "2026-11-23", "given_at": "2026-11-23T08:05:00+00:00",
}  # fmt: skip


@dataclass
class Desk:
    """The city's desk, as a test wants it. None: the line is down."""

    state: object = field(default_factory=lambda: dict(OPEN))
    gives: object = field(default_factory=lambda: dict(GIVEN))
    asked: list[dict[str, str]] = field(default_factory=list)

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: object = None
    ) -> HTTPResponse | None:
        assert path in ("/kiosk-api/desk", "/kiosk-api/tickets")
        if method == "POST":
            self.asked.append(msgspec.json.decode(body or b"{}"))
        says = self.gives if method == "POST" else self.state
        return None if says is None else HTTPResponse(body=msgspec.json.encode(says), status=200)


@pytest.fixture
def desk(device: Device) -> Desk:
    """A desk beside the kiosk that is open."""
    desk = Desk()
    device.kiosk.ticket_door.line = desk  # type: ignore[assignment]
    return desk


def papers(device: Device) -> list[Paper]:
    room = device.kiosk
    with room.store.read() as db:
        jobs = list(db.scalars(select(PrintJob)))
    return [paper for job in jobs if (paper := read_paper(job, room.keys)) is not None]


def take(citizen: Citizen, **form: str) -> str:
    """Press the button, and look at what comes of it."""
    citizen.get("/ticket")
    response = citizen.post("/ticket", **form)
    return citizen.get("/ticket").text if response.status_code == 303 else response.text


def test_the_door_is_shown_only_where_a_desk_stands(device: Device, desk: Desk) -> None:
    citizen = device.citizen().begin("pl")
    door = device.kiosk.ticket_door
    assert 'href="/ticket"' not in citizen.get("/talk").text
    door.work()
    assert 'href="/ticket"' in citizen.get("/talk").text
    desk.state = None  # the line is down: what was known stays known
    door.work()
    assert 'href="/ticket"' in citizen.get("/talk").text
    desk.state = {"state": "none"}
    door.work()
    assert 'href="/ticket"' not in citizen.get("/talk").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_number_per_visit_printed_once_without_a_name(
    device: Device, desk: Desk, language: str
) -> None:
    citizen = device.citizen().begin(language)
    page = take(citizen)
    take(citizen)
    assert "A7" in page
    assert [one["language"] for one in desk.asked] == ["pl" if language == "plain" else language]
    (paper,) = papers(device)
    assert (paper.kind, paper.digits, paper.word) == ("ticket", "", "")
    assert (paper.sheet["name"], paper.sheet["at"]) == ("A7", "09:05")
    for is_narrow in (True, False):
        pdf = device.kiosk.print_room.typesetter.print_ticket(paper.sheet, is_narrow=is_narrow)
        assert count_pages(pdf) == 1


def test_another_visit_gets_another_key(device: Device, desk: Desk) -> None:
    for _ in range(2):
        take(device.citizen().begin("pl"))
    assert len({one["key"] for one in desk.asked}) == 2


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"state": "closed"}, "Okienko jest teraz zamknięte"),
        ({"state": "none"}, "W tym miejscu nie ma okienka"),
        (None, "Nie ma teraz łączności"),
        ("nonsense", "Nie ma teraz łączności"),
    ],
)
def test_without_a_desk_it_says_why(device: Device, desk: Desk, state: object, said: str) -> None:
    desk.state = state
    page = device.citizen().begin("pl").get("/ticket").text
    assert said in page
    assert 'action="/ticket"' not in page


def test_the_code_of_an_appointment_is_asked_for_only_if_it_can_be_one(
    device: Device, desk: Desk
) -> None:
    citizen = device.citizen().begin("pl")
    assert "cztery cyfry" in take(citizen, code="12a")
    assert desk.asked == []
    desk.gives = {"state": "unknown"}
    page = take(citizen, code="1234")
    assert "nie ma wizyty z takim kodem" in page
    assert 'value="1234"' in page
    desk.gives = GIVEN | {"name": "T1"}
    assert "T1" in take(citizen, code="1235")
    assert [one["code"] for one in desk.asked] == ["1234", "1235"]


def test_with_the_city_away_nothing_is_promised(device: Device, desk: Desk) -> None:
    desk.gives = None
    assert "Nie ma teraz łączności" in take(device.citizen().begin("pl"))
    assert papers(device) == []


def test_the_number_goes_with_the_visit(device: Device, desk: Desk) -> None:
    assert desk.asked == []
    citizen = device.citizen().begin("pl")
    take(citizen)
    citizen.post("/finish")
    assert "A7" not in device.citizen().begin("pl").get("/ticket").text
