"""What a node's own code answers: where the call goes on, or the turn that ends it."""

from __future__ import annotations

from dataclasses import dataclass

from contactcenter.telephony.document import Pause, Play, Say
from contactcenter.telephony.menu.deeds import Deed
from contactcenter.telephony.menu.scene import Scene

Heard = Say | Play | Pause


@dataclass(frozen=True)
class Onward:
    """Go on at `reference`, after `said` and these deeds; `scene` has changed by them.

    `attempt` is above 0 where the caller is asked the same again.
    """

    scene: Scene
    reference: str
    said: tuple[Heard, ...] = ()
    deeds: tuple[Deed, ...] = ()
    attempt: int = 0


@dataclass(frozen=True)
class Offer:
    """One of several things to choose from: what it is called, and where it leads."""

    name: tuple[Say, ...]
    reference: str
