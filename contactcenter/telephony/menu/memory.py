"""What a call remembers between two turns (`Call.menu`), by name. Nothing personal is in it."""

from __future__ import annotations

from contactcenter.telephony.menu.scene import Scene

STEPS = "steps"  # how many nodes were said
NOTICED = "noticed"  # the notice about data was said
ROUND = "round"  # how many rounds somebody has waited
SAID_ROUND = "said_round"  # the round in which the place in the line was last said
SAID_PLACE = "said_place"  # and the place that was said then
NEVER = -1


def number(scene: Scene, name: str, default: int = 0) -> int:
    """A number that was remembered."""
    value = scene.memory.get(name, default)
    return value if isinstance(value, int) else default
