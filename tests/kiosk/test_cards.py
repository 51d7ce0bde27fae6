"""What the file of city cards may say: nothing guessed, and only what the city's content has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import shared
from kiosk.cards import CityCard, city_cards

CONTENT = Path(shared.__file__).parent / "content"


@pytest.mark.parametrize("card", city_cards(), ids=lambda card: card.id)
def test_a_card_leads_to_what_the_content_has(card: CityCard) -> None:
    assert (CONTENT / "organizations" / f"{card.organization}.yaml").is_file()
    for service in card.services:
        assert (CONTENT / "services" / f"{service}.yaml").is_file()
    assert card.names.uk
    assert card.names.en


@pytest.mark.parametrize("card", city_cards(), ids=lambda card: card.id)
def test_no_number_format_is_guessed(card: CityCard) -> None:
    for known in card.format:
        re.compile(known.pattern)
        assert known.source
        if known.status == "demo":
            assert known.pattern.startswith("OKDEMO-")
    has_verified = any(known.status == "verified" for known in card.format)
    assert has_verified == (card.status == "verified")


def test_every_card_is_there_once() -> None:
    ids = [card.id for card in city_cards()]
    assert ids == list(dict.fromkeys(ids))
    assert {"lkdr", "karta_lodzianina"} <= set(ids)
