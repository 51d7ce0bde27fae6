"""What `okienko whatif`, `calendar` and `documents` print, for machines. Never a float."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from shared.bundle.knowledge import Knowledge
from shared.diagnosis.answers import decimal_string, write_answer
from shared.diagnosis.calendar import ServiceCalendar, Stretch, calendar
from shared.diagnosis.coming import MONTHS_AHEAD, AgeReached, Cause, RuleChanges, months_after
from shared.diagnosis.folder import Paper, folder
from shared.diagnosis.household import Household, Known
from shared.diagnosis.nearest import Nearest, all_nearest
from shared.diagnosis.result import AmountRange, Result
from shared.diagnosis.soonest import ComingDay
from shared.diagnosis.whatif import Sum, WhatIf

Record = dict[str, object]


def whatif_record(found: WhatIf) -> Record:
    """Every service whose verdict or amount is another, and the sums before and after."""
    return {
        "on": found.before.on.isoformat(),
        "then_on": found.after.on.isoformat(),
        "content_hash": found.before.content_hash,
        "changes": [
            {"id": one.service_id, "before": _result(one.before), "after": _result(one.after)}
            for one in found.changes
        ],
        "sums": {
            "before": [_sum(one) for one in found.sums_before],
            "after": [_sum(one) for one in found.sums_after],
        },
    }


def calendar_record(
    knowledge: Knowledge, household: Household, on: date, months: int = MONTHS_AHEAD
) -> Record:
    """How every service stands over the months, what changes it, and what is near each no."""
    engine = knowledge.engine
    near = all_nearest(engine, engine.assess(household, on))
    return {
        "on": on.isoformat(),
        "to": months_after(on, months).isoformat(),
        "content_hash": knowledge.content_hash,
        "services": [
            {**_calendar(one), "nearest": _nearest(near.get(one.service_id), knowledge)}
            for one in calendar(engine, household, on, months)
        ],
    }


def documents_record(
    knowledge: Knowledge, household: Household, on: date, service_ids: Sequence[str] | None
) -> Record:
    """Each paper once: for which services, who holds it, and which answers call for it."""
    engine = knowledge.engine
    held_by = {document.id: document.held_by for document in knowledge.documents.values()}
    papers = folder(engine, engine.assess(household, on), held_by, service_ids)
    return {
        "on": on.isoformat(),
        "content_hash": knowledge.content_hash,
        "documents": [_paper(paper) for paper in papers],
    }


def _paper(paper: Paper) -> Record:
    return {
        "id": paper.document_id,
        "held_by": paper.held_by,
        "services": list(paper.services),
        "facts": [str(key) for key in paper.facts],
        "certain": paper.is_certain,
    }


def _result(result: Result) -> Record:
    return {"verdict": result.verdict.value, "amount": _amount(result.amount)}


def _sum(one: Sum) -> Record:
    return {
        "period": one.period,
        "min": decimal_string(one.min_grosze),
        "max": _top(one.max_grosze),
    }


def _top(grosze: int | None) -> str | None:
    return None if grosze is None else decimal_string(grosze)


def _amount(amount: AmountRange | None) -> Record | None:
    if amount is None:
        return None
    low, high = decimal_string(amount.min_grosze), _top(amount.max_grosze)
    return {"min": low, "max": high, "unit": "PLN", "period": amount.period}


def _calendar(one: ServiceCalendar) -> Record:
    return {
        "id": one.service_id,
        "stretches": [_stretch(stretch) for stretch in one.stretches],
        "changes": [
            {"on": change.on.isoformat(), "causes": [_cause(cause) for cause in change.causes]}
            for change in one.changes
        ],
    }


def _stretch(stretch: Stretch) -> Record:
    return {
        "from": stretch.from_on.isoformat(),
        "to": stretch.to_on.isoformat(),
        "verdicts": [verdict.value for verdict in stretch.standing.verdicts],
        "amount": _amount(stretch.standing.amount),
        "not_announced": stretch.standing.not_announced,
    }


def _cause(cause: Cause) -> Record:
    if isinstance(cause, AgeReached):
        return {"fact": str(cause.key), "age": cause.age}
    if isinstance(cause, RuleChanges):
        return {"rule": cause.service_id}
    return {"parameter": cause.parameter_id}


def _day(on: date | None) -> str | None:
    return None if on is None else on.isoformat()


def _nearest(near: Nearest | None, knowledge: Knowledge) -> Record | None:
    if near is None:
        return None
    return {
        "numbers": [
            {
                "fact": str(one.key),
                "value": write_answer(knowledge.facts[one.key.fact], Known(one.value)),
                "distance": write_answer(knowledge.facts[one.key.fact], Known(one.distance)),
                "verdict": one.verdict.value,
            }
            for one in near.numbers
        ],
        "answers": [{"fact": str(one.key), "values": list(one.values)} for one in near.answers],
        "day": None if near.day is None else _coming(near.day),
        "not_announced_from": _day(near.not_announced_from_on),
    }


def _coming(day: ComingDay) -> Record:
    return {
        "first": day.first_on.isoformat(),
        "surely_by": _day(day.surely_by_on),
        "causes": [_cause(cause) for cause in day.causes],
    }
