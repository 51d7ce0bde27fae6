"""Walks the nodes: what was given at one of them, and what is heard next.

However a caller fares, it ends: every node is said a bounded number of times, and after MOST_STEPS
nodes a person is fetched, or, when there is none, the call is closed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from contactcenter.telephony.document import Document, Gather
from contactcenter.telephony.menu.deeds import Remember
from contactcenter.telephony.menu.ends import ENDS, RETURNS
from contactcenter.telephony.menu.hours import is_open, messages
from contactcenter.telephony.menu.keyed import KEYED
from contactcenter.telephony.menu.lists import page
from contactcenter.telephony.menu.memory import NEVER, SAID_ROUND, STEPS, number
from contactcenter.telephony.menu.node import Node, nodes, split
from contactcenter.telephony.menu.onward import Heard, Onward
from contactcenter.telephony.menu.paths import menu_path
from contactcenter.telephony.menu.said import understood
from contactcenter.telephony.menu.scene import Given, Scene, Turn
from contactcenter.telephony.menu.tells import TELLS
from contactcenter.telephony.menu.voice import message, spoken_language
from contactcenter.telephony.menu.words import hints, spoken_key

PERSON, AGAIN, QUIET, LANGUAGE = "0", "9", "99", "*"
NINE = "nine"  # somewhere a 9 was pressed: again, or the first half of 9 9
NINE_SECONDS = 2
CLOSED = "closed"
WAIT = "wait"
MOST_STEPS = 30
NOT_KEYS = re.compile(r"[^0-9*]")


def enter(onward: Onward) -> Turn:
    """Go to a node and say what it says, through as many ends as do nothing but lead on."""
    while True:
        name, about = split(onward.reference)
        if name in ENDS:
            ended = ENDS[name](onward, about)
            if isinstance(ended, Turn):
                return ended
            onward = ended
        elif name in nodes() and number(onward.scene, STEPS) < MOST_STEPS:
            return _listen(onward, name, about)
        else:
            onward = replace(onward, reference=_way_out(onward))


def answer(scene: Scene, reference: str, attempt: int, given: Given) -> Turn:
    """What follows when this was given at that node. A node we do not know is the beginning."""
    name, about = split(reference)
    if name == NINE:
        return _after_nine(scene, ".".join(about), attempt, given)
    if name not in nodes():
        return enter(Onward(scene, name if name in RETURNS else "start"))
    found = _found(scene, reference, attempt, given)
    if isinstance(found, Turn):
        return found
    return enter(found or _missed(scene, nodes()[name], reference, attempt, given))


def _found(scene: Scene, reference: str, attempt: int, given: Given) -> Onward | Turn | None:
    """What a key or words mean here; None when they mean nothing."""
    name, _ = split(reference)
    keys, here = _keys(given), leads(scene, reference)
    found = _everywhere(scene, reference, attempt, keys)
    if found is None and keys in here:
        return Onward(scene, here[keys])
    if found is None and keys and nodes()[name].digits:
        return KEYED[name](scene, keys, attempt)
    if found is None and given.kind == "speech" and given.text.strip():
        return understood(scene, given.text)
    return found


def _keys(given: Given) -> str:
    """The keys that were pressed; a number that was said is as good as its key."""
    if given.kind == "speech":
        return spoken_key(given.text) or ""
    return NOT_KEYS.sub("", given.text) if given.kind == "digits" else ""


def _everywhere(scene: Scene, reference: str, attempt: int, keys: str) -> Onward | Turn | None:
    """What a key does wherever it is pressed."""
    name, _ = split(reference)
    if keys in {AGAIN, QUIET}:
        return quiet_or_again(scene, reference, keys, attempt)
    if nodes()[name].is_private:
        return None
    if keys == PERSON:
        is_told = name == CLOSED and not is_open(scene)  # they know that nobody answers
        return Onward(scene, "message" if is_told else "person.asked")
    return Onward(scene, "language") if keys == LANGUAGE else None


def leads(scene: Scene, reference: str) -> Mapping[str, str]:
    """Where the keys of a node lead, beside those that lead the same way everywhere."""
    name, about = split(reference)
    node = nodes()[name]
    return {**node.keys, **(page(scene, name, node.list, about).leads if node.list else {})}


def quiet_or_again(scene: Scene, reference: str, keys: str, attempt: int = 0) -> Turn:
    """Say that it comes again; a second 9 meanwhile says that the caller cannot speak."""
    if keys == QUIET:
        return enter(_cannot_speak(scene, reference))
    path = menu_path(scene, f"{NINE}.{reference}", attempt)
    again = Gather(path, (message(scene, "phone-again"),), most=1, seconds=NINE_SECONDS)
    return Turn(Document((again,)))


def _cannot_speak(scene: Scene, reference: str) -> Onward:
    """Where 9 9 leads."""
    node = nodes().get(split(reference)[0])
    return Onward(scene, (node.keys if node else {}).get(QUIET, "quiet_start"))


def _after_nine(scene: Scene, reference: str, attempt: int, given: Given) -> Turn:
    keys = _keys(given)
    if keys in {AGAIN, QUIET}:
        return enter(_cannot_speak(scene, reference))
    is_long = reference in nodes() and nodes()[reference].digits
    if keys and (not is_long or keys in {PERSON, LANGUAGE}):
        return answer(scene, reference, attempt, given)
    deeds = (Remember({SAID_ROUND: NEVER}),) if reference == WAIT else ()
    return enter(Onward(scene, reference, deeds=deeds, attempt=attempt))


def _missed(scene: Scene, node: Node, reference: str, attempt: int, given: Given) -> Onward:
    """Nothing, or nothing that leads anywhere: once more with a kind word, or on."""
    if attempt + 1 >= node.tries:
        return Onward(scene, node.silence)
    key = "phone-not-heard" if given.kind == "silence" else "phone-not-understood"
    said = (message(scene, key),)
    return Onward(scene, reference, said=said, attempt=attempt + 1)


def _listen(onward: Onward, name: str, about: tuple[str, ...]) -> Turn:
    node, scene = nodes()[name], onward.scene
    said = (*onward.said, *_said(scene, node, name, about))
    gather = Gather(
        menu_path(scene, onward.reference, onward.attempt),
        said,
        most=node.digits or 1,
        seconds=node.seconds,
        language=spoken_language(scene.language),
        hears_words=node.hears,
        hints=hints(spoken_language(scene.language)) if node.hears else (),
    )
    return Turn(Document((gather,)), (*onward.deeds, _counted(scene)))


def _said(scene: Scene, node: Node, name: str, about: tuple[str, ...]) -> tuple[Heard, ...]:
    told = TELLS[node.tells](scene, about) if node.tells else ()
    listed = page(scene, name, node.list, about).said(scene) if node.list else ()
    return (*told, *messages(scene, node.says), *listed)


def _counted(scene: Scene) -> Remember:
    return Remember({STEPS: number(scene, STEPS) + 1})


def _way_out(onward: Onward) -> str:
    """Where somebody goes who has gone round long enough."""
    if split(onward.reference)[0] not in nodes():
        return "start"
    return "person.confused" if is_open(onward.scene) else "goodbye"
