"""A small city for the kiosk: three entitlements, a shelter, and help nobody names aloud."""

from __future__ import annotations

import msgspec

from shared.bundle import Content, Knowledge, know

CHECKED = {"status": "verified", "source": "test", "checked_on": "2026-11-20"}
Record = dict[str, object]


def _text(pl: str, uk: str | None = None) -> Record:
    return {"pl": pl} | ({"uk": uk, "en": f"{pl} (en)"} if uk else {})


def _fact(fact_id: str, kind: str, question: str, **more: object) -> Record:
    base: Record = {"id": fact_id, "entity": "household", "type": kind, "topic": "home"}
    return base | {"question": _text(question, f"{question} (uk)")} | more


FACTS = [
    _fact("household_size", "int", "Ile osób mieszka razem?", minimum=1, maximum=20, order=1),
    _fact("lives_in_lodz", "bool", "Czy mieszkasz w Łodzi?", order=2),
    _fact(
        "income_month",
        "money",
        "Ile pieniędzy było w zeszłym miesiącu?",
        minimum=0,
        maximum=10_000_000,
        sensitive=True,
        order=3,
        help=_text("Licz to, co przyszło na rękę."),
    ),
    _fact(
        "legal_title",
        "choice",
        "Jakim prawem mieszkasz w tym mieszkaniu?",
        choices=[
            {"id": "tenancy", "names": _text("najem", "найм")},
            {"id": "ownership", "names": _text("własność", "власність")},
        ],
        order=4,
    ),
    _fact(
        "age",
        "int",
        "Ile masz lat?",
        entity="person",
        minimum=0,
        maximum=120,
        order=5,
        question_other=_text("{who}: ile ma lat?", "{who}: скільки років?"),
    ),
    _fact(
        "role",
        "choice",
        "Kto to jest?",
        entity="person",
        choices=[{"id": "self", "names": _text("ja")}, {"id": "child", "names": _text("dziecko")}],
        order=6,
    ),
]


def _service(service_id: str, name: str, order: int, **more: object) -> Record:
    base: Record = {
        "id": service_id,
        "kind": "entitlement",
        "safety_sensitive": False,
        "topic": "money",
        "order": order,
        "names": _text(name, f"{service_id} українською"),
        "summary": _text(f"Po co jest {name}."),
        "description": _text(f"Dłużej o tym, po co jest {name}."),
        "organization": "mops",
        "legal_basis": [{"act": "ups", "article": "art. 38", "status": "verified"}],
        "where": {"rule": "by_district", "locations": ["punkt", "drugi"]},
        "documents": [{"id": "identity_document"}],
        "application": {
            "text": _text("Wniosek składa się w punkcie."),
            "channels": [{"kind": "in_person", "text": _text("W punkcie.")}],
        },
        "decision": {"text": _text("Odpowiedź przychodzi na piśmie."), "days": 30},
        "appeal": {"text": _text("Można się odwołać."), "days": 14},
    }
    return base | CHECKED | more


def _line(number: str, name: str) -> Record:
    return {"number": number, "names": _text(name, f"{name} (uk)"), "status": "verified"}


SERVICES = [
    _service("zasilek", "zasiłek okresowy", 1),
    _service("dodatek", "dodatek mieszkaniowy", 2, topic="housing"),
    _service("stypendium", "stypendium szkolne", 3, topic="school", status="to_confirm"),
    _service(
        "schronienie",
        "nocleg dla każdego",
        4,
        kind="help",
        topic="safety",
        helplines=[_line("987", "Kryzys bez domu"), _line("116 111", "Telefon dla dzieci")],
    ),
    _service(
        "tarcza",
        "ochrona przed przemocą",
        5,
        kind="help",
        topic="safety",
        safety_sensitive=True,
        helplines=[_line("800 12 00 02", "Niebieska Linia")],
    ),
]


def _condition(condition_id: str, when: str, text: str, **more: object) -> Record:
    basis = {"act": "ups", "article": "art. 8"}
    return {"id": condition_id, "text": _text(text), "basis": basis, "when": when} | more


