"""What becomes of one's data, told where something is asked: short and plain, then all of it."""

from __future__ import annotations

import pytest

from shared.intake.register import register
from tests.kiosk.device import Citizen, Device
from tests.page import check_page


@pytest.mark.parametrize("asking", ["/check", "/talk/call/new"])
def test_both_layers_are_reached_from_where_something_is_asked(
    citizen: Citizen, asking: str
) -> None:
    page = citizen.get(asking)
    assert 'href="/data"' in page.text
    short = citizen.get("/data")
    check_page(short)
    assert f'href="{page.request.path}"' in short.text  # back to the question
    assert 'href="/data/all"' in short.text
    everything = citizen.get("/data/all")
    check_page(everything)
    assert "Prezes Urzędu Ochrony Danych Osobowych" in everything.text
    assert f'href="{page.request.path}"' in citizen.get("/data").text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("pl", "najwyżej 72 godziny"),
        ("plain", "nie dłużej niż 3 dni"),
        ("uk", "щонайбільше 72 години"),
        ("en", "for 72 hours at most"),
    ],
)
def test_the_short_layer_tells_the_register_s_time_in_every_language(
    device: Device, language: str, said: str
) -> None:
    slip = next(one for one in register().kept if one.id == "slip")
    assert slip.hours == 72
    assert said in device.citizen().begin(language).get("/data").text
