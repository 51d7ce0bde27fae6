"""The weather on the line: what can go wrong between the provider and the app, by seed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random


@dataclass(frozen=True)
class Chaos:
    """How often (0 to 1) each thing happens to a webhook.

    `doubles`: it comes twice. `delays`: it comes up to `delay_seconds` late, so later ones overtake
    it. `drops`: it never comes. `silences`: the app acts, its answer comes too late. `errors`: a
    proxy answers 500 in the app's place.
    """

    doubles: float = 0.0
    delays: float = 0.0
    drops: float = 0.0
    silences: float = 0.0
    errors: float = 0.0
    delay_seconds: float = 5.0


CALM = Chaos()


@dataclass(frozen=True)
class Fate:
    """What happens to one webhook; `late_seconds`, one for each time it comes."""

    late_seconds: tuple[float, ...] = (0.0,)
    is_silenced: bool = False
    is_error: bool = False


class Dice:
    """Decides each webhook's fate; the same seed decides the same."""

    def __init__(self, seed: int, chaos: Chaos = CALM) -> None:
        self._random = Random(seed)  # noqa: S311  # weather, not a secret
        self._chaos = chaos

    def of_document(self) -> Fate:
        """The fate of a request for what to do next: a caller waits for its answer."""
        late = (self._late(), self._late()) if self._is(self._chaos.doubles) else (self._late(),)
        return Fate(late, self._is(self._chaos.silences), self._is(self._chaos.errors))

    def of_news(self) -> Fate:
        """The fate of a status webhook: nobody waits for it."""
        fate = self.of_document()
        return replace(fate, late_seconds=()) if self._is(self._chaos.drops) else fate

    def _late(self) -> float:
        chance = self._is(self._chaos.delays)
        return self._random.uniform(0, self._chaos.delay_seconds) if chance else 0.0

    def _is(self, chance: float) -> bool:
        return chance > 0 and self._random.random() < chance
