"""Documents nobody answers by a key of the menu: holding, transfers, outages, what we say first."""

from __future__ import annotations

from collections.abc import Callable

from contactcenter.telephony.document import Document, HangUp, Play, Redirect, Say
from contactcenter.telephony.menu.interpreter import enter
from contactcenter.telephony.menu.onward import Onward
from contactcenter.telephony.menu.paths import wait_path
from contactcenter.telephony.menu.scene import Scene, Turn
from contactcenter.telephony.menu.voice import SPOKEN, message, read, voice
from contactcenter.telephony.music import MUSIC_PATH, SECONDS
from shared.text import Text

HOLD_SECONDS = 24
QUESTION = "question"
Speaker = Callable[..., str]


def outgoing(scene: Scene) -> Turn:
    """What somebody we call back hears first: neither who we are nor what about, until they say
    that they asked for it.
    """
    return enter(Onward(scene, "outgoing"))


def question(scene: Scene) -> Turn:
    """Ask somebody who cannot speak to answer the agent's question by key, then join them again.

    The agent asks aloud; steering the caller's leg here takes it out of the conference and back.
    """
    return enter(Onward(scene, QUESTION))


def outage(scene: Scene) -> Turn:
    """We cannot put anybody through: where to call instead, if there is such a number. Whoever
    waited hears that the place is kept.
    """
    said: tuple[Say, ...] = (message(scene, "phone-outage"),)
    if scene.memory.get("place_kept"):
        said = (*said, message(scene, "phone-outage-kept"))
    elif scene.failover_number:
        number = voice(scene).phone(scene.failover_number)
        said = (*said, *[message(scene, "phone-outage-call", number=number)] * 2)
    else:
        said = (*said, message(scene, "phone-outage-later"))
    return Turn(Document((*said, message(scene, "phone-danger-112"), HangUp())))


def fallback(say: Speaker, failover_number: str | None = None) -> Document:
    """For when nothing is known, not even the language: in all three, and no database is asked."""
    from contactcenter.telephony.menu.spoken import tongue

    said: list[Say] = []
    for language in SPOKEN:
        said.append(Say(say(language, "phone-outage"), language))
        if failover_number:
            number = tongue(language).phone(failover_number)
            said.append(Say(say(language, "phone-outage-call", number=number), language))
        said.append(Say(say(language, "phone-danger-112"), language))
    return Document((*said, HangUp()))


def holding(scene: Scene) -> Document:
    """For a caller on hold; the provider asks again when it is over."""
    return Document((message(scene, "phone-on-hold"), Play(MUSIC_PATH, HOLD_SECONDS // SECONDS)))


def transferring(scene: Scene, to: Text | None = None) -> Document:
    """Before a transfer without a talk: to whom, if the name may be said aloud."""
    named = (read(scene, to),) if to else ()
    return Document((message(scene, "phone-transfer"), *named))


def joining(scene: Scene) -> Document:
    """For whoever is in the conversation before the other side is."""
    return Document((message(scene, "phone-joining"), Play(MUSIC_PATH, HOLD_SECONDS // SECONDS)))


def back_in_line(scene: Scene) -> Document:
    """Their agent was lost; they are first in the line again."""
    return Document((message(scene, "phone-back-in-line"), Redirect(wait_path(scene))))


def third_person(scene: Scene, *, is_outside: bool = False) -> Document:
    """Somebody joins, of ours or from outside; nobody listens in unannounced."""
    said = "phone-third-outside" if is_outside else "phone-third-person"
    return Document((message(scene, said),))
