"""Two people change what the city says: typed, seen, offered, published, undone; nothing lost."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from contactcenter import create_app
from contactcenter.center import EXTENSION, Center
from contactcenter.content_fields import form_of
from contactcenter.content_form import Input, Table, filled, read_form
from contactcenter.knowledge import Holder
from shared.bundle import know, read_bundle, write_bundle
from shared.bundle.overlay import KINDS, changed_fields, ids_of, value_of
from shared.intake.matter import OpenedMatter, read_matter
from shared.intake.missed import count_missed
from shared.models import Agent, AuditEvent, Draft, DraftState, Missing
from tests.city import real_knowledge
from tests.contactcenter.city import SIGNING_KEY, City
from tests.contactcenter.console import Console
from tests.contactcenter.content import small_city
from tests.contactcenter.test_matter import open_matter
from tests.page import find, words

PLACE = "/content/location/punkt"


def form(console: Console) -> dict[str, object]:
    """What the form of the page would send, untouched."""
    sent: dict[str, object] = {}
    edit = console.part("edit-form")
    for field in [*find(edit, "input"), *find(edit, "textarea"), *find(edit, "select")]:
        name, kind = field.get("name") or "", field.get("type")
        if kind == "checkbox":
            if field.get("checked") is not None:
                sent.setdefault(name, [])
                sent[name].append(field.get("value") or "on")  # type: ignore[attr-defined]
        elif field.tag.endswith("textarea"):
            sent[name] = field.text or ""
        elif field.tag.endswith("select"):
            chosen = [one for one in find(field, "option") if one.get("selected") is not None]
            sent[name] = chosen[0].get("value") or "" if chosen else ""
        else:
            sent[name] = field.get("value") or ""
    return sent


def type_in(console: Console, path: str, do: str = "save", **typed: str) -> TestResponse:
    """Open a form, type over some of it, press a button."""
    console.get(path)
    changed = {name.replace("__", "."): text for name, text in typed.items()}
    return console.post(path, **(form(console) | changed | {"do": do}))


def let_out(console: Console, note: str = "") -> TestResponse:
    """Publish whatever is ticked."""
    console.get("/content/review")
    assert console.page is not None
    ticked = [f.get("value") for f in find(console.page, "input") if f.get("name") == "draft"]
    parents = [f.get("value") for f in find(console.page, "input") if f.get("name") == "parent"]
    return console.post("/content/review", draft=ticked, parent=parents[0] or "", note=note)


def room(city: City) -> Center:
    return city.app.extensions[EXTENSION]


def number(city: City) -> str:
    """The place's telephone, as the running center knows it."""
    return room(city).holder.now.knowledge.locations["punkt"].phones[0].number


def drafts(city: City) -> list[Draft]:
    with city.store.read() as db:
        return list(db.scalars(select(Draft).order_by(Draft.id)))


def test_a_number_goes_from_the_form_to_the_line_by_two_people(city: City) -> None:
    ewa, jan = city.console("ewa"), city.console("jan")
    type_in(ewa, PLACE, "offer", phones__0__number="42 111 11 11")
    assert "czeka na drugą osobę" in ewa.text
    assert number(city) == "42 000 00 00"
    jan.get("/content/review")
    assert "42 000 00 00" in jan.text
    assert "42 111 11 11" in jan.text
    let_out(jan, "nowy numer")
    assert "obowiązuje od teraz" in jan.text
    assert number(city) == "42 111 11 11"
    anna = city.console("anna")
    assert "42 111 11 11" in anna.get("/find/services/zasilek").get_data(as_text=True)


def test_the_author_sees_why_somebody_else_must_publish(city: City) -> None:
    ewa = city.console("ewa")
    type_in(ewa, PLACE, "offer", phones__0__number="42 111 11 11")
    ewa.get("/content/review")
    assert "tylko ktoś inny" in ewa.text
    draft = drafts(city)[0]
    refused = ewa.post("/content/review", draft=f"{draft.id}:{draft.revision}", parent="")
    assert refused.status_code == 409
    assert "Własnej zmiany nie można opublikować" in ewa.text
    assert number(city) == "42 000 00 00"


def test_what_was_typed_is_kept_faults_and_all(city: City) -> None:
    ewa = city.console("ewa")
    type_in(ewa, PLACE, phones__0__number="czterdzieści dwa")
    ewa.get(PLACE)
    assert form(ewa)["phones.0.number"] == "czterdzieści dwa"
    assert "Numer jak 42 638 59 69" in words(ewa.part("fault-phones.0.number"))
    refused = type_in(ewa, PLACE, "offer")
    assert refused.status_code == 422
    assert drafts(city)[0].state is DraftState.OPEN
    assert form(ewa)["phones.0.number"] == "czterdzieści dwa"


