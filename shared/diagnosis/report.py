"""An assessment as the JSON that `okienko diagnose` prints: the same inputs give the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from shared.diagnosis.answers import decimal_string
from shared.diagnosis.check import PLACEHOLDER
from shared.diagnosis.model import Basis, Fact, Parameter, ParameterValue
from shared.diagnosis.parameters import in_force
from shared.diagnosis.relations import Conflict, IncomeEffect
from shared.diagnosis.result import (
    AmountRange,
    Assessment,
    Band,
    ConditionResult,
    Price,
    Question,
    Result,
)

if TYPE_CHECKING:
    from shared.diagnosis.engine import Engine

UNIT_SIGNS = {"percent": " %", "money": " zł"}
Formatter = Callable[[Parameter, ParameterValue | None], str]


def plain_value(parameter: Parameter, dated: ParameterValue | None) -> str:
    """A value as it stands in the content; `dated` is None when it has not been announced."""
    if dated is None:
        return "(nie ogłoszono)"
    if isinstance(dated.value, tuple):
        return ", ".join(dated.value)
    return dated.value + UNIT_SIGNS.get(parameter.unit, "")


def fill(text: str, engine: Engine, on: date, formatter: Formatter = plain_value) -> str:
    """`text` with each {parameter_id} replaced by the value in force on that day."""

    def value(name: str) -> str:
        parameter = engine.parameters[name]
        return formatter(parameter, in_force(parameter, on))

    return PLACEHOLDER.sub(lambda match: value(match.group(1)), text)


def report(engine: Engine, assessment: Assessment) -> dict[str, object]:
    """The contract of `okienko diagnose`. Amounts are decimal strings in zł, never floats."""
    question = engine.question(assessment)
    return {
        "on": assessment.on.isoformat(),
        "content_hash": assessment.content_hash,
        "services": [_service(engine, assessment.on, result) for result in assessment.results],
        "next_question": None if question is None else _question(question),
        "conflicts": [_conflict(one) for one in engine.relations.conflicts(assessment)],
        "income_effects": [
            _income_effect(one) for one in engine.relations.income_effects(assessment)
        ],
    }


def _conflict(one: Conflict) -> dict[str, object]:
    exclusion = one.exclusion
    return {
        "services": list(one.service_ids),
        "about": exclusion.about,
        "larger": one.larger,
        "text": None if exclusion.text is None else exclusion.text.pl,
        "basis": _basis(exclusion.basis),
        "to_confirm": exclusion.status == "to_confirm",
    }


def _income_effect(one: IncomeEffect) -> dict[str, object]:
    return {
        "id": one.service_id,
        "counts_as_income_for": list(one.affected_ids),
        "basis": _basis(one.link.basis),
        "to_confirm": one.link.status == "to_confirm",
    }


def _basis(basis: Basis | None) -> dict[str, str] | None:
    return None if basis is None else {"act": basis.act, "article": basis.article}


def report_bytes(engine: Engine, assessment: Assessment) -> bytes:
    """The report as canonical JSON, byte for byte the same whenever the inputs are."""
    return msgspec.json.encode(report(engine, assessment), order="deterministic")


def _service(engine: Engine, on: date, result: Result) -> dict[str, object]:
    return {
        "id": result.service_id,
        "verdict": result.verdict.value,
        "amount": None if result.amount is None else _amount(result.amount),
        "reasons": [_reason(engine, on, reason) for reason in result.reasons],
        "missing": [str(key) for key in result.missing],
        "rests_on_unconfirmed": result.rests_on_unconfirmed,
        "rests_on_assessment_only": result.rests_on_assessment_only,
    }


def _amount(amount: AmountRange) -> dict[str, object]:
    return {
        "min": _money(amount.min_grosze),
        "max": _money(amount.max_grosze),
        "unit": "PLN",
        "period": amount.period,
    }


def _money(grosze: int | None) -> str | None:
    return None if grosze is None else decimal_string(grosze)


def _reason(engine: Engine, on: date, reason: ConditionResult) -> dict[str, object]:
    return {
        "id": reason.condition_id,
        "outcome": reason.outcome.value,
        "text": fill(reason.condition.text.pl, engine, on),
        "basis": _basis(reason.condition.basis),
        "to_confirm": reason.to_confirm,
        "not_announced": reason.not_announced,
    }


def _question(question: Question) -> dict[str, object]:
    return {
        "fact": question.fact.id,
        "person": question.key.person,
        "services": list(question.services),
        "bands": [_band(question.fact, band) for band in question.bands],
        "price": None if question.price is None else _price(question.price),
        "precise": question.is_precise,
    }


def _price(price: Price) -> dict[str, object]:
    return {"month_max": decimal_string(price.month_grosze), "whole": price.is_whole}


def _band(fact: Fact, band: Band) -> dict[str, str]:
    write = str if fact.type == "int" else decimal_string
    return {"low": write(band.low), "high": write(band.high)}
