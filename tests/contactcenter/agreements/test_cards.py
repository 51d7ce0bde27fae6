"""Cards for dangerous talks: complete, true to the content, opened and ticked without a word."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import msgspec
import pytest
from sqlalchemy import select

from contactcenter.crisis_cards import suggested
from shared.bundle.cards import (
    FOLDER,
    Duty,
    NumberRef,
    UnfitCard,
    faults,
    faults_in,
    numbers_of,
    read_cards,
)
from shared.catalog.model import CrisisKind
from shared.models import Call, CallEvent
from shared.text import Text
from tests.city import real_knowledge
from tests.contactcenter.agreements.calls import commands, talk
from tests.contactcenter.city import City


def test_every_danger_has_its_card_and_all_of_them_fit_the_content() -> None:
    cards = read_cards()
    assert {kind for card in cards for kind in card.kinds} == set(get_args(CrisisKind))
    assert faults(cards, real_knowledge()) == []
    for card in cards:
        assert "112" in {line.number for line in numbers_of(card, real_knowledge())}


def test_a_duty_is_certain_only_where_an_act_says_so() -> None:
    duties = [duty for card in read_cards() for duty in card.duties]
    assert all(duty.status == "to_confirm" or duty.act for duty in duties)
    asks = [duty for duty in duties if duty.act is None]
    assert all("przełożonego" in duty.text.pl for duty in asks)


def test_a_card_that_does_not_fit_is_found() -> None:
    card = read_cards()[0]
    wrong = msgspec.structs.replace(
        card,
        numbers=(NumberRef("interwencja", "123"),),
        duties=(Duty(Text("pl"), "to_confirm", act="none"),),
    )
    found = faults([wrong], real_knowledge())
    assert found == [
        "suicide: no helpline 123 at interwencja", "suicide: no act none",
        "suicide: no uk: pl", "suicide: no en: pl",
    ]  # fmt: skip


def test_the_check_of_the_content_names_the_card_and_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "cards").mkdir()
    written = (FOLDER / "suicide.yaml").read_text(encoding="utf-8")
    service = read_cards()[0].numbers[0].service
    spoiled = written.replace(f"service: {service}", "service: nowhere")
    assert spoiled != written
    (tmp_path / "cards" / "suicide.yaml").write_text(spoiled, encoding="utf-8")
    found = faults_in(tmp_path, real_knowledge())
    assert {one.file for one in found} == {"cards/suicide.yaml"}
    assert "at nowhere" in found[0].problem
    (tmp_path / "cards" / "other.yaml").write_text("id: other\n", encoding="utf-8")
    assert "other.yaml" in faults_in(tmp_path, real_knowledge())[0].problem


@pytest.mark.parametrize(
    ("old", "new"),
    [("steps:", "stages:"), ("mark: a", "mark: aa"), ("id: suicide", "id: other"), ("{", "{{")],
)
def test_a_file_is_read_strictly(tmp_path: Path, old: str, new: str) -> None:
    written = (FOLDER / "suicide.yaml").read_text(encoding="utf-8")
    assert old in written
    (tmp_path / "suicide.yaml").write_text(written.replace(old, new), encoding="utf-8")
    with pytest.raises(UnfitCard, match=r"suicide\.yaml"):
        read_cards(tmp_path)


def test_an_urgent_or_quiet_call_has_all_cards_at_hand_and_a_plain_one_none() -> None:
    cards, knowledge = read_cards(), real_knowledge()
    events = {one.crisis: one.id for one in knowledge.content.life_events if one.crisis}
    for crisis, event_id in events.items():
        likely = suggested(Call(matter=event_id, is_urgent=True), knowledge, cards)
        assert likely == {card.id for card in cards if crisis in card.kinds}
    assert suggested(Call(is_quiet=True), knowledge, cards) == {card.id for card in cards}
    assert suggested(Call(), knowledge, cards) == frozenset()


def test_opening_and_ticking_leave_a_letter_and_a_number(city: City) -> None:
    here = talk(city, language="uk")
    console = city.console()
    console.get(f"{here}/cards")
    with city.store.read() as db:
        assert db.scalars(select(CallEvent)).all() == []
    for _ in range(2):
        console.get(f"{here}/cards/suicide")
    assert "Чи ви думаєте про те, щоб позбавити себе життя?" in console.text
    assert "Czy myśli Pani/Pan o tym, żeby odebrać sobie życie?" in console.text
    for _ in range(2):
        console.post(f"{here}/cards/suicide/steps/2")
    with city.store.read() as db:
        events = db.execute(select(CallEvent.name, CallEvent.fields).order_by(CallEvent.id)).all()
    assert events == [("card_opened", {"card": "a"}), ("card_step", {"card": "a", "step": 2})]
    assert console.post(f"{here}/cards/suicide/steps/40").status_code == 404
    assert console.get(f"{here}/cards/none").status_code == 404
    assert city.console("marek").get(f"{here}/cards/suicide").status_code == 404


def test_after_a_card_was_opened_no_message_goes_without_asking(city: City) -> None:
    here = talk(city)
    console = city.console()
    console.get(f"{here}/cards/violence")
    console.get(f"{here}/message")
    assert "Czy kontakt jest bezpieczny?" in console.text
    console.post(f"{here}/message", key="k-1", body="Dzień dobry.")
    assert commands(city) == []
