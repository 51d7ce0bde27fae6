"""The thermal printer: every letter as it was set, true word whatever breaks, nothing twice."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import typst

from hardware.clock import SystemClock
from hardware.compose import build_drivers
from hardware.config import ConfigFault, Device
from hardware.device import Document, Fault, Health, Outcome, State
from hardware.news import News
from hardware.printers.escpos_printer import EscposPrinter
from hardware.printers.escpos_status import Answers, Echo, health_of, is_status
from hardware.printers.line import FileLine
from hardware.printers.slip_raster import PROFILES, Raster, UnknownProfile, render, tame
from shared.press import FONTS
from tests.peers.process import await_that
from tests.peers.thermal import ThermalPrinter

POLISH = "Zażółć gęślą jaźń – Łódź 12,50 zł „ĄĆĘŁŃÓŚŹŻ”"
UKRAINIAN = "Щасливі їжаки з'їли ґрунт, Єва — ні"


def slip(text: str = POLISH, height: str = "60mm") -> bytes:
    page = f"#set page(width: 72mm, height: {height}, margin: 3mm)"
    source = f'{page}\n#set text(font: ("Atkinson Hyperlegible Next", "Noto Sans"))\n{text}'
    made = typst.compile(source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


@pytest.fixture
def paper() -> Iterator[ThermalPrinter]:
    printer = ThermalPrinter()
    yield printer
    printer.unplug()


@pytest.fixture
def driver(paper: ThermalPrinter) -> Iterator[EscposPrinter]:
    yield from running(EscposPrinter("slips", lambda *_: None, SystemClock(), path=paper.path))


def running(driver: EscposPrinter) -> Iterator[EscposPrinter]:
    """The driver's thread, as long as its line lives."""
    stop = threading.Event()

    def run() -> None:
        try:
            driver.run(stop)
        except OSError:
            return  # the supervisor's part

    thread = threading.Thread(target=run)
    thread.start()
    await_that(lambda: driver.status().health is not Health.UNKNOWN, "it never answered", 5)
    yield driver
    stop.set()
    thread.join()


def print_slip(driver: EscposPrinter, pdf: bytes) -> tuple[Outcome, int]:
    """What is said, and how often it was handed."""
    handed: list[str] = []
    outcome = driver.print_document(
        Document("key", "t", pdf), lambda reference="": handed.append(reference)
    )
    return outcome, len(handed)


@pytest.mark.parametrize("text", [POLISH, UKRAINIAN])
def test_paper_shows_every_dot_that_was_set(
    driver: EscposPrinter, paper: ThermalPrinter, text: str
) -> None:
    pdf = slip(text)
    assert print_slip(driver, pdf) == (Outcome(State.CONFIRMED), 1)
    (page,) = render(pdf, 576)
    wanted = bytes(byte ^ 0xFF for byte in page.tobytes())
    (printed,) = paper.slips
    added = sum((a ^ b).bit_count() for a, b in zip(b"".join(printed), wanted, strict=True))
    assert added <= wanted.count(b"\x10"), "only a dot here and there, that tames a command"
    assert sum(byte.bit_count() for byte in wanted) > 2_000, "there is something to be seen"
    assert paper.strange == b""


@pytest.mark.parametrize("profile", sorted(PROFILES))
@pytest.mark.parametrize("text", [POLISH, UKRAINIAN])
def test_no_profile_of_the_white_list_sends_a_single_letter_as_text(
    profile: str, text: str
) -> None:
    raster = Raster(profile)
    bands = raster.draw(slip(text))
    assert isinstance(bands, list)
    assert raster.dots >= 512
    pictures = [band for band in bands if b"\x1dv0" in band]
    assert len(pictures) == len(bands) - 2, "all but the first and the cut are pictures"
    assert b"?" * 3 not in b"".join(bands)


def test_an_unchecked_profile_is_refused() -> None:
    with pytest.raises(UnknownProfile, match="TM-T88V"):
        Raster("simple")


def test_a_slip_longer_than_two_pages_is_refused_before_it_is_handed(driver: EscposPrinter) -> None:
    assert print_slip(driver, slip(height="800mm")) == (Outcome(State.FAILED, Fault.TOO_LONG), 0)


