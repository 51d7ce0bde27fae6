"""The tactile keypad: every function of the kiosk without sight (EN 301 549, 5.1.6.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hardware.clock import Clock
from hardware.device import Health, Kind, Tell
from hardware.sensors.input_events import EV_KEY, EV_SYN, SYN_REPORT, InputEvent, InputSource
from hardware.sensors.sensor import Sensor

DOWN, UP = 1, 0

# linux/input-event-codes.h → what the kiosk calls the key
KEYS: Mapping[int, str] = {
    **{code: str(number % 10) for number, code in enumerate(range(2, 12), start=1)},
    **dict(zip((82, 79, 80, 81, 75, 76, 77, 71, 72, 73), "0123456789", strict=True)),
    103: "up",
    108: "down",
    105: "left",
    106: "right",
    28: "ok",
    96: "ok",
    353: "ok",
    1: "back",
    14: "back",
    158: "back",
    59: "help",
    138: "help",
    55: "repeat",
    522: "repeat",
    115: "louder",
    114: "quieter",
    78: "louder",
    74: "quieter",
}
_CODES = {name: code for code, name in KEYS.items()}


class Keypad(Sensor):
    """Tells each key as it goes down, once: no repeats while it is held (5.7).

    `double_strike_seconds`: the same key again within this time counts as a tremor (5.8).
    """

    kind = Kind.KEYPAD

    def __init__(
        self,
        name: str,
        source: InputSource,
        tell: Tell,
        clock: Clock,
        *,
        double_strike_seconds: float = 0.0,
    ) -> None:
        super().__init__(name, source, tell, clock)
        self._double_strike_seconds = double_strike_seconds
        self._last = (0, clock.now().timestamp() - double_strike_seconds)

    def _opened(self, _switches: frozenset[int]) -> None:
        self._report(Health.OK)

    def _happened(self, event: InputEvent) -> None:
        key = KEYS.get(event.code) if event.type == EV_KEY and event.value == DOWN else None
        if key is None or self._is_tremor(event.code):
            return
        self._tell("key", {"key": key})

    def _is_tremor(self, code: int) -> bool:
        last_code, last_at = self._last
        now = self._clock.now().timestamp()
        self._last = (code, now)
        return code == last_code and now - last_at < self._double_strike_seconds

    def _used(self, action: str, args: Mapping[str, str]) -> Sequence[InputEvent]:
        code = _CODES.get(args.get("key", ""))
        if action != "press" or code is None:
            return ()
        report = InputEvent(EV_SYN, SYN_REPORT, 0)
        return (
            InputEvent(EV_KEY, code, DOWN),
            report,
            InputEvent(EV_KEY, code, UP),
            report,
        )
