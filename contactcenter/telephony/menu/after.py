"""The same call after a turn's deeds: for pictures, walks and simulations, where nobody calls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from contactcenter.telephony.menu.deeds import (
    ChooseMatter,
    Deed,
    DropSlip,
    Enqueue,
    FoundSlip,
    Keep,
    MarkQuiet,
    Remember,
    SpeakLanguage,
)
from contactcenter.telephony.menu.scene import Scene


def after(scene: Scene, deeds: Iterable[Deed]) -> Scene:
    """The scene of the next turn."""
    for deed in deeds:
        scene = _after(scene, deed)
    return scene


def _after(scene: Scene, deed: Deed) -> Scene:  # noqa: C901  # one line to a deed
    match deed:
        case SpeakLanguage(code):
            return replace(scene, language=code)
        case Keep(text):
            return replace(scene, kept=text)
        case Remember(fields):
            return replace(scene, memory={**scene.memory, **fields})
        case ChooseMatter():
            return replace(scene, matter=deed.id)
        case FoundSlip():
            return replace(scene, has_slip=True)
        case DropSlip():
            return replace(scene, has_slip=False)
        case Enqueue():
            return replace(scene, is_waiting=True)
        case MarkQuiet():
            return replace(scene, is_quiet=True)
        case _:
            return scene
