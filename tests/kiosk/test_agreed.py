"""What was agreed, shown again under its code: by a city that answers, refuses, or is away."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select
from urllib3 import HTTPResponse

from hardware.client import Kind, State
from kiosk.sheet import count_pages
from shared.intake.paper import Paper, read_paper
from shared.models import OutgoingEnvelope, PrintJob
from shared.text import LANGUAGES
from tests.kiosk.device import Citizen, Device

CODE = "K7-42-MR-93"
LINE = {
    "who": "Ви",
    "what": "подати заяву: періодична допомога",
    "where": "Punkt Pierwszy, ul. Pierwsza 1",
    "due": "3 грудня 2026",
    "papers": ["довідка про доходи"],
}
POLISH = {
    "who": "Pani/Pan",
    "what": "złożyć wniosek: zasiłek okresowy",
    "where": "Punkt Pierwszy, ul. Pierwsza 1",
    "due": "3 grudnia 2026",
    "papers": ["zaświadczenie o dochodach"],
}
FOUND = {
    "state": "found",
    "language": "uk",
    "made_on": "2026-11-20",
    "is_disguised": False,
    "lines": [LINE],
    "polish": [POLISH],
}
DISGUISED = {"who": "Urząd", "what": "sprawa, o której rozmawialiśmy", "papers": []}


@dataclass
class City:
    """Answers as a test wants, and keeps what it was asked. None: the line is down."""

    says: object = field(default_factory=lambda: dict(FOUND))
    status: int = 200
    asked: list[tuple[str, str, bytes]] = field(default_factory=list)

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: object = None
    ) -> HTTPResponse | None:
        self.asked.append((method, path, body or b""))
        if self.says is None:
            return None
        return HTTPResponse(
            body=msgspec.json.encode(self.says), status=self.status, preload_content=True
        )


@pytest.fixture
def city(device: Device) -> City:
    city = City()
    device.kiosk.agreed_codes.line = city
    return city


def type_code(citizen: Citizen, code: str = CODE) -> str:
    """Type a code and look at what comes of it."""
    citizen.get("/agreed")
    response = citizen.post("/agreed", code=code)
    if response.status_code == 303:
        return citizen.get(response.headers["Location"]).text
    assert response.status_code == 422
    return response.text


def papers(device: Device) -> list[Paper]:
    room = device.kiosk
    with room.store.read() as db:
        jobs = list(db.scalars(select(PrintJob)))
    return [paper for job in jobs if (paper := read_paper(job, room.keys)) is not None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_begins_at_home_and_shows_both_languages(
    device: Device, city: City, language: str
) -> None:
    citizen = device.citizen().begin(language)
    assert 'href="/agreed"' in citizen.get("/home").text
    assert "agreed-" not in citizen.get("/agreed").text.replace("agreed-code", "")
    page = type_code(citizen)
    for said in (*LINE.values(), *POLISH.values()):
        assert (said[0] if isinstance(said, list) else said) in page
    assert '<div lang="pl" class="told">' in page


def test_the_code_goes_in_the_body_and_never_in_an_address(citizen: Citizen, city: City) -> None:
    type_code(citizen, "k7 42mr-93")
    assert city.asked == [("POST", "/kiosk-api/agreements", b'{"code":"K7-42-MR-93"}')]


def test_only_keys_that_cannot_be_mistaken_are_drawn(citizen: Citizen) -> None:
    page = citizen.get("/agreed").text
    assert 'data-key="7"' in page
    assert 'data-key="Z"' in page
    for twin in "01GIOQSV":
        assert f'data-key="{twin}"' not in page


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("unknown", "Nie znamy takiego kodu"),
        ("expired", "był ważny 14 dni"),
        ("too_many_tries", "Odczekaj kwadrans"),
        ("something new", "Nie możemy teraz połączyć się"),
    ],
)
def test_a_refusal_says_what_to_do_and_keeps_what_was_typed(
    citizen: Citizen, city: City, state: str, said: str
) -> None:
    city.says = {"state": state}
    page = type_code(citizen)
    assert said in page
    assert f'value="{CODE}"' in page
    assert 'href="/talk"' in page


def test_what_cannot_be_a_code_is_said_without_asking_the_city(
    citizen: Citizen, city: City
) -> None:
    assert "To nie wygląda na kod" in type_code(citizen, "K742MR9")
    assert "To nie wygląda na kod" in type_code(citizen, "")
    assert city.asked == []


def test_with_the_city_away_the_code_stays_good(citizen: Citizen, city: City) -> None:
    for city.says, city.status in ((None, 200), (FOUND, 500), ("no answer", 200)):
        assert "Kod jest dobry dalej" in type_code(citizen)
    bare = {**FOUND, "polish": []}
    city.says = bare
    assert "Kod jest dobry dalej" in type_code(citizen), "half an answer is none"


def test_it_goes_with_the_visit_and_leaves_nothing_on_the_disk(
    device: Device, citizen: Citizen, city: City
) -> None:
    type_code(citizen)
    citizen.press("/agreed/print")
    device.clock.advance(90)
    assert citizen.browser.get("/agreed").headers["Location"] == "/wiped"
    assert len(device.kiosk.visits) == 0
    database = Path(device.kiosk.settings.database_url.removeprefix("sqlite:///"))
    traces = b"".join(one.read_bytes() for one in database.parent.glob("kiosk.db*"))
    assert traces
    for planted in (CODE, CODE.replace("-", ""), LINE["what"], POLISH["what"]):
        assert str(planted).encode() not in traces
    assert papers(device) == [], "called off, and shredded"


def test_one_paper_however_often_it_is_pressed_and_nothing_for_the_city(
    device: Device, citizen: Citizen, city: City
) -> None:
    type_code(citizen)
    for _ in range(3):
        citizen.press("/agreed/print")
    assert "Kartka czeka na drukarkę" in citizen.page
    (paper,) = papers(device)
    assert paper.language == "uk"
    assert paper.sheet["lines"] == [LINE]
    assert paper.sheet["polish"] == [POLISH]
    with device.kiosk.store.read() as db:
        assert db.scalars(select(OutgoingEnvelope)).all() == []
    device.print_all()
    (pdf,) = device.printer.papers.values()
    assert count_pages(pdf) == 1
    assert "Kartka jest wydrukowana" in citizen.get("/agreed").text
    assert papers(device) == []


def test_a_strip_comes_out_of_a_printer_for_slips(
    device: Device, citizen: Citizen, city: City
) -> None:
    device.printer.kind = Kind.RECEIPT_PRINTER
    type_code(citizen)
    citizen.press("/agreed/print")
    device.print_all()
    (pdf,) = device.printer.papers.values()
    assert b"204.09" in pdf, "72 mm wide"


def test_of_a_paper_nobody_knows_of_the_person_is_asked(
    device: Device, citizen: Citizen, city: City
) -> None:
    device.printer.state = State.UNKNOWN
    type_code(citizen)
    citizen.press("/agreed/print")
    device.print_all()
    assert "Czy ją masz?" in citizen.get("/agreed").text
    assert "Ustalenia są na ekranie" in citizen.press("/agreed/paper", said="partly")
    device.printer.state = State.CONFIRMED
    citizen.press("/agreed/again")
    device.print_all()
    assert "Kartka jest wydrukowana" in citizen.get("/agreed").text
    assert sorted(key.rpartition(".")[2] for key in device.printer.papers) == ["1", "2"]


def test_how_the_printing_stands_is_polled_without_a_sign_of_life(
    device: Device, citizen: Citizen, city: City
) -> None:
    type_code(citizen)
    citizen.press("/agreed/print")
    device.clock.advance(70)
    htmx = {"HX-Request": "true"}
    same = citizen.browser.get("/agreed/paper?seen=waiting", headers=htmx)
    assert same.status_code == 204
    device.print_all()
    news = citizen.browser.get("/agreed/paper?seen=waiting", headers=htmx)
    assert "Kartka jest wydrukowana" in news.text
    device.clock.advance(20)
    assert citizen.browser.get("/agreed").headers["Location"] == "/wiped"


def test_a_disguised_one_asks_whether_paper_is_safe_and_prints_no_more_than_it_shows(
    device: Device, citizen: Citizen, city: City
) -> None:
    line = {**DISGUISED, "where": None, "due": None}
    city.says = {**FOUND, "language": "pl", "is_disguised": True, "lines": [line], "polish": [line]}
    page = type_code(citizen)
    assert "Drukuj tylko wtedy, gdy papier jest dla Ciebie bezpieczny" in page
    citizen.press("/agreed/print")
    (paper,) = papers(device)
    assert paper.sheet["lines"] == [line]
    assert paper.sheet["polish"] == [], "it is Polish already"
    device.print_all()
    assert len(device.printer.papers) == 1


def test_another_code_puts_the_first_away(device: Device, citizen: Citizen, city: City) -> None:
    type_code(citizen)
    citizen.press("/agreed/print")
    assert "Wpisz kod ustaleń" in citizen.press("/agreed/other")
    city.says = {**FOUND, "language": "pl", "lines": [POLISH], "polish": [POLISH]}
    assert "paper-state" not in type_code(citizen), "of this one no paper was wished for"
    citizen.press("/agreed/print")
    assert len(papers(device)) == 2


@pytest.mark.parametrize("path", ["/agreed/print", "/agreed/paper", "/agreed/again"])
def test_without_an_agreement_there_is_nothing_to_print(citizen: Citizen, path: str) -> None:
    citizen.get("/agreed")
    assert citizen.post(path, said="yes").status_code == 404