def test_of_two_who_edit_at_once_the_second_is_told_and_keeps_what_they_typed(
    city: City,
) -> None:
    ewa, jan = city.console("ewa"), city.console("jan")
    ewa.get(PLACE)
    jan.get(PLACE)
    ewa.post(PLACE, **(form(ewa) | {"phones.0.number": "42 111 11 11"}))
    late = jan.post(PLACE, **(form(jan) | {"phones.0.number": "42 222 22 22"}))
    assert late.status_code == 409
    assert "Ewa Zielińska: ta osoba zapisała" in jan.text
    assert "42 111 11 11" in jan.text
    assert form(jan)["phones.0.number"] == "42 222 22 22"
    assert drafts(city)[0].fields["phones"][0]["number"] == "42 111 11 11"
    jan.post(PLACE, **form(jan))
    assert drafts(city)[0].fields["phones"][0]["number"] == "42 222 22 22"
    assert len(drafts(city)[0].editor_ids) == 2


def test_a_form_only_looked_at_leaves_no_draft(city: City) -> None:
    ewa = city.console("ewa")
    for path in (PLACE, "/content/organization/mops", "/content/service/zasilek"):
        type_in(ewa, path)
        assert "Nic się nie różni" in ewa.text
    assert drafts(city) == []


def test_a_form_loses_nothing_of_any_record_of_the_city() -> None:
    content = real_knowledge().content
    for kind in KINDS:
        for record_id in ids_of(content, kind):
            value = value_of(content, kind, record_id) or {}
            groups = form_of(kind, record_id)
            sent = []
            for part in filled(groups, value, ()):
                for one in part.inputs:
                    rows = one.rows if isinstance(one, Table) else ()
                    plain = (one,) if isinstance(one, Input) else ()
                    sent += [field for row in rows for field in row.inputs] + list(plain)
            read = read_form(groups, value, _as_sent(sent))
            assert changed_fields(value, read, kind) == {}, (kind, record_id)


def _as_sent(inputs: list[Input]) -> object:
    from werkzeug.datastructures import MultiDict

    sent: MultiDict[str, str] = MultiDict()
    for one in inputs:
        if one.item.widget == "days":
            sent.setlist(one.name, list(one.value))
        elif one.item.widget != "flag":
            sent[one.name] = one.value
        elif one.value:
            sent[one.name] = "on"
    return sent


def test_typing_shows_the_card_to_be_and_keeps_nothing(city: City) -> None:
    ewa = city.console("ewa")
    ewa.get("/content/service/zasilek")
    typed = form(ewa) | {"summary.pl": "Pieniądze na trudny czas."}
    shown = ewa.client.post(
        "/content/service/zasilek/preview", data=typed, headers={"HX-Request": "true"}
    )
    assert "Pieniądze na trudny czas." in shown.text
    assert "<h1" not in shown.text
    assert drafts(city) == []


def test_a_version_is_restored_by_one_person_with_a_reason(city: City) -> None:
    ewa, jan = city.console("ewa"), city.console("jan")
    for text in ("42 111 11 11", "42 222 22 22"):
        type_in(ewa, PLACE, "offer", phones__0__number=text)
        let_out(jan)
    ewa.get("/content/versions")
    assert ewa.page is not None
    links = [a.get("href") or "" for a in find(ewa.page, "a") if "versions/" in a.get("href", "")]
    ewa.get(links[1])
    assert "42 222 22 22" in ewa.text
    parent = next(f.get("value") for f in find(ewa.page, "input") if f.get("name") == "parent")
    refused = ewa.post(f"{links[1]}/restore", parent=parent or "", note=" ")
    assert refused.status_code == 409
    assert "dlaczego przywracasz" in ewa.text
    ewa.post(f"{links[1]}/restore", parent=parent or "", note="numer był dobry")
    assert "przywrócenie" in ewa.text
    assert number(city) == "42 111 11 11"


def test_a_page_is_made_of_one_content_and_the_next_of_the_new_one(city: City) -> None:
    jan = city.console("jan")
    type_in(city.console("ewa"), PLACE, "offer", phones__0__number="42 111 11 11")
    holder = room(city).holder
    with city.app.test_request_context("/"):
        before = room(city).knowledge
        let_out(jan)
        assert room(city).knowledge is before
        assert holder.now.knowledge is not before
    with city.app.test_request_context("/"):
        assert room(city).knowledge is holder.now.knowledge


