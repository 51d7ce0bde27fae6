"""What a node reads from the content or from the call before its own messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from contactcenter.telephony.document import Say
from contactcenter.telephony.menu.hours import is_open, said_hours
from contactcenter.telephony.menu.offices import may_be_told
from contactcenter.telephony.menu.opening import told
from contactcenter.telephony.menu.scene import Scene
from contactcenter.telephony.menu.voice import message, read, recording, sentence, voice

Told = Callable[[Scene, tuple[str, ...]], tuple[Say, ...]]


def chosen(scene: Scene, _about: tuple[str, ...]) -> tuple[Say, ...]:
    """The life event they chose, in the content's words."""
    event = scene.knowledge.life_events.get(scene.matter or "")
    if event is None:
        return ()
    name = read(scene, event.names)
    return (message(scene, "phone-matter"), Say(sentence(name.text), name.language))


def begin(scene: Scene, _about: tuple[str, ...]) -> tuple[Say, ...]:
    """Which door to knock at first; whether somebody has confirmed it is said with it."""
    event = scene.knowledge.life_events.get(scene.matter or "")
    if event is None:
        return (message(scene, "phone-place-ask"),)
    doubt = (message(scene, "phone-to-confirm"),) if event.status == "to_confirm" else ()
    return (read(scene, event.first_door.text), *doubt)


def slip(scene: Scene, _about: tuple[str, ...]) -> tuple[Say, ...]:
    """The slip's number, read back digit by digit."""
    return _read_back(scene, "phone-slip-read")


def kept(scene: Scene, _about: tuple[str, ...]) -> tuple[Say, ...]:
    """The number they keyed for a callback, read back."""
    return _read_back(scene, "phone-callback-read")


def callback(scene: Scene, _about: tuple[str, ...]) -> tuple[Say, ...]:
    """The end of the number they call from: enough to know it by, too little to give it away."""
    ending = voice(scene).digits(scene.number_ending or "")
    return (message(scene, "phone-callback-ending", digits=ending),)


def place(scene: Scene, about: tuple[str, ...]) -> tuple[Say, ...]:
    """A point's hours and closures."""
    if not about or not may_be_told(scene.knowledge, about[0]):
        return (message(scene, "phone-place-ask"),)
    return told(scene, scene.knowledge.locations[about[0]])


def closed(scene: Scene, _about: tuple[str, ...]) -> tuple[Say, ...]:
    """That nobody answers now, and when somebody will."""
    return () if is_open(scene) else (message(scene, "phone-line-closed"), *said_hours(scene))


def recorded(scene: Scene, _about: tuple[str, ...]) -> tuple[Say, ...]:
    """Whether this call is recorded."""
    return (recording(scene),)


def _read_back(scene: Scene, key: str) -> tuple[Say, ...]:
    digits = scene.kept or ""
    grouped = " ".join(digits[start : start + 3] for start in range(0, len(digits), 3))
    if len(digits) % 3:
        grouped = " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
    return (message(scene, key, digits=voice(scene).phone(grouped)),)


TELLS: Mapping[str, Told] = {
    "begin": begin,
    "callback": callback,
    "chosen": chosen,
    "closed": closed,
    "kept": kept,
    "place": place,
    "recorded": recorded,
    "slip": slip,
}
