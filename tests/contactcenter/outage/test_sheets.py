"""Sheets of paper: printed, read as an image, found by number, typed in, accounted for."""

from __future__ import annotations

import re

import pypdfium2
import zxingcpp
from sqlalchemy import select

from contactcenter.outage.paper import LANGUAGES, form_of, print_sheets
from contactcenter.outage.questions import find_topic, topics
from contactcenter.outage.sheets import parse_number, qr_text
from shared.intake.contact import Contact, contact
from shared.intake.slip import is_valid
from shared.models import (
    Call,
    CallState,
    IntakeSheet,
    LineMode,
    SheetState,
    Task,
    TaskKind,
)
from tests.city import real_knowledge
from tests.contactcenter.console import Console
from tests.contactcenter.telephony.line import Line

PAGE = re.compile(rb"/Type\s*/Page(?!s)")


def prepare(browser: Console, count: int = 2, topic: str = "any", language: str = "pl") -> None:
    browser.get("/outage/sheets")
    browser.post("/outage/sheets", topic=topic, language=language, count=str(count))
    assert browser.heading == "Kartki gotowe do druku"


def sheets(line: Line) -> list[IntakeSheet]:
    return line.rows(IntakeSheet)


def drill(chief: Console) -> None:
    chief.get("/outage")
    chief.post("/outage", deed="drill", minutes="15")


def outage(chief: Console) -> None:
    chief.get("/outage")
    chief.post("/outage", deed="outage", why="network")


def over(chief: Console) -> None:
    chief.get("/outage")
    chief.post("/outage", deed="normal")


def typed(**changed: str) -> dict[str, str]:
    given = {"day": "2026-11-23", "hour": "08:30", "phone": "600 100 200", "language": "uk"}
    return given | {"safe": "yes", "callback": "yes"} | changed


def test_every_sheet_is_two_pages_in_every_language(line: Line) -> None:
    known, room = real_knowledge(), line.center
    polish = room.words("pl")
    for language in LANGUAGES:
        words = room.words(language)
        for topic_id in (None, "lost_job", "disability", "family:housing"):
            topic = find_topic(known, words, topic_id)
            assert topic is not None
            form = form_of(known, topic, words, polish, room.clock.today())
            assert len(form["questions"]) >= 5
            assert len(PAGE.findall(print_sheets(form, ["12345670"], is_drill=True))) == 2


def test_nothing_that_could_endanger_somebody_is_on_paper(line: Line) -> None:
    known, words = real_knowledge(), line.center.words("pl")
    named = {one.id for one in topics(known, words)}
    dangerous = {one.id for one in known.life_events.values() if one.crisis is not None}
    assert dangerous
    assert not named & dangerous
    assert "family:safety" not in named


def test_the_questions_stand_in_the_order_in_which_they_would_be_asked(line: Line) -> None:
    known, words = real_knowledge(), line.center.words("pl")
    topic = find_topic(known, words, "lost_job")
    assert topic is not None
    form = form_of(known, topic, words, words, line.city.clock.today())
    assert form["questions"][0]["text"].startswith("Czy mieszka Pan lub Pani teraz w Łodzi")
    assert len({one["text"] for one in form["questions"]}) == len(form["questions"])


def test_the_code_on_the_paper_is_read_as_an_image(line: Line) -> None:
    browser = line.city.console()
    prepare(browser, 3)
    numbers = [one.number for one in sheets(line)]
    pdf = browser.client.get(f"/outage/sheets/{sheets(line)[0].batch_id}/sheets.pdf")
    document = pypdfium2.PdfDocument(pdf.get_data())
    read = [zxingcpp.read_barcodes(document[page].render(scale=1.5).to_pil())
            for page in range(0, len(document), 2)]  # fmt: skip
    assert [found[0].text for found in read] == [qr_text(number) for number in numbers]
    text = document[0].get_textpage().get_text_range()
    assert f"{numbers[0][:4]}\u00a0{numbers[0][4:]}" in text.replace(" ", "\u00a0")
    assert "Czy bezpiecznie jest zadzwonić" in text
    document.close()


def test_numbers_are_valid_and_a_mistyped_digit_is_told(line: Line) -> None:
    prepare(line.city.console(), 5)
    for sheet in sheets(line):
        assert is_valid(sheet.number)
        assert parse_number(f"OKP {sheet.number}") == sheet.number
        assert parse_number(f"{sheet.number[:4]} {sheet.number[4:]}") == sheet.number
        wrong = str((int(sheet.number[3]) + 1) % 10)
        assert parse_number(f"{sheet.number[:3]}{wrong}{sheet.number[4:]}") is None


def test_wishes_that_make_no_sense_print_nothing(line: Line) -> None:
    browser = line.city.console()
    for wish in ("any pl 0", "any pl 41", "violence pl 2", "any fr 2"):
        topic, language, count = wish.split()
        browser.get("/outage/sheets")
        response = browser.post("/outage/sheets", topic=topic, language=language, count=count)
        assert response.status_code == 422
    assert sheets(line) == []


