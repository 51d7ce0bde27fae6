"""Paper: never claimed when nobody knows, never printed twice, never left for a stranger."""

from __future__ import annotations

import pypdfium2
import pytest

from hardware.client import State
from shared.models import PrintJob, PrintState, Visit, VisitState
from tests.kiosk.device import Citizen, Device
from tests.kiosk.test_take import POOR_TENANT


@pytest.fixture
def taker(device: Device) -> Citizen:
    """Somebody who has asked for paper."""
    citizen = device.citizen().begin()
    citizen.answer(POOR_TENANT)
    citizen.get("/take")
    citizen.press("/take", chosen=["zasilek"], paper="yes")
    return citizen


def job(device: Device) -> PrintJob:
    with device.kiosk.store.read() as db:
        return db.query(PrintJob).one()


def visit_state(device: Device) -> VisitState:
    with device.kiosk.store.read() as db:
        return db.query(Visit).one().state


def test_a_confirmed_sheet_is_shredded(device: Device, taker: Citizen) -> None:
    device.print_all()
    assert job(device).state is PrintState.CONFIRMED
    assert job(device).payload_sealed is None
    assert "Kartka jest wydrukowana" in taker.get("/slip").text
    assert len(device.printer.papers) == 1
    device.print_all()
    assert len(device.printer.papers) == 1


def test_the_printed_sheet_can_be_read(device: Device, taker: Citizen) -> None:
    device.print_all()
    (pdf,) = device.printer.papers.values()
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    for words in ("zasiłek okresowy", "255", "dokument tożsamości", "Który punkt", "decyzja"):
        assert words in text


def test_nobody_knows_so_the_person_is_asked(device: Device, taker: Citizen) -> None:
    device.printer.state = State.UNKNOWN
    device.print_all()
    page = taker.get("/slip").text
    assert "Nie wiemy, czy kartka wyszła" in page
    assert page.count('name="said"') == 3
    assert "Nie zostawiaj kartki" in taker.press("/slip/paper", said="yes")
    assert len(device.printer.papers) == 1, "nothing is printed again by itself"


@pytest.mark.parametrize("said", ["no", "partly"])
def test_a_sheet_that_did_not_come_is_printed_again_as_a_copy(
    device: Device, taker: Citizen, said: str
) -> None:
    device.printer.state = State.UNKNOWN
    device.print_all()
    taker.get("/slip")
    assert 'action="/slip/again"' in taker.press("/slip/paper", said=said)
    device.printer.state = State.CONFIRMED
    taker.press("/slip/again")
    device.print_all()
    first, second = device.printer.papers
    assert first != second, "a copy prints under a key of its own"
    assert "Kopia 2" in read(device.printer.papers[second])


def read(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    document.close()
    return text


def test_a_failed_sheet_says_so(device: Device, taker: Citizen) -> None:
    device.printer.state = State.FAILED
    device.print_all()
    assert "nie wydrukowała" in taker.get("/slip").text


@pytest.mark.parametrize(
    ("why", "remembers", "state"),
    [
        ("not_running", True, PrintState.FAILED),
        ("timed_out", True, PrintState.CONFIRMED),
        ("hung_up", False, PrintState.FAILED),
    ],
)
def test_a_silent_daemon_is_asked_before_anything_is_said(
    device: Device, taker: Citizen, why: str, remembers: bool, state: PrintState
) -> None:
    device.printer.away, device.printer.remembers = why, remembers
    device.print_all()
    assert job(device).state is state


def test_who_leaves_before_the_printing_leaves_no_paper(device: Device, taker: Citizen) -> None:
    taker.get("/finish")
    taker.post("/finish")
    device.print_all()
    assert device.printer.papers == {}
    assert job(device).state is PrintState.CANCELED
    assert job(device).payload_sealed is None


def test_who_is_wiped_by_the_clock_leaves_no_paper_either(device: Device, taker: Citizen) -> None:
    device.clock.advance(90)
    device.kiosk.visits.sweep()
    device.print_all()
    assert device.printer.papers == {}
    assert visit_state(device) is VisitState.ENDED


def test_a_crash_while_somebody_waits_is_made_good(device: Device, taker: Citizen) -> None:
    crash(device)
    device.clock.advance(59)
    device.kiosk.print_room.recover()
    device.print_all()
    assert len(device.printer.papers) == 1
    assert visit_state(device) is VisitState.ENDED, "its citizen's memory did not survive"


def test_a_sheet_older_than_a_minute_is_not_resumed(device: Device, taker: Citizen) -> None:
    crash(device)
    device.clock.advance(60)
    device.kiosk.print_room.recover()
    device.print_all()
    assert device.printer.papers == {}
    assert job(device).state is PrintState.CANCELED
    assert job(device).payload_sealed is None


def crash(device: Device) -> None:
    """The process dies with the job in its hand: memory gone, the row says printing."""
    device.kiosk.visits._visits.clear()
    with device.kiosk.store.write() as db:
        db.query(PrintJob).one().state = PrintState.PRINTING


def test_the_screen_hears_of_the_paper_only_when_something_changed(
    device: Device, taker: Citizen
) -> None:
    htmx = {"HX-Request": "true"}
    assert taker.browser.get("/slip/paper?seen=waiting", headers=htmx).status_code == 204
    device.print_all()
    changed = taker.browser.get("/slip/paper?seen=waiting", headers=htmx)
    assert 'data-say="Kartka jest wydrukowana. Weź ją."' in changed.text
    assert "hx-get" not in changed.text, "nothing more will happen, so nobody asks any more"
