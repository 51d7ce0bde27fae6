"""One matter on the screen: the same verdicts, the next question, the answers, the end."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy import select

from shared.intake.matter import read_matter, read_note
from shared.models import Agent, AuditEvent, Matter, Slip
from tests.contactcenter.city import ANSWERS, City
from tests.contactcenter.console import Console
from tests.page import find, words

HOUR = 3600


def open_matter(city: City, console: Console | None = None, **slip: Any) -> tuple[Console, str]:
    """An agent's console on a matter just opened, and the matter's address."""
    console = console or city.console()
    sent = city.send_slip(**slip)
    console.get("/")
    console.post("/slip", digits=sent.digits)
    console.post("/slip/open", digits=sent.digits, word=sent.word, agreed="yes")
    with city.store.read() as db:
        newest = db.scalars(select(Matter.id).order_by(Matter.id.desc())).first()
    return console, f"/matters/{newest}"


def household(city: City, path: str) -> dict[str, Any]:
    """What is saved of the household now."""
    matter_id = path.rpartition("/")[2]
    with city.store.write() as db:
        agent_id = db.get_one(Matter, matter_id).agent_id
        matter = read_matter(db, matter_id, agent_id, city.keys)
    return matter.household  # type: ignore[union-attr]


def asked(console: Console) -> str:
    """The key of the question on the screen."""
    forms = find(console.part("ask"), "input")
    return next(field.get("value") or "" for field in forms if field.get("name") == "key")


def group(console: Console, name: str) -> list[Element]:
    """The result lines of one verdict."""
    lines = find(console.part("results"), "details")
    return [line for line in lines if name in (line.get("class") or "").split()]


def test_the_matter_shows_the_groups_and_the_amount_of_the_kiosk(city: City) -> None:
    answers = {"household": {"lives_in_lodz": True, "income_month": "600"}, "persons": [{}]}
    console, _ = open_matter(city, answers=answers)
    [line] = group(console, "eligible")
    assert "zasiłek okresowy" in words(line)
    assert "205 zł miesięcznie" in words(line).replace("\u00a0", " ")
    assert "art. 8 ust. 1" not in words(line)
    assert [words(one)[:19] for one in group(console, "unknown")] == ["dodatek mieszkaniow"]


@pytest.mark.parametrize("htmx", [True, False], ids=["fetched", "without a script"])
def test_an_unfolded_service_tells_law_papers_and_place(city: City, htmx: bool) -> None:
    console, path = open_matter(city)
    console.get(f"{path}/services/zasilek", htmx=htmx)
    for part in ("art. 8 ust. 1", "dokument tożsamości", "ul. Próbna 1", "42 000 00 00"):
        assert part in console.text
    if not htmx:
        assert "open" in console.part("service-zasilek").attrib
        assert "open" not in console.part("service-dodatek").attrib


def test_a_service_nobody_knows_is_not_there(city: City) -> None:
    console, path = open_matter(city)
    assert console.get(f"{path}/services/nieznana").status_code == 404


def test_a_no_says_why_and_that_one_may_still_apply(city: City) -> None:
    answers = {"household": {"lives_in_lodz": False}, "persons": [{}]}
    console, _ = open_matter(city, answers=answers)
    [line] = group(console, "not_eligible")
    assert "Mieszka w Łodzi." in words(line)
    assert "I tak możesz złożyć wniosek" in console.text


@pytest.mark.parametrize(
    ("language", "languages"),
    [("pl", ["pl"]), ("plain", ["pl"]), ("uk", ["uk", "pl"]), ("en", ["en", "pl"])],
)
def test_the_sentence_to_say_is_in_the_callers_language_with_the_polish_beside_it(
    city: City, language: str, languages: list[str]
) -> None:
    console, _ = open_matter(city, language=language)
    sentences = [
        p for p in find(console.part("sentence"), "p") if "words" in (p.get("class") or "")
    ]
    assert [sentence.get("lang") for sentence in sentences] == languages


def test_an_answer_is_kept_and_the_next_question_follows(city: City) -> None:
    console, path = open_matter(city)
    first = asked(console)
    console.post(f"{path}/answers", key=first, value=_any_answer(console))
    assert asked(console) != first
    assert first.partition(".")[0] in str(household(city, path))


def _any_answer(console: Console) -> str:
    buttons = [b for b in find(console.part("ask"), "button") if b.get("name") == "value"]
    return buttons[0].get("value") or ""


def test_all_questions_can_be_answered_with_dont_know_and_then_nothing_is_asked(
    city: City,
) -> None:
    console, path = open_matter(city, answers={"household": {}, "persons": [{}]})
    for _ in range(10):
        if "Nie ma już pytań" in console.text:
            break
        console.post(f"{path}/answers", key=asked(console), value="dont_know")
    assert "Nie ma już pytań, które coś zmienią" in console.text
    assert any("Mam wszystko, czego potrzebuję" in sentence for sentence in console.says())


@pytest.mark.parametrize("value", ["dont_know", "wont_say"])
def test_an_unknown_answer_keeps_its_reason(city: City, value: str) -> None:
    console, path = open_matter(city)
    console.post(f"{path}/answers", key="income_month", value=value)
    assert household(city, path)["household"]["income_month"] == {"unknown": value}


@pytest.mark.parametrize(
    ("typed", "kept"), [("1 250,50 zł", "1250.50"), ("600", "600.00"), ("0..100999", None)]
)
def test_numbers_are_read_the_way_people_type_them(
    city: City, typed: str, kept: str | None
) -> None:
    console, path = open_matter(city)
    console.post(f"{path}/answers", key="income_month", value=typed)
    saved = household(city, path)["household"]["income_month"]
    assert saved == (kept or {"min": "0.00", "max": "1009.99"})


@pytest.mark.parametrize("typed", ["dużo", "-5", "100001", "12,345", ""])
def test_a_number_that_does_not_fit_is_refused_in_words_and_stays_in_the_field(
    city: City, typed: str
) -> None:
    console, path = open_matter(city)
    response = console.post(f"{path}/answers", key="income_month", value=typed)
    assert response.status_code == 422
    assert console.part("ask-fault") is not None
    assert console.part("value").get("value") == typed
    assert "income_month" not in household(city, path)["household"]


@pytest.mark.parametrize(
    "key", ["nothing", "age", "age.9", "lives_in_lodz.0", "role.0", "", "age.x", "income_month.1"]
)
def test_a_question_that_cannot_be_asked_of_this_household_changes_nothing(
    city: City, key: str
) -> None:
    console, path = open_matter(city)
    before = household(city, path)
    console.post(f"{path}/answers", key=key, value="1")
    assert console.heading == "Sprawa z kartki"
    assert household(city, path) == before


def test_any_earlier_answer_can_be_changed(city: City) -> None:
    console, path = open_matter(city)
    console.get(f"{path}?change=lives_in_lodz")
    assert asked(console) == "lives_in_lodz"
    pressed = [b for b in find(console.part("ask"), "button") if b.get("aria-pressed")]
    assert [b.get("value") for b in pressed] == ["true"]
    console.post(f"{path}/answers", key="lives_in_lodz", value="false")
    assert household(city, path)["household"]["lives_in_lodz"] is False
    assert len(group(console, "not_eligible")) == 1


def test_every_given_answer_has_a_way_to_change_it(city: City) -> None:
    console, _ = open_matter(city)
    links = [a.get("href") or "" for a in find(console.part("given"), "a")]
    assert {link.partition("change=")[2] for link in links} == {
        "household_size",
        "lives_in_lodz",
        "age.0",
    }


def test_safety_sensitive_help_stands_behind_a_neutral_heading_and_nowhere_else(
    city: City,
) -> None:
    console, _ = open_matter(city, chosen=["schronienie", "zasilek"])
    help_now = console.part("help-now")
    assert "open" not in help_now.attrib
    assert "schronienie przed przemocą" in words(help_now)
    assert "800 12 00 02" in words(help_now)
    assert console.text.count("schronienie przed przemocą") == words(help_now).count(
        "schronienie przed przemocą"
    )
    summary = find(help_now, "summary")[0]
    assert "przemoc" not in words(summary)
    console.get("/")
    assert "przemoc" not in console.text


def test_the_services_chosen_on_the_slip_are_marked(city: City) -> None:
    console, _ = open_matter(city, chosen=["dodatek"])
    marked = [line for line in find(console.part("results"), "details") if "wybrane" in words(line)]
    assert [line.get("id") for line in marked] == ["service-dodatek"]


def test_closing_needs_an_ending_and_keeps_the_note_that_was_typed(city: City) -> None:
    console, path = open_matter(city)
    response = console.post(f"{path}/close", disposition="sold", note="oddzwonić w środę")
    assert response.status_code == 422
    assert words(console.part("note")) == "oddzwonić w środę"


def test_closing_shreds_the_answers_and_keeps_the_ending_and_the_sealed_note(city: City) -> None:
    console, path = open_matter(city)
    console.post(f"{path}/close", disposition="directed", note="do MOPS na Kilińskiego")
    assert console.heading == "Pulpit"
    assert "Odpowiedzi zostały zniszczone" in console.text
    with city.store.read() as db:
        matter = db.scalars(select(Matter)).one()
        assert db.scalars(select(Slip.sealed)).one() is None
        assert matter.slip_key_sealed is None
        assert matter.disposition == "directed"
        assert b"MOPS" not in (matter.note_sealed or b"")
        assert read_note(db, matter.id, city.keys) == "do MOPS na Kilińskiego"
    console.get(path)
    assert "nie ma już w Twoich rękach" in console.text


def test_a_matter_is_nobody_elses_business(city: City) -> None:
    _, path = open_matter(city)
    other = city.console("marek")
    before = household(city, path)
    for way in (path, f"{path}/answers", f"{path}/close", f"{path}/district"):
        other.get("/")
        form = {"key": "lives_in_lodz", "value": "false", "disposition": "informed"}
        other.get(path) if way == path else other.post(way, **form)
        assert other.heading == "Pulpit"
    assert household(city, path) == before


def test_the_matter_expires_with_its_slip_while_it_is_open(city: City) -> None:
    console, path = open_matter(city)
    for _ in range(12):
        city.clock.advance(6 * HOUR)
    console = city.console()
    console.get(path)
    assert "nie ma już w Twoich rękach" in console.text


def test_work_in_progress_is_found_again_from_the_desk_after_the_session_ended(
    city: City,
) -> None:
    console, path = open_matter(city)
    console.post(f"{path}/answers", key="income_month", value="600")
    city.clock.advance(15 * 60)
    again = city.console()
    [link] = [a for a in find(again.page, "a") if a.get("href") == path]  # type: ignore[arg-type]
    assert words(link) == "Wróć do sprawy"
    again.get(path)
    assert "600 zł" in again.text.replace("\u00a0", " ")


def test_under_htmx_only_the_inside_of_the_page_comes_back(city: City) -> None:
    console, path = open_matter(city)
    console.get(path)
    response = console.client.post(
        f"{path}/answers",
        data={"key": "income_month", "value": "600", "csrf_token": console.token()},
        headers={"HX-Request": "true"},
    )
    assert response.status_code == 303
    response = console.get(response.headers["Location"], htmx=True)
    html = response.get_data(as_text=True)
    assert html.startswith("<title>Sprawa z kartki")
    assert "<html" not in html
    for part in ("ask", "given", "results"):
        assert console.part(part) is not None


def test_the_district_is_remembered_for_this_matter_only(city: City) -> None:
    console, path = open_matter(city)
    console.post(f"{path}/district", district="polesie")
    chosen = [o for o in find(console.part("district"), "option") if "selected" in o.attrib]
    assert [o.get("value") for o in chosen] == ["polesie"]
    console, other = open_matter(city, console)
    console.get(other)
    assert not [o for o in find(console.part("district"), "option") if "selected" in o.attrib]


def test_a_slip_from_another_day_says_that_it_was_worked_out_anew(city: City) -> None:
    slip = city.send_slip()
    city.clock.advance(24 * HOUR)
    console = city.console()
    console.post("/slip", digits=slip.digits)
    console.post("/slip/open", digits=slip.digits, word=slip.word, agreed="yes")
    assert "Wyniki policzono na dzisiaj" in console.text


def test_no_answer_ever_reaches_the_audit_trail_or_a_log(
    city: City, caplog: pytest.LogCaptureFixture
) -> None:
    console, path = open_matter(city)
    console.post(f"{path}/answers", key="income_month", value="7311,13")
    console.post(f"{path}/close", disposition="informed", note="notatka-siedem")
    with city.store.read() as db:
        kept = " ".join(f"{e.name} {e.fields}" for e in db.scalars(select(AuditEvent)))
        agent = db.scalars(select(Agent.id).where(Agent.sign_in == "anna")).one()
    assert "matter_closed" in kept
    assert agent in kept
    for planted in ("7311", "731113", "notatka-siedem"):
        assert planted not in kept + caplog.text
    assert ANSWERS["persons"] != []


def test_a_no_says_how_near_it_is(city: City) -> None:
    answers = {"household": {"lives_in_lodz": True, "income_month": "1053"}, "persons": [{}]}
    console, _ = open_matter(city, answers=answers)
    [line] = group(console, "not_eligible")
    said = words(line).replace("\u00a0", " ")
    assert "próg to 1 009,99 zł; podana kwota jest o 43,01 zł wyższa." in said
    assert "podana kwota" not in "".join(words(one) for one in group(console, "unknown"))