def test_a_sheet_is_typed_in_once_and_becomes_a_call_with_everything(
    line: Line, chief: Console
) -> None:
    prepare(chief, 1)
    outage(chief)
    line.city.clock.advance(600)
    over(chief)
    chief.get("/outage/reconcile")
    (sheet,) = sheets(line)
    chief.post("/outage/reconcile/find", number=f"OKP {sheet.number}")
    assert chief.heading == "Przepisz kartkę"
    answer = chief.client.post(
        f"/outage/typed/{sheet.id}", data=typed() | {"csrf_token": chief.token()}
    )
    (call,) = line.rows(Call)
    assert answer.headers["Location"].endswith(f"/calls/{call.id}")
    assert (call.state, call.ended, call.language) == (CallState.ENDED, "paper", "uk")
    chief.get(f"/matters/{call.matter_id}")  # the questions, ready to be typed in
    assert "Czy" in chief.text
    with line.city.store.read() as db:
        assert contact(db, call_id=call.id) is Contact.SAFE
        (kept,) = db.scalars(select(Task).where(Task.kind == TaskKind.CALLBACK))
        assert kept.place_at == call.began_at
    assert sheets(line)[0].state is SheetState.TYPED
    chief.get("/outage/reconcile")
    chief.post("/outage/reconcile/find", number=sheet.number)
    assert "już przepisana" in chief.text
    assert chief.client.post(f"/outage/typed/{sheet.id}", data={}).status_code in (400, 404)


def test_what_the_head_of_a_sheet_says_is_checked(line: Line, chief: Console) -> None:
    prepare(chief, 1)
    (sheet,) = sheets(line)
    for wrong in (
        {"hour": "23:59"},
        {"hour": ""},
        {"phone": "12"},
        {"safe": ""},
        {"safe": "no"},
        {"safe": "not-asked"},
        {"phone": ""},
    ):
        chief.get(f"/outage/typed/{sheet.id}")
        assert chief.post(f"/outage/typed/{sheet.id}", **typed(**wrong)).status_code == 422
    assert line.rows(Call) == []
    unsafe = {"safe": "no", "callback": "", "csrf_token": chief.token()}
    chief.client.post(f"/outage/typed/{sheet.id}", data=typed(**unsafe))
    (call,) = line.rows(Call)
    with line.city.store.read() as db:
        assert contact(db, call_id=call.id) is Contact.UNSAFE
    assert line.rows(Task) == []


def test_closing_is_refused_by_name_until_every_sheet_is_accounted_for(
    line: Line, chief: Console
) -> None:
    prepare(chief, 3)
    outage(chief)
    mode_id = line.rows(LineMode)[0].id
    chief.get("/outage/reconcile")
    chief.post("/outage/reconcile/close", mode=mode_id, deed="close")
    assert "awaria jeszcze trwa" in chief.text
    over(chief)
    chief.get("/outage/reconcile")
    chief.post("/outage/reconcile/close", mode=mode_id, deed="close")
    assert "są kartki, o których nic nie wiemy" in chief.text
    first, second, third = sheets(line)
    line.city.clock.advance(60)
    chief.post("/outage/reconcile/sheets", deed="blank", sheet=[first.id, second.id])
    assert "(1)" in chief.text
    chief.post("/outage/reconcile/sheets", deed="void", sheet=[third.id])
    chief.post("/outage/reconcile/close", mode=mode_id, deed="close")
    assert "Zamknięte" in chief.text
    assert [one.state.value for one in sheets(line)] == ["blank", "blank", "void"]


def test_a_supervisor_may_close_in_spite_of_it_and_says_why(line: Line, chief: Console) -> None:
    prepare(chief, 1)
    outage(chief)
    over(chief)
    mode_id = line.rows(LineMode)[0].id
    agent = line.city.console()
    agent.get("/outage/reconcile")
    assert "Zamknij mimo braków" not in agent.text
    form = {"mode": mode_id, "deed": "anyway", "reason": "Zalane biurko, kartki zniszczone."}
    assert agent.post("/outage/reconcile/close", **form).status_code == 403
    chief.get("/outage/reconcile")
    assert chief.post("/outage/reconcile/close", **(form | {"reason": " "})).status_code == 422
    chief.post("/outage/reconcile/close", **form)
    (closed,) = line.rows(LineMode)
    assert closed.closed_at is not None
    assert closed.closing_sealed is not None
    assert b"Zalane" not in closed.closing_sealed


def test_a_drills_sheet_is_ticked_off_and_nothing_of_it_is_kept(line: Line, chief: Console) -> None:
    drill(chief)
    prepare(chief, 1)
    assert "ĆWICZENIE" in chief.text
    over(chief)
    (sheet,) = sheets(line)
    chief.get(f"/outage/typed/{sheet.id}")
    chief.post(f"/outage/typed/{sheet.id}", **typed())
    assert "Nic z niej nie zapisaliśmy" in chief.text
    assert line.rows(Call) == []
    chief.post("/outage/reconcile/close", mode=line.rows(LineMode)[0].id, deed="close")
    assert "Zamknięte" in chief.text
