"""What a caller hears: a menu described as data (nodes.yaml) and a small pure interpreter.

    turn = first(scene)                          the call has come in
    turn = answer(scene, at, attempt, given)     POST /telephony/menu/<call_id>?at=…&try=…
    turn = waiting(scene, standing, given)       POST /telephony/wait/<call_id>
    turn = outgoing(scene)                       our callback was answered

A Turn is a document and deeds. Whoever serves the webhook does the deeds, in their order, in its
own transaction, and answers the document. Nothing here reads a clock, a database or a request, and
what is said is never decided twice: the state of a call is its node and attempt (in the address),
its memory (`Remember` → `Scene.memory`) and what was keyed (`Keep` → `Scene.kept`, sealed).
"""

from __future__ import annotations

from contactcenter.telephony.menu.announcements import (
    QUESTION,
    back_in_line,
    fallback,
    holding,
    joining,
    outage,
    outgoing,
    question,
    third_person,
    transferring,
)
from contactcenter.telephony.menu.deeds import (
    AskCallback,
    ChooseMatter,
    Confirmed,
    Deed,
    DropSlip,
    Enqueue,
    FoundSlip,
    Keep,
    LeaveMessage,
    MarkQuiet,
    MarkUrgent,
    Note,
    NotReached,
    QuietAnswer,
    Remember,
    SpeakLanguage,
)
from contactcenter.telephony.menu.hours import is_answered, next_opening
from contactcenter.telephony.menu.interpreter import answer, enter
from contactcenter.telephony.menu.onward import Onward
from contactcenter.telephony.menu.scene import (
    SILENCE,
    Given,
    Scene,
    SlipTrouble,
    Standing,
    Turn,
)
from contactcenter.telephony.menu.waiting import waiting

__all__ = [
    "QUESTION",
    "SILENCE",
    "AskCallback",
    "ChooseMatter",
    "Confirmed",
    "Deed",
    "DropSlip",
    "Enqueue",
    "FoundSlip",
    "Given",
    "Keep",
    "LeaveMessage",
    "MarkQuiet",
    "MarkUrgent",
    "NotReached",
    "Note",
    "QuietAnswer",
    "Remember",
    "Scene",
    "SlipTrouble",
    "SpeakLanguage",
    "Standing",
    "Turn",
    "answer",
    "back_in_line",
    "closed",
    "fallback",
    "first",
    "holding",
    "is_answered",
    "joining",
    "next_opening",
    "outage",
    "outgoing",
    "question",
    "third_person",
    "transferring",
    "waiting",
]


def first(scene: Scene) -> Turn:
    """What is said when somebody calls: who we are, that this is not 112, and the languages."""
    return outage(scene) if scene.is_outage else enter(Onward(scene, "greeting"))


def closed(scene: Scene) -> Turn:
    """What there is when nobody answers: a message, a callback, hours of offices, helplines."""
    return enter(Onward(scene, "closed"))