def test_another_process_finds_the_version_and_a_new_start_too(city: City) -> None:
    other = Holder(city.store, city.clock, SIGNING_KEY.public_key())
    other.start(city.settings.content_bundle.read_bytes(), None)
    assert other.look() is False
    type_in(city.console("ewa"), PLACE, "offer", phones__0__number="42 111 11 11")
    let_out(city.console("jan"))
    assert other.look() is True
    assert other.now.knowledge.content_hash == room(city).holder.now.knowledge.content_hash
    again = create_app(city.settings, city.clock)
    assert again.extensions[EXTENSION].holder.now.version_id == other.now.version_id
    again.extensions[EXTENSION].store.close()


def test_a_matter_keeps_the_content_its_slip_was_computed_with(city: City) -> None:
    anna, path = open_matter(city)
    type_in(city.console("ewa"), PLACE, "offer", phones__0__number="42 111 11 11")
    let_out(city.console("jan"))
    with city.store.write() as db:
        agent_id = db.scalars(select(Agent.id).where(Agent.sign_in == "anna")).one()
        matter = read_matter(db, path.split("/")[-1], agent_id, city.keys, at=city.clock.now())
    assert isinstance(matter, OpenedMatter)
    assert matter.content_hash == small_city().content_hash
    assert matter.content_hash != room(city).holder.now.knowledge.content_hash
    assert anna.get(path).status_code == 200


def test_kiosks_fetch_what_is_in_force_and_only_what_is_new(city: City) -> None:
    client, bearer = city.app.test_client(), {"Authorization": f"Bearer {city.token}"}
    first = client.get("/kiosk-api/content", headers=bearer)
    known = read_bundle(first.data, SIGNING_KEY.public_key())
    assert known == small_city()
    tagged = {**bearer, "If-None-Match": first.headers["ETag"]}
    assert client.get("/kiosk-api/content", headers=tagged).status_code == 304
    type_in(city.console("ewa"), PLACE, "offer", phones__0__number="42 111 11 11")
    let_out(city.console("jan"))
    second = client.get("/kiosk-api/content", headers=tagged)
    assert second.status_code == 200
    assert second.headers["ETag"] != first.headers["ETag"]
    assert client.get("/kiosk-api/content").status_code == 401


def test_new_software_brings_its_content_and_keeps_the_editors_changes(city: City) -> None:
    type_in(city.console("ewa"), PLACE, "offer", phones__0__number="42 111 11 11")
    let_out(city.console("jan"))
    import msgspec

    content = small_city().content
    renamed = msgspec.structs.replace(content.organizations[0], website="https://mops.example")
    newer = know(msgspec.structs.replace(content, organizations=(renamed,)))
    city.settings.content_bundle.write_bytes(write_bundle(newer, SIGNING_KEY))
    again = create_app(city.settings, city.clock)
    known = again.extensions[EXTENSION].holder.now.knowledge
    assert known.organizations["mops"].website == "https://mops.example"
    assert known.locations["punkt"].phones[0].number == "42 111 11 11"
    again.extensions[EXTENSION].store.close()


def test_an_agent_may_only_propose(city: City) -> None:
    anna = city.console("anna")
    assert "/content" not in [a.get("href") for a in find(anna.part("main"), "a")]
    for path in ("/content", PLACE, "/content/review", "/freshness", "/corrections"):
        assert anna.get(path).status_code == 403
    anna.get("/corrections/new/location/punkt")
    anna.post("/corrections/new/location/punkt", note="44051401359")
    assert "Zaznacz, co jest nie tak" in anna.text
    anna.post("/corrections/new/location/punkt", what="other", note="44051401359")
    assert "PESEL" in anna.text
    anna.post("/corrections/new/location/punkt", what="closed_today", note="awaria prądu")
    assert anna.heading == "Zgłoszenie jest u redakcji"
    ewa = city.console("ewa")
    ewa.get("/corrections")
    assert "awaria prądu" in ewa.text
    assert "Anna Nowak" in ewa.text
    forms = [f.get("action") or "" for f in find(ewa.part("main"), "form")]
    ewa.post(next(one for one in forms if one.endswith("/settle")), state="done")
    assert "Nikt niczego nie zgłosił" in ewa.text


@pytest.mark.parametrize("path", ["service/none", "location/none", "class/none", "nothing/x"])
def test_there_is_no_form_for_what_there_is_not(city: City, path: str) -> None:
    assert city.console("ewa").get(f"/content/{path}").status_code == 404
    assert city.console("anna").get(f"/corrections/new/{path}").status_code == 404


