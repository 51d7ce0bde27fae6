"""A small city for the console's tests: three services, one of them help nobody names aloud."""

from __future__ import annotations

from datetime import date

import msgspec

from shared.bundle import Knowledge
from shared.bundle.knowledge import Content, know


def _text(pl: str, uk: str | None = None, en: str | None = None) -> dict[str, str]:
    return {"pl": pl} | ({"uk": uk} if uk else {}) | ({"en": en} if en else {})


def _fact(fact_id: str, kind: str, question: str, **more: object) -> dict[str, object]:
    base = {"id": fact_id, "entity": "household", "type": kind, "topic": "money"}
    spoken = _text(f"Mówię: {question}", f"Кажу: {fact_id}", f"I say: {fact_id}")
    return base | {"question": _text(question), "phone": spoken} | more


FACTS = [
    _fact("household_size", "int", "Ile osób mieszka razem?", minimum=1, maximum=20, order=1),
    _fact("lives_in_lodz", "bool", "Czy mieszka Pani w Łodzi?", order=2),
    _fact(
        "income_month",
        "money",
        "Ile pieniędzy przyszło w ostatnim miesiącu?",
        minimum=0,
        maximum=10_000_000,
        sensitive=True,
        order=3,
        help=_text("Liczy się wszystko, co przyszło na rękę."),
    ),
    _fact(
        "legal_title",
        "choice",
        "Jakim prawem mieszka Pani w tym mieszkaniu?",
        choices=[
            {"id": "tenancy", "names": _text("najem")},
            {"id": "ownership", "names": _text("własność")},
        ],
        order=4,
    ),
    _fact("age", "int", "Ile ma Pani lat?", entity="person", minimum=0, maximum=120, order=5),
    _fact(
        "role",
        "choice",
        "Kto to jest?",
        entity="person",
        choices=[
            {"id": "self", "names": _text("ja")},
            {"id": "child", "names": _text("dziecko")},
        ],
        order=0,
    ),
]

PARAMETERS = [
    {
        "id": "criterion",
        "names": _text("kryterium"),
        "unit": "money",
        "values": [{"value": "1010.00", "from": "2025-01-01", "act": "ups", "article": "art. 8"}],
    }
]


def _service(service_id: str, name: str, **more: object) -> dict[str, object]:
    base = {
        "id": service_id,
        "kind": "entitlement",
        "safety_sensitive": False,
        "topic": "money",
        "order": 1,
        "names": _text(name, f"{service_id} українською", f"{service_id} in English"),
        "summary": _text(f"Po co jest {name}."),
        "description": _text(f"Dłużej o tym, po co jest {name}."),
        "organization": "mops",
        "legal_basis": [{"act": "ups", "article": "art. 38", "status": "verified"}],
        "where": {"rule": "any", "locations": ["punkt"]},
        "status": "verified",
        "source": "test",
        "checked_on": "2026-11-22",
        "documents": [{"id": "identity_document"}],
        "application": {"text": _text("Wniosek składa się w punkcie."), "channels": []},
    }
    return base | more


SERVICES = [
    _service("zasilek", "zasiłek okresowy"),
    _service("dodatek", "dodatek mieszkaniowy", order=2),
    _service(
        "schronienie",
        "schronienie przed przemocą",
        kind="help",
        safety_sensitive=True,
        order=3,
        helplines=[
            {"number": "800 12 00 02", "names": _text("Niebieska Linia"), "status": "verified"}
        ],
    ),
]


def _condition(condition_id: str, when: str, text: str) -> dict[str, object]:
    basis = {"act": "ups", "article": "art. 8 ust. 1"}
    return {"id": condition_id, "text": _text(text), "basis": basis, "when": when}


RULES = [
    {
        "service_id": "zasilek",
        "kind": "entitlement",
        "conditions": [
            _condition("lodz", "lives_in_lodz", "Mieszka w Łodzi."),
            _condition("poor", "income_month < criterion", "Dochód jest niższy niż {criterion}."),
        ],
        "amount": {"period": "month", "is": "max(0, criterion - income_month) / 2"},
        "documents": [{"id": "identity_document"}],
    },
    {
        "service_id": "dodatek",
        "kind": "entitlement",
        "conditions": [
            _condition("title", "legal_title = tenancy", "Mieszkanie jest wynajmowane."),
            _condition("grown", "self(age) >= 18", "Osoba jest pełnoletnia."),
        ],
        "documents": [{"id": "identity_document"}],
    },
    {"service_id": "schronienie", "kind": "help"},
]

EVENT = {
    "id": "bieda",
    "order": 1,
    "names": _text("Brakuje pieniędzy"),
    "summary": _text("Co robić, gdy brakuje pieniędzy."),
    "first_door": {"text": _text("Zacznij w punkcie."), "service": "zasilek"},
    "services": ["zasilek", "dodatek"],
    "topics": ["money"],
    "status": "verified",
    "source": "test",
    "checked_on": "2026-11-22",
}


CONTENT = {
    "services": SERVICES,
    "life_events": [EVENT],
    "rules": RULES,
    "topics": [{"id": "money", "order": 1, "names": _text("Pieniądze")}],
    "facts": FACTS,
    "parameters": PARAMETERS,
    "organizations": [
        {
            "id": "mops",
            "names": _text("Miejski Ośrodek Pomocy Społecznej"),
            "summary": _text("Pomaga."),
            "status": "verified",
            "source": "test",
            "checked_on": "2026-11-22",
            "call_line": {
                "queue": "benefits",
                "skill": "family_benefits",
                "status": "verified",
                "transfer": {"number": "42 000 00 00", "status": "to_confirm"},
            },
        }
    ],
    "locations": [
        {
            "id": "punkt",
            "organization": "mops",
            "names": _text("Punkt Pracy Socjalnej"),
            "address": {"street": "ul. Próbna 1"},
            "status": "verified",
            "source": "test",
            "checked_on": "2026-11-22",
            "phones": [{"number": "42 000 00 00", "status": "verified"}],
            "schedule": [{"days": ["mon"], "opens": "08:00", "closes": "16:00"}],
        }
    ],
    "documents": [
        {
            "id": "identity_document",
            "names": _text("dokument tożsamości"),
            "held_by": "citizen",
            "status": "verified",
        }
    ],
    "acts": [
        {
            "id": "ups",
            "title": "ustawa o pomocy społecznej",
            "journal": "Dz.U. 2025 poz. 1214",
            "status": "verified",
        }
    ],
}


def small_city() -> Knowledge:
    """The knowledge of that city."""
    return know(msgspec.convert(CONTENT, Content))


TODAY = date(2026, 11, 23)
