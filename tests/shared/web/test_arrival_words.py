"""Open, closed or unknown on arrival, in every language of the screens."""

from __future__ import annotations

from datetime import datetime

import pytest

from shared.catalog.schedule import CITY_ZONE, Opening
from shared.routing.place import Placement
from shared.routing.reason import Because
from shared.text import LANGUAGES
from shared.web.present import Words
from shared.web.present.places import arrival_words, place_view
from shared.web.translate import SHARED_LOCALES, Translator
from tests.city import real_knowledge

TRANSLATOR = Translator([SHARED_LOCALES])
THERE = datetime(2026, 11, 24, 15, 40, tzinfo=CITY_ZONE)
FOUR = THERE.replace(hour=16, minute=0)
TOMORROW = datetime(2026, 11, 25, 8, tzinfo=CITY_ZONE)


def placement(opening: Opening, arrive_at: datetime | None = THERE) -> Placement:
    where = real_knowledge().locations["mzon_lecznicza_6"]
    return Placement(where, opening, Because("single"), arrive_at=arrive_at)


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        (Opening("open", "hours", until_at=FOUR), "Na miejscu około 15:40. Otwarte do 16:00"),
        (
            Opening("open", "last_client", until_at=FOUR),
            "Na miejscu około 15:40. Otwarte, przyjmują do 16:00",
        ),
        (Opening("open", "hours"), "Na miejscu około 15:40. Otwarte całą dobę"),
        (Opening("closed", "hours"), "Na miejscu około 15:40. Wtedy będzie zamknięte"),
        (Opening("unknown", "not_checked"), "Godziny niepewne: najpierw zadzwoń"),
    ],
)
def test_what_is_said_is_for_the_time_one_gets_there(opening: Opening, said: str) -> None:
    assert arrival_words(placement(opening), Words(TRANSLATOR, "pl")) == said


def test_a_closed_door_says_when_it_opens_in_every_language() -> None:
    closed = placement(Opening("closed", "hours", opens_at=TOMORROW))
    for language in LANGUAGES:
        assert "15:40" in arrival_words(closed, Words(TRANSLATOR, language))
        assert "25" in arrival_words(closed, Words(TRANSLATOR, language))


def test_a_place_that_never_shuts_is_not_called_closed() -> None:
    always = placement(Opening("open", "hours"), None)
    assert arrival_words(always, Words(TRANSLATOR, "en")) == "Open around the clock"


def test_what_is_to_know_about_a_place_is_shown_beside_it() -> None:
    view = place_view(placement(Opening("open", "hours")), Words(TRANSLATOR, "pl"))
    assert view.note is not None
    assert "133d" in str(view.note)
