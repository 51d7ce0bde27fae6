"""The headphone jack: somebody who plugs in wants to listen, and may hear private things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hardware.device import Health, Kind
from hardware.sensors.input_events import (
    EV_SW,
    EV_SYN,
    SW_HEADPHONE_INSERT,
    SYN_REPORT,
    InputEvent,
)
from hardware.sensors.sensor import Sensor

PLUGGED, UNPLUGGED = "plugged", "unplugged"
_ACTIONS = {"plug": 1, "unplug": 0}


class Jack(Sensor):
    """Its position is `plugged` or `unplugged`; nobody knows it while the device is away, and who
    does not know must act as if everybody could hear."""

    kind = Kind.HEADPHONES

    def _opened(self, switches: frozenset[int]) -> None:
        self._be(SW_HEADPHONE_INSERT in switches)

    def _happened(self, event: InputEvent) -> None:
        if event.type == EV_SW and event.code == SW_HEADPHONE_INSERT:
            self._be(bool(event.value))

    def _be(self, is_plugged: bool) -> None:
        self._report(Health.OK, position=PLUGGED if is_plugged else UNPLUGGED)

    def _used(self, action: str, _args: Mapping[str, str]) -> Sequence[InputEvent]:
        if action not in _ACTIONS:
            return ()
        report = InputEvent(EV_SYN, SYN_REPORT, 0)
        return InputEvent(EV_SW, SW_HEADPHONE_INSERT, _ACTIONS[action]), report
