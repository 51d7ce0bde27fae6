"""The talk an agreement belongs to, what is likely to be agreed in it, and how it is said aloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from contactcenter.agencies.deadlines import deadline_of
from contactcenter.casework import Casework, read_casework
from contactcenter.center import Center
from contactcenter.referring import doors_of
from contactcenter.speech import spoken
from shared.catalog.model import Document, Location, Service
from shared.catalog.working_days import after_working_days, working_day_from
from shared.intake.agreement import Beginning, Promised
from shared.intake.agreement_seen import AgreementView, PromiseView
from shared.intake.contact import is_dangerous
from shared.intake.matter import MatterAway
from shared.models import AgentRole, Call, Doer
from shared.models.agents import Agent
from shared.text import Phrase
from shared.web import wording
from shared.web.present import Words

# What is usually agreed, and who does it. The words for each are in the rooms' Fluent files.
DEEDS = {
    "apply": Doer.CITIZEN,
    "bring": Doer.CITIZEN,
    "visit": Doer.CITIZEN,
    "phone": Doer.CITIZEN,
    "decide": Doer.AGENCY,
    "reach": Doer.AGENCY,
    "ring": Doer.LINE,
    "check": Doer.LINE,
}
USUAL_DAYS = {"apply": 7, "bring": 7, "visit": 3, "phone": 1, "reach": 3, "ring": 1, "check": 2}
MOST_SUGGESTED = 4  # services, the caller's own choices first


@dataclass(frozen=True)
class Talk:
    """A call, or a matter at a desk, in the hands of the agent who asks."""

    kind: str  # "calls" or "matters", as in its address
    id: str
    call: Call | None
    work: Casework | None
    language: str
    is_sensitive: bool

    @property
    def beginning(self) -> Beginning:
        """What names its agreement."""
        call_id = self.call.id if self.call else None
        matter_id = self.work.matter.matter_id if self.work else None
        return Beginning(
            call_id=call_id,
            matter_id=matter_id,
            language=self.language,
            is_sensitive=self.is_sensitive,
        )


class Suggestion(NamedTuple):
    """A line that one key press adds."""

    deed: str
    service_id: str | None
    line: Line


class Line(NamedTuple):
    """One promise in words: who, what, where, by when, with which papers."""

    id: str
    who: str
    what: Phrase
    where: str | None
    due: str | None
    papers: tuple[str, ...]
    outcome: str = "open"

    def sentences(self, words: Words) -> list[str]:
        """What is read aloud, one sentence after the other."""
        said = [f"{self.who}: {self.what}."]
        if self.where:
            said.append(words.say("agreed-where", where=self.where))
        if self.due:
            said.append(words.say("agreed-due", due=self.due))
        if self.papers:
            said.append(words.say("agreed-papers", papers=", ".join(self.papers)))
        return said


def find_talk(center: Center, kind: str, id_: str, agent_id: str) -> Talk | None:
    """The talk, if it is this agent's; a supervisor may look at every call."""
    if kind == "matters":
        work = read_casework(center, id_, agent_id)
        if isinstance(work, MatterAway):
            return None
        return Talk(kind, id_, None, work, work.matter.language, _has_sensitive(center, work))
    if kind != "calls":
        return None
    with center.store.read() as db:
        call = db.get(Call, id_)
        asker = db.get(Agent, agent_id)
        is_supervisor = asker is not None and asker.role is AgentRole.SUPERVISOR
        if call is None or (call.agent_id != agent_id and not is_supervisor):
            return None
        dangerous = is_dangerous(db, id_)
        db.expunge(call)
    work = _work_of(center, call, agent_id)
    is_sensitive = dangerous or _is_sensitive_matter(center, call.matter)
    is_sensitive = is_sensitive or (work is not None and _has_sensitive(center, work))
    return Talk(kind, id_, call, work, call.language, is_sensitive)


def suggestions(center: Center, talk: Talk, words: Words) -> list[Suggestion]:
    """What this talk is likely to end with, ready to be added. Nothing that may not be named."""
    found = []
    for deed, service_id in _likely(center, talk):
        promised = prepare(center, talk, deed, service_id)
        found.append(Suggestion(deed, service_id, line_of(center, "", promised, words)))
    return found


def prepare(center: Center, talk: Talk, deed: str, service_id: str | None) -> Promised:
    """A line with everything the catalog knows about it: the place, the day, the papers."""
    service = center.knowledge.services.get(service_id or "")
    if service is None:
        return Promised(doer=DEEDS[deed], deed=deed, due_on=usual_day(center, deed, None))
    place = _place(center, service) if deed != "ring" else None
    return Promised(
        doer=DEEDS[deed],
        deed=deed,
        service_id=service.id,
        organization_id=service.organization,
        location_id=place.id if place else None,
        papers=papers_of(center, talk, service) if deed in ("apply", "bring") else (),
        due_on=usual_day(center, deed, service),
        is_sensitive=service.safety_sensitive,
    )


def usual_day(center: Center, deed: str, service: Service | None) -> date | None:
    """By when: the law's days for a decision, if it names them, from applying; else a few days."""
    today = center.clock.today()
    if deed == "decide":
        days = service.decision.days if service and service.decision else None
        applied = after_working_days(today, USUAL_DAYS["apply"])
        return working_day_from(applied + timedelta(days=days)) if days else None
    if deed == "reach" and service is not None:
        return after_working_days(today, deadline_of(service.organization).reach_days)
    return after_working_days(today, USUAL_DAYS[deed])


