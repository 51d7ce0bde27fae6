"""What the forms of an agreement say, read; None where that is not enough for a line."""

from __future__ import annotations

from datetime import date

from werkzeug.datastructures import MultiDict

from contactcenter.agreeing import DEEDS, Talk, prepare
from contactcenter.center import Center
from shared.intake.agreement import LONGEST_WORDS, Promised
from shared.intake.agreement_seen import PromiseView
from shared.models import Doer


def written(center: Center, talk: Talk, form: MultiDict[str, str]) -> Promised | None:
    """What the form says: a deed of the list, or own words; the catalog adds what it knows."""
    deed, words = form.get("deed", ""), form.get("words", "").strip()[:LONGEST_WORDS]
    service_id = form.get("service") or None
    if service_id is not None and service_id not in center.knowledge.services:
        return None
    if deed in DEEDS:
        return prepare(center, talk, deed, service_id)
    if form.get("doer") not in set(Doer) or not words:
        return None
    due_on = _day(form.get("due", ""))
    service = center.knowledge.services.get(service_id or "")
    return Promised(
        doer=Doer(form["doer"]),
        words=words,
        service_id=service_id,
        organization_id=service.organization if service else None,
        due_on=due_on,
        is_sensitive=service is not None and service.safety_sensitive,
    )


def rewritten(center: Center, before: PromiseView, form: MultiDict[str, str]) -> Promised | None:
    """The line with what the form changes; the service stays."""
    deed = form.get("deed") or None
    if deed is not None and DEEDS.get(deed) is not before.doer:
        return None
    words = form.get("words", "").strip()[:LONGEST_WORDS]
    service = center.knowledge.services.get(before.service_id or "")
    place = form.get("location") or None
    if (place is not None and place not in center.knowledge.locations) or not (deed or words):
        return None
    papers = tuple(one for one in form.getlist("papers") if one in center.knowledge.documents)
    return Promised(
        doer=before.doer,
        deed=deed,
        words=words,
        service_id=before.service_id,
        organization_id=before.organization_id,
        location_id=place,
        papers=papers,
        due_on=_day(form.get("due", "")),
        is_sensitive=service is not None and service.safety_sensitive,
    )


def _day(written_day: str) -> date | None:
    try:
        return date.fromisoformat(written_day)
    except ValueError:
        return None
