"""Paper: never claimed when nobody knows, never printed twice, never left for a stranger."""

from __future__ import annotations

from threading import Event

import pypdfium2
import pytest

from hardware.client import HardwareAway, Kind, Settlement, State
from kiosk.sheet.typesetter import LONGEST_SLIP_MM, Typesetter
from shared.intake.paper import read_paper
from shared.models import (
    EnvelopeKind,
    OutgoingEnvelope,
    PrintJob,
    PrintState,
    Visit,
    VisitState,
)
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
    copy = read(device.printer.papers[second])
    assert "Kopia 2" in copy
    assert "Wcześniejsza kartka jest już nieważna" in copy


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


def help_requests(device: Device) -> list[str]:
    with device.kiosk.store.read() as db:
        asked = OutgoingEnvelope.kind == EnvelopeKind.HELP
        return [envelope.key for envelope in db.query(OutgoingEnvelope).where(asked)]


@pytest.mark.parametrize("state", [State.CONFIRMED, State.FAILED, State.UNKNOWN])
def test_staff_are_told_of_paper_that_nobody_is_sure_of(
    device: Device, taker: Citizen, state: State
) -> None:
    device.printer.state = state
    device.print_all()
    assert len(help_requests(device)) == (1 if state is State.UNKNOWN else 0)


def test_the_printer_is_held_to_the_pages_of_the_sheet(device: Device, taker: Citizen) -> None:
    device.print_all()
    ((key, pdf),) = device.printer.papers.items()
    document = pypdfium2.PdfDocument(pdf)
    assert device.printer.pages == {key: len(document)}
    document.close()


def test_a_thermal_printer_gets_a_slip_as_wide_as_its_paper(device: Device, taker: Citizen) -> None:
    device.printer.kind = Kind.RECEIPT_PRINTER
    device.print_all()
    (pdf,) = device.printer.papers.values()
    (width, height), text = measure(pdf)
    assert round(width) == 72
    assert height <= LONGEST_SLIP_MM
    for words in ("zasiłek okresowy", "dokument tożsamości", "Który punkt", "decyzja"):
        assert words in text


def test_a_slip_is_never_longer_than_two_pages(device: Device, taker: Citizen) -> None:
    with device.kiosk.store.read() as db:
        paper = read_paper(db.query(PrintJob).one(), device.kiosk.keys)
    assert paper is not None
    long = {**paper.sheet, "services": paper.sheet["services"] * 40}
    (_, height), text = measure(Typesetter().print_slip(long, paper.digits, paper.word, 1))
    assert LONGEST_SLIP_MM * 0.7 < height <= LONGEST_SLIP_MM
    assert paper.word in text


def measure(pdf: bytes) -> tuple[tuple[float, float], str]:
    """Width and height of the one page in millimeters, and its text."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    width, height = document[0].get_size()
    text = document[0].get_textpage().get_text_range()
    document.close()
    return (width * 25.4 / 72, height * 25.4 / 72), text


def test_who_leaves_while_it_prints_has_it_called_off(device: Device, taker: Citizen) -> None:
    with device.kiosk.store.write() as db:
        db.query(PrintJob).one().state = PrintState.PRINTING
    called = Event()
    call_off = device.printer.call_off
    device.printer.call_off = lambda key: (call_off(key), called.set())
    taker.get("/finish")
    taker.post("/finish")
    assert called.wait(5)
    assert device.printer.called_off == [f"{job(device).key}.1"]


@pytest.mark.parametrize("ending", [State.CONFIRMED, State.UNKNOWN])
def test_a_slow_printer_is_waited_for_and_nothing_is_claimed_before(
    device: Device, taker: Citizen, ending: State
) -> None:
    """The daemon is asked again and again while the sheet is handed and not yet settled."""
    answers = [State.HANDED, State.HANDED, ending]
    seen: list[PrintState] = []

    def settlement(key: str) -> Settlement:
        seen.append(job(device).state)
        return Settlement(key, answers.pop(0), None, "", None, device.clock.now())

    device.printer.away = "timed_out"
    device.printer.settlement = settlement
    device.kiosk.print_room._pause.set()
    device.print_all()
    assert seen == [PrintState.PRINTING] * 3
    assert job(device).state == ending.value


def test_a_daemon_that_stays_away_in_the_middle_leaves_it_unknown(
    device: Device, taker: Citizen
) -> None:
    device.printer.away = "hung_up"
    device.printer.settlement = lambda key: HardwareAway("not_running")
    device.kiosk.print_room._pause.set()
    device.print_all()
    assert job(device).state is PrintState.UNKNOWN
