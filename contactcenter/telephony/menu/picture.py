"""The menu as a text to be read and checked: what is said where, and which key leads on to what.

It is made by calling: what stands here is what a caller hears.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, urlsplit

from contactcenter.telephony.document import Document, Gather, HangUp, Record, Redirect, Say
from contactcenter.telephony.menu.after import after
from contactcenter.telephony.menu.interpreter import answer, enter, leads
from contactcenter.telephony.menu.memory import STEPS
from contactcenter.telephony.menu.node import nodes, split
from contactcenter.telephony.menu.onward import Onward
from contactcenter.telephony.menu.scene import SILENCE, Given, Scene, Turn

INDENT = "    "
SPEAK = "speak."  # the other languages have pictures of their own
BESIDES = ("language", "callback", "question", "outgoing")  # what no key of the menu leads to


def reference_of(document: Document) -> str | None:
    """The node whose keys a document waits for; None when it waits for none."""
    for verb in document.verbs:
        if isinstance(verb, Gather):
            return parse_qs(urlsplit(verb.path).query).get("at", [None])[0]
    return None


def picture(scene: Scene) -> Iterator[str]:
    """The lines of the whole menu, in the scene's language, in the hours the scene says."""
    drawing = _Drawing(scene)
    yield from drawing.tree(enter(Onward(scene, "greeting")), scene, 0)
    for reference in BESIDES:
        yield ""
        inside = replace(scene, is_waiting=True)
        yield from drawing.tree(enter(Onward(inside, reference)), inside, 0)


@dataclass
class _Drawing:
    scene: Scene
    drawn: set[str] = field(default_factory=set)

    def tree(self, turn: Turn, scene: Scene, depth: int) -> Iterator[str]:
        reference = reference_of(turn.document)
        margin = INDENT * depth
        if reference is None:
            yield from _last_words(turn, margin)
            return
        name = split(reference)[0]
        if _key_of(reference) in self.drawn:
            yield f"{margin}[{name}] see above"
            return
        self.drawn.add(_key_of(reference))
        yield f"{margin}[{name}]"
        yield from (f"{margin}{line}" for line in _sentences(turn.document))
        yield from self._branches(reference, after(scene, turn.deeds), depth)

    def _branches(self, reference: str, scene: Scene, depth: int) -> Iterator[str]:
        calm = replace(scene, memory={**scene.memory, STEPS: 0})
        for key, onward in leads(calm, reference).items():
            if onward.startswith(SPEAK) and onward != f"{SPEAK}{self.scene.language}":
                continue
            turn = answer(calm, reference, 0, Given("digits", key))
            yield f"{INDENT * depth}  {key} ->"
            yield from self.tree(turn, calm, depth + 1)
        tries = nodes()[split(reference)[0]].tries
        yield f"{INDENT * depth}  nothing, {tries} x ->"
        yield from self.tree(answer(calm, reference, tries - 1, SILENCE), calm, depth + 1)


def _key_of(reference: str) -> str:
    """Points and districts are drawn once, whichever they are."""
    name, _ = split(reference)
    return name if name in {"place", "places", "districts"} else reference


def _sentences(document: Document) -> Iterator[str]:
    for verb in document.verbs:
        for said in verb.said if isinstance(verb, Gather) else (verb,):
            if isinstance(said, Say):
                yield f"  {said.language}: {said.text}"


def _last_words(turn: Turn, margin: str) -> Iterator[str]:
    yield from (f"{margin}{line}" for line in _sentences(turn.document))
    yield f"{margin}  = {_ending(turn.document)}"


def _ending(document: Document) -> str:
    last = document.verbs[-1]
    if isinstance(last, Redirect):
        return "to a person" if "/wait/" in last.path else "into the conversation"
    return {Record: "a message", HangUp: "the end"}.get(type(last), "on")
