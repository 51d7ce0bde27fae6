"""Classes of the club stand on its card while they have not ended, with the room there is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from shared.bundle import Knowledge, know
from shared.catalog.model import KisClass
from tests.city import real_knowledge
from tests.kiosk.device import build_device


def _with_classes() -> Knowledge:
    classes = [
        ("minione", "2026-11-02", "2026-11-20", 4),
        ("pełne", "2026-12-01", None, 0),
        ("wolne", "2026-12-08", None, 3),
    ]
    made = tuple(
        msgspec.convert(
            {
                "id": f"class_{number}",
                "names": {"pl": f"Zajęcia {name}"},
                "starts_on": starts_on,
                "ends_on": ends_on,
                "places_left": left,
                "status": "to_confirm",
                "source": "próba",
                "checked_on": date(2026, 11, 20),
            },
            KisClass,
        )
        for number, (name, starts_on, ends_on, left) in enumerate(classes)
    )
    return know(msgspec.structs.replace(real_knowledge().content, classes=made))


def test_the_card_tells_what_is_coming_and_whether_there_is_room(tmp_path: Path) -> None:
    citizen = build_device(tmp_path, _with_classes()).citizen().begin()
    citizen.get("/service/kis")
    assert "Najbliższe zajęcia" in citizen.page
    assert "Zajęcia minione" not in citizen.page
    assert "Nie ma wolnych miejsc." in citizen.page
    assert "Wolne miejsca:" in citizen.page
    assert citizen.page.index("Zajęcia pełne") < citizen.page.index("Zajęcia wolne")
    citizen.get("/service/dodatek_mieszkaniowy")
    assert "Najbliższe zajęcia" not in citizen.page
