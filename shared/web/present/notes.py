"""What one service means for another, as calm notes on the cards of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shared.bundle import Knowledge
from shared.diagnosis.model import Basis, Exclusion, IncomeLink
from shared.diagnosis.relations import Conflict, IncomeEffect
from shared.diagnosis.result import Assessment, Verdict
from shared.text import Phrase, Text
from shared.web.present.words import Words
from shared.web.wording import babel_locale

GRANTED = frozenset({Verdict.ELIGIBLE, Verdict.LIKELY})


@dataclass(frozen=True)
class Note:
    """One thing to know beside a verdict; `advice` is a sentence that follows it."""

    text: Phrase
    advice: Phrase | None
    basis: str
    to_confirm: bool


def notes_by_service(
    knowledge: Knowledge, assessment: Assessment, words: Words
) -> dict[str, tuple[Note, ...]]:
    """All notes, by service; while neither of two is likely, nothing is said of them yet.

    What could endanger somebody is never named on another's card.
    """
    relations = knowledge.engine.relations
    writer = _Writer(knowledge, words)
    sure = {one.service_id for one in assessment.results if one.verdict in GRANTED}
    conflicts = [
        one
        for one in relations.conflicts(assessment)
        if sure.intersection(one.service_ids) and writer.may_name(one.service_ids)
    ]
    effects = relations.income_effects(assessment)
    found: dict[str, tuple[Note, ...]] = {}
    for result in assessment.results:
        service_id = result.service_id
        own = [one for one in conflicts if service_id in one.service_ids]
        income = [
            one
            for one in effects
            if one.service_id in sure
            and service_id in one.affected_ids
            and writer.may_name([one.service_id])
        ]
        notes = (*writer.of_conflicts(service_id, own), *writer.of_income(income))
        if notes:
            found[service_id] = notes
    return found


@dataclass(frozen=True)
class _Writer:
    knowledge: Knowledge
    words: Words

    def may_name(self, service_ids: Iterable[str]) -> bool:
        return not any(self.knowledge.services[one].safety_sensitive for one in service_ids)

    def of_conflicts(self, service_id: str, conflicts: Iterable[Conflict]) -> Iterable[Note]:
        """One note for all that are told in the same words."""
        alike: dict[tuple[Text | None, str], list[Conflict]] = {}
        for one in conflicts:
            alike.setdefault((one.exclusion.text, one.exclusion.about), []).append(one)
        for (own, about), several in alike.items():
            others = self._names(one.other(service_id) for one in several)
            advice = self._advice(service_id, several)
            if own is None:
                text = self._say(f"only-one-{about}", others=others)
            else:
                text = self.words.read(own)
                advice = Phrase(
                    f"{self._say('only-one-with', others=others)} {advice}", advice.lang
                )
            yield self._note(text, advice, [one.exclusion for one in several])

    def of_income(self, effects: list[IncomeEffect]) -> Iterable[Note]:
        """One note for everything likely that would count as income here."""
        if effects:
            others = self._names(dict.fromkeys(one.service_id for one in effects))
            text = self._say("counts-as-income", others=others)
            yield self._note(text, None, [one.link for one in effects])

    def _advice(self, service_id: str, conflicts: list[Conflict]) -> Phrase:
        larger = {one.larger for one in conflicts}
        if larger == {service_id}:
            return self._say("only-one-this-pays-more")
        if len(larger) == 1 and None not in larger:
            return self._say("only-one-pays-more", larger=self._names(filter(None, larger)))
        return self._say("only-one-ask")

    def _names(self, service_ids: Iterable[str]) -> str:
        services = self.knowledge.services
        names = (str(self.words.read(services[one].names)) for one in service_ids)
        return ", ".join(self.words.say("quoted", name=name) for name in names)

    def _say(self, key: str, **values: object) -> Phrase:
        return Phrase(self.words.say(key, **values), babel_locale(self.words.language))

    def _note(
        self, text: Phrase, advice: Phrase | None, told: Iterable[Exclusion | IncomeLink]
    ) -> Note:
        relations = list(told)
        bases = dict.fromkeys(self._basis(one.basis) for one in relations if one.basis)
        to_confirm = any(one.status == "to_confirm" for one in relations)
        return Note(text, advice, "; ".join(bases), to_confirm)

    def _basis(self, basis: Basis) -> str:
        return f"{self.knowledge.acts[basis.act].title}, {basis.article}"