RULES = [
    {
        "service_id": "zasilek",
        "kind": "entitlement",
        "conditions": [
            _condition("lodz", "lives_in_lodz", "Mieszkasz w Łodzi."),
            _condition("poor", "income_month < criterion", "Dochód jest niższy niż {criterion}."),
        ],
        "amount": {"period": "month", "is": "max(0, criterion - income_month) / 2"},
        "documents": [{"id": "identity_document"}],
    },
    {
        "service_id": "dodatek",
        "kind": "entitlement",
        "conditions": [
            _condition("title", "legal_title = tenancy", "Wynajmujesz mieszkanie."),
            _condition("grown", "self(age) >= 18", "Masz co najmniej 18 lat."),
        ],
        "documents": [{"id": "identity_document"}],
    },
    {
        "service_id": "stypendium",
        "kind": "entitlement",
        "conditions": [
            _condition("pupil", "any(age < 18)", "W domu jest uczeń.", status="to_confirm")
        ],
        "documents": [{"id": "identity_document"}],
    },
    {"service_id": "schronienie", "kind": "help"},
    {"service_id": "tarcza", "kind": "help"},
]


def _event(event_id: str, name: str, services: list[str], door: Record, **more: object) -> Record:
    base: Record = {
        "id": event_id,
        "order": 1,
        "names": _text(name, f"{name} (uk)"),
        "summary": _text(f"Co robić, gdy: {name}."),
        "first_door": {"text": _text("Zacznij w punkcie."), **door},
        "services": services,
        "topics": ["money"],
    }
    return base | CHECKED | more


def _location(location_id: str, street: str, district: str) -> Record:
    return {
        "id": location_id,
        "organization": "mops",
        "names": _text(f"Punkt, {street}"),
        "address": {"street": street},
        "lat": 51.77,
        "lon": 19.46,
        "position": "approximate",
        "districts": [district],
        "phones": [{"number": "42 000 00 00", "status": "verified"}],
    } | CHECKED


CONTENT = {
    "services": SERVICES,
    "rules": RULES,
    "topics": [{"id": "home", "order": 1, "names": _text("Dom")}],
    "facts": FACTS,
    "parameters": [
        {
            "id": "criterion",
            "names": _text("kryterium"),
            "unit": "money",
            "values": [
                {"value": "1010.00", "from": "2025-01-01", "act": "ups", "article": "art. 8"}
            ],
        }
    ],
    "organizations": [
        {
            "id": name,
            "names": _text(full, f"{full} (uk)"),
            "summary": _text("Pomaga."),
            "phones": [{"number": number, "status": "verified"}],
        }
        | CHECKED
        for name, full, number in (
            ("mops", "Ośrodek Pomocy", "42 685 43 62"),
            ("lckm", "Centrum Kontaktu", "42 638 44 44"),
        )
    ],
    "locations": [
        _location("punkt", "ul. Próbna 1", "baluty"),
        _location("drugi", "ul. Druga 2", "widzew"),
    ],
    "documents": [
        {
            "id": "identity_document",
            "names": _text("dokument tożsamości", "документ, що посвідчує особу"),
            "held_by": "citizen",
            "status": "verified",
        }
    ],
    "life_events": [
        _event("bieda", "Brakuje pieniędzy", ["zasilek", "dodatek"], {"service": "zasilek"}),
        _event("dom", "Nie mam domu", ["schronienie"], {"location": "punkt"}, crisis="no_roof"),
        _event("strach", "Ktoś mnie krzywdzi", ["tarcza"], {"organization": "mops"}),
    ],
    "incomes": {
        "kinds": [
            {"id": "work", "names": _text("praca", "робота")},
            {"id": "paid", "names": _text("alimenty, które płacisz"), "is_paid": True},
            {"id": "child_benefit", "names": _text("800+")},
        ],
        "definitions": [
            {
                "id": "income",
                "names": _text("dochód w pomocy społecznej"),
                "span": "month_before",
                "yields": "income_month",
                "leaves_out": ["child_benefit"],
                "basis": {"act": "ups", "article": "art. 8"},
                "status": "to_confirm",
            }
        ],
    },
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
