"""One service for a lawyer: its rule, what the rule rests on, and what nobody has confirmed yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from shared.bundle import Knowledge
from shared.bundle.files import Case
from shared.diagnosis.engine import Engine
from shared.diagnosis.result import Verdict
from shared.web.present import rule_catalog, rule_law
from shared.web.present.rule_cases import (
    Teller,
    Tried,
    case_views,
    day_words,
    engine_of,
    tried,
)
from shared.web.present.rule_marks import marks_of
from shared.web.present.rule_steps import steps
from shared.web.present.rule_views import RulePage, WorkedView
from shared.web.present.rule_words import RuleNames
from shared.web.present.words import Words

KINDS = {"entitlement": "świadczenie", "help": "pomoc (nikomu się jej nie odmawia)"}


def rule_page(
    knowledge: Knowledge, service_id: str, on: date, words: Words, cases: Sequence[Case] | None
) -> RulePage:
    """The page of one service as of a day. Raises KeyError for a service that is not there.

    `cases`: its worked examples, which a signed bundle does not carry; None where there are none.
    """
    service, names = (
        knowledge.services[service_id],
        RuleNames(knowledge, knowledge.rules[service_id]),
    )
    engine = engine_of(knowledge, service_id)
    every = None if cases is None else tried(engine, cases)
    page = RulePage(
        service_id=service_id,
        name=service.names.pl,
        summary=service.summary.pl,
        kind=KINDS[service.kind],
        organization=knowledge.organizations[service.organization].names.pl,
        on=on,
        content_hash=knowledge.content_hash,
        status=service.status,
        source=service.source,
        checked_on=day_words(service.checked_on),
        legal_basis=tuple(rule_catalog.legal_basis(knowledge, service)),
        marks=(),
        versions=rule_law.versions(names, on),
        definitions=rule_law.definitions(names),
        parameters=rule_law.parameters(names, on),
        facts=rule_law.facts(names),
        incomes=rule_law.incomes(names),
        worked=_worked(engine, names, every or (), words, on),
        cases=None if every is None else case_views(names, service_id, every, words),
        exclusions=tuple(rule_catalog.exclusions(knowledge, service_id)),
        income=tuple(rule_catalog.income(knowledge, service_id)),
        documents=tuple(rule_catalog.documents(names, service)),
        application=service.application.text.pl if service.application else "",
        channels=tuple(rule_catalog.channels(service)),
        windows=tuple(rule_catalog.windows(service)),
        decision=service.decision.text.pl if service.decision else "",
        appeal=service.appeal.text.pl if service.appeal else "",
        places=tuple(rule_catalog.places(knowledge, service)),
        where=service.where.text.pl if service.where.text else "",
        texts=tuple(rule_catalog.texts(names, service, on)),
        translation=rule_catalog.translation(service),
    )
    return replace(page, marks=tuple(marks_of(page)))


def _worked(
    engine: Engine, names: RuleNames, every: Sequence[Tried], words: Words, on: date
) -> WorkedView | None:
    """The first example with one exact amount above zero under the rule in force on the day."""
    service_id = names.rule.service_id
    now = engine.compiled(service_id, on)
    for one in every:
        if one.assessment is None or engine.compiled(service_id, one.case.on) is not now:
            continue
        result = one.assessment.result(service_id)
        amount = result.amount
        if amount is None or result.verdict not in (Verdict.ELIGIBLE, Verdict.LIKELY):
            continue
        if amount.max_grosze == amount.min_grosze and amount.min_grosze > 0:
            return WorkedView(
                name=one.case.name,
                on=day_words(one.case.on),
                household=tuple(Teller(names, words).told(one.assessment.household)),
                steps=steps(engine, one.assessment, service_id, names),
            )
    return None