def papers_of(center: Center, talk: Talk, service: Service) -> tuple[str, ...]:
    """The papers the citizen must bring themself: what an office holds, an office can look up."""
    return tuple(one.id for one in wanted_papers(center, talk, service) if one.held_by == "citizen")


def wanted_papers(center: Center, talk: Talk | None, service: Service) -> list[Document]:
    """All papers of a service, as far as this household's answers call for them."""
    if talk is not None and talk.work is not None:
        ids = center.knowledge.engine.document_ids(talk.work.assessment, service.id)
    else:
        ids = tuple(reference.id for reference in service.documents)
    return [center.knowledge.documents[one] for one in ids if one in center.knowledge.documents]


def lines_of(
    center: Center, agreement: AgreementView, words: Words, *, is_disguised: bool = False
) -> list[Line]:
    """The agreement in words; disguised, it names neither the matter nor the place."""
    lines = [line_of(center, one.id, one, words) for one in agreement.promises]
    if not is_disguised:
        return lines
    what = words.phrase("agreed-disguised")
    return [line._replace(who=_hide(words, one), what=what, where=None, papers=())
            for one, line in zip(agreement.promises, lines, strict=True)]  # fmt: skip


def line_of(center: Center, id_: str, promised: Promised | PromiseView, words: Words) -> Line:
    """One promise in words."""
    known = center.knowledge
    place = known.locations.get(promised.location_id or "")
    papers = [known.documents[one] for one in promised.papers if one in known.documents]
    outcome = promised.outcome.value if isinstance(promised, PromiseView) else "open"
    return Line(
        id=id_,
        who=_who(center, promised, words),
        what=_what(center, promised, words),
        where=_where(place, words) if place else None,
        due=wording.long_date(promised.due_on, words.language) if promised.due_on else None,
        papers=tuple(str(words.read(one.names)) for one in papers),
        outcome=outcome,
    )


def talk_words(center: Center, talk: Talk) -> Words:
    """A voice in the caller's language."""
    return center.words(spoken(talk.language))


def _likely(center: Center, talk: Talk) -> Iterator[tuple[str, str | None]]:
    """The citizen applies, the agency decides, and we ring back."""
    for service_id in _services(center, talk)[:MOST_SUGGESTED]:
        service = center.knowledge.services[service_id]
        if service.kind == "help":
            yield "visit", service_id
            continue
        yield "apply", service_id
        yield "decide", service_id
    yield "ring", None
    yield "check", None


def _services(center: Center, talk: Talk) -> list[str]:
    """What was chosen, then what is likely theirs; what may not be named is written by hand."""
    matter = talk.call.matter if talk.call else None
    found = [matter] if matter else []
    if talk.work is not None:
        likely = [one.service_id for one in talk.work.assessment.results if _is_likely(one)]
        found += [*talk.work.matter.chosen, *likely]
    services = center.knowledge.services
    named = [one for one in found if one in services and not services[one].safety_sensitive]
    return list(dict.fromkeys(named))


def _is_likely(result: object) -> bool:
    return getattr(result, "verdict", None) in ("eligible", "likely")


def _place(center: Center, service: Service) -> Location | None:
    found = doors_of(center, service, center.clock.now(), None)
    return found[0].location if found else None


def _who(center: Center, promised: Promised | PromiseView, words: Words) -> str:
    if promised.doer is not Doer.AGENCY:
        return words.say(f"agreed-who-{promised.doer.value}")
    agency = center.knowledge.organizations.get(promised.organization_id or "")
    return str(words.read(agency.names)) if agency else words.say("agreed-who-agency")


def _what(center: Center, promised: Promised | PromiseView, words: Words) -> Phrase:
    if promised.deed is None:
        return Phrase(promised.words, "pl")
    service = center.knowledge.services.get(promised.service_id or "")
    said = words.say(f"deed-{promised.deed}")
    if service is not None:
        said = words.say("deed-about", deed=said, service=str(words.read(service.names)))
    if promised.words:
        said = f"{said} – {promised.words}"
    return Phrase(said, wording.babel_locale(words.language))


def _where(place: Location, words: Words) -> str:
    """The place and its street, which many a name has in it already."""
    name, street = str(words.read(place.names)), place.address.street
    return name if street in name else f"{name}, {street}"


def _hide(words: Words, promised: PromiseView) -> str:
    return words.say(f"agreed-who-{promised.doer.value}")


def _work_of(center: Center, call: Call, agent_id: str) -> Casework | None:
    if call.matter_id is None:
        return None
    work = read_casework(center, call.matter_id, agent_id)
    return None if isinstance(work, MatterAway) else work


def _is_sensitive_matter(center: Center, matter: str | None) -> bool:
    service = center.knowledge.services.get(matter or "")
    if service is not None:
        return service.safety_sensitive
    event = center.knowledge.life_events.get(matter or "")
    return event is not None and event.crisis is not None


def _has_sensitive(center: Center, work: Casework) -> bool:
    services = center.knowledge.services
    return any(services[one].safety_sensitive for one in work.matter.chosen if one in services)
