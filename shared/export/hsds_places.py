"""Organizations and locations as HSDS rows, with phones, addresses, hours and accessibility."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from shared.catalog.model import Accessibility, Location, Organization, Phone
from shared.export.hsds_hours import schedules
from shared.export.names import uuid_of
from shared.export.published import Published
from shared.export.tables import Tables
from shared.routing.place import DISTRICTS

TO_CONFIRM = "Te dane czekają na potwierdzenie w urzędzie."
LANGUAGE_NAMES = {
    "pl": "polski",
    "uk": "ukraiński",
    "en": "angielski",
    "ru": "rosyjski",
    "be": "białoruski",
    "de": "niemiecki",
    "fr": "francuski",
    "ar": "arabski",
    "vi": "wietnamski",
}
FEATURES = {
    "step_free": "Wejście bez stopni",
    "lift": "Winda",
    "toilet": "Toaleta dla osób z niepełnosprawnością",
    "parking": "Miejsce parkingowe dla osób z niepełnosprawnością",
    "induction_loop": "Pętla indukcyjna",
    "sign_language": "Polski język migowy",
    "guide_dog": "Można wejść z psem asystującym",
}
TELLING = ("valid_from", "valid_to", "byday", "opens_at", "closes_at")
SAID = {"yes": "tak", "no": "nie"}


def add_organization(tables: Tables, organization: Organization) -> None:
    """One agency."""
    key = uuid_of("organization", organization.id)
    row = tables.add(
        "organization",
        id=key,
        name=organization.names.pl,
        alternate_name=organization.names.plain,
        description=organization.summary.pl,
        email=organization.email,
        website=web_address(organization.website),
    )
    texts = {"name": organization.names, "description": organization.summary}
    tables.translate("organization", row, texts, organization.translation)
    add_phones(tables, "organization", key, organization.phones)


def add_location(tables: Tables, published: Published, location: Location) -> None:
    """One place, and everything that hangs on it."""
    key = uuid_of("location", location.id)
    row = tables.add(
        "location",
        id=key,
        location_type="physical",
        organization_id=uuid_of("organization", location.organization),
        name=location.names.pl,
        alternate_name=location.names.plain,
        description=_description(location),
        latitude=location.lat,
        longitude=location.lon,
    )
    texts = {"name": location.names, "description": location.services_note}
    tables.translate("location", row, texts, location.translation)
    add_phones(tables, "location", key, location.phones)
    _add_address(tables, key, location)
    _add_hours(tables, key, location, published.on)
    _add_languages(tables, key, location)
    _add_accessibility(tables, key, location.accessibility)


def add_phones(tables: Tables, entity: str, owner: str, phones: Iterable[Phone]) -> None:
    """Telephones of an organization or a location; a doubtful one says so."""
    for phone in phones:
        said = [phone.note.pl if phone.note else "", _doubt(phone.status)]
        tables.add(
            "phone",
            id=uuid_of("phone", owner, phone.number),
            number=phone.number,
            type="voice",
            description=" ".join(filter(None, said)) or None,
            **{f"{entity}_id": owner},
        )


def web_address(host: str | None) -> str | None:
    """The content names hosts; a web address has a scheme."""
    return None if host is None else host if "://" in host else f"https://{host}"


def _doubt(status: str) -> str:
    return TO_CONFIRM if status == "to_confirm" else ""


def _description(location: Location) -> str | None:
    position = "Położenie na mapie przybliżone." if location.position == "approximate" else ""
    said = [
        location.services_note.pl if location.services_note else "",
        f"Dane sprawdzono {location.checked_on}.",
        _doubt(location.status),
        position,
    ]
    return " ".join(filter(None, said))


def _add_address(tables: Tables, key: str, location: Location) -> None:
    tables.add(
        "address",
        id=uuid_of("address", location.id),
        location_id=key,
        address_1=location.address.street,
        city=location.address.city,
        state_province="łódzkie",
        postal_code=location.address.postal_code or "",
        country="PL",
        address_type="physical",
    )


def _add_hours(tables: Tables, key: str, location: Location, on: date) -> None:
    """A row is known by the days and hours it speaks of; what is said twice is kept once."""
    rows = {
        tuple(str(row.get(name, "")) for name in TELLING): row for row in schedules(location, on)
    }
    for telling, row in rows.items():
        id_ = uuid_of("schedule", location.id, *telling)
        tables.add("schedule", id=id_, location_id=key, **row)


def _add_languages(tables: Tables, key: str, location: Location) -> None:
    for code in location.languages:
        id_ = uuid_of("language", location.id, code)
        tables.add("language", id=id_, location_id=key, name=LANGUAGE_NAMES[code], code=code)


def _add_accessibility(tables: Tables, key: str, known: Accessibility) -> None:
    """Only what somebody has looked at."""
    for feature, name in FEATURES.items():
        said = SAID.get(getattr(known, feature))
        if said:
            id_ = uuid_of("accessibility", key, feature)
            tables.add("accessibility", id=id_, location_id=key, description=name, details=said)
    if known.note:
        id_ = uuid_of("accessibility", key, "note")
        tables.add("accessibility", id=id_, location_id=key, description=known.note.pl)


def area_words(location: Location) -> str | None:
    """The parts of the city a place serves, where not all of it."""
    if len(location.districts) in (0, len(DISTRICTS)) and not location.areas:
        return None
    names = [DISTRICTS[district] for district in location.districts]
    return "Obsługuje: " + ", ".join([*names, *location.areas])
