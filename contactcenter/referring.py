"""Sending a matter on: the doors it may go to, why each, and what has become of what was sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from contactcenter.casework import Casework
from contactcenter.center import Center
from shared.bundle import Knowledge
from shared.catalog.model import Service
from shared.diagnosis import write_household
from shared.intake.packet import Packet
from shared.intake.referral import Misrouted, OpenReferral
from shared.routing.journey import Journey
from shared.routing.place import Placement, Placer
from shared.text import Phrase
from shared.web.present import Words

CONFIDENTIAL = "confidential"  # stands for every service that could endanger somebody


class ReferralLine(NamedTuple):
    """One referral in a list; a safety-sensitive one names neither the service nor the place."""

    referral: OpenReferral
    service: Phrase | None
    place: Phrase | None
    phone: str | None


class MisroutedLine(NamedTuple):
    """One row of the table: how many of a service's referrals came back, in percent, and why."""

    service: Phrase | None
    settled: int
    sent_back: int
    percent: int
    why: tuple[tuple[str, int], ...]


def doors_of(
    center: Center, service: Service, at: datetime, district: str | None
) -> Sequence[Placement]:
    """Where this service is, best first, for who lives in `district`."""
    placer = Placer(center.knowledge.locations, Journey(at=at, district=district))
    return placer.place(service.where, is_help=service.kind == "help")


def pack(center: Center, work: Casework, service_id: str, brief: str) -> Packet:
    """What the agency gets with the citizen's consent."""
    facts = center.knowledge.facts
    return Packet(
        service_id=service_id,
        language=work.matter.language,
        household=write_household(work.household, facts, ages_only=True, on=work.assessment.on),
        chosen=work.matter.chosen,
        brief=brief,
        has_consent=True,
        content_hash=center.knowledge.content_hash,
        on=work.assessment.on,
    )


def reason_of(door: Placement, chosen: int) -> str:
    """Why this door, as a word of the list; any but the first is the agent's own choice."""
    if chosen:
        return "agents_choice"
    if door.because.area is not None:
        return "area"
    if door.because.district is not None:
        return "district"
    return {"single": "only_place", "any": "any_place", "nearest": "nearest"}.get(
        door.because.rule, "agents_choice"
    )


def referral_line(knowledge: Knowledge, referral: OpenReferral, words: Words) -> ReferralLine:
    """One referral as anybody at the console may see it."""
    service = knowledge.services.get(referral.service_id)
    place = knowledge.locations.get(referral.location_id)
    if service is None or service.safety_sensitive or place is None:
        return ReferralLine(referral, None, None, None)
    phone = place.phones[0].number if place.phones else None
    return ReferralLine(referral, words.read(service.names), words.read(place.names), phone)


def misrouted_lines(
    knowledge: Knowledge, found: Iterable[Misrouted], words: Words
) -> list[MisroutedLine]:
    """The table, with all safety-sensitive services in one row without a name."""
    rows: dict[str, Misrouted] = {}
    for one in found:
        service = knowledge.services.get(one.service_id)
        hidden = service is None or service.safety_sensitive
        name = CONFIDENTIAL if hidden else one.service_id
        rows[name] = _sum(rows.get(name), one, name)
    lines = [_line(knowledge, row, words) for row in rows.values()]
    return sorted(lines, key=lambda line: (-line.sent_back, -line.settled))


def _sum(before: Misrouted | None, one: Misrouted, name: str) -> Misrouted:
    if before is None:
        return Misrouted(name, one.settled, one.sent_back, one.why)
    names = {**before.why, **one.why}
    why = {word: before.why.get(word, 0) + one.why.get(word, 0) for word in names}
    return Misrouted(name, before.settled + one.settled, before.sent_back + one.sent_back, why)


def _line(knowledge: Knowledge, row: Misrouted, words: Words) -> MisroutedLine:
    service = knowledge.services.get(row.service_id)
    name = words.read(service.names) if service else None
    percent = round(100 * row.sent_back / row.settled) if row.settled else 0
    why = tuple(sorted(row.why.items(), key=lambda item: -item[1]))
    return MisroutedLine(name, row.settled, row.sent_back, percent, why)
