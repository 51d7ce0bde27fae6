"""One service as anybody reads it: what the rules say of everybody, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from contactcenter.open_data import OpenData
from shared.catalog.model import Service
from shared.diagnosis import fill
from shared.text import Phrase
from shared.web.present import ServiceView, Words, amount_words, service_view


@dataclass(frozen=True)
class ConditionLine:
    """One condition in words, and the law behind it."""

    text: Phrase
    basis: str
    is_assessed: bool


@dataclass(frozen=True)
class PublicService:
    """What the page shows besides the view that all screens share."""

    view: ServiceView
    conditions: tuple[ConditionLine, ...]
    amount: str | None
    amount_note: Phrase | None
    is_discretionary: bool
    has_amount: bool
    cost: Phrase | None
    is_in_force: bool
    checked_on: date
    asks_some_sometimes: bool


def public_service(data: OpenData, service: Service, words: Words, at: datetime) -> PublicService:
    """The service in one language; Polish conditions are the plain ones, where there are any."""
    published = data.published
    amount = published.amount(service)
    plain = Words(words.translator, "plain") if words.language == "pl" else words
    note = amount.note if amount else None
    return PublicService(
        view=service_view(published.knowledge, service.id, words, at),
        conditions=_conditions(data, service, plain),
        amount=_amount(data, service, words),
        amount_note=_filled(data, plain.read(note), words) if note else None,
        is_discretionary=amount is not None and amount.discretionary,
        has_amount=amount is not None,
        cost=words.read(service.cost.text) if service.cost else None,
        is_in_force=published.is_in_force(service),
        checked_on=service.checked_on,
        asks_some_sometimes=any(one.when is not None for one in service.documents),
    )


def _conditions(data: OpenData, service: Service, words: Words) -> tuple[ConditionLine, ...]:
    acts = data.published.knowledge.acts
    return tuple(
        ConditionLine(
            text=_filled(data, words.read(one.text), words),
            basis=f"{acts[one.basis.act].title}, {one.basis.article}" if one.basis else "",
            is_assessed=one.assessed_by_official,
        )
        for one in data.published.conditions(service)
    )


def _filled(data: OpenData, phrase: Phrase, words: Words) -> Phrase:
    engine, on = data.published.knowledge.engine, data.published.on
    return Phrase(fill(phrase.text, engine, on, words.parameter), phrase.lang)


def _amount(data: OpenData, service: Service, words: Words) -> str | None:
    """A sum that is the same for everybody; a range over everybody would mislead anybody."""
    amount = data.results[service.id].amount
    if amount is None or amount.min_grosze != amount.max_grosze:
        return None
    return amount_words(amount, words)
