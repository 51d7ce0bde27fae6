"""A catalog of one service and two doors, and ways to say something else about it."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import msgspec

from shared.bundle.knowledge import Content, know
from shared.export.published import Published

TUESDAY = date(2026, 11, 24)
DOOR: dict[str, Any] = {
    "id": "drzwi",
    "organization": "osrodek",
    "names": {"pl": "Punkt przy Próbnej", "uk": "Пункт"},
    "address": {"street": "ul. Próbna 1", "postal_code": "90-001"},
    "status": "verified",
    "source": "test",
    "checked_on": "2026-11-01",
    "schedule": [{"days": ["mon", "tue"], "opens": "08:00", "closes": "16:00"}],
    "phones": [{"number": "42 000 00 00", "status": "to_confirm"}],
}
SERVICE: dict[str, Any] = {
    "id": "dodatek",
    "kind": "entitlement",
    "safety_sensitive": False,
    "topic": "housing",
    "order": 1,
    "names": {"pl": "Dodatek próbny", "uk": "Пробна доплата", "en": "Trial allowance"},
    "summary": {"pl": "Dopłata na próbę."},
    "description": {"pl": "Dłużej o dopłacie."},
    "translation": {"uk": "draft", "en": "reviewed"},
    "organization": "osrodek",
    "legal_basis": [{"act": "ustawa", "article": "art. 1", "status": "verified"}],
    "where": {"rule": "any", "locations": ["drzwi"]},
    "status": "verified",
    "source": "test",
    "checked_on": "2026-10-01",
    "documents": [{"id": "dowod"}, {"id": "dowod_dziecka", "when": "lives_here"}],
}
CONTENT: dict[str, Any] = {
    "services": [SERVICE],
    "rules": [
        {
            "service_id": "dodatek",
            "kind": "entitlement",
            "conditions": [
                {"id": "tutaj", "text": {"pl": "Próg to {prog}."}, "when": "lives_here"},
            ],
        }
    ],
    "topics": [],
    "facts": [
        {
            "id": "lives_here",
            "entity": "household",
            "type": "bool",
            "topic": "housing",
            "question": {"pl": "Czy mieszka tutaj?"},
        }
    ],
    "parameters": [
        {
            "id": "prog",
            "names": {"pl": "próg"},
            "unit": "money",
            "values": [{"value": "1010.00", "from": "2025-01-01"}],
        }
    ],
    "organizations": [
        {
            "id": "osrodek",
            "names": {"pl": "Ośrodek"},
            "summary": {"pl": "Pomaga."},
            "status": "verified",
            "source": "test",
            "checked_on": "2026-09-01",
            "website": "osrodek.example",
        }
    ],
    "locations": [DOOR],
    "documents": [
        {"id": one, "names": {"pl": one}, "held_by": "citizen", "status": "verified"}
        for one in ("dowod", "dowod_dziecka")
    ],
    "acts": [{"id": "ustawa", "title": "Ustawa", "journal": "Dz.U. 1", "status": "verified"}],
}


def published(*, on: date = TUESDAY, base: str | None = None, **changed: Any) -> Published:
    """The catalog with fields of the service, the door (`door=…`) or all of it changed."""
    content = deepcopy(CONTENT)
    content["locations"][0] |= changed.pop("door", {})
    content["locations"] += changed.pop("doors", [])
    content["rules"][0] |= changed.pop("rule", {})
    content["life_events"] = changed.pop("life_events", [])
    content["services"][0] |= changed
    return Published(know(msgspec.convert(content, Content)), on, base)
