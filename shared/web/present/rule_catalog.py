"""What stands around the rule on a lawyer's page: documents, places, other services, texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from shared.bundle import Knowledge
from shared.bundle.readable_ahead import HOLDERS
from shared.catalog.model import Location, Service, Window
from shared.diagnosis.model import Exclusion, IncomeLink
from shared.text import Text
from shared.web.present.rule_cases import day_words
from shared.web.present.rule_law import basis_words, filled, formula
from shared.web.present.rule_views import DocumentView, PlaceRow, Relation, Told
from shared.web.present.rule_words import RuleNames

STATES = {"draft": "szkic, nikt nie sprawdził", "reviewed": "sprawdzone", None: "nie oznaczono"}
LANGUAGES = (("pl", "polski"), ("plain", "prosty polski"), ("uk", "ukraiński"), ("en", "angielski"))
CHANNELS = {
    "in_person": "osobiście",
    "online": "przez internet",
    "post": "pocztą",
    "phone": "telefon",
}
WHOSE = {
    "person": "ta sama osoba nie może mieć obu",
    "household": "to samo gospodarstwo nie może mieć obu",
}


def legal_basis(knowledge: Knowledge, service: Service) -> Iterator[Relation]:
    """The acts the service stands on; an act that is not confirmed makes its basis so too."""
    for one in service.legal_basis:
        act = knowledge.acts[one.act]
        doubtful = "to_confirm" in {one.status, act.status}
        yield Relation(f"{act.title}, {one.article}", act.journal, doubtful)


def documents(names: RuleNames, service: Service) -> Iterator[DocumentView]:
    """The documents and when each is asked for."""
    for reference in service.documents:
        one = names.knowledge.documents[reference.id]
        yield DocumentView(
            name=one.names.pl,
            held_by=HOLDERS[one.held_by],
            to_confirm=one.status == "to_confirm",
            formula=None if reference.when is None else formula(names, reference.when),
        )


def places(knowledge: Knowledge, service: Service) -> Iterator[PlaceRow]:
    """Where the matter is taken."""
    for location_id in service.where.locations:
        one = knowledge.locations[location_id]
        doubtful, day = one.status == "to_confirm", day_words(one.checked_on)
        yield PlaceRow(one.names.pl, _address(one), doubtful, day)


def _address(location: Location) -> str:
    address = location.address
    city = " ".join(part for part in (address.postal_code, address.city) if part)
    return f"{address.street}, {city}"


def exclusions(knowledge: Knowledge, service_id: str) -> Iterator[Relation]:
    """What excludes this service, told on either side."""
    for rule in knowledge.rules.values():
        for one in rule.excludes:
            if rule.service_id == service_id:
                others = [other for other in one.services if other != service_id]
            elif service_id in one.services:
                others = [rule.service_id]
            else:
                continue
            yield _exclusion(knowledge, one, others)


def _exclusion(knowledge: Knowledge, one: Exclusion, others: list[str]) -> Relation:
    named = ", ".join(knowledge.services[other].names.pl for other in others)
    sentence = f" – {one.text.pl}" if one.text else ""
    text = f"{named} ({WHOSE[one.about]}){sentence}"
    return Relation(text, basis_words(knowledge, one.basis), one.status == "to_confirm")


def income(knowledge: Knowledge, service_id: str) -> Iterator[Relation]:
    """Where this service counts as income, or expressly does not, and which ones count here."""
    rule = knowledge.rules[service_id]
    for one in rule.counts_as_income_for:
        yield _link(knowledge, one, one.services, "Przyznana kwota jest dochodem do")
    for one in rule.not_income_for:
        yield _link(knowledge, one, one.services, "Przyznana kwota nie jest dochodem do")
    for other in knowledge.rules.values():
        for one in other.counts_as_income_for:
            if service_id in one.services:
                head = "Tu jest dochodem przyznana kwota z"
                yield _link(knowledge, one, (other.service_id,), head)
        for one in other.not_income_for:
            if service_id in one.services:
                head = "Tu nie jest dochodem przyznana kwota z"
                yield _link(knowledge, one, (other.service_id,), head)


def _link(knowledge: Knowledge, one: IncomeLink, ids: tuple[str, ...], head: str) -> Relation:
    named = ", ".join(knowledge.services[other].names.pl for other in ids)
    basis = basis_words(knowledge, one.basis)
    return Relation(f"{head}: {named}", basis, one.status == "to_confirm")


def channels(service: Service) -> Iterator[str]:
    """The ways to apply."""
    for one in service.application.channels if service.application else ():
        yield f"{CHANNELS[one.kind]}: {one.text.pl}"


def windows(service: Service) -> Iterator[str]:
    """When one may apply, every year."""
    for one in service.application.windows if service.application else ():
        yield _window(one)


def _window(window: Window) -> str:
    days = f"co roku od {_day(window.from_)} do {_day(window.to)}"
    return f"{days} ({window.note.pl})" if window.note else days


def _day(month_day: str) -> str:
    month, day = month_day.split("-")
    return f"{day}.{month}"


def translation(service: Service) -> tuple[tuple[str, str], ...]:
    """The state of the translations."""
    marks = service.translation
    uk, en = (marks.uk, marks.en) if marks else (None, None)
    return (("ukraiński", STATES[uk]), ("angielski", STATES[en]))


def texts(names: RuleNames, service: Service, on: date) -> Iterator[Told]:
    """Everything a citizen reads about the service, in every language it exists in."""
    application, cost = service.application, service.cost
    rule = names.rule
    conditions = rule.versions[-1].conditions if rule.versions else rule.conditions
    every: list[tuple[str, Text | None]] = [
        ("Nazwa", service.names),
        ("W jednym zdaniu", service.summary),
        ("Opis", service.description),
        *((f"Warunek {n}", one.text) for n, one in enumerate(conditions, start=1)),
        ("Jak złożyć wniosek", application.text if application else None),
        ("Decyzja", service.decision.text if service.decision else None),
        ("Odwołanie", service.appeal.text if service.appeal else None),
        ("Koszt", cost.text if cost else None),
    ]
    for title, text in every:
        if text is not None:
            said = ((word, code, getattr(text, code) or "") for code, word in LANGUAGES)
            filled_in = ((word, code, filled(names.knowledge, one, on)) for word, code, one in said)
            yield Told(title, tuple(filled_in))
