"""Working on one matter: what is known, what it means today, and what to ask next."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from contactcenter.center import Center
from shared.diagnosis import (
    Answer,
    Assessment,
    FactKey,
    Household,
    Question,
    Refusal,
    parse_key,
    read_household,
    write_household,
)
from shared.diagnosis.change import with_answer
from shared.diagnosis.household import ROLE
from shared.intake.matter import MatterAway, OpenedMatter, read_matter, save_matter
from shared.models import Call
from shared.web.answer_form import read_form_answer

ASKERS_ROLE = FactKey(ROLE, 0)  # whoever asks is the asker; nobody is asked that


@dataclass(frozen=True)
class Casework:
    """One open matter with today's assessment of it.

    `about`: the services the caller's own choice in the menu leads to; they are asked about first.
    """

    matter: OpenedMatter
    assessment: Assessment
    about: frozenset[str] = frozenset()

    @property
    def household(self) -> Household:
        """The answers so far."""
        return self.assessment.household


class UnknownAnswers(RuntimeError):
    """A matter holds answers that today's content does not know; somebody changed a fact's name."""


def read_casework(center: Center, matter_id: str, agent_id: str) -> Casework | MatterAway:
    """The matter as its agent last left it, assessed on the city's present date."""
    with center.store.write() as db:  # reading locks the row: another agent may be taking it over
        matter = read_matter(db, matter_id, agent_id, center.keys, at=center.clock.now())
        chosen = db.scalar(select(Call.matter).where(Call.matter_id == matter_id).limit(1))
    if isinstance(matter, MatterAway):
        return matter
    return _assess(center, matter, _services_of(center, chosen))


def save_answer(
    center: Center, work: Casework, key: FactKey, answer: Answer
) -> Casework | MatterAway:
    """Keep one more answer, or another one in the place of an earlier."""
    household = _answered(center, work, key, answer)
    matter, now, facts = work.matter, center.clock.now(), center.knowledge.facts
    document = write_household(household, facts, ages_only=True, on=work.assessment.on)
    with center.store.write() as db:
        saved = save_matter(db, matter.matter_id, matter.agent_id, document, center.keys, now)
    return saved if isinstance(saved, MatterAway) else _assess(center, saved, work.about)


def _answered(center: Center, work: Casework, key: FactKey, answer: Answer) -> Household:
    """Who was asked for the exact number and cannot tell it keeps the range told before."""
    best = best_question(center, work)
    is_precise = best is not None and best.key == key and best.is_precise
    facts = center.knowledge.facts
    return with_answer(work.household, key, answer, facts, is_precise=is_precise)


def read_answer_for(center: Center, work: Casework, key: FactKey, given: str) -> Answer | Refusal:
    """What a form sent for a question of this household, checked by the fact's own rules."""
    answer = read_form_answer(center.knowledge.facts[key.fact], given)
    if isinstance(answer, Refusal):
        return answer
    try:
        work.household.answer(key, answer)
    except ValueError:
        return Refusal(key.fact, "fewer_than_listed", given[:60])
    return answer


def find_key(center: Center, work: Casework, text: str) -> FactKey | None:
    """The question "age.1" names, if it can be asked of this household; None otherwise."""
    try:
        key = parse_key(text)
    except ValueError:
        return None
    fact = center.knowledge.facts.get(key.fact)
    if fact is None or key == ASKERS_ROLE:
        return None
    if fact.entity == "household":
        return key if key.person is None else None
    is_listed = key.person is not None and key.person < len(work.household.persons)
    return key if is_listed else None


def best_question(center: Center, work: Casework) -> Question | None:
    """Whatever is best asked next: about what the caller came with, and then about all else."""
    engine = center.knowledge.engine
    first = engine.question(work.assessment, work.about) if work.about else None
    return first or engine.question(work.assessment)


def question_about(center: Center, work: Casework, key: FactKey | None) -> Question | None:
    """The question about `key`; without one, whatever is best asked next, or None."""
    best = best_question(center, work)
    if key is None or (best is not None and best.key == key):
        return best
    fact = center.knowledge.facts[key.fact]
    return Question(key, fact, services=(), bands=(), topic=fact.topic)


def _services_of(center: Center, chosen: str | None) -> frozenset[str]:
    """The services judged of an event, or the one of that id."""
    services = center.knowledge.services
    event = center.knowledge.life_events.get(chosen or "")
    named = event.services if event else (chosen,)
    return frozenset(
        one for one in named if one in services and services[one].kind == "entitlement"
    )


def _assess(center: Center, matter: OpenedMatter, about: frozenset[str]) -> Casework:
    household = read_household(matter.household, center.knowledge.facts)
    if isinstance(household, Refusal):
        raise UnknownAnswers(household.fact)
    assessment = center.knowledge.engine.assess(household, center.clock.today())
    return Casework(matter, assessment, about)
