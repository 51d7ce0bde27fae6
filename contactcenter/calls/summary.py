"""What is left of a talk when it is over: what was agreed, where it was sent, what comes next.

A talk that could endanger somebody is summed up without its subject, and nothing of where it was
sent is kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from contactcenter.agents import names_of
from contactcenter.agreeing import Line, lines_of
from contactcenter.calls import looked
from contactcenter.casework import read_casework
from contactcenter.center import Center
from contactcenter.referring import ReferralLine, referral_line
from contactcenter.telephony import timeline
from shared.intake.agreement_seen import AgreementView, PromiseView, shown
from shared.intake.matter import MatterAway
from shared.intake.referral import OpenReferral, referrals_of
from shared.models import Agreement, Call, Doer, PromiseOutcome
from shared.text import Phrase
from shared.web.present import Words

ROUTED = "routed"  # the line of the timeline that says to which agency the caller was sent
DIRECTED = "directed"
CONFIDENTIAL = "confidential"  # stands in the form for every service that is not named
PASSED = ("passed_on", "transfer_completed")
MOST_SUGGESTED = 4
Choice = tuple[Phrase, str]  # a name, and the id behind it


class Summary(NamedTuple):
    """One talk on one screen. `passed`: whom it was passed on to; None for the line or outside."""

    agent: str | None
    talk_seconds: int | None
    agreed: list[Line]
    ours: list[Line]  # those of `agreed` that the line itself still has to do
    sent: list[ReferralLine]
    passed: list[str | None]
    routed: Phrase | None
    matter_until: datetime | None  # the answers of an open matter go then


class Offered(NamedTuple):
    """What the form after the talk offers, the likely ones apart and chosen already."""

    likely: list[Choice]
    services: list[Choice]
    agencies: list[Choice]
    service: str
    agency: str
    outcome: str


def summary_of(room: Center, db: Session, call: Call, agent_id: str, language: str) -> Summary:
    """Everything the last page of a call says, beside who called."""
    words = room.words(language)
    agreements = _agreements(room, db, call)
    lines = [(one, line) for found in agreements for one, line in _lines(room, call, found, words)]
    work = read_casework(room, call.matter_id, agent_id) if call.matter_id else None
    return Summary(
        names_of(db, [call.agent_id]).get(call.agent_id) if call.agent_id else None,
        _talk_seconds(call),
        [line for _, line in lines],
        [line for one, line in lines if _is_ours(one)],
        [referral_line(room.knowledge, one, words) for one in _sent(db, call)],
        _passed(db, call),
        _routed(room, db, call, words),
        None if work is None or isinstance(work, MatterAway) else work.matter.expires_at,
    )


def offered(room: Center, db: Session, call: Call, agent_id: str, language: str) -> Offered:
    """What to choose from after the talk. Services that are not named stand as one."""
    words, known = room.words(language), room.knowledge
    likely = _likely(room, db, call, agent_id)[:MOST_SUGGESTED]
    services = [one for one in known.services.values() if not one.safety_sensitive]
    named = sorted((words.read(one.names), one.id) for one in services)
    agencies = sorted((words.read(one.names), one.id) for one in known.organizations.values())
    agency = "" if call.is_sensitive else _likely_agency(room, db, call)
    is_sent = bool(agency or _sent(db, call) or _passed(db, call))
    return Offered(
        [(words.read(known.services[one].names), one) for one in likely],
        [choice for choice in named if choice[1] not in likely],
        agencies,
        CONFIDENTIAL if call.is_sensitive else next(iter(likely), ""),
        agency,
        DIRECTED if is_sent else "",
    )


def keep_routed(room: Center, db: Session, call: Call, agency_id: str, at: datetime) -> None:
    """Write down to which agency the caller was sent, unless the subject is not to be named."""
    if agency_id in room.knowledge.organizations and not call.is_sensitive:
        timeline.note(db, call.id, ROUTED, at, organization_id=agency_id)


def _agreements(room: Center, db: Session, call: Call) -> list[AgreementView]:
    mine = (Agreement.call_id == call.id, Agreement.withdrawn_at.is_(None))
    rows = db.scalars(select(Agreement).where(*mine).order_by(Agreement.made_at)).all()
    return [shown(db, row, room.keys) for row in rows]


def _lines(
    room: Center, call: Call, found: AgreementView, words: Words
) -> Iterator[tuple[PromiseView, Line]]:
    is_disguised = call.is_sensitive or found.is_sensitive
    said = lines_of(room, found, words, is_disguised=is_disguised)
    return zip(found.promises, said, strict=True)


def _is_ours(promised: PromiseView) -> bool:
    return promised.doer is Doer.LINE and promised.outcome is PromiseOutcome.OPEN


def _talk_seconds(call: Call) -> int | None:
    if call.answered_at is None or call.ended_at is None:
        return None
    return max(0, round((call.ended_at - call.answered_at).total_seconds()))


def _sent(db: Session, call: Call) -> list[OpenReferral]:
    """The referrals made since this talk began."""
    found = referrals_of(db, call.matter_id) if call.matter_id else []
    return [one for one in found if one.made_at >= call.began_at]


def _passed(db: Session, call: Call) -> list[str | None]:
    passed = [one for one in timeline.of(db, call.id) if one.name in PASSED]
    ids = [one.fields.get("to") for one in passed]
    names = names_of(db, [id_ for id_ in ids if id_])
    return [names.get(id_ or "") for id_ in ids]


def _routed(room: Center, db: Session, call: Call, words: Words) -> Phrase | None:
    """The agency that was written down last."""
    told = [one for one in timeline.of(db, call.id) if one.name == ROUTED]
    agency = room.knowledge.organizations.get(told[-1].fields["organization_id"]) if told else None
    return words.read(agency.names) if agency and not call.is_sensitive else None


def _likely(room: Center, db: Session, call: Call, agent_id: str) -> list[str]:
    """What it was probably about: sent on, agreed, known before, chosen at the kiosk, looked at."""
    agreed = [one for found in _agreements(room, db, call) for one in found.promises]
    work = read_casework(room, call.matter_id, agent_id) if call.matter_id else None
    chosen = [] if work is None or isinstance(work, MatterAway) else work.matter.chosen
    found = [
        *(one.service_id for one in _sent(db, call)),
        *(one.service_id for one in agreed),
        call.matter,
        *chosen,
        *looked.during(call.id),
    ]
    services = room.knowledge.services
    named = [one for one in found if one in services and not services[one].safety_sensitive]
    return list(dict.fromkeys(named))


def _likely_agency(room: Center, db: Session, call: Call) -> str:
    """Where the caller was sent: by a referral, else by what an agency is to do."""
    known = room.knowledge
    for one in _sent(db, call):
        service = known.services.get(one.service_id)
        if service is not None and not service.safety_sensitive:
            return service.organization
    for found in _agreements(room, db, call):
        for one in found.promises:
            if one.organization_id in known.organizations and not found.is_sensitive:
                return str(one.organization_id)
    return ""
