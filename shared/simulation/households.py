"""Made-up households of Łódź: complete, free of contradictions, and nobody's.

Whoever needs many households takes them from here: the same seed gives the same ones, the first
hundred of a thousand are the hundred. A fact that `lodz.toml` gives no share for is drawn by the
default stated there, so new content works untouched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from shared.bundle.knowledge import Knowledge
from shared.diagnosis.answers import write_household
from shared.diagnosis.household import ROLE, Household, Known
from shared.diagnosis.model import Fact
from shared.diagnosis.since import SINCE, Derivation, derivations
from shared.simulation.draw import day_before, draw_by_share, draw_otherwise, least, within
from shared.simulation.means import Means
from shared.simulation.people import Home, Values, draw_home
from shared.simulation.shares import Lodz, lodz


def households(knowledge: Knowledge, count: int, seed: int, on: date) -> Iterator[Household]:
    """That many complete households as they would answer on a day: every fact is known exactly.

    Whatever is derived from a date (an age) is told beside the date and agrees with it.
    """
    drawer = _Drawer(knowledge.facts, on, lodz())
    for index in range(count):
        yield drawer.household(Random(f"{seed}/{index}"))  # noqa: S311 (nothing here is secret)


def as_document(household: Household, facts: Mapping[str, Fact]) -> dict[str, object]:
    """The JSON form that `okienko diagnose --facts` reads, without what follows from dates told.

    So the ages of a file are those of whatever day it is read for.
    """
    document = write_household(household, facts)
    written = [document["household"], *document["persons"]]  # type: ignore[misc]
    for one in derivations(facts):
        for answers in written:
            if one.source in answers:
                answers.pop(one.fact, None)
    return document


@dataclass(frozen=True)
class _Drawer:
    """Draws households that answer one set of facts on one day."""

    facts: Mapping[str, Fact]
    on: date
    lodz: Lodz

    def household(self, rng: Random) -> Household:
        home = draw_home(self.lodz, rng)
        for person in home.persons:
            self._by_shares(home, person, "person", rng)
        Means(home, self.lodz, rng).draw()
        self._by_shares(home, home.facts, "household", rng)
        for person in home.persons:
            self._the_rest(person, "person", rng)
            self._keep_role(person)
        self._the_rest(home.facts, "household", rng)
        return Household(self._known(home.facts, "household"), self._persons(home))

    def _by_shares(self, home: Home, values: Values, entity: str, rng: Random) -> None:
        person = values if entity == "person" else home.asker
        for name, shares in self.lodz.facts.items():
            fact = self.facts.get(name)
            if fact is not None and fact.entity == entity:
                values[name] = draw_by_share(fact, shares, home, person, rng)

    def _the_rest(self, values: Values, entity: str, rng: Random) -> None:
        """What no share is given for, then the dates by which the rest comes out as drawn."""
        for name, fact in self.facts.items():
            if fact.entity == entity and name not in values and fact.type != "date":
                values[name] = draw_otherwise(fact, self.lodz.otherwise, rng)
        for one in derivations(self.facts):
            if self.facts[one.fact].entity == entity:
                self._date(one, values, rng)
        for name, fact in self.facts.items():
            if fact.entity == entity and name not in values:
                values[name] = within(fact, self.on.toordinal() - rng.randint(0, 3650))

    def _date(self, one: Derivation, values: Values, rng: Random) -> None:
        """A date from which the number drawn follows; where it is told already, the number."""
        if one.source not in values:
            day = day_before(one.function, int(values[one.fact]), self.on, rng)
            values[one.source] = within(self.facts[one.source], day)
        passed = SINCE[one.function](int(values[one.source]), self.on)
        values[one.fact] = within(self.facts[one.fact], passed)

    def _keep_role(self, person: Values) -> None:
        """A role that the content does not have is the last one it has."""
        fact = self.facts.get(ROLE)
        if fact is not None and person[ROLE] not in fact.choice_ids:
            person[ROLE] = fact.choice_ids[-1]

    def _persons(self, home: Home) -> tuple[dict[str, Known], ...]:
        return tuple(self._known(person, "person") for person in home.persons)

    def _known(self, values: Values, entity: str) -> dict[str, Known]:
        """Every fact of the content, in its order and its range; nothing the content lacks."""
        known = {}
        for name, fact in self.facts.items():
            if fact.entity == entity:
                value = values.get(name, least(fact))
                known[name] = Known(within(fact, int(value)) if fact.is_ordered else value)
        return known
