"""Numbers for people in danger, read from the content: a few, the free ones first."""

from __future__ import annotations

from contactcenter.telephony.document import Say
from contactcenter.telephony.menu.scene import Scene
from contactcenter.telephony.menu.voice import message, read, sentence, voice
from shared.catalog.model import Helpline

EMERGENCY = "112"  # said on its own, before all others
FEW = 2
SHORT_DIGITS = 7
FREE = "800"


def said(scene: Scene, kind: str | None) -> tuple[Say, ...]:
    """The helplines for one kind of danger, or (None) for any."""
    lines = for_danger(scene, kind)
    spoken: list[Say] = []
    for line in lines:
        number = voice(scene).phone(line.number)
        name = read(scene, line.names)
        spoken.append(Say(sentence(name.text), name.language))
        spoken.append(message(scene, "phone-helpline", number=number))
    if any(line.status == "to_confirm" for line in lines):
        spoken.append(message(scene, "phone-helplines-to-confirm"))
    return tuple(spoken)


def for_danger(scene: Scene, kind: str | None) -> tuple[Helpline, ...]:
    """At most FEW free numbers of the services that are the first doors for this danger."""
    groups = [g for g in scene.knowledge.crisis_words if kind in {None, g.kind}]
    services = [scene.knowledge.services.get(id_) for group in groups for id_ in group.services]
    lines: dict[str, Helpline] = {}
    for service in services:
        for line in service.helplines if service else ():
            lines.setdefault(line.number, line)
    return tuple(line for line in lines.values() if _is_free(line))[:FEW]


def _is_free(line: Helpline) -> bool:
    digits = line.number.replace(" ", "")
    is_short = len(digits) < SHORT_DIGITS or digits.startswith(FREE)
    return line.number != EMERGENCY and is_short
