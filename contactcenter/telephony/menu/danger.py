"""A life event that was chosen, by key or in words; and where somebody may be in danger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from contactcenter.telephony.document import Document, Redirect, Say
from contactcenter.telephony.menu import helplines
from contactcenter.telephony.menu.deeds import ChooseMatter, Deed, Enqueue, MarkUrgent
from contactcenter.telephony.menu.hours import is_open
from contactcenter.telephony.menu.onward import Onward
from contactcenter.telephony.menu.paths import wait_path
from contactcenter.telephony.menu.scene import Scene, Turn
from contactcenter.telephony.menu.voice import message
from shared.bundle import Knowledge
from shared.catalog.life_event import LifeEvent
from shared.catalog.model import CallLine

ANY = "chosen"  # they said it is urgent, not why
NO_LINE = ("general", "information")

# Whoever may be in danger is first; these say besides why, for `contactcenter.queue.priority`.
MORE_REASONS: Mapping[str, tuple[str, ...]] = {
    "child_harmed": ("child",),
    "no_roof": ("no_roof_tonight",),
}


def pick(onward: Onward, about: tuple[str, ...]) -> Onward | Turn:
    """A life event: to the one who knows about it, or, in danger, to whoever is free."""
    event = onward.scene.knowledge.life_events.get(about[0]) if about else None
    if event is None:
        return replace(onward, reference="topics.1")
    deeds = (*onward.deeds, matter_of(onward.scene.knowledge, event))
    scene = replace(onward.scene, matter=event.id)
    onward = replace(onward, scene=scene, deeds=deeds)
    if event.crisis:
        return danger(onward, (event.crisis,))
    return replace(onward, reference="chosen")


def danger(onward: Onward, about: tuple[str, ...]) -> Onward | Turn:
    """First of all into the line, at the very front; numbers to call are read meanwhile."""
    scene = onward.scene
    kind = about[0] if about else ANY
    reasons = ("danger", *MORE_REASONS.get(kind, ()))
    numbers = _numbers(scene, kind)
    deeds: tuple[Deed, ...] = (*onward.deeds, MarkUrgent(kind))
    if not is_open(scene):
        said = (*onward.said, message(scene, "phone-danger-closed"), *numbers)
        return replace(onward, reference="closed", said=said, deeds=deeds)
    first = (message(scene, "phone-danger"),) if not scene.is_waiting else ()
    said = (*onward.said, *first, *numbers, message(scene, "phone-danger-wait"))
    waiting = Redirect(wait_path(scene))
    return Turn(Document((*said, waiting)), (*deeds, Enqueue(reasons)))


def helplines_told(onward: Onward, _about: tuple[str, ...]) -> Onward:
    """The numbers for anybody in danger, when nobody answers here."""
    said = (*onward.said, *_numbers(onward.scene, ANY))
    return replace(onward, reference="closed", said=said)


def matter_of(knowledge: Knowledge, event: LifeEvent) -> ChooseMatter:
    """Whose line takes a life event: the agency's of its first door, else the general one."""
    door = event.first_door
    location = knowledge.locations.get(door.location or "")
    service = knowledge.services.get(door.service or "")
    agency = service or location
    line = _line(knowledge, door.organization or (agency.organization if agency else None))
    is_sensitive = event.crisis is not None or (service is not None and service.safety_sensitive)
    queue, skill = (line.queue, line.skill) if line else NO_LINE
    return ChooseMatter(event.id, queue, skill, is_sensitive)


def _line(knowledge: Knowledge, organization: str | None) -> CallLine | None:
    agency = knowledge.organizations.get(organization or "")
    return agency.call_line if agency else None


def _numbers(scene: Scene, kind: str) -> tuple[Say, ...]:
    """What to do in danger of life, and the helplines for this danger."""
    lines = helplines.said(scene, None if kind == ANY else kind)
    return (message(scene, "phone-danger-112"), *lines)