def test_what_is_no_pdf_is_refused(driver: EscposPrinter) -> None:
    assert print_slip(driver, b"%PDF-nonsense") == (
        Outcome(State.FAILED, Fault.NOT_A_DOCUMENT),
        0,
    )


def test_no_real_time_command_hides_in_a_picture() -> None:
    for follower in (4, 5, 0x14):
        assert tame(bytes((1, 0x10, follower, 2))) == bytes((1, 0x30, follower, 2))
    assert tame(b"\x10\x10\x06") == b"\x10\x10\x06"


@pytest.mark.parametrize(
    ("attribute", "value", "health", "fault"),
    [
        ("paper", "out", Health.BROKEN, Fault.OUT_OF_PAPER),
        ("cover_open", True, Health.BROKEN, Fault.COVER_OPEN),
        ("cutter_stuck", True, Health.BROKEN, Fault.CUTTER),
        ("is_dumb", True, Health.UNKNOWN, Fault.NOT_ANSWERING),
    ],
)
def test_a_broken_printer_is_known_and_gets_nothing(
    driver: EscposPrinter,
    paper: ThermalPrinter,
    attribute: str,
    value: object,
    health: Health,
    fault: Fault,
) -> None:
    setattr(paper, attribute, value)
    outcome, handed = print_slip(driver, slip())
    assert (outcome, handed) == (Outcome(State.FAILED, fault), 0)
    assert driver.status().health is health
    assert paper.rows == []


def test_paper_near_its_end_is_said_and_prints(
    driver: EscposPrinter, paper: ThermalPrinter
) -> None:
    paper.paper = "near"
    assert print_slip(driver, slip())[0] == Outcome(State.CONFIRMED)
    assert (driver.status().health, driver.status().reasons) == (
        Health.ATTENTION,
        (Fault.PAPER_LOW,),
    )


def test_without_an_echo_nobody_claims_that_it_printed(paper: ThermalPrinter) -> None:
    made = EscposPrinter("slips", lambda *_: None, SystemClock(), path=paper.path, confirms=False)
    for driver in running(made):
        assert print_slip(driver, slip())[0] == Outcome(State.UNKNOWN, Fault.NOT_CONFIRMED)
        await_that(lambda: len(paper.slips) == 1, "the slip did not come out")


def test_answers_come_in_pieces_and_among_noise() -> None:
    answers = Answers()
    pieces = [b"\xff\x12", b"\x37", b"\x22000", b"7\x00\x16", b"\x00"]
    found = [answer for piece in pieces for answer in answers.feed(piece)]
    assert found == [0x12, Echo(b"0007"), 0x16]


def test_only_the_fixed_bits_make_an_answer() -> None:
    assert sum(is_status(byte) for byte in range(256)) == 16
    assert health_of(None) == (Health.UNKNOWN, (Fault.NOT_ANSWERING,))


def test_a_usb_device_is_read_and_written_like_a_file(paper: ThermalPrinter) -> None:
    line = FileLine(os.open(paper.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY))
    line.write(b"\x10\x04\x01")
    assert line.read(2.0) == b"\x12"
    assert line.read(0.01) == b""
    line.close()


def test_a_line_of_the_configuration_builds_it_and_a_wrong_one_says_why(tmp_path: Path) -> None:
    clock = SystemClock()
    right = Device("slips", "escpos", "/dev/okienko/slips", {"profile": "TM-T88V", "baud": 38400})
    (driver,) = build_drivers([right], tmp_path, clock, News(clock))
    assert isinstance(driver, EscposPrinter)
    for options in ({"profile": "simple"}, {"speed": 9600}):
        with pytest.raises(ConfigFault, match="slips"):
            build_drivers(
                [Device("slips", "escpos", "/dev/okienko/slips", options)],
                tmp_path,
                clock,
                News(clock),
            )


def test_a_printer_that_is_not_there_is_raised_for_the_supervisor(tmp_path: Path) -> None:
    driver = EscposPrinter("slips", lambda *_: None, SystemClock(), path=tmp_path / "nothing")
    with pytest.raises(FileNotFoundError):
        driver.run(threading.Event())
    outcome, handed = print_slip(driver, slip())
    assert (outcome, handed) == (Outcome(State.FAILED, Fault.NOT_ANSWERING), 0)
