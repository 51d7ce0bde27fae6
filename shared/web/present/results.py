"""The results of an assessment, as cards in groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shared.bundle import Knowledge
from shared.catalog.model import Service
from shared.diagnosis import fill
from shared.diagnosis.result import Assessment, ConditionResult, Result, Verdict
from shared.text import Phrase
from shared.web.present.notes import Note, notes_by_service
from shared.web.present.words import Words, amount_words

GROUPS = ("likely", "open", "ask", "no", "help")


@dataclass(frozen=True)
class ReasonLine:
    """One condition in plain words: how it came out, and the law behind it."""

    condition_id: str
    outcome: str
    text: Phrase
    basis: str
    to_confirm: bool
    not_announced: bool


@dataclass(frozen=True)
class ResultCard:
    """One service's verdict. `polish_name` stands beside a translated name, for the office."""

    service_id: str
    name: Phrase
    polish_name: str | None
    summary: Phrase
    verdict: str
    amount: str | None
    discretionary: bool
    reasons: tuple[ReasonLine, ...]
    deciding: tuple[ReasonLine, ...]
    to_confirm: bool
    is_draft: bool
    safety_sensitive: bool
    rests_on_assessment_only: bool
    notes: tuple[Note, ...] = ()

    @property
    def said_as(self) -> str:
        """The verdict as it is worded: what nothing told here speaks for is only worth asking."""
        return "ask" if self.rests_on_assessment_only else self.verdict


@dataclass(frozen=True)
class Results:
    """The cards in the groups a citizen sees; `help` is offered to everybody and never judged.

    `ask`: nothing told here speaks for these or against them; an official would have to say.
    """

    likely: tuple[ResultCard, ...]
    open: tuple[ResultCard, ...]
    ask: tuple[ResultCard, ...]
    no: tuple[ResultCard, ...]
    help: tuple[ResultCard, ...]


def results(knowledge: Knowledge, assessment: Assessment, words: Words) -> Results:
    """All cards, grouped by verdict; the likely ones by certainty, the others in content order."""
    notes = notes_by_service(knowledge, assessment, words)
    groups: dict[str, list[ResultCard]] = {name: [] for name in GROUPS}
    for result in assessment.results:
        card = result_card(knowledge, assessment, result, words, notes)
        groups[_group(result)].append(card)
    groups["likely"].sort(key=_certainty)
    return Results(**{name: tuple(cards) for name, cards in groups.items()})


def _certainty(card: ResultCard) -> tuple[bool, bool, int]:
    """What is sure and what pays first; last what hangs on an official's word alone."""
    met = sum(reason.outcome == "yes" for reason in card.reasons)
    return card.verdict != Verdict.ELIGIBLE, card.amount is None, -met


def result_card(
    knowledge: Knowledge,
    assessment: Assessment,
    result: Result,
    words: Words,
    notes: Mapping[str, tuple[Note, ...]] | None = None,
) -> ResultCard:
    """One service's card; `notes` are those of all services, where they are found already."""
    if notes is None:
        notes = notes_by_service(knowledge, assessment, words)
    service = knowledge.services[result.service_id]
    rule = knowledge.rules[result.service_id]
    reasons = tuple(_reason(knowledge, assessment, r, words) for r in result.reasons)
    return ResultCard(
        service_id=service.id,
        name=words.read(service.names),
        polish_name=polish_name(service, words),
        summary=words.read(service.summary),
        verdict=result.verdict,
        amount=_amount(result, words),
        discretionary=rule.amount is not None and rule.amount.discretionary,
        reasons=reasons,
        deciding=_deciding(result, reasons),
        to_confirm=result.rests_on_unconfirmed,
        is_draft=is_draft(service, words),
        safety_sensitive=service.safety_sensitive,
        rests_on_assessment_only=result.rests_on_assessment_only,
        notes=notes.get(service.id, ()),
    )


def polish_name(service: Service, words: Words) -> str | None:
    """The Polish name, where the person reads another: at the counter it is the one that works."""
    read = words.read(service.names)
    is_said = service.names.pl.casefold() in read.text.casefold()
    return None if read.lang == "pl" or is_said else service.names.pl


def is_draft(service: Service, words: Words) -> bool:
    """Whether the person reads a translation that no speaker has reviewed."""
    mark = getattr(service.translation, words.language, None) if service.translation else None
    return words.language in ("uk", "en") and mark != "reviewed"


def _amount(result: Result, words: Words) -> str | None:
    """How much, once it is likely; before, the range spans all that was not asked and misleads."""
    if result.verdict == Verdict.UNKNOWN:
        return None
    return amount_words(result.amount, words)


def _group(result: Result) -> str:
    if result.kind == "help":
        return "help"
    if result.rests_on_assessment_only:
        return "ask"
    return {Verdict.NOT_ELIGIBLE: "no", Verdict.UNKNOWN: "open"}.get(result.verdict, "likely")


def _reason(
    knowledge: Knowledge, assessment: Assessment, result: ConditionResult, words: Words
) -> ReasonLine:
    phrase = words.read(result.condition.text)
    text = fill(phrase.text, knowledge.engine, assessment.on, words.parameter)
    basis = result.condition.basis
    return ReasonLine(
        condition_id=result.condition_id,
        outcome=result.outcome,
        text=Phrase(text, phrase.lang),
        basis=f"{knowledge.acts[basis.act].title}, {basis.article}" if basis else "",
        to_confirm=result.to_confirm,
        not_announced=result.not_announced,
    )


def _deciding(result: Result, reasons: tuple[ReasonLine, ...]) -> tuple[ReasonLine, ...]:
    """The reasons that made the verdict: the failed ones of a no, the open ones of an unknown."""
    wanted = {Verdict.NOT_ELIGIBLE: "no", Verdict.UNKNOWN: "unknown"}.get(result.verdict)
    return tuple(r for r in reasons if wanted is None or r.outcome == wanted)