def test_still_true_today_is_offered_at_once_and_published_like_any_edit(city: City) -> None:
    ewa, jan = city.console("ewa"), city.console("jan")
    ewa.get("/freshness?rule=place")
    assert "2026-11-22" in ewa.text
    ewa.post("/freshness/location/punkt")
    assert "Publikuje ją druga osoba" in ewa.text
    let_out(jan)
    place = room(city).holder.now.knowledge.locations["punkt"]
    assert place.checked_on == city.clock.today()
    type_in(ewa, PLACE, phones__0__number="42 111 11 11")
    city.clock.advance(86_400)
    jan = city.console("jan")
    jan.get("/freshness")
    jan.post("/freshness/location/punkt")
    assert drafts(city)[-1].state is DraftState.OPEN
    assert len(drafts(city)[-1].editor_ids) == 2


def test_a_class_of_the_club_is_begun_kept_and_published(city: City) -> None:
    ewa, jan = city.console("ewa"), city.console("jan")
    ewa.get("/content")
    ewa.post("/content/classes")
    path = ewa.response.request.path if ewa.response else ""
    typed = {
        "names__pl": "Kurs próbny",
        "starts_on": "2027-01-11",
        "places": "10",
        "places_left": "12",
        "status": "to_confirm",
        "checked_on": "2026-11-23",
        "source": "telefon do klubu",
    }
    assert type_in(ewa, path, "offer", **typed).status_code == 422
    assert "Wolnych miejsc jest więcej" in ewa.text
    type_in(ewa, path, "offer", places_left="3")
    let_out(jan)
    known = room(city).holder.now.knowledge.content.classes
    assert [(one.names.pl, one.places_left) for one in known] == [("Kurs próbny", 3)]


def test_words_searched_in_vain_become_words_of_a_service(city: City) -> None:
    with city.store.write() as db:
        count_missed(db, ("gotówka",), "pl", Missing.FOUND, city.clock.today())
    ewa, jan = city.console("ewa"), city.console("jan")
    ewa.get("/content/missed")
    assert "gotówka" in ewa.text
    ewa.post("/content/missed", words="gotówka", language="pl", service="zasilek")
    assert "gotówka" in form(ewa)["pl"]  # type: ignore[operator]
    type_in(ewa, "/content/synonyms/zasilek", "offer")
    let_out(jan)
    found = room(city).holder.now.knowledge.search.find("gotowka")
    assert [one.id for one in found.services][:1] == ["zasilek"]


def test_a_draft_goes_back_with_a_word_and_can_be_given_up(city: City) -> None:
    ewa, jan = city.console("ewa"), city.console("jan")
    type_in(ewa, PLACE, "offer", phones__0__number="42 111 11 11")
    draft_id = drafts(city)[0].id
    jan.get("/content/review")
    jan.post(f"/content/drafts/{draft_id}/return", note="proszę zadzwonić")
    ewa.get(PLACE)
    assert "proszę zadzwonić" in ewa.text
    ewa.post(f"/content/drafts/{draft_id}/withdraw")
    assert "Szkic porzucony" in ewa.text
    ewa.get(PLACE)
    assert form(ewa)["phones.0.number"] == "42 000 00 00"


def test_rows_are_added_and_struck_out(city: City) -> None:
    ewa = city.console("ewa")
    type_in(
        ewa, PLACE, "more:phones", phones__1__number="42 111 11 11", phones__1__status="verified"
    )
    assert form(ewa)["phones.1.number"] == "42 111 11 11"
    assert "phones.4.number" in form(ewa)
    sent = form(ewa) | {"phones.0.strike": "on", "do": "save"}
    ewa.post(PLACE, **sent)
    assert [one["number"] for one in drafts(city)[0].fields["phones"]] == ["42 111 11 11"]


def test_without_the_signing_key_nothing_is_published(city: City) -> None:
    room(city).holder.press = None
    ewa, jan = city.console("ewa"), city.console("jan")
    type_in(ewa, PLACE, "offer", phones__0__number="42 111 11 11")
    assert let_out(jan).status_code == 409
    assert "nie ma klucza" in jan.text


def test_the_ledger_tells_who_and_what_and_no_words(city: City) -> None:
    type_in(city.console("ewa"), PLACE, "offer", phones__0__number="42 111 11 11")
    let_out(city.console("jan"), "nowy numer")
    with city.store.read() as db:
        events = db.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    names = [one.name for one in events if one.name.startswith(("draft", "content"))]
    assert names == ["draft_saved", "draft_moved", "content_published", "draft_moved"]
    assert "42 111" not in str([one.fields for one in events])
